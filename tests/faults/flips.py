"""Flip single bits of a generation's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.errors import GenerationDamaged
from embeddings.index.generations.generation import open_current
from embeddings.index.generations.pointer import CURRENT, current_id, generation_folder

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from embeddings.settings import ArchiveSettings


def flip(file: Path, bit: int) -> None:
    """Flip a bit in place."""
    with file.open("r+b") as stream:
        stream.seek(bit // 8)
        (byte,) = stream.read(1)
        stream.seek(bit // 8)
        stream.write(bytes([byte ^ (1 << bit % 8)]))


def undetected(settings: ArchiveSettings, count: int, chance: random.Random) -> list[tuple[str, int]]:
    """Return those of `count` random flips that the current generation is opened with all the same.

    Each file gets its share of half of them, however small it is; the other half falls on the bytes at random.
    """
    folder = generation_folder(settings.data, current_id(settings.data))
    # tantivy leaves empty lock files, which nobody reads.
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix != ".lock"]
    files.append(settings.data / CURRENT)
    sizes = [file.stat().st_size for file in files]
    missed = []
    for number in range(count):
        file = files[number // 2 % len(files)] if number % 2 else chance.choices(files, sizes)[0]
        bit = chance.randrange(8 * file.stat().st_size)
        flip(file, bit)
        try:
            generation, damage = open_current(settings.data)
        except GenerationDamaged:
            pass  # there is no other
        else:
            generation.close()
            if damage is None:
                missed.append((file.name, bit))
        flip(file, bit)
    return missed
