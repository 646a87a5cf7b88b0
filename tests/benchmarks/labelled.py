"""Labelled question sets: lay their documents out, and tell a right quote from a wrong one."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from embeddings.quoting.quote import Quote

SHORT_SPAN = 400  # a gold span up to this must be covered by half; of a quote in a longer one, half must lie in it
SHOWN = 1000  # characters of a quote that count


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Return a JSON Lines file's rows."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def file_name(identity: str) -> str:
    """Return a document's id as a file name."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", identity).strip("_")[:150] + ".txt"


def lay_out(labelled: Path, folder: Path) -> Path:
    """Write a set's documents as text files, if they are not there yet; return the folder."""
    if folder.exists():
        return folder
    if (labelled / "docs").is_dir():
        shutil.copytree(labelled / "docs", folder)
        return folder
    folder.mkdir(parents=True)
    for row in read_rows(labelled / "corpus.jsonl"):
        (folder / file_name(str(row["id"]))).write_text(row["text"], encoding="utf-8", newline="")
    return folder


def covers(quote: Quote, row: dict[str, Any]) -> bool:
    """Say whether a quote shows one of a question's gold spans."""
    end = min(quote.end, quote.start + SHOWN)
    for gold in row.get("answers") or []:
        name = str(gold.get("doc") or gold.get("doc_id"))
        if PurePosixPath(quote.document).name not in (PurePosixPath(name).name, file_name(name)):
            continue
        start = gold["start"]
        stop = gold.get("end", start + len(gold.get("text", "")))
        overlap = min(end, stop) - max(quote.start, start)
        needed = (stop - start if stop - start <= SHORT_SPAN else end - quote.start) / 2
        if overlap > 0 and overlap >= needed:
            return True
    return False


def calibration_error(predicted: np.ndarray, happened: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal count (Naeini et al. 2015)."""
    order = np.argsort(predicted)
    gaps = [
        len(part) * abs(predicted[part].mean() - happened[part].mean()) for part in np.array_split(order, bins)
    ]
    return float(sum(gaps) / len(predicted))
