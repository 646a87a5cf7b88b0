"""Where human output goes: laid out and coloured on a terminal, plain unbroken lines anywhere else."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.theme import Theme

if TYPE_CHECKING:
    from rich.console import RenderableType

# What the two output streams are, single lines on standard error, and output that nobody reads.

NAME = "pincite"
INCAPABLE = ("dumb", "unknown")  # values of TERM
RED, FAINT, RESET = "\x1b[1;31m", "\x1b[90m", "\x1b[0m"


def is_animated() -> bool:
    """Say whether standard error is a terminal that can redraw a line."""
    return sys.stderr.isatty() and os.environ.get("TERM") not in INCAPABLE


def is_styled() -> bool:
    """Say whether standard output is laid out for a terminal; FORCE_COLOR asks for it in a pipe."""
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") not in INCAPABLE


def complain(sentence: str) -> None:
    """Print the one line that says why a command failed."""
    _line(f"{NAME}:", RED, sentence)


def note(sentence: str) -> None:
    """Print a line worth knowing that is no failure."""
    _line(f"{NAME}:", FAINT, sentence)


def never_refuse_a_letter() -> None:
    """Let a stream whose encoding lacks a letter write its number; what is for machines is UTF-8 anyway."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def abandon_output() -> None:
    """Send what is still to be written to nowhere: its reader has gone, or its disk is full."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    finally:
        os.close(nowhere)


def _line(head: str, style: str, sentence: str) -> None:
    if not os.environ.get("NO_COLOR") and (os.environ.get("FORCE_COLOR") or is_animated()):
        head = f"{style}{head}{RESET}"
    sys.stderr.write(f"{head} {sentence}\n")
    sys.stderr.flush()


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
