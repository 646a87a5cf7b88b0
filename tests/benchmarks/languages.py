"""Questions in one language to documents in another: first hits, questions kept, and questions refused.

usage: python -m tests.benchmarks.languages SET_FOLDER WORK_FOLDER [--each N] [--english] [--fit]

The set has a folder for each language with the same documents and, under the same ids, the same questions. Half of
the articles are indexed; the questions on the others are answered by nothing. Every language is asked of itself and,
both ways, of English. `--english` does the same with the default model. `--fit` prints the weights of a logistic
model of how likely the archive answers, and its calibration error with every language left out in turn.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from embeddings.archive import Archive
from embeddings.evaluation.judging import file_name, label_of
from embeddings.quoting.answering.answering import find
from embeddings.retrieval.asking import ask_for
from embeddings.retrieval.first_stage import Engine
from embeddings.settings import AnswerSettings, ArchiveSettings, Languages, ModelSettings
from tests.benchmarks.labelled import calibration_error, lay_out, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.retrieval.confidence import Signals

SIGNALS = ("relevance", "cosine", "unknown")
CUT = AnswerSettings().minimum_confidence


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question."""

    documents: str  # their language
    question: str
    answerable: bool
    right: bool
    confidence: float
    signals: Signals


def article_of(document: str) -> str:
    """Return the article that a paragraph is of."""
    return document.rsplit("_", 1)[0]


def indexed_articles(labelled: Path) -> set[str]:
    """Return every other article."""
    rows = read_rows(labelled / "queries.jsonl")
    return set(sorted({article_of(row["answers"][0]["doc_id"]) for row in rows})[::2])


def archive_of(labelled: Path, work: Path, *, english: bool) -> Archive:
    """Return an archive of half of the articles."""
    source = work / "documents"
    if not source.exists():
        wanted = {
            file_name(str(row["id"]))
            for row in read_rows(labelled / "corpus.jsonl")
            if article_of(row["id"]) in indexed_articles(labelled)
        }
        for file in lay_out(labelled, source).iterdir():
            if not any(file.name.startswith(name) for name in wanted):
                file.unlink()
    model = ModelSettings() if english else ModelSettings(languages=Languages.MANY)
    archive = Archive(ArchiveSettings(source, work / ("english" if english else "many"), model=model))
    archive.build()
    return archive.open()


def asked(archive: Archive, sets: Path, documents: str, question: str, each: int) -> Iterator[Asked]:
    """Ask `each` questions of a language on indexed articles, and as many on others."""
    articles = indexed_articles(sets / documents)
    gold = {row["id"]: row for row in read_rows(sets / documents / "queries.jsonl")}
    rows = read_rows(sets / question / "queries.jsonl")
    for answerable in (True, False):
        pool = [row for row in rows if (article_of(row["answers"][0]["doc_id"]) in articles) is answerable]
        for row in pool[:: max(1, len(pool) // each)][:each]:
            with archive._served.leased() as serving:
                engine = Engine(serving.generation, serving.encoder, serving.reranker, archive.settings.rerank)
                found = find(engine, ask_for(engine, row["text"], (), None), AnswerSettings())
            if not found.quotes:
                continue
            first = found.quotes[0]
            spans = label_of(gold[row["id"]]).gold
            right = answerable and any(one.is_shown_by(first.document, first.start, first.end) for one in spans)
            yield Asked(documents, question, answerable, right, first.confidence, found.signals[0])


def fit(rows: list[Asked]) -> np.ndarray:
    """Return intercept and weights of a logistic model, every pair of languages weighing the same."""
    from sklearn.linear_model import LogisticRegression

    values = np.array([[asdict(one.signals)[name] for name in SIGNALS] for one in rows])
    model = LogisticRegression(C=10, max_iter=1000).fit(values, [one.answerable for one in rows])
    return np.concatenate([model.intercept_, model.coef_[0]])


def judged(rows: list[Asked], weights: np.ndarray) -> np.ndarray:
    """Return the confidence of each by a fitted model."""
    values = np.array([[1.0, *(asdict(one.signals)[name] for name in SIGNALS)] for one in rows])
    return 1 / (1 + np.exp(-values @ weights))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--english", action="store_true")
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    languages = sorted(folder.name for folder in args.sets.iterdir() if (folder / "queries.jsonl").is_file())
    every: list[Asked] = []
    print("| documents | questions | HIT@1 | kept | refused |\n|---|---|---|---|---|")
    for documents in languages:
        archive = archive_of(args.sets / documents, args.work / documents, english=args.english)
        for question in languages if documents == "en" else sorted({"en", documents}):
            rows = list(asked(archive, args.sets, documents, question, args.each))
            there, others = [one for one in rows if one.answerable], [one for one in rows if not one.answerable]
            hit, kept = np.mean([one.right for one in there]), np.mean([one.confidence >= CUT for one in there])
            refused = np.mean([one.confidence < CUT for one in others])
            print(
                f"| {documents} | {question} | {100 * hit:.0f} | {100 * kept:.0f} | {100 * refused:.0f} |",
                flush=True,
            )
            every += [one for one in rows if one.signals.compared]
        archive.close()
    if args.fit:
        print("weights:", dict(zip(("intercept", *SIGNALS), np.round(fit(every), 4), strict=True)))
        errors = []
        for left in languages:
            rest = [one for one in every if left not in {one.documents, one.question}]
            out = [one for one in every if left in {one.documents, one.question}]
            errors.append(calibration_error(judged(out, fit(rest)), np.array([one.answerable for one in out])))
        print("calibration error, each language left out:", np.round(errors, 3))


if __name__ == "__main__":
    main()
