"""Where a phrase stands: under each document its places, every one in its context with the phrase lit."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.answer import READABLE
from bot.wording.finding import place_of, tally, work_of
from bot.wording.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from embeddings.quoting.finding import Occurrence, Occurrences

INDENT = "    "


def occurrences_view(found: Occurrences) -> RenderableType:
    """Return what a terminal shows."""
    parts: list[RenderableType] = []
    for first, matches in _by_document(found):
        head = Text(f" {inert_line(work_of(first))}", style="heading", overflow="fold")
        parts.append(head.append(f"  {inert_line(first.document)}", style="faint"))
        table = Table.grid(padding=(0, 2))
        table.add_column(style="place", justify="right", no_wrap=True)
        table.add_column(overflow="fold")
        for match in matches:
            table.add_row(inert_line(place_of(match)), _in_context(match))
        parts.append(Padding(table, (0, 0, 1, 2)))
    foot = Text(f" {inert_line(tally(found))}", style="faint" if found.count else "silence")
    return Constrain(Padding(Group(*parts, foot), (1, 0)), READABLE)


def plain_occurrences(found: Occurrences) -> str:
    """Return the same as text without colours or wrapping, a place a line; ends with a line break."""
    parts = []
    for first, matches in _by_document(found):
        lines = [
            f"{INDENT}{place_of(match)}: {_line(match.before + match.text + match.after)}" for match in matches
        ]
        parts.append("\n".join([inert_line(f"{work_of(first)} ({first.document})"), *map(inert_line, lines)]))
    return "\n\n".join([*parts, inert_line(tally(found))]) + "\n"


def _by_document(found: Occurrences) -> Iterator[tuple[Occurrence, list[Occurrence]]]:
    for _, group in groupby(found.matches, key=lambda match: match.document):
        matches = list(group)
        yield matches[0], matches


def _in_context(match: Occurrence) -> Text:
    """Return a place on one line, the phrase lit."""
    text = Text(overflow="fold")
    for part, style in ((match.before, "faint"), (match.text, "highlight"), (match.after, "faint")):
        # White space at the edge of a part is what parts it from its neighbour.
        edges = [" " if edge.isspace() else "" for edge in (part[:1], part[-1:])]
        text.append(inert_line(_line(part).join(edges)), style=style)
    return text


def _line(text: str) -> str:
    return " ".join(text.split())
