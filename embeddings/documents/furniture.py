"""Navigation lines that a web page leaves in its text. Never quoted; never taken out of the text."""

from __future__ import annotations

import re

# Each pattern must match a whole line. "… | …" and "… > …" are rows of links only if they name parts of a site.
_LINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:back to )?(?:the )?top(?: of (?:the |this )?page)?",
        r"last (?:updated|modified|revised)(?: on| by|:)? ?.{0,40}",
        r"back (?:to )?(?:the )?.{0,60}(?:archive|index|main page|home ?page|contents)",
        r"return to .{0,60}(?:archive|index|main page|home ?page|contents)",
        r"(?:table of contents|next page|previous page|next chapter|previous chapter|print this page)",
    )
)
_LINK_ROW = re.compile(r"[^|>]{1,60}(?:\s*[|>]\s*[^|>]{1,60}){1,8}")
_SITE_PART = re.compile(
    r"\b(?:index|archives?|main page|home ?page|home|contents|encyclopa?edia|library|MIA|ETOL|sitemap|search)\b",
    re.IGNORECASE,
)
LONGEST = 200


def is_furniture(line: str) -> bool:
    """Say whether a line, stripped, is navigation and nothing else."""
    if not line or len(line) > LONGEST:
        return False
    line = " ".join(line.split()).rstrip(".")
    if any(pattern.fullmatch(line) for pattern in _LINES):
        return True
    return bool(_LINK_ROW.fullmatch(line) and _SITE_PART.search(line))
