"""The tables that people read, in Markdown."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embeddings.evaluation.measures import interval
from tests.benchmarks.labelled import judged, read_rows
from tests.benchmarks.measuring import ANSWERS, PINCITE, RIVALS
from tests.benchmarks.plan import DEFAULTS

if TYPE_CHECKING:
    from tests.benchmarks.measuring import Workplace

COLUMNS = {
    "hit@1": "HIT@1", "hit@3": "HIT@3", "high@1": "HIGH@1", "f1@1": "F1@1", "auroc": "AUROC", "kept": "kept", "refused": "refused",
    "verbatim": "verbatim", "shown_chars": "shown", "silent_chars": "shown without an answer", "p50_ms": "p50", "p95_ms": "p95",
}  # fmt: skip
ABLATED = ("hit@1", "hit@3", "auroc", "p50_ms")
FORMS = {
    "auroc": "{:.3f}",
    "verbatim": "{:g}",
    "shown_chars": "{:,}",
    "silent_chars": "{:,}",
    "p50_ms": "{:.0f} ms",
    "p95_ms": "{:.0f} ms",
}
UNKNOWN = "–"
FIGURES, README = Path(__file__).with_name("README.md"), Path(__file__).parents[2] / "README.md"


def quality_table(measured: dict[str, dict[str, Any]]) -> str:
    """Return a table of all systems on every set, from the figures kept for each."""
    rows = []
    for name, kept in measured.items():
        for system in (PINCITE, *RIVALS):
            heads = [f"`{name}`", "**Pincite**"] if system == PINCITE else ["", system]
            rows += [[*heads, *(_cell(column, kept[system]) for column in COLUMNS)]] if kept.get(system) else []
    return _markdown(["set", "", *COLUMNS.values()], rows)


def first_quote_table(measured: dict[str, dict[str, Any]]) -> str:
    """Return a short table for the project's README: how often the first quote shows the answer, by system."""
    systems = (PINCITE, *reversed(RIVALS))
    rows = [
        [f"`{name}`", *(_cell("hit@1", kept.get(one) or {}) for one in systems)] for name, kept in measured.items()
    ]
    rows = [[name, f"**{ours}**", *theirs] for name, ours, *theirs in rows]
    return _markdown(["set", "Pincite", *systems[1:]], rows)


def ablation_table(measured: dict[str, dict[str, dict[str, Any]]]) -> str:
    """Return a table of figures by variant, for each set; what differs from the defaults says by how much."""
    heads = [f"`{name}` {COLUMNS[figure]}" for name in measured for figure in ABLATED]
    variants = dict.fromkeys(variant for one in measured.values() for variant in one)
    rows = [
        [
            variant,
            *(
                _against(figure, one.get(variant), one[DEFAULTS])
                for one in measured.values()
                for figure in ABLATED
            ),
        ]
        for variant in variants
    ]
    return _markdown(["", *heads], rows)


def lead(place: Workplace, rival: str) -> tuple[float, float, float]:
    """Return by how many points HIT@1 is above a rival's, and the bounds of the 95 % interval of that.

    Taken question by question: the same questions are easy for both, which a comparison of two means forgets.
    """
    rows = read_rows(place.questions)
    files = (place.run({}) / ANSWERS, place.folder / rival / ANSWERS)
    ours, theirs = (judged(rows, read_rows(file), place.documents) for file in files)
    ahead = [
        100 * ((one.rank == 1) - (other.rank == 1))
        for one, other in zip(ours, theirs, strict=True)
        if one.label.answerable and one.label.gold
    ]
    low, high = interval(ahead) or (0.0, 0.0)
    return statistics.fmean(ahead), low, high


def lead_sentence(rival: str, leads: dict[str, tuple[float, float, float]]) -> str:
    """Return what stands below the table of one rival, or nothing where nothing was compared."""
    parts = [f"`{name}` {mean:+.1f} ({low:+.1f} to {high:+.1f})" for name, (mean, low, high) in leads.items()]
    return f"\nHIT@1 over the {rival}'s, in points, with 95 % intervals: {', '.join(parts)}.\n" if parts else ""


def put_into(document: Path, mark: str, content: str, comment: tuple[str, str] = ("<!-- ", " -->")) -> None:
    """Replace what stands between the lines ``mark`` and ``/mark``, each written as a comment of the file's kind."""
    opening, closing = (f"{comment[0]}{sign}{mark}{comment[1]}\n" for sign in ("", "/"))
    before, opened, rest = document.read_text("utf-8").partition(opening)
    _, closed, after = rest.partition(closing)
    if not (opened and closed):
        raise SystemExit(f"{document} has no place marked {opening.strip()}")
    document.write_text(f"{before}{opening}{content}{closing}{after}", encoding="utf-8")


def _cell(figure: str, figures: dict[str, Any]) -> str:
    value = figures.get(figure)
    return UNKNOWN if value is None else FORMS.get(figure, "{:.1f}").format(value)


def _against(figure: str, figures: dict[str, Any] | None, shipped: dict[str, Any]) -> str:
    if figures is None:
        return UNKNOWN
    shown, value, usual = _cell(figure, figures), figures.get(figure), shipped.get(figure)
    if figures is shipped or value is None or usual is None or figure.endswith("_ms"):
        return shown
    return f"{shown} ({value - usual:+.3f})" if figure == "auroc" else f"{shown} ({value - usual:+.1f})"


def _markdown(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n".replace("|  |", "| |") for cells in lines)
