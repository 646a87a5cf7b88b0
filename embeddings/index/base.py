"""The generation a reindex starts from."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.index.generation import Generation, open_current
from embeddings.index.pointer import committed, read_pointer
from embeddings.index.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Base:
    """What was there before: nothing, the current generation or, where that is damaged, a sound earlier one."""

    generation: Generation | None
    snapshot: Snapshot
    is_current: bool
    kept: tuple[str, ...]  # the generations to keep beside a new one, the likeliest to be wanted first


@contextmanager
def opened_base(data: Path) -> Iterator[Base]:
    """Open the base for as long as the context lasts."""
    try:
        generation, damage = open_current(data)
    except (NoGeneration, GenerationDamaged):
        yield Base(None, Snapshot(0, {}), is_current=False, kept=())
        return
    try:
        yield Base(
            generation,
            generation.snapshot(),
            is_current=damage is None,
            kept=_sound(data, generation.manifest.id),
        )
    finally:
        generation.close()


def _sound(data: Path, identity: str) -> tuple[str, ...]:
    """Return what is worth keeping: the base, then the others, without those found damaged on the way to it."""
    tried, damage = committed(data)
    order = tried if damage is not None else read_pointer(data)
    damaged = tried[: tried.index(identity)]
    return (identity, *(name for name in order if name != identity and name not in damaged))
