from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.index.generations.pointer import CURRENT, committed, generation_folder, read_pointer, write_pointer

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["000003-b", "000004-c", "000001-a", "000002-z"]


def test_the_pointer_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_pointer(tmp_path, NAMES)
    assert read_pointer(tmp_path) == NAMES


def test_without_a_pointer_there_is_no_generation(tmp_path: Path) -> None:
    with pytest.raises(NoGeneration):
        read_pointer(tmp_path)


def test_earlier_generations_are_tried_before_one_that_was_gone_back_from(tmp_path: Path) -> None:
    write_pointer(tmp_path, NAMES)
    assert committed(tmp_path) == (["000003-b", "000002-z", "000001-a", "000004-c"], None)


def test_every_flipped_bit_of_the_pointer_is_noticed(tmp_path: Path) -> None:
    write_pointer(tmp_path, NAMES)
    for name in NAMES:
        generation_folder(tmp_path, name).mkdir(parents=True)
    file = tmp_path / CURRENT
    content = file.read_bytes()
    for bit in range(8 * len(content)):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        with pytest.raises(GenerationDamaged):
            read_pointer(tmp_path)
        names, damage = committed(tmp_path)
        assert (names[0], damage is not None) == ("000004-c", True)


def test_a_pointer_that_is_cut_off_is_noticed(tmp_path: Path) -> None:
    write_pointer(tmp_path, NAMES)
    file = tmp_path / CURRENT
    content = file.read_bytes()
    for length in range(len(content)):
        file.write_bytes(content[:length])
        with pytest.raises(GenerationDamaged):
            read_pointer(tmp_path)
