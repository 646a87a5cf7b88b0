"""Discord's limits on what a bot sends, all of them in this one place."""

from __future__ import annotations

MESSAGE_TEXT = 4000  # of all text displays of a message together
MESSAGE_COMPONENTS = 40  # nested ones included
PLAIN_TEXT = 2000  # of a message without components


def units(text: str) -> int:
    """Return a text's length in UTF-16 code units.

    Discord's specification counts characters, its clients code units. What holds in code units holds in both.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
