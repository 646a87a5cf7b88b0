"""Figures of an evaluation, each with a few words on what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.words.inert import inert_line
from bot.words.lists import both, counted, duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from embeddings.evaluation.figures import Figures, Selective

UNKNOWN = "–"
NAMED = 3  # documents named in a sentence
TWENTY = 20  # fewer times than this have no nineteen of twenty


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `range` is its 95 % interval, where it has one."""

    name: str
    value: str
    range: str
    meaning: str


def headline(figures: Figures) -> str:
    """Return what was asked."""
    parts = [f"{figures.with_gold:,} with a known answer", f"{figures.unanswerable:,} that cannot be answered"]
    rest = figures.questions - figures.with_gold - figures.unanswerable
    if rest:
        parts.append(f"{rest:,} without a label, which count for nothing but time and quotes")
    return f"{counted(figures.questions, 'question')}: {both(parts)}"


def tables(figures: Figures) -> list[tuple[str, list[Row]]]:
    """Return the figures in groups, each under its title."""
    return [
        ("Finding", _finding(figures)),
        ("Silence", _silence(figures)),
        ("Confidence", _confidence(figures)),
        ("Quotes, lengths and time", _rest(figures)),
    ]


def strangers(documents: Sequence[str]) -> str:
    """Return the sentence on gold documents that the archive does not hold."""
    named = [*documents[:NAMED], *(["others"] if len(documents) > NAMED else [])]
    count = counted(len(documents), "document")
    sentence = f"The labels name {count} that the archive does not hold ({both(named)})"
    return inert_line(f"{sentence}; what is there cannot be found.")


def _finding(figures: Figures) -> list[Row]:
    editions = [
        Row("edition@1", _share(figures.edition1), "", "as HIT@1, or another edition named under the quote does"),
        Row("edition@3", _share(figures.edition3), "", "as HIT@3, likewise"),
    ]
    alike = (figures.edition1, figures.edition3) == (figures.hit1, figures.hit3)
    return [
        Row("HIT@1", _share(figures.hit1), _range(figures.hit1_interval), "the first quote shows the answer"),
        Row("HIT@3", _share(figures.hit3), _range(figures.hit3_interval), "one of the first three does"),
        Row("HIT@5", _share(figures.hit5), "", "one of the first five does"),
        *([] if alike else editions),
        Row("MRR", _number(figures.mrr), "", "mean of 1 over the rank of the first quote that does"),
        Row("HIGH@1", _share(figures.high1), "", "the first quote's highlight meets the answer"),
        *_fit(figures),
    ]


def _fit(figures: Figures) -> list[Row]:
    f1, precision, recall = figures.fit1 or (None, None, None)
    lit = figures.lit_fit1[0] if figures.lit_fit1 else None
    return [
        Row("F1@1", _share(f1), "", "how closely the first quote fits the sentence with the answer"),
        Row("P@1", _share(precision), "", "of that quote, the part in the sentence"),
        Row("R@1", _share(recall), "", "of the sentence, the part in that quote"),
        Row("F1H@1", _share(lit), "", "as F1@1, of the quote's highlights"),
    ]


def _silence(figures: Figures) -> list[Row]:
    return [
        Row("AUROC", _number(figures.auroc), "", "confidence ranks an answerable question above another"),
        Row("kept", _share(figures.kept), "", "answerable questions that were answered"),
        Row("refused", _share(figures.refused), "", "unanswerable questions that were not"),
    ]


def _confidence(figures: Figures) -> list[Row]:
    rows = [Row("calibration error", _number(figures.calibration_error), "", "confidence off the share of right")]
    if figures.selective is not None:
        rows += _selective(figures.selective)
    return rows


def _selective(selective: Selective) -> list[Row]:
    answered = f"of the {_part(selective.coverage)} that were answered, those wrongly"
    return [
        Row("risk", _part(selective.risk), "", answered),
        *(
            Row(f"risk at {coverage:.0%}", _part(risk), "", f"wrong, if the surest {coverage:.0%} were answered")
            for coverage, risk in selective.risk_at.items()
        ),
        *(
            Row(
                f"coverage at {risk:.0%}",
                _part(coverage),
                "",
                f"can be answered with {risk:.0%} of them wrong at most",
            )
            for risk, coverage in selective.coverage_at.items()
        ),
        Row("AURC", _number(selective.area), "", "mean risk over all coverages: the less the better"),
    ]


def _rest(figures: Figures) -> list[Row]:
    verbatim = UNKNOWN if figures.verbatim is None else f"{figures.verbatim:g}%"
    p95 = figures.p95_ms if figures.timed >= TWENTY else None
    return [
        Row("first quote", _length(figures.first_chars), "", "characters of an answer's first quote, median"),
        Row("whole answer", _length(figures.shown_chars), "", "of all its quotes"),
        Row("no answer", _length(figures.silent_chars), "", "of what is shown without an answer"),
        Row("verbatim", verbatim, "", f"of {counted(figures.quotes, 'quote')}, those that stand in their file"),
        Row("p50", duration(figures.p50_ms) or UNKNOWN, "", "half of the answers took no longer"),
        Row(
            "p95",
            duration(p95) or UNKNOWN,
            "",
            f"nineteen of twenty took no longer; known from {TWENTY} answers on",
        ),
    ]


def _share(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.1f}%"


def _length(characters: int | None) -> str:
    return UNKNOWN if characters is None else f"{characters:,}"


def _part(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.1%}"


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else f"{value:.3f}"


def _range(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"{interval[0]:.1f}–{interval[1]:.1f}"


# The figures of an evaluation, as a person wants to read them.


def figures_view(figures: Figures) -> RenderableType:
    """Return a table of all figures in groups, with what each means."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(style="heading", justify="right", no_wrap=True)
    table.add_column(style="faint", no_wrap=True)
    table.add_column(style="faint", overflow="fold")
    for title, rows in tables(figures):
        table.add_row()
        table.add_row(Text(title, style="label"))
        for row in rows:
            table.add_row(f"  {row.name}", row.value, row.range, row.meaning)
    return Padding(Group(Text(headline(figures)), table), (1, 1))
