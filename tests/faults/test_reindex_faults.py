"""A part of the trials; `python -m tests.benchmarks.faults` makes all of them."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from tests.faults.flips import undetected

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.trials import Bench

STEP = 7  # of so many operations, one is tried here
KILLS, FLIPS = 8, 60


@pytest.mark.parametrize("mode", ["fail", "full", "kill"])
def test_a_reindex_that_fails_or_dies_at_an_operation_on_a_file_leaves_the_old_index_or_the_new(
    bench: Bench, library: Path | None, mode: str
) -> None:
    if library is None:
        pytest.skip("needs a C compiler, and a loader that preloads libraries")
    bench.reset()
    operations = bench.reindex()["operations"]
    assert operations > 40  # SQLite's are among them
    first = {"fail": 1, "full": 3, "kill": 5}[mode]
    tried = {
        *range(first, operations + 1, STEP),
        *range(operations - 5, operations + 1, 2),
    }  # the last ones commit
    states = set()
    for n in sorted(tried):
        bench.reset()
        bench.interrupt(mode, n)
        states.add(bench.hold())
    assert states == {"before", "after"}


def test_a_reindex_that_is_killed_at_a_random_moment_leaves_the_old_index_or_the_new(bench: Bench) -> None:
    chance = random.Random(11)
    bench.reset()
    takes = bench.reindex()["seconds"]
    for _ in range(KILLS):
        bench.reset()
        assert bench.reindex(after=chance.uniform(0, takes))["status"] in {0, -9}
        bench.hold()


def test_a_flipped_bit_in_any_file_of_a_generation_is_found_before_it_is_served(
    archive: Archive, tmp_path: Path
) -> None:
    shutil.copytree(archive.settings.data, tmp_path / "data")
    settings = type(archive.settings)(archive.settings.source, tmp_path / "data")
    assert undetected(settings, FLIPS, random.Random(7)) == []
    assert Archive(settings).check().problems == ()
