"""What the two output streams are, single lines on standard error, and output that nobody reads."""

from __future__ import annotations

import io
import os
import sys

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


def has_streams() -> bool:
    """Say whether there is somewhere to print, and complain if not; errors may be told to nobody."""
    streams: dict[str, object] = vars(sys)
    if streams["stderr"] is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the process lasts
    if streams["stdout"] is not None:
        return True
    from bot.words import say

    complain(say("output-closed"))
    return False


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
