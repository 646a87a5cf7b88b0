"""What kind of block each stretch of a page's text is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.readers.web.elements import HEADINGS, LISTED, Hint
from embeddings.documents.readers.web.sorting import Part, is_prose
from embeddings.documents.readers.web.stretch import ROW, RULE, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULE_TEXT = "* * *"  # a line across the page, in characters
LONGEST_HEADING = 300
LONGEST_BYLINE = 300
LONGEST_METADATA = 1_500
LONGEST_VERSE_LINE = 80
FEWEST_VERSE_LINES = 3
NARROWEST_PROSE = 45  # characters a line, on average
LONGEST_CALL = 8  # characters of a note's mark; a number by itself is a counter
MOST_QUOTED = 0.6  # of the prose; beyond it quotation markup only indents
_BREAK = re.compile(r"[\s*•·.–—_=~#+⁂-]{1,60}")
_NOTES = re.compile(
    r"(?:(?:foot|end)?notes?|references|anmerkungen|fußnoten|notas)(?: by .{1,40})?:?", re.IGNORECASE
)
_NOTE = re.compile(r"(?:\[?(?:[0-9]{1,3}|[*†‡§]{1,3}|[a-z](?=[\].)]))[\].)]?|\[[ivx]{1,5}\])\s")
_SIGN = re.compile(r"[=<>{}|\\_/+#$%^~@*]")
_QUOTED = re.compile(r"[“\"‘'„«]")


def kinds(
    sorted_: Sequence[tuple[Stretch, Part]], *, letter: bool = False
) -> Iterator[tuple[Stretch, BlockKind, int | None]]:
    """Yield each stretch that is shown with its kind and, for a heading, its level.

    On pages that are quoted as good as whole, quotation markup only indents; not in a `letter`.
    """
    prose = [stretch for stretch, part in sorted_ if part is Part.TEXT and is_prose(stretch)]
    quoted = sum(len(stretch.text) for stretch in prose if stretch.quoted)
    only_indents = not letter and quoted > MOST_QUOTED * sum(len(stretch.text) for stretch in prose)
    rules = _rules(sorted_)
    notes = False  # under a heading that says so
    noted = False  # the paragraph before was a note
    for at, (stretch, part) in enumerate(sorted_):
        if stretch.tag == RULE:
            notes, noted = notes and at not in rules, False
            if at in rules:
                stretch.text = RULE_TEXT
                yield stretch, BlockKind.BREAK, None
            continue
        if part is Part.FURNITURE:
            yield stretch, BlockKind.FURNITURE, None
            continue
        kind, level = _kind(stretch, only_indents=only_indents)
        if kind is BlockKind.HEADING:
            notes, noted = bool(_NOTES.fullmatch(stretch.text)), False
        elif kind is not BlockKind.BREAK and _is_note(stretch, notes=notes, noted=noted):
            kind, noted = BlockKind.FOOTNOTE, True
        else:
            noted = False
        yield stretch, kind, level


def _kind(stretch: Stretch, *, only_indents: bool) -> tuple[BlockKind, int | None]:
    text, hint = stretch.text, stretch.hint
    if _BREAK.fullmatch(text):
        return BlockKind.BREAK, None
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


def _is_note(stretch: Stretch, *, notes: bool, noted: bool) -> bool:
    if stretch.hint is Hint.NOTE or (stretch.answering and len(stretch.text) > LONGEST_CALL):
        return True
    begins = bool(_NOTE.match(stretch.text))
    if stretch.hint is Hint.PERHAPS_NOTE:
        return begins or noted
    return notes and (begins or noted)


def _rules(sorted_: Sequence[tuple[Stretch, Part]]) -> set[int]:
    """Return the lines across the page that part the text; others frame what stands above or below it."""
    prose = [at for at, (stretch, part) in enumerate(sorted_) if part is Part.TEXT and is_prose(stretch)]
    rules = [at for at, (stretch, _) in enumerate(sorted_) if stretch.tag == RULE]
    inner = {at for at in rules if prose and prose[0] < at < prose[-1]}
    return inner - {other for one, other in pairwise(rules) if other == one + 1}
