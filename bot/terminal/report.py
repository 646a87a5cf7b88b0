"""What a reindex did, as a person wants to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.words.inert import inert_line
from bot.words.lists import counted, duration, megabytes
from bot.words.reindexing import NOTHING_CHANGED, read_anew, refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from embeddings.report import CheckReport, GenerationSummary, Refusal, ReindexReport

# Generations of the index, and what a check of one found, as a person wants to read it.

MOST_PROBLEMS = 20  # shown; --json has them all


def generations_view(generations: Sequence[GenerationSummary]) -> RenderableType:
    """Return a line a generation, newest first."""
    grid = Table.grid(padding=(0, 2))
    for _ in range(5):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in generations:
        state = Text(inert_line(one.damage), style="warn") if one.damage else Text("sound", style="ok")
        grid.add_row(
            Text("current" if one.current else "", style="label"),
            inert_line(one.id),
            counted(one.documents, "document"),
            counted(one.passages, "passage"),
            megabytes(one.size),
            state,
        )
    return Padding(grid, (1, 1))


def check_view(report: CheckReport) -> RenderableType:
    """Return what was looked at, and everything that is wrong."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="label", no_wrap=True)
    grid.add_column(overflow="fold")
    found = f"{counted(report.documents, 'document')}, {counted(report.passages, 'passage')}, "
    grid.add_row("generation", inert_line(report.generation))
    grid.add_row("looked at", f"{found}{megabytes(report.size)} in {duration(report.seconds * 1000)}")
    if not report.problems:
        grid.add_row("found", Text("every checksum and every rule holds", style="ok"))
    lines = [Text(inert_line(problem), style="warn") for problem in report.problems[:MOST_PROBLEMS]]
    hidden = len(report.problems) - len(lines)
    if hidden > 0:
        lines.append(Text(f"… and {hidden:,} more (--json lists them all)", style="faint"))
    return Padding(Group(grid, *lines), (1, 1))


LONGEST_LIST = 12  # names shown of each kind; --json has them all


def report_view(report: ReindexReport) -> RenderableType:
    """Return the counts, the documents that changed and the files that were refused."""
    parts: list[RenderableType] = []
    if not report.committed:
        parts.append(Text(NOTHING_CHANGED, style="ok"))
    if report.causes:
        parts.append(Text(read_anew(report.causes), style="warn"))
    parts.append(_counts(report))
    for style, title, names in (
        ("added", "Added", report.added),
        ("changed", "Changed", report.changed),
        ("removed", "Removed", report.removed),
    ):
        if names:
            parts.append(_names(title, style, names))
    if report.refused:
        parts.append(_refusals(report.refused))
    return Padding(Group(*parts), (1, 1))


def _counts(report: ReindexReport) -> RenderableType:
    documents = len(report.added) + len(report.changed) + report.unchanged
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="label", no_wrap=True)
    grid.add_column(overflow="fold")
    kinds = ("added", len(report.added)), ("changed", len(report.changed)), ("removed", len(report.removed))
    changes = Text(", ").join(
        Text(f"{number:,} {name}", style=name if number else "faint") for name, number in kinds
    )
    grid.add_row("documents", Text.assemble(f"{documents:,}: ", changes, f", {report.unchanged:,} unchanged"))
    grid.add_row("not indexed", Text(f"{len(report.refused):,}", style="warn" if report.refused else "faint"))
    grid.add_row("passages", f"{report.passages:,}; {counted(report.encoded, 'window')} of text newly embedded")
    grid.add_row("generation", inert_line(report.generation))
    grid.add_row("time", duration(report.seconds * 1000))
    return grid


def _names(title: str, style: str, names: Sequence[str]) -> RenderableType:
    lines = [Text(f"    {inert_line(name)}", overflow="fold") for name in names[:LONGEST_LIST]]
    return Padding(Group(Text(title, style=style), *lines, *_rest(len(names))), (1, 0, 0, 0))


def _refusals(refused: Sequence[Refusal]) -> RenderableType:
    """Return the refused files under the sentence that says why, each sentence once."""
    groups: dict[str, list[str]] = {}
    for item in refused:
        groups.setdefault(refusal(item.reason, item.detail), []).append(item.document)
    lines = [Text(f"Not indexed: {counted(len(refused), 'file')}", style="warn")]
    for why, names in groups.items():
        lines.append(Text(f"  {why}"))
        lines += [Text(f"    {inert_line(name)}", style="faint", overflow="fold") for name in names[:LONGEST_LIST]]
        lines += _rest(len(names))
    return Padding(Group(*lines), (1, 0, 0, 0))


def _rest(count: int) -> list[Text]:
    hidden = count - LONGEST_LIST
    return [Text(f"    … and {hidden:,} more (--json lists them all)", style="faint")] if hidden > 0 else []
