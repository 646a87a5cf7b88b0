"""Whose words a span is inside a paragraph: those between quotation marks are not the paragraph's own.

Words in quotation marks that somebody's name introduces are that person's when they are what is quoted. A word or
two in quotation marks are the writer's: irony, a title, a term.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.attribution.page import tells_a_story
from embeddings.documents.attribution.saying import WRITER, Common, sentences_of, speaker_of
from embeddings.documents.document import Attribution, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

EVIDENCE = 30_000  # characters on either side that the words of the text are counted in
FEWEST_WORDS = 4  # of a quotation that is no term
INSIDE = 0.7  # of a span that stands between the marks
REACH = 4_000  # characters on either side that its marks are looked for in
_DOUBLE = re.compile(r"“[^“”]{1,3000}”|„[^„“”]{1,3000}[“”]|«[^«»]{1,3000}»|\"[^\"]{1,3000}\"")
# An apostrophe opens where none of a word stands before it, and closes where none follows.
_SINGLE = re.compile(
    r"(?:(?<=[\s(\[—–-])|^)['‘](?=\w)[^'‘’]{1,1500}?(?:(?<=\w)['’]\w[^'‘’]{0,1500}?)*(?<=[\w.,;:!?…)])['’](?!\w)"
)


def whose_words(text: str, block: Span, span: Span, whose: Attribution, author: str | None) -> Attribution:
    """Return whose words ``text[slice(*span)]`` are, of a block that is credited as `whose`.

    Offsets are those of the text. Only where the block's own credit is its author's, or nobody's, can a span in it
    be somebody else's.
    """
    if whose.role not in (Role.AUTHOR, Role.UNKNOWN):
        return whose
    start, end = max(span[0], block[0]), min(span[1], block[1])
    block = (max(block[0], start - REACH), min(block[1], end + REACH))
    found = next((one for one in _quotations(text[slice(*block)], block[0]) if _within((start, end), one)), None)
    if found is None:
        return whose
    around = text[max(0, block[0] - EVIDENCE) : block[1] + EVIDENCE]
    if tells_a_story([line.strip() for line in around.split("\n\n") if line.strip()]):
        return whose
    said = speaker_of(*_saying(text, block, found, Common(around)))
    return Attribution(Role.QUOTED, author if said == WRITER else said)


def _quotations(block: str, offset: int) -> Iterator[Span]:
    for form in (_DOUBLE, _SINGLE):
        for match in form.finditer(block):
            if len(match[0].split()) >= FEWEST_WORDS:
                yield match.start() + offset, match.end() + offset


def _within(span: Span, quotation: Span) -> bool:
    common = min(span[1], quotation[1]) - max(span[0], quotation[0])
    return common >= INSIDE * (span[1] - span[0])


def _saying(text: str, block: Span, quotation: Span, common: Common) -> tuple[str, Common, list[str]]:
    """Return the sentence that a quotation stands in, without it, and those before: who says it, they may tell."""
    blank = " … "
    before, after = text[block[0] : quotation[0]], text[quotation[1] : block[1]]
    earlier = sentences_of(before) if before.strip() else []
    lead = earlier.pop() if earlier and not re.search(r"[.!?…][\"”’'»)\]]*\s*$", before) else ""
    tail = sentences_of(after)[0] if after.strip() else ""
    closed = re.search(r"[.!?…][\"”’'»]?$", text[slice(*quotation)]) is not None and tail.lstrip()[:1].isupper()
    sentence = lead if closed else f"{lead}{blank}{tail}"
    if not sentence.replace("…", "").strip(" .,;:–—-") and earlier:
        sentence = earlier.pop()
    return sentence, common, earlier
