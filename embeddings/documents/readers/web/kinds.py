"""Tell a page's text from the site around it. On doubt a stretch is text.

What the page's own markup calls navigation is left out. What is likely the site's is left out if it is short, and
kept as furniture if it reads like prose. If nearly all prose is in such parts, the markup is not to be believed
(an element never closed, a class that means something else), and all of it is text. What visitors wrote under a
page never is: it would be taken for the author's.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.furniture import is_furniture
from embeddings.documents.pieces import Piece, begins_note
from embeddings.documents.readers.web.elements import HEADINGS, LISTED, ROW, RULE, Hint, Region, Stretch
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST_PROSE = 140  # characters
MOST_LINKED = 0.4  # of the characters of prose
LINK_ROW = 0.8  # linked characters from which a line is a link and not a sentence with one
LONGEST_LINK_ROW = 200
FEWEST_LINKS = 2  # under a heading over links
MUCH_MORE = 4  # times as much prose in parts that are called the site's as in the rest: they are not
MOST_LINK_ROWS = 1.0  # of the prose; a page with more links is a list of them
MAIN_SHARE = 0.6  # of the prose, from which what the page calls its main part is believed to be it
_SENTENCE_END = re.compile(r"[.!?…。！？:;”’\"']\s*(?:\[?[0-9*⁰¹²³⁴-⁹]{0,3}\]?)$|[.!?。]\s")
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


RULE_TEXT = "* * *"  # a line across the page, in characters
LONGEST_HEADING = 300
LONGEST_BYLINE = 300
LONGEST_METADATA = 1_500
LONGEST_VERSE_LINE = 80
FEWEST_VERSE_LINES = 3
NARROWEST_PROSE = 45  # characters a line, on average
LONGEST_CALL = 8  # characters of a note's mark; a number by itself is a counter
MOST_QUOTED = 0.6  # of the prose; beyond it quotation markup only indents
_SIGN = re.compile(r"[=<>{}|\\_/+#$%^~@*]")
_QUOTED = re.compile(r"[“\"‘'„«]")


def pieces(sorted_: Sequence[tuple[Stretch, Part]], *, letter: bool = False, anchors: str = "") -> Iterator[Piece]:
    """Yield each stretch that is shown as a piece.

    On pages that are quoted as good as whole, quotation markup only indents; not in a `letter`. `anchors` stands
    before every anchor.
    """
    prose = [stretch for stretch, part in sorted_ if part is Part.TEXT and is_prose(stretch)]
    quoted = sum(len(stretch.text) for stretch in prose if stretch.quoted)
    only_indents = not letter and quoted > MOST_QUOTED * sum(len(stretch.text) for stretch in prose)
    rules = _rules(sorted_)
    noted = False  # the paragraph before was a note
    for at, (stretch, part) in enumerate(sorted_):
        if stretch.tag == RULE:
            noted = False
            if at in rules:
                yield Piece(RULE_TEXT, BlockKind.BREAK)
            continue
        kind, level = BlockKind.FURNITURE, None
        if part is not Part.FURNITURE:
            kind, level = _kind(stretch, only_indents=only_indents)
            noted = kind is not BlockKind.HEADING and _is_note(stretch, noted=noted)
            kind = BlockKind.FOOTNOTE if noted else kind
        anchor = f"{anchors}{stretch.anchor}" if stretch.anchor else None
        yield Piece(stretch.text, kind, level, stretch.page, anchor, stretch.counted)


def _kind(stretch: Stretch, *, only_indents: bool) -> tuple[BlockKind, int | None]:
    text, hint = stretch.text, stretch.hint
    titled = hint is Hint.TITLE and stretch.tag == "p"
    if (stretch.tag in HEADINGS or titled) and len(text) <= LONGEST_HEADING:
        return BlockKind.HEADING, HEADINGS.get(stretch.tag, 1)
    about = LONGEST_METADATA if hint is Hint.METADATA else LONGEST_BYLINE if hint is Hint.BYLINE else 0
    if len(text) <= about:
        return BlockKind.METADATA, None
    if (stretch.quoted and not only_indents) or (hint is Hint.INDENTED and _QUOTED.match(text)):
        return BlockKind.QUOTATION, None
    if stretch.tag in LISTED:
        return BlockKind.LIST_ITEM, None
    return (BlockKind.VERSE if _is_verse(stretch) else BlockKind.PARAGRAPH), None


def _is_verse(stretch: Stretch) -> bool:
    if stretch.hint is Hint.VERSE:
        return True
    lines = stretch.text.split("\n")
    longest = max(map(len, lines))
    if stretch.preformatted:
        # Text typed to the width of a page is prose, however it is set; code and tables are not.
        width = sum(map(len, lines)) / len(lines)
        return not is_prose(stretch) or width < NARROWEST_PROSE or len(_SIGN.findall(stretch.text)) > len(lines)
    return stretch.tag != ROW and longest <= LONGEST_VERSE_LINE and len(lines) >= FEWEST_VERSE_LINES


def _is_note(stretch: Stretch, *, noted: bool) -> bool:
    """Say whether markup makes a stretch a note: a class, a type, a mark that leads back to its call."""
    if stretch.hint is Hint.NOTE or (stretch.answering and len(stretch.text) > LONGEST_CALL):
        return True
    return stretch.hint is Hint.PERHAPS_NOTE and (begins_note(stretch.text) or noted)


def _rules(sorted_: Sequence[tuple[Stretch, Part]]) -> set[int]:
    """Return the lines across the page that part the text; others frame what stands above or below it."""
    prose = [at for at, (stretch, part) in enumerate(sorted_) if part is Part.TEXT and is_prose(stretch)]
    rules = [at for at, (stretch, _) in enumerate(sorted_) if stretch.tag == RULE]
    inner = {at for at in rules if prose and prose[0] < at < prose[-1]}
    return inner - {other for one, other in pairwise(rules) if other == one + 1}
