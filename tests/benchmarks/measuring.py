"""Measure one set: Pincite by its own command, its rivals beside it on the same documents and questions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from embeddings.archive import Archive
from embeddings.evaluation.figures import figures_json, figures_of
from embeddings.evaluation.measures import p50_and_p95
from embeddings.settings import ArchiveSettings
from tests.benchmarks.labelled import judged, lay_out, read_rows, titled, write_rows
from tests.benchmarks.plan import as_toml, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.plan import LabelledSet, Overrides, Plan

ROOT = Path(__file__).parents[2]
TIMED = 100
PINCITE, RIVALS = "pincite", ("textbook", "hybrid")
ANSWERS = "answers.jsonl"
COMMAND = (sys.executable, "-m", "bot")


def questions_of(sets: Path, one: LabelledSet) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a set's own questions, and those that its documents do not answer."""
    own = titled(sets / one.name) if one.titled else read_rows(sets / one.name / "queries.jsonl")
    others = read_rows(sets / one.unanswerable / "queries.jsonl") if one.unanswerable else []
    return own, [row | {"answerable": False} for row in others]


@dataclass(frozen=True, slots=True)
class Workplace:
    """One set, laid out in a folder of its own; what is there already is used again."""

    folder: Path
    documents: Path
    questions: Path

    @classmethod
    def of(cls, sets: Path, one: LabelledSet, work: Path) -> Workplace:
        """Lay out the documents and the questions."""
        folder = work / one.name
        folder.mkdir(parents=True, exist_ok=True)
        own, strangers = questions_of(sets, one)
        questions = folder / "questions.jsonl"
        write_rows(questions, own + strangers)
        return cls(folder, lay_out(sets / one.name, folder / "documents"), questions)

    def run(self, overrides: Overrides) -> Path:
        """Return the folder of a run with these settings."""
        folder = self.folder / "runs" / (fingerprint(overrides) if overrides else "as-shipped")
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def measure(plan: Plan, place: Workplace, overrides: Overrides) -> dict[str, Any]:
    """Return the figures that `pincite evaluate` prints, with these settings; the index is built if need be."""
    run = place.run(overrides)
    config = run / "pincite.toml"
    config.write_text(as_toml(overrides), encoding="utf-8")
    options = ["--config", config, "--source", place.documents, "--data", place.folder / plan.index_of(overrides)]
    command = [*COMMAND, *options, "evaluate", place.questions, "--json", "--save", run / ANSWERS]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PINCITE_")}
    done = subprocess.run(
        list(map(str, command)), check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def measure_beside_rivals(plan: Plan, place: Workplace) -> dict[str, dict[str, Any]]:
    """Return Pincite's figures with its defaults, and the same figures of its rivals' answers, by name.

    The rivals' vectors are made once and kept. All times are taken side by side.
    """
    from tests.benchmarks.hybrid import Hybrid
    from tests.benchmarks.textbook import Textbook

    measured = {PINCITE: measure(plan, place, {})}
    rivals = {
        name: rival(place.documents, place.folder / name)
        for name, rival in zip(RIVALS, (Textbook, Hybrid), strict=True)
    }
    rows = read_rows(place.questions)
    for name, rival in rivals.items():
        answers = [rival.ask(row["id"], row["text"]) for row in rows]
        write_rows(place.folder / name / ANSWERS, answers)
        measured[name] = figures_json(figures_of(judged(rows, answers, place.documents))) | {"high@1": None}
    archive = Archive(ArchiveSettings(place.documents, place.folder / plan.index_of({}))).open()
    ask: list[Callable[[dict[str, Any]], object]] = [
        lambda row: archive.ask(row["text"], history=row.get("history") or ()),
        *(lambda row, rival=rival: rival.ask(row["id"], row["text"]) for rival in rivals.values()),
    ]
    try:
        times = side_by_side(ask, rows)
    finally:
        archive.close()
    return {name: measured[name] | taken for name, taken in zip(measured, times, strict=True)}


def side_by_side(
    systems: Sequence[Callable[[dict[str, Any]], object]], rows: Sequence[dict[str, Any]]
) -> list[dict[str, float]]:
    """Return p50 and p95 of each system, in milliseconds, over at most `TIMED` of the questions.

    They take turns, question by question, so that what else the machine does at the time slows all alike.
    """
    chosen = rows[:: max(1, len(rows) // TIMED)]
    times: list[list[float]] = [[] for _ in systems]
    for row in (chosen[0], *chosen):  # the first question finds everything loaded: it is asked twice
        for ask, taken in zip(systems, times, strict=True):
            began = perf_counter()
            ask(row)
            taken.append((perf_counter() - began) * 1000)
    figures = [p50_and_p95(taken[1:]) or (0.0, 0.0) for taken in times]
    return [{"p50_ms": round(p50, 1), "p95_ms": round(p95, 1)} for p50, p95 in figures]
