"""Fit the models of confidence in `embeddings/weights.py` on labelled questions.

usage: python -m tests.benchmarks.fit_confidence DATA_SETS_FOLDER WORK_FOLDER [--questions N] [--write]

Each set is a folder with `queries.jsonl` and the documents, as `corpus.jsonl` or in `docs/`. A question counts as
answered when one of the first quotes covers a gold span; a question without an answer in the archive never does,
nor does one that asks of another name what a question of the set asks.
Every set weighs the same; `--questions` takes that many of each, shuffled. The figures are of each set left out of
the fit in turn, with those over the same pages. What was seen of each question is kept in the work folder, so that a second fit takes seconds; empty
it after a change to retrieval.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

import embeddings.weights
from embeddings.evaluation.measures import auroc, calibration_error, reliability
from embeddings.quoting.answering.answering import find
from embeddings.retrieval.asking import ask_for
from embeddings.retrieval.first_stage import Engine
from embeddings.retrieval.follow_up.focus import names_in
from embeddings.retrieval.follow_up.leaning import language_of
from embeddings.settings import AnswerSettings
from tests.benchmarks.labelled import covers, open_archive, read_rows, write_rows
from tests.benchmarks.tables import FIGURES, put_into

if TYPE_CHECKING:
    from embeddings.archive import Archive

SETS = ("mia_dev", "swapped", "kropotkin", "clapnq", "xquad_en", "squad2", "manuals", "doqa", "govuk")
SAME = {"swapped": "mia_dev"}  # a set over the pages of another: they are left out together
STRANGERS = "out_of_archive"  # questions that no archive here answers
MOST_STRANGERS = 10  # a set, so that they do not drown the hard ones
MOST_TWINS = 15  # likewise: answerable questions about another name of the set
MODELS = {
    "reranked": ("relevance", "cosine", "unknown", "missing"),
    "first_stage": ("cosine", "score", "coverage", "unknown", "missing"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One question of one set: the signals with and without reranking, and what came of it."""

    set: str
    answerable: bool
    reranked: dict[str, float]
    first_stage: dict[str, float]
    reranked_right: bool  # one of the quotes answers
    first_stage_right: bool
    reranked_first: bool  # the likeliest does
    first_stage_first: bool
    renamed: bool = False  # made by `twins`


def main() -> None:
    """Fit, print the figures, and write the parameters if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--questions", type=int)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    strangers = read_rows(args.sets / STRANGERS / "queries.jsonl")
    seen: list[Seen] = []
    for number, name in enumerate(SETS):
        some = strangers[number * MOST_STRANGERS : (number + 1) * MOST_STRANGERS]
        unanswerable = [row | {"answerable": False} for row in some]
        seen += look(args.sets / name, args.work / name, unanswerable, args.questions)
    fitted = {model: fit(seen, model, names) for model, names in MODELS.items()}
    diagrams = {model: parameters.pop("reliability") for model, parameters in fitted.items()}
    print(json.dumps({"models": fitted}, indent=2))
    print(diagrams["reranked"])
    if args.write:
        put_into(Path(embeddings.weights.__file__), "fitted", as_code(fitted) + "\n", ("    # ", ""))
        put_into(FIGURES, "reliability", diagrams["reranked"] + "\n")


def as_code(fitted: dict[str, dict[str, Any]]) -> str:
    """Return the fields of `embeddings.weights.Confidence`."""
    lines = []
    for model, found in fitted.items():
        values = {"intercept": found["intercept"], **found["weights"]}
        said = ", ".join(f"{name}={value}" for name, value in values.items())
        lines.append(f"    {model}: Logistic = Logistic({said})")
    return "\n".join(lines)


def twins(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return questions that look answerable and are not: of some that are, each with a name of another question."""
    found: list[dict[str, Any]] = []
    named = [
        (row, names)
        for row in rows
        if row.get("answerable", True) and (names := names_in(row["text"], language_of(row["text"])))
    ]
    for (row, names), (_, others) in pairwise(named):
        other = next((name for name in others if name not in row["text"] and not name.isdigit()), None)
        mine = next((name for name in names if not name.isdigit()), None)
        if mine and other and len(found) < MOST_TWINS:
            text = row["text"].replace(mine, other)
            found.append(row | {"text": text, "answers": [], "answerable": False, "renamed": True})
    return found


def look(labelled: Path, work: Path, strangers: list[dict[str, Any]], most: int | None = None) -> list[Seen]:
    """Return what is seen of a set's questions, or of `most` of them, asking them if that was not done yet."""
    kept = work / "signals.jsonl"
    if not kept.exists():
        archive = open_archive(labelled, work)
        rows = read_rows(labelled / "queries.jsonl")
        random.Random(0).shuffle(rows)
        rows = rows[:most] + strangers + (twins(rows[most or 0 :]) if labelled.name not in SAME else [])
        found = [asdict(examine(archive, labelled.name, row)) for row in rows]
        write_rows(kept, found)
    rows = read_rows(kept)
    print(f"{labelled.name}: {len(rows)} questions")
    return [Seen(**row) for row in rows]


def examine(archive: Archive, name: str, row: dict[str, Any]) -> Seen:
    """Ask one question both ways."""
    settings, serving = archive.settings, archive._served.now
    engine = Engine(serving.generation, serving.encoder, serving.reranker, settings.rerank)
    asked = ask_for(engine, row["text"], row.get("history") or ())
    both = [find(one, asked, settings.answer) for one in (engine, replace(engine, reranker=None))]
    answerable = row.get("answerable", True)
    right = [bool(answerable) and any(covers(quote, row) for quote in found.quotes) for found in both]
    likeliest = [
        max(zip(found.quotes, found.signals, strict=True), key=lambda pair: pair[0].confidence) for found in both
    ]
    signals = [asdict(seen) for _, seen in likeliest]
    first = [bool(answerable) and covers(quote, row) for quote, _ in likeliest]
    return Seen(name, bool(answerable), *signals, *right, *first, renamed=bool(row.get("renamed")))


def fit(seen: list[Seen], model: str, names: tuple[str, ...]) -> dict[str, Any]:
    """Return parameters for raw signals, the figures of the fit, and the reliability diagram."""
    x = np.array([[getattr(one, model)[name] for name in names] for one in seen])
    right, first = (np.array([getattr(one, f"{model}_{what}") for one in seen]) for what in ("right", "first"))
    sizes = {name: sum(one.set == name for one in seen) for name in SETS}
    weight = np.array([1 / sizes[one.set] for one in seen])
    made = np.array([one.renamed for one in seen])
    groups = np.array([SAME.get(one.set, one.set) for one in seen])
    predicted = np.zeros(len(seen))
    for group in np.unique(groups):
        out = groups == group
        weights, intercept = logistic(x[~out], first[~out], right[~out], weight[~out], made[~out])
        predicted[out] = expit(x[out] @ weights + intercept)
    weights, intercept = logistic(x, first, right, weight, made)
    return {
        "intercept": round(intercept, 4),
        "weights": {name: round(float(value), 4) for name, value in zip(names, weights, strict=True)},
        "figures": {
            "questions": len(right),
            "calibration_error": round(float(calibration_error(predicted[~made], right[~made]) or 0), 4),
            "auroc_answered": round(float(auroc(predicted[right], predicted[~right & ~made]) or 0), 4),
            "kept_refused": {name: kept_refused(seen, predicted, name) for name in SETS},
            **{f"auroc_{name}": figure for name in SETS if (figure := _of_set(seen, predicted, name)) is not None},
        },
        "reliability": diagram(predicted[~made], right[~made]),
    }


def logistic(
    x: np.ndarray, first: np.ndarray, right: np.ndarray, weight: np.ndarray, made: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return weights and an intercept.

    The weights tell quotes that answer from those that do not. With them the intercept is such that as many
    answers are right as are said to be, of which a second or third quote may be the one that answers. Questions
    that were made do not count in that: how many there are says nothing.
    """
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(x), first, weight / weight.mean())
    weights = model.coef_[0] / scaler.scale_
    seen = x @ weights
    asked = weight * ~made
    return weights, float(brentq(lambda b: float(asked @ (expit(seen + b) - right)), -30, 30))


def kept_refused(seen: list[Seen], predicted: np.ndarray, name: str) -> tuple[int, int]:
    """Return how many in 100 answerable questions of a set are answered, and how many unanswerable ones are not."""
    shares = []
    for answerable in (True, False):
        rows = np.array([one.set == name and one.answerable is answerable and not one.renamed for one in seen])
        shares.append(100 * np.mean((predicted[rows] >= AnswerSettings().minimum_confidence) == answerable))
    return round(shares[0]), round(shares[1])


def _of_set(seen: list[Seen], predicted: np.ndarray, name: str) -> float | None:
    """Return the AUROC of answerable against unanswerable questions of a set and its strangers."""
    can = np.array([one.set == name and one.answerable for one in seen])
    cannot = np.array([one.set == name and not one.answerable and not one.renamed for one in seen])
    figure = auroc(predicted[can], predicted[cannot])
    return None if figure is None else round(figure, 4)


def diagram(predicted: np.ndarray, right: np.ndarray) -> str:
    """Return a reliability diagram in Mermaid: said and seen, of bins of equal count."""
    bins = reliability(predicted, right)
    labels = ", ".join(f'"{100 * one.confidence:.0f}"' for one in bins)
    said = ", ".join(f"{100 * one.confidence:.1f}" for one in bins)
    came = ", ".join(f"{100 * one.right:.1f}" for one in bins)
    return (
        "```mermaid\nxychart-beta\n"
        '    title "Said (line) and came true (bars), in percent, ten bins of equal count"\n'
        f'    x-axis "confidence" [{labels}]\n    y-axis "right" 0 --> 100\n    bar [{came}]\n    line [{said}]\n```'
    )


if __name__ == "__main__":
    main()
