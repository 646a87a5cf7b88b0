"""Where human output goes: laid out and coloured on a terminal, plain unbroken lines anywhere else."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.theme import Theme

from bot.terminal.streams import is_styled

if TYPE_CHECKING:
    from rich.console import RenderableType

# A view is no wider than this, however wide the window is.
WIDEST = 130
# In a pipe nothing is wrapped: tools that read lines find a value on one of them.
UNBROKEN = 100_000

THEME = Theme(
    {
        "quote": "default",
        "highlight": "bold bright_yellow",
        "bar.author": "cyan",
        "bar.other": "yellow",
        "bar.near": "bright_black",
        "number": "bold cyan",
        "attribution": "yellow",
        "citation": "italic",
        "place": "bright_black",
        "conflict": "magenta",
        "faint": "bright_black",
        "heading": "bold",
        "silence": "bold yellow",
        "label": "cyan",
        "ok": "green",
        "warn": "yellow",
        "fail": "bold red",
        "added": "green",
        "changed": "yellow",
        "removed": "red",
    },
    inherit=False,
)


def terminal_console(stream: TextIO | None = None) -> Console:
    """Return a console for a terminal; it leaves out colours, but not bold and underline, when NO_COLOR is set."""
    console = Console(
        file=stream, force_terminal=True, theme=THEME, highlight=False, markup=False, emoji=False, soft_wrap=False
    )
    console.width = min(console.width, WIDEST)
    return console


def show(renderable: RenderableType) -> None:
    """Print to standard output: laid out on a terminal, else without colour, wrapping and trailing blanks."""
    if is_styled():
        terminal_console().print(renderable)
        return
    held = io.StringIO()
    console = Console(
        file=held,
        width=UNBROKEN,
        theme=THEME,
        no_color=True,
        force_terminal=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(renderable)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in held.getvalue().splitlines()))
