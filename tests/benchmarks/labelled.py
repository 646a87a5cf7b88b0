"""Labelled question sets: lay their documents and questions out, and tell a right quote from a wrong one."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from embeddings.archive import Archive
from embeddings.documents.record.sidecar import SIDECAR
from embeddings.evaluation import measures
from embeddings.evaluation.judging import file_name, judge, label_of
from embeddings.settings import ArchiveSettings, RerankSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import numpy as np

    from embeddings.evaluation.judging import Judgement
    from embeddings.quoting.quote import Quote


def read_rows(file: Path) -> list[dict[str, Any]]:
    """Return a JSON Lines file's rows."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_rows(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write a JSON Lines file."""
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def lay_out(labelled: Path, folder: Path) -> Path:
    """Write a set's documents, if they are not there yet; return the folder.

    Text files, each with a record beside it of the title and author that the set gives.
    """
    if folder.exists():
        return folder
    if (labelled / "docs").is_dir():
        shutil.copytree(labelled / "docs", folder)
        return folder
    folder.mkdir(parents=True)
    for row in read_rows(labelled / "corpus.jsonl"):
        file = folder / file_name(str(row["id"]))
        file.write_text(row["text"], encoding="utf-8", newline="")
        if row.get("title"):
            record: dict[str, Any] = {"type": "document", "title": row["title"]}
            if row.get("author"):
                record["author"] = [{"literal": row["author"]}]
            file.with_name(file.name + SIDECAR).write_text(json.dumps(record), encoding="utf-8")
    return folder


def titled(labelled: Path) -> list[dict[str, Any]]:
    """Return a set's questions, each after the title of its work; its answers are the passages that its qrels name."""
    corpus = {str(row["id"]): row for row in read_rows(labelled / "corpus.jsonl")}
    with (labelled / "qrels.tsv").open(encoding="utf-8") as lines:
        pairs = [line.split("\t")[:2] for line in list(lines)[1:]]
    gold: dict[str, list[str]] = {}
    for question, passage in pairs:
        gold.setdefault(question, []).append(passage)
    return [
        row
        | {
            "text": f"{corpus[gold[row['id']][0]]['title']}: {row['text']}",
            "answers": [{"doc_id": name, "start": 0, "text": corpus[name]["text"]} for name in gold[row["id"]]],
        }
        for row in read_rows(labelled / "queries.jsonl")
        if row["id"] in gold
    ]


def text_of(file: Path) -> str:
    """Return a laid-out document's text as an archive reads it."""
    return file.read_text("utf-8")  # every kind of line end as \n


def judged(rows: Sequence[dict[str, Any]], answers: Sequence[dict[str, Any]], documents: Path) -> list[Judgement]:
    """Return what each answer is worth, its quotes compared with the files of `documents`."""
    texts: dict[str, str] = {}

    def read(document: str) -> str:
        if document not in texts:
            texts[document] = text_of(documents / document)
        return texts[document]

    return [judge(label_of(row), answer, read) for row, answer in zip(rows, answers, strict=True)]


def covers(quote: Quote, row: dict[str, Any]) -> bool:
    """Say whether a quote shows one of a question's gold spans."""
    return any(span.is_shown_by(quote.document, quote.start, quote.end) for span in label_of(row).gold)


def calibration_error(predicted: np.ndarray, happened: np.ndarray, bins: int = measures.BINS) -> float:
    """Return the expected calibration error, as `pincite evaluate` computes it."""
    return measures.calibration_error(predicted, happened, bins) or 0.0


def built(labelled: Path, work: Path) -> ArchiveSettings:
    """Return the settings of an archive of a set's documents, built in the work folder if it is not there yet."""
    # No budget: on a slow or busy machine a fit must not be one of what was left out.
    settings = ArchiveSettings(
        source=lay_out(labelled, work / "documents"),
        data=work / "data",
        rerank=RerankSettings(milliseconds=60_000),
    )
    if not (settings.data / "CURRENT").exists():
        Archive(settings).build()
    return settings


def open_archive(labelled: Path, work: Path) -> Archive:
    """Open an archive of a set's documents, likewise."""
    return Archive(built(labelled, work)).open()
