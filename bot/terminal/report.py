"""What a reindex did, as a person wants to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.words import say, terminal_phrases
from bot.words.errors import refusal
from bot.words.inert import inert_line
from bot.words.lists import duration
from bot.words.reindexing import documents, lost, named_causes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from embeddings.report import CheckReport, GenerationSummary, Reading, Refusal, ReindexReport

# Generations of the index, and what a check of one found, as a person wants to read it.

MOST_PROBLEMS = 20  # shown; --json has them all


def generations_view(generations: Sequence[GenerationSummary]) -> RenderableType:
    """Return a line a generation, newest first."""
    grid = Table.grid(padding=(0, 2))
    for _ in range(5):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in generations:
        state = (
            Text(inert_line(one.damage), style="warn") if one.damage else Text(say("generation-sound"), style="ok")
        )
        grid.add_row(
            Text(say("generation-current") if one.current else "", style="label"),
            inert_line(one.id),
            say("generation-documents", count=one.documents),
            say("generation-passages", count=one.passages),
            say("size", size=one.size),
            state,
        )
    return Padding(grid, (1, 1))


def check_view(report: CheckReport) -> RenderableType:
    """Return what was looked at, and everything that is wrong."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="label", no_wrap=True)
    grid.add_column(overflow="fold")
    amount = say(
        "checked-amount",
        count=report.documents,
        passages=report.passages,
        size=report.size,
        span=duration(report.seconds * 1000, terminal_phrases()),
    )
    grid.add_row(say("checked-generation"), inert_line(report.generation))
    grid.add_row(say("checked-looked-at"), amount)
    if not report.problems:
        grid.add_row(say("checked-found"), Text(say("checked-sound"), style="ok"))
    lines = [Text(inert_line(problem), style="warn") for problem in report.problems[:MOST_PROBLEMS]]
    lines += _rest(len(report.problems) - len(lines))
    return Padding(Group(grid, *lines), (1, 1))


LONGEST_LIST = 12  # names shown of each kind; --json has them all


def report_view(report: ReindexReport) -> RenderableType:
    """Return the counts, the documents that changed, and the files that were refused or not read whole."""
    phrases = terminal_phrases()
    foot = say("reindex-foot", generation=report.generation, span=duration(report.seconds * 1000, phrases))
    done = "reindex-done" if report.committed else "reindex-nothing"
    parts: list[RenderableType] = [
        Text(phrases(done), style="ok"),
        Text(documents(report, phrases)),
        Text(phrases("reindex-passages", passages=report.passages, encoded=report.encoded)),
    ]
    if report.causes:
        parts.append(Text(phrases("reindex-causes", causes=named_causes(report.causes, phrases)), style="warn"))
    parts.append(Text(foot, style="faint"))
    for kind, names in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        if names:
            title = Text(phrases(f"reindex-{kind}"), style=kind)
            parts.append(Padding(Group(title, *_names(names)), (1, 0, 0, 0)))
    if report.refused:
        parts.append(_refusals(report.refused))
    if report.incomplete:
        parts.append(_incomplete(report.incomplete))
    return Padding(Group(*parts), (1, 1))


def _refusals(refused: Sequence[Refusal]) -> RenderableType:
    """Return the refused files under the sentence that says why, each sentence once."""
    groups: dict[str, list[str]] = {}
    for item in refused:
        groups.setdefault(refusal(item.reason, item.detail), []).append(item.document)
    lines = [Text(say("reindex-refused", count=len(refused)), style="warn")]
    for why, names in groups.items():
        lines += [Text(f"  {why}"), *_names(names, "faint")]
    return Padding(Group(*lines), (1, 0, 0, 0))


def _incomplete(readings: Sequence[Reading]) -> RenderableType:
    """Return the files that could not be read whole, each over what is lacking."""
    phrases = terminal_phrases()
    lines = [Text(say("reindex-incomplete", count=len(readings)), style="warn")]
    for reading in readings[:LONGEST_LIST]:
        lines.append(Text(f"  {inert_line(reading.document)}", overflow="fold"))
        lines += [Text(f"    {sentence}", style="faint") for sentence in lost(reading.losses, phrases)]
    return Padding(Group(*lines, *_rest(len(readings) - LONGEST_LIST, "  ")), (1, 0, 0, 0))


def _names(names: Sequence[str], style: str = "") -> list[Text]:
    lines = [Text(f"    {inert_line(name)}", style=style, overflow="fold") for name in names[:LONGEST_LIST]]
    return [*lines, *_rest(len(names) - LONGEST_LIST, "    ")]


def _rest(hidden: int, indent: str = "") -> list[Text]:
    return [Text(indent + say("list-goes-on", count=hidden), style="faint")] if hidden > 0 else []
