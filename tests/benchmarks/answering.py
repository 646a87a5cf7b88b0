"""How long an answer takes and how much memory serving takes, with the second look at passages and without.

usage: python -m tests.benchmarks.answering DATA_SETS_FOLDER WORK_FOLDER [--set NAME] [--questions N]

Both ways are asked in turn in one process, some questions at a time: an archive is served the one way or the other, and
question by question each would find the processor's caches full of what only the other needs. The work folder is that of
`tests.benchmarks.quality`. Prints a Markdown table of medians and 95th percentiles in milliseconds, and the resident
memory of the process before the second way is first tried.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import replace
from pathlib import Path

import numpy as np

from embeddings.archive import Archive
from embeddings.settings import RerankSettings
from tests.benchmarks.labelled import built, read_rows

WARMING = 20  # questions that do not count
IN_A_ROW = 10


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--set", default="kropotkin")
    parser.add_argument("--questions", type=int, default=100)
    args = parser.parse_args()
    rows = read_rows(args.sets / args.set / "queries.jsonl")
    random.Random(0).shuffle(rows)
    texts = [str(row["text"]) for row in rows[: args.questions + WARMING]]
    settings = replace(built(args.sets / args.set, args.work / args.set), rerank=RerankSettings())
    reranking = Archive(settings).open()
    for text in texts[:WARMING]:
        reranking.ask(text)
    memory = _resident()
    plain = Archive(replace(settings, rerank=replace(settings.rerank, enabled=False))).open()
    times: dict[str, list[float]] = {"with reranking": [], "without": []}
    for at in range(0, len(texts), IN_A_ROW):
        for name, archive in (("with reranking", reranking), ("without", plain)):
            for number, text in enumerate(texts[at : at + IN_A_ROW], at):
                taken = archive.ask(text).timings_ms["total"]
                if number >= WARMING:
                    times[name].append(taken)
    print("| answer | p50 ms | p95 ms |\n|---|---|---|")
    for name, taken in times.items():
        print(f"| {name} | {np.percentile(taken, 50):.0f} | {np.percentile(taken, 95):.0f} |")
    print(f"\nresident memory while serving: {memory:.0f} MB")


def _resident() -> float:
    """Return the resident memory of this process in megabytes, as Linux tells it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
