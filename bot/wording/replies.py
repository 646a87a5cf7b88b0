"""What the bot says to members besides quotes; callers escape what comes from outside."""

from __future__ import annotations

from bot.wording.lists import counted


def left_out(passages: int) -> str:
    """Say how many passages a message had no room for."""
    return f"{counted(passages, 'more passage')} did not fit."


def section(name: str) -> str:
    """Say which section a quote stands in."""
    return f"Section “{name}”"


def passage_too_long(document: str, start: int, end: int) -> str:
    """Say where a passage stands that no message can hold."""
    return f"The passage is too long for a message: {document}, characters {start}–{end}."
