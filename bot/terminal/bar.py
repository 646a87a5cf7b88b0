"""Text beside a coloured bar, and notes under it, wrapped to the width that is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

BAR = "┃"
GUTTER = 3  # columns for the number, right-aligned


class Barred:
    """A renderable: the number stands beside the first line, the bar beside every line."""

    def __init__(self, text: Text, number: int, style: str) -> None:
        self.text = text
        self.number = number
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        bar, number = console.get_style(self.style), console.get_style("number")
        edge = GUTTER + len(f" {BAR} ")
        width = max(1, options.max_width - edge)
        for at, line in enumerate(console.render_lines(self.text, options.update(width=width), pad=False)):
            label = str(self.number) if at == 0 else ""
            yield Segment(label.rjust(GUTTER), number)
            yield Segment(f" {BAR} ", bar)
            yield from line
            yield Segment.line()


class Note:
    """A renderable: a line wrapped so that a mark such as ``p.`` or ``¶`` stays with its number."""

    def __init__(self, line: str, style: str) -> None:
        self.line = line
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        # Rich breaks at any white space; the glue is none, and as wide as the space it stands for.
        glued = Text(_MARKED.sub(GLUE, self.line), style=self.style, overflow="fold")
        for line in glued.wrap(console, options.max_width):
            line.plain = line.plain.replace(GLUE, " ")
            yield line


GLUE = "\ue000"  # for private use: no document means anything by it
_MARKED = re.compile(r"(?<=\b[Pp]\.)\s(?=\w)|(?<=\bpp\.)\s(?=\w)|(?<=¶)\s(?=\d)|(?<=\b(?:No|no)\.)\s(?=\d)")
