"""Tell a page's text from the site around it. On doubt a stretch is text.

What the page's own markup calls navigation is left out. What is likely the site's is left out if it is short, and
kept as furniture if it reads like prose. If nearly all prose is in such parts, the markup is not to be believed
(an element never closed, a class that means something else), and all of it is text. What visitors wrote under a
page never is: it would be taken for the author's.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from embeddings.documents.furniture import is_furniture
from embeddings.documents.readers.web.elements import HEADINGS, Hint, Region
from embeddings.documents.readers.web.stretch import RULE, Stretch
from embeddings.documents.record.header import is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST_PROSE = 140  # characters
MOST_LINKED = 0.4  # of the characters of prose
LINK_ROW = 0.8  # linked characters from which a line is a link and not a sentence with one
LONGEST_LINK_ROW = 200
FEWEST_LINKS = 2  # under a heading over links
MUCH_MORE = 4  # times as much prose in parts that are called the site's as in the rest: they are not
MOST_LINK_ROWS = 1.0  # of the prose; a page with more links is a list of them
MAIN_SHARE = 0.6  # of the prose, from which what the page calls its main part is believed to be it
_SENTENCE_END = re.compile(r"[.!?…。！？:;”’\"']\s*(?:\[?[0-9*]{0,3}\]?)$|[.!?。]\s")
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_NOTICE = re.compile(
    r"\b(?:we use|uses? cookies|by (?:using|continuing)|wir verwenden|verwendet cookies|einverstanden|"
    r"nutzung dieser|nous utilisons|utilise des|usamos|utilizamos|utilizza)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")


class Part(Enum):
    """What becomes of a stretch."""

    TEXT = "text"
    FURNITURE = "furniture"
    LEFT_OUT = "left out"


def sort(stretches: Sequence[Stretch], *, site: bool = True) -> list[tuple[Stretch, Part]]:
    """Return the stretches that stay, in order, each with what it is; without a `site` around it nothing goes."""
    regions = _regions(stretches) if site else [Region.TEXT] * len(stretches)
    parts = [_part(stretch, region) for stretch, region in zip(stretches, regions, strict=True)]
    if not any(part is Part.TEXT and _WORD.search(s.text) for s, part in zip(stretches, parts, strict=True)):
        parts = [Part.TEXT] * len(stretches)
    if site:
        _mark_edges(stretches, parts)
    kept = zip(stretches, parts, strict=True)
    return [(stretch, part) for stretch, part in kept if part is not Part.LEFT_OUT]


def is_prose(stretch: Stretch) -> bool:
    """Say whether a stretch is sentences, not links or labels."""
    text = stretch.text
    if stretch.hint is Hint.METADATA:
        return False
    return len(text) >= SHORTEST_PROSE and stretch.linked < MOST_LINKED and bool(_SENTENCE_END.search(text))


def _regions(stretches: Sequence[Stretch]) -> list[Region]:
    prose = [len(stretch.text) if is_prose(stretch) else 0 for stretch in stretches]
    text = _sum(prose, [not s.region for s in stretches])
    site = _sum(prose, [s.region in (Region.LIKELY_SITE, Region.SITE) for s in stretches])
    if site > MUCH_MORE * text:
        return [s.region if s.region is Region.VISITORS else Region.TEXT for s in stretches]
    in_main = _sum(prose, [s.main and not s.region for s in stretches])
    if in_main and in_main >= MAIN_SHARE * text:
        return [max(s.region, Region.TEXT if s.main else Region.LIKELY_SITE) for s in stretches]
    return [stretch.region for stretch in stretches]


def _sum(sizes: Sequence[int], which: Sequence[bool]) -> int:
    return sum(size for size, counts in zip(sizes, which, strict=True) if counts)


def _part(stretch: Stretch, region: Region) -> Part:
    if stretch.tag == RULE:
        return Part.TEXT if region is Region.TEXT else Part.LEFT_OUT
    if region is Region.TEXT:
        lines = stretch.text.split("\n")
        lone = stretch.hint is Hint.FURNITURE and len(stretch.text) <= LONGEST_LINK_ROW
        return Part.FURNITURE if lone or all(is_furniture(line) for line in lines if line) else Part.TEXT
    if stretch.tag == "h1" and region is Region.LIKELY_SITE:
        return Part.TEXT
    return Part.FURNITURE if is_prose(stretch) and not _COOKIES.search(stretch.text) else Part.LEFT_OUT


def _mark_edges(stretches: Sequence[Stretch], parts: list[Part]) -> None:
    """Make furniture of what frames the text.

    That is: links before the first paragraph and after the last, headings over them, notices of cookies.
    Between paragraphs links may be text; on a page of links they are the text.
    """
    prose = [at for at, s in enumerate(stretches) if parts[at] is Part.TEXT and is_prose(s)]
    if not prose:
        return
    for at in {*prose[:2], *prose[-2:]}:
        if _COOKIES.search(stretches[at].text) and _NOTICE.search(stretches[at].text):
            parts[at] = Part.FURNITURE
    edges = {*range(prose[0]), *range(prose[-1] + 1, len(stretches))}
    title = next((at for at, stretch in enumerate(stretches) if stretch.tag == "h1"), 0)
    rows = [
        at
        for at in sorted(edges)
        if parts[at] is Part.TEXT
        and _is_link_row(stretches[at], below=at > prose[-1])
        and not (title < at < prose[0] and is_name(stretches[at].text))  # the author's, with a link to more
    ]
    if _length(stretches, [at for at in rows if at > title]) > MOST_LINK_ROWS * _length(stretches, prose):
        rows = [at for at in rows if at < title]
    for at in rows:
        parts[at] = Part.FURNITURE
    _mark_empty_headings(stretches, parts, set(rows))


def _length(stretches: Sequence[Stretch], which: Sequence[int]) -> int:
    return sum(len(stretches[at].text) for at in which)


def _mark_empty_headings(stretches: Sequence[Stretch], parts: list[Part], rows: set[int]) -> None:
    """Make furniture of headings, not of the first level, that stand over links only."""
    following = 0  # links, and headings over links
    for at in reversed(range(len(stretches))):
        if at in rows:
            following += 1
        elif parts[at] is Part.TEXT and stretches[at].tag != RULE:
            over_links = HEADINGS.get(stretches[at].tag, 1) > 1 and following >= FEWEST_LINKS
            if over_links:
                parts[at] = Part.FURNITURE
            following = following if over_links else 0


def _is_link_row(stretch: Stretch, *, below: bool) -> bool:
    """Say whether a stretch is a link and no more; `below` the text a heading that is one leads to other pages."""
    heading = stretch.tag in HEADINGS and not (below and HEADINGS[stretch.tag] > 1)
    speaks = heading or stretch.hint is not Hint.NONE or stretch.text[:3].lower() == "by "
    return not speaks and stretch.linked >= LINK_ROW and len(stretch.text) <= LONGEST_LINK_ROW
