"""``DATA/CURRENT``: which generations are committed, and which of them is served.

The one small file is the whole truth: replacing it is what commits a generation, goes back to an earlier one, or
gives one up. A folder it does not name is of a build that did not come to its end.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.files import PART, write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER, CURRENT = "generations", "CURRENT"
COMMITTED = "COMMITTED"  # there once a pointer was written
LOCK = "reindex.lock"  # held by whoever changes which generations there are
_SUM = "sha256 "


def generation_folder(data: Path, identity: str) -> Path:
    """Return a generation's folder."""
    return data / FOLDER / identity


def read_pointer(data: Path) -> list[str]:
    """Return the committed generations: the current one, then the others, the one served last first.

    Raises:
        NoGeneration: there is no such file, and never was.
        GenerationDamaged: it is not as it was written, or is gone.

    """
    file = data / CURRENT
    try:
        *identities, last, end = file.read_bytes().decode().split("\n")
    except FileNotFoundError as error:
        if _was_committed(data):  # somebody removed it: a sound generation is served all the same
            raise GenerationDamaged(file, "it is missing") from error
        raise NoGeneration(data) from error
    except (OSError, ValueError) as error:
        raise GenerationDamaged(file, "it cannot be read") from error
    if end or not identities or last != _checksum(identities):
        raise GenerationDamaged(file, "its checksum is wrong")
    return identities


def _was_committed(data: Path) -> bool:
    """Say whether a generation was committed here once; a first build that was killed leaves none behind."""
    return (data / COMMITTED).exists()


def write_pointer(data: Path, identities: Sequence[str]) -> None:
    """Make the first generation the current one and forget those that are not named; raises StorageFailed."""
    lines = [*identities, _checksum(identities)]
    write_atomically(data / CURRENT, "".join(f"{line}\n" for line in lines).encode())
    with suppress(OSError):  # worth a try: it only tells a lost pointer from one that never was
        (data / COMMITTED).touch()


def current_id(data: Path) -> str:
    """Return the identity of the current generation; raises NoGeneration or GenerationDamaged."""
    return read_pointer(data)[0]


def committed(data: Path) -> tuple[list[str], GenerationDamaged | None]:
    """Return the generations to try, in that order; if the pointer is damaged, all there are, and the damage.

    Raises NoGeneration.
    """
    try:
        current, *others = read_pointer(data)
    except GenerationDamaged as damage:
        return sorted(identities(data), reverse=True), damage
    # Earlier ones first: what is newer than the current one was gone back from, for a reason.
    return [current, *sorted(others, key=lambda name: (name < current, name), reverse=True)], None


def identities(data: Path) -> list[str]:
    """Return the names of all finished generations' folders, committed or not."""
    folder = data / FOLDER
    if not folder.is_dir():
        return []
    return [entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.endswith(PART)]


def _checksum(names: Sequence[str]) -> str:
    return _SUM + hashlib.sha256("\n".join(names).encode()).hexdigest()
