"""What a reindex costs: full, after one document changed, and after nothing changed.

usage: python -m tests.benchmarks.reindex CORPUS.jsonl [--rounds N] [--most N]

CORPUS is a file of JSON lines with "id" and "text", laid out as a folder of documents. All is measured in one run, the
model exported beforehand. `tests/benchmarks/build.py` measures the full build against sentence-transformers.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from embeddings.archive import Archive
from embeddings.models import cache
from embeddings.settings import ArchiveSettings

if TYPE_CHECKING:
    from embeddings.report import ReindexReport

SETTLED = 2.5  # seconds after which the times of a file prove that it has not changed
AIMS = {"no_change": 200, "one_document": 50}


def lay_out(corpus: Path, source: Path, most: int) -> None:
    """Write the documents of a corpus as files."""
    for number, line in enumerate(corpus.open(encoding="utf-8")):
        if number < most:
            row = json.loads(line)
            file = source / row["id"]
            file = file if file.suffix == ".txt" else file.with_name(file.name + ".txt")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(row["text"], "utf-8")


def timed(settings: ArchiveSettings, *, full: bool = False) -> tuple[float, ReindexReport]:
    """Return the seconds of a reindex, and its report."""
    began = perf_counter()
    report = Archive(settings).build(full=full)
    return perf_counter() - began, report


def edited(settings: ArchiveSettings, rounds: int) -> list[float]:
    """Return the seconds of reindexes after one edit each, of documents of typical length."""
    files = sorted(settings.source.rglob("*.txt"), key=lambda file: file.stat().st_size)
    middle = len(files) // 2
    seconds = []
    for number, file in enumerate(files[middle : middle + rounds]):
        file.write_text(f"{file.read_text('utf-8')}\n\nA closing remark, number {number}, was added.\n", "utf-8")
        took, report = timed(settings)
        assert len(report.changed) == 1
        seconds.append(took)
    return seconds


def main() -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, default=1_000_000, help="documents taken of the corpus")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = ArchiveSettings(Path(folder, "source"), Path(folder, "data"))
        lay_out(arguments.corpus, settings.source, arguments.most)
        cache.prepare(settings.data, settings.model)
        time.sleep(SETTLED)
        full, report = timed(settings)
        figures = {"documents": len(report.added), "passages": report.passages, "full_s": round(full, 1)}
        unchanged = statistics.median(timed(settings)[0] for _ in range(arguments.rounds))
        one = statistics.median(edited(settings, arguments.rounds))
        figures |= {"no_change_s": round(unchanged, 3), "one_document_s": round(one, 3)}
        ratios = {"no_change": round(full / unchanged), "one_document": round(full / one)}
        print(json.dumps({**figures, "times_faster": ratios, "aims": AIMS}))


if __name__ == "__main__":
    main()
