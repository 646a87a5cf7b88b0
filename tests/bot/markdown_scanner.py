"""Find what is live in markdown, as Discord's clients and server would; written apart from `bot/words/markdown.py`."""

from __future__ import annotations

import re

INERT = "\ue000"  # stands for a character that a backslash has made plain

# Clients, on text whose escaped characters are out of the way. More is found than any one client would show.
CONSTRUCTS = {
    "backslash": r"\\",
    "emphasis": r"[*_]",
    "strikethrough": r"~",
    "spoiler": r"\|",
    "code": r"`",
    "block quote": r"(?m)^\s*>",
    "heading": r"(?m)^\s*#{1,6}\s",
    "subtext": r"(?m)^\s*-#",
    "bullet": r"(?m)^\s*[-+*][^\S\n]",
    "number": r"(?m)^\s*\d+\.[^\S\n]",
    "masked link": r"\[[^\]]*\]",
    "mention": r"<[@#][!&]?\w*>?",
    "everyone": r"@(everyone|here)",
    "angle": r"<(a?:\w+:\d+|t:-?\d+(:\w)?|id:\w+|/[^>]+:\d+|sound:\S+|\+?[\d\s()-]+|[^>\s]+@[^>\s]+|\w+:[^>]+)>",
    "url": rf"(?i)[a-z][a-z0-9+.-]*:[^\s{INERT}]",
    "shortcode": r":[^\s:]+:",
    "host": r"(?i)\b(www|discord|discordapp|dsc)\.[a-z]",
}
# The server reads past backslashes.
MENTIONS = r"<@[!&]?\d+>|<#\d+>"


def live(markdown: str) -> set[str]:
    """Return the names of everything that would not be shown as plain text."""
    plain = re.sub(r"\\[^0-9A-Za-z\s]", INERT, markdown)
    found = {name for name, pattern in CONSTRUCTS.items() if re.search(pattern, plain)}
    return found | ({"server mention"} if re.search(MENTIONS, markdown) else set())


def live_in_quote(markdown: str) -> set[str]:
    """Return the same for the inside of a block quote with bold; where bold begins is as good as a new line."""
    lines = markdown.split("\n")
    assert all(line.startswith("> ") for line in lines), "a line is outside the block quote"
    parts = re.split(r"(\\[^0-9A-Za-z\s])|\*\*", "\n".join(line[2:] for line in lines))
    # Every second part is an escaped character, or None where bold begins or ends.
    marks = [at for at in range(1, len(parts), 2) if parts[at] is None]
    assert len(marks) % 2 == 0, "bold is not closed"
    for begin, end in zip(marks[::2], marks[1::2], strict=True):
        parts[begin], parts[end] = "\n", INERT
    return live("".join(parts))
