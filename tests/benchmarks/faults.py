"""Reindexes that fail, run out of disk or are killed, at every file operation and at random moments.

usage: python -m tests.benchmarks.faults [--kills N] [--flips N] [--seed N]

The suite has a part of it (tests/faults/); this is the whole. After each trial the index must be the old or the new
one, whole, by its answers and by a check, and the next reindex must succeed and leave no temporary file: the first
that is not ends the run. Printed are the numbers of trials, and how many of them ended with the index before.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from pathlib import Path

from embeddings.archive import Archive
from embeddings.settings import ArchiveSettings
from tests.faults.flips import undetected
from tests.faults.trials import Bench, shim


def every_operation(bench: Bench, mode: str) -> dict[str, int]:
    """Let each operation fail in turn; a reindex that meets it must end with an error of its own, or succeed."""
    bench.reset()
    operations = bench.reindex()["operations"]
    states: Counter[str] = Counter()
    for n in range(1, operations + 1):
        bench.reset()
        bench.interrupt(mode, n)
        states[bench.hold()] += 1
        print(f"{mode} {n}/{operations}", end="\r", flush=True)
    return {"operations": operations, **states}


def at_random(bench: Bench, kills: int, chance: random.Random) -> dict[str, int]:
    """Kill reindexes at random moments of the time they take."""
    bench.reset()
    takes = bench.reindex()["seconds"]
    states: Counter[str] = Counter()
    for number in range(kills):
        bench.reset()
        ended = bench.reindex(after=chance.uniform(0, takes))
        assert ended["status"] in (0, -9), ended
        states[f"{'killed' if ended['status'] else 'was done'}, {bench.hold()}"] += 1
        print(f"killed {number + 1}/{kills}", end="\r", flush=True)
    return dict(states)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--modes", nargs="*", default=["fail", "full", "kill"])
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        Archive(ArchiveSettings(data=place / "seeds")).build()
        library = shim(place)
        (place / "bench").mkdir()
        with Bench(place / "bench", place / "seeds" / "models", library) as bench:
            for mode in arguments.modes if library else ():
                print(json.dumps({f"{mode} at every operation": every_operation(bench, mode)}), flush=True)
            print(json.dumps({"killed at random": at_random(bench, arguments.kills, chance)}), flush=True)
        missed = undetected(ArchiveSettings(data=place / "seeds"), arguments.flips, chance)
        print(json.dumps({"flipped bits": arguments.flips, "undetected": len(missed)}), flush=True)
        assert not missed, missed


if __name__ == "__main__":
    main()
