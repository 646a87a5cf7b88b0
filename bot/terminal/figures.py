"""Figures of an evaluation, each with a few words on what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.words import say, terminal_phrases
from bot.words.lists import duration, listed

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
    parts = [
        say("asked-known", count=figures.with_gold),
        say("asked-unanswerable", count=figures.unanswerable),
    ]
    rest = figures.questions - figures.with_gold - figures.unanswerable
    if rest:
        parts.append(say("asked-unlabelled", count=rest))
    return say("asked", questions=figures.questions, parts=listed(parts, terminal_phrases()))


def tables(figures: Figures) -> list[tuple[str, list[Row]]]:
    """Return the figures in groups, each under its title."""
    return [
        (say("figures-finding"), _finding(figures)),
        (say("figures-silence"), _silence(figures)),
        (say("figures-confidence"), _confidence(figures)),
        (say("figures-rest"), _rest(figures)),
    ]


def strangers(documents: Sequence[str]) -> str:
    """Return the sentence on gold documents that the archive does not hold."""
    named = [*documents[:NAMED], *([say("asked-others")] if len(documents) > NAMED else [])]
    return say("asked-strangers", count=len(documents), named=listed(named, terminal_phrases()))


def _row(name: str, value: str, interval: str = "", **values: str | float) -> Row:
    """Return a figure with its name and its meaning, filled in."""
    return Row(say(f"figure-{name}", **values), value, interval, say(f"figure-{name}.means", **values))


def _finding(figures: Figures) -> list[Row]:
    editions = [_row("edition1", _share(figures.edition1)), _row("edition3", _share(figures.edition3))]
    alike = (figures.edition1, figures.edition3) == (figures.hit1, figures.hit3)
    f1, precision, recall = figures.fit1 or (None, None, None)
    return [
        _row("hit1", _share(figures.hit1), _range(figures.hit1_interval)),
        _row("hit3", _share(figures.hit3), _range(figures.hit3_interval)),
        _row("hit5", _share(figures.hit5)),
        *([] if alike else editions),
        _row("mrr", _number(figures.mrr)),
        _row("high1", _share(figures.high1)),
        _row("f1", _share(f1)),
        _row("precision", _share(precision)),
        _row("recall", _share(recall)),
        _row("lit", _share(figures.lit_fit1[0] if figures.lit_fit1 else None)),
    ]


def _silence(figures: Figures) -> list[Row]:
    return [
        _row("auroc", _number(figures.auroc)),
        _row("kept", _share(figures.kept)),
        _row("refused", _share(figures.refused)),
    ]


def _confidence(figures: Figures) -> list[Row]:
    rows = [_row("calibration", _number(figures.calibration_error))]
    return rows if figures.selective is None else rows + _selective(figures.selective)


def _selective(selective: Selective) -> list[Row]:
    return [
        _row("risk", _part(selective.risk), share=_part(selective.coverage)),
        *(_row("risk-at", _part(risk), share=_whole(at)) for at, risk in selective.risk_at.items()),
        *(_row("coverage-at", _part(share), share=_whole(at)) for at, share in selective.coverage_at.items()),
        _row("area", _number(selective.area)),
    ]


def _rest(figures: Figures) -> list[Row]:
    phrases = terminal_phrases()
    verbatim = UNKNOWN if figures.verbatim is None else say("percent-exactly", value=figures.verbatim)
    p95 = figures.p95_ms if figures.timed >= TWENTY else None
    return [
        _row("first-chars", _length(figures.first_chars)),
        _row("shown-chars", _length(figures.shown_chars)),
        _row("silent-chars", _length(figures.silent_chars)),
        _row("verbatim", verbatim, quotes=figures.quotes),
        _row("p50", duration(figures.p50_ms, phrases) or UNKNOWN),
        _row("p95", duration(p95, phrases) or UNKNOWN, least=TWENTY),
    ]


def _share(value: float | None) -> str:
    return UNKNOWN if value is None else say("percent", value=value)


def _length(characters: int | None) -> str:
    return UNKNOWN if characters is None else say("whole", count=characters)


def _part(value: float | None) -> str:
    return _share(None if value is None else value * 100)


def _whole(value: float) -> str:
    return say("percent-exactly", value=round(value * 100))


def _number(value: float | None) -> str:
    return UNKNOWN if value is None else say("fraction", value=value)


def _range(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else say("interval", low=interval[0], high=interval[1])


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
