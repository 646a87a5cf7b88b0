"""Generations of the index, and what a check of one found, as a person wants to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.wording.inert import inert_line
from bot.wording.lists import counted, duration, megabytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from embeddings.report import CheckReport, GenerationSummary

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
