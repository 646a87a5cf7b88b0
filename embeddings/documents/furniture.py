"""What is no part of a text though it stands in its file: never quoted, never taken out of the text.

Navigation that a web page leaves behind, in the languages of the tables; and what publishers of free editions put
round a book: Project Gutenberg's header and licence.
"""

from __future__ import annotations

import re
from functools import cache

from embeddings.text.languages import pattern_of, words

LONGEST = 200
_ARROWS = r"[←→↑⇐⇒⇑▲►◄«»‹›<>^\[\]\s-]*"
# Each pattern must match a whole line. "… | …" and "… > …" are rows of links only if they name parts of a site.
_ENGLISH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"last (?:updated|modified|revised)(?: on| by|:)? ?.{0,40}",
        r"back (?:to )?(?:the )?.{0,60}(?:archive|index|main page|home ?page|contents)",
        r"return to .{0,60}(?:archive|index|main page|home ?page|contents)",
    )
)
_BETWEEN = r"(?:\s*\|\s*|\s+[>›»·•]\s+)"
_LINK_ROW = re.compile(rf"[^|>›»·•]{{1,60}}(?:{_BETWEEN}[^|>›»·•]{{1,60}}){{1,8}}")
_BETWEEN_LINKS = re.compile(_BETWEEN)
_SITE_PART = re.compile(
    r"\b(?:index|archives?|main page|home ?page|home|contents|encyclopa?edia|library|MIA|ETOL|sitemap|search)\b",
    re.IGNORECASE,
)
EDITION = "Project Gutenberg"  # whose header and licence are known
_EDITION_STARTS = re.compile(
    r"^\W{0,5}START OF (?:THE|THIS) PROJECT GUTENBERG.*$|^\*END\*?\s?THE SMALL PRINT.*$",
    re.IGNORECASE | re.MULTILINE,
)
_EDITION_ENDS = re.compile(r"^\W{0,5}END OF (?:THE |THIS )?PROJECT GUTENBERG.*$", re.IGNORECASE | re.MULTILINE)
FARTHEST_START = 30_000  # characters; beyond them such a line is the text's own


@cache
def _navigation() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches a line that leads elsewhere, and one that does so by an arrow beside it."""
    lines, links = pattern_of(words("navigation_lines")), pattern_of(words("navigation_words"))
    either = rf"(?:{lines}|{links})"
    return (
        re.compile(rf"{_ARROWS}(?:{lines}){_ARROWS}", re.IGNORECASE),
        re.compile(rf"(?=.*[←→↑⇐⇒⇑▲►◄«»‹›<>^\[\]]){_ARROWS}{either}{_ARROWS}", re.IGNORECASE),
    )


def is_furniture(line: str) -> bool:
    """Say whether a line, stripped, is navigation and nothing else."""
    if not line or len(line) > LONGEST:
        return False
    line = " ".join(line.split()).rstrip(".")
    if any(pattern.fullmatch(line) for pattern in (*_ENGLISH, *_navigation())):
        return True
    return bool(_LINK_ROW.fullmatch(line)) and (_SITE_PART.search(line) is not None or _leads_on(line))


def _leads_on(line: str) -> bool:
    """Say whether a row leads to other chapters, "Chapter Four | Chapter Six", or to parts of a site."""
    links = [link.casefold().strip(" .[]") for link in _BETWEEN_LINKS.split(line)]
    known = words("navigation_words") | words("navigation_lines") | words("site_words")
    parts = words("part_words") | words("chapter_words")
    return all(link in known or link.split(" ")[0] in parts for link in links if link)


def edition_of(text: str) -> tuple[int, int]:
    """Return the offsets between which the text of a free edition stands; of another, all of it."""
    starts = _EDITION_STARTS.search(text, 0, FARTHEST_START)
    ends = _EDITION_ENDS.search(text, starts.end() if starts else 0)
    edges = (starts.end() if starts else 0, ends.start() if ends else len(text))
    return edges if text[slice(*edges)].strip() else (0, len(text))
