"""How long a first answer takes, measured against importing sentence-transformers alone.

usage: python -m tests.benchmarks.start [--rounds N]

Every round starts both as processes of their own, one after the other, so that both meet the same machine. The
index is there already: what is timed is the second start of `pincite ask` and everything after it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
QUESTION = "How did Leon Sedov die?"
AIM = 0.25


def seconds(*command: str) -> float:
    """Run a command and return how long it took."""
    began = perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return perf_counter() - began


def main() -> None:
    """Measure and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as data:
        ask = (sys.executable, "-m", "bot", "ask", QUESTION, "--data", data)
        baseline = (sys.executable, "-c", "import sentence_transformers")
        seconds(*ask)  # builds the index
        seconds(*baseline)  # and both are in the disk cache
        pairs = [(seconds(*baseline), seconds(*ask)) for _ in range(rounds)]
    medians = [statistics.median(column) for column in zip(*pairs, strict=True)]
    print(
        json.dumps(
            {
                "import_sentence_transformers_s": round(medians[0], 2),
                "pincite_ask_s": round(medians[1], 2),
                "ratio": round(medians[1] / medians[0], 3),
                "aim": AIM,
                "rounds": rounds,
            }
        )
    )


if __name__ == "__main__":
    main()
