"""Enumerations, spans of time, sizes and long lines as a reader of a language expects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words.phrases import Phrases

SECOND, MINUTE = 1000, 60_000  # in milliseconds
ELLIPSIS = "…"


def listed(items: Sequence[str], phrases: Phrases) -> str:
    """Join as ``a, b and c``."""
    *most, last = items
    return phrases("and", first=", ".join(most), last=last) if most else last


def duration(milliseconds: float | None, phrases: Phrases) -> str:
    """Return ``42 ms`` or ``1.3 s`` or ``2 min 5 s``; empty when unknown."""
    if milliseconds is None:
        return ""
    if milliseconds < SECOND:
        return phrases("span-ms", milliseconds=round(milliseconds))
    if milliseconds < MINUTE:
        return phrases("span-seconds", seconds=milliseconds / SECOND)
    minutes, rest = divmod(milliseconds, MINUTE)
    return phrases("span-minutes", minutes=round(minutes), seconds=round(rest / SECOND))


def shortened(text: str, most: int) -> str:
    """Return a text on one line, of at most so many characters, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + ELLIPSIS
