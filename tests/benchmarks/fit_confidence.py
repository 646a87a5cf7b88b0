"""Fit the parameters of `embeddings/retrieval/confidence.json` on labelled questions.

usage: python tests/benchmarks/fit_confidence.py DATA_SETS_FOLDER WORK_FOLDER [--write]

Each set is a folder with `queries.jsonl` and the documents, as `corpus.jsonl` or in `docs/`. A question counts as
answered when one of the quotes shown covers a gold span; a question without an answer in the archive never does.
Every set weighs the same. The figures come from five-fold cross-validation.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

import embeddings.retrieval.confidence as confidence_module
from embeddings.archive import Archive
from embeddings.quoting.answering import find
from embeddings.settings import ArchiveSettings
from tests.benchmarks.labelled import calibration_error, covers, lay_out, read_rows

SETS = ("mia_dev", "kropotkin", "clapnq", "xquad_en")
STRANGERS = "out_of_archive"  # questions that no archive here answers
MOST_STRANGERS = 60  # a set, so that they do not drown the hard ones


def main() -> None:
    """Fit, print the figures, and write the parameters if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    strangers = read_rows(args.sets / STRANGERS / "queries.jsonl")
    features, labels, weights, answerable = [], [], [], []
    names: list[str] = []
    for number, name in enumerate(SETS):
        some = strangers[number * MOST_STRANGERS : (number + 1) * MOST_STRANGERS]
        rows = read_rows(args.sets / name / "queries.jsonl") + [row | {"answerable": False} for row in some]
        archive = open_archive(args.sets / name, args.work / name)
        for row in rows:
            seen, answered = examine(archive, row)
            names = list(seen)
            features.append(list(seen.values()))
            labels.append(answered)
            weights.append(1 / len(rows))
            answerable.append(row.get("answerable", True))
        print(f"{name}: {len(rows)} questions")
    x, y = np.array(features), np.array(labels)
    weight = np.array(weights) / np.mean(weights)
    model = LogisticRegression(C=10.0, max_iter=1000)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    predicted = cross_val_predict(model, x, y, cv=folds, method="predict_proba", params={"sample_weight": weight})[
        :, 1
    ]
    figures = {
        "questions": len(y),
        "calibration_error": round(calibration_error(predicted, y), 4),
        "auroc_answerable": round(float(roc_auc_score(answerable, predicted)), 4),
        "auroc_answered": round(float(roc_auc_score(y, predicted)), 4),
    }
    model.fit(x, y, sample_weight=weight)
    parameters = {
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)},
        "figures": figures,
    }
    print(json.dumps(parameters, indent=2))
    if args.write:
        target = Path(confidence_module.__file__).with_name(confidence_module.PARAMETERS)
        target.write_text(json.dumps(parameters, indent=2) + "\n", encoding="utf-8")


def open_archive(labelled: Path, work: Path) -> Archive:
    """Open an archive of a set's documents, built in the work folder if it is not there yet."""
    settings = ArchiveSettings(source=lay_out(labelled, work / "documents"), data=work / "data")
    if not (settings.data / "CURRENT").exists():
        Archive.build(settings)
    return Archive.open(settings)


def examine(archive: Archive, row: dict[str, object]) -> tuple[dict[str, float], bool]:
    """Return the signals of a question's answer, and whether a quote shown holds the gold."""
    serving, limits = archive._serving, archive.settings.answer
    found = find(serving.generation, serving.encoder, str(row["text"]), limits, top=limits.quotes)
    answered = row.get("answerable", True) and any(covers(quote, row) for quote in found.quotes)
    return asdict(found.signals), bool(answered)


if __name__ == "__main__":
    main()
