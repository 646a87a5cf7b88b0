"""Words of others inside the author's text: set-off quotations, and letters from salutation to signature."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

_OPENING, _CLOSING = '"“„«', '"”“»'
# Text taken out of a block quotation's indented lines keeps their marks between the words.
_MARK_INSIDE = re.compile(r"\S >\s\S")
MARKS_OF_A_QUOTATION = 2
_ANNOUNCES = re.compile(r"(?::|:?\s?[–—]|:?--+)\s*$")
_NAME = r"(?P<who>(?:Mr|Mrs|Miss|Dr|Sir|Lord|Prof)?\.?\s?(?:[A-Z][\w’'.-]+\s){0,3}[A-Z][\w’'-]+)"
_SAYS = re.compile(
    rf"(?:\b{_NAME}\s+(?:said|says|wrote|writes|declared|declares|remarked|replied|put it)\b[^.\"“”]{{0,60}}"
    rf"|\b[Aa]ccording to {_NAME.replace('who', 'whom')}\b[^\"“”]{{0,160}})(?::|--|[–—])?\s*$"
)
_CREDIT = re.compile(r"(?:[\"”]\s*>?\s*[–—-]{0,2}\s*>?\s*|^\s*[–—-]{1,2}\s*)(?P<who>[A-Z][^\"“”]{2,80}?)[.)\]]*$")
_SALUTATION = re.compile(
    r"(?:(?:my )?dear (?:sir|comrade|friend|editor|[A-Z])|sir,|gentlemen,|to the editor\b|comrades?,$)",
    re.IGNORECASE,
)
_VALEDICTION = re.compile(
    r"(?:[–—-]\s*)?(?:i (?:am|remain)|yours|faithfully|fraternally|your .{0,12}comrade|with .{0,20}greetings)\b",
    re.IGNORECASE,
)
LONGEST_LETTER = 40  # blocks
LONGEST_SIGNATURE = 80  # characters


def set_off(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit block quotations, and paragraphs in quotation marks that the one before announces."""
    before: int | None = None
    running = False  # the paragraph before was such a quotation
    for index in page.body:
        block, text = page.block(index), page.text(index)
        announced = before is not None and bool(_ANNOUNCES.search(page.text(before)))
        closes = text.rstrip(" .>")[-1:] in _CLOSING or bool(_CREDIT.search(text))
        in_marks = text[:1] in _OPENING and closes
        marked = len(_MARK_INSIDE.findall(text)) >= MARKS_OF_A_QUOTATION
        quotation = block.kind is BlockKind.QUOTATION or marked
        plain = block.kind is BlockKind.PARAGRAPH
        if quotation or (plain and in_marks and (announced or running)):
            yield index, Attribution(Role.QUOTED, _credited(page, index, before))
            running = True
        else:
            running = False
        before = index


def _credited(page: Page, index: int, before: int | None) -> str | None:
    """Return who is credited with a quotation: on its last line, on a line of its own below, or as announced."""
    if (credit := _CREDIT.search(page.text(index))) is not None:
        return " ".join(credit["who"].replace(">", " ").split()).strip(" ,")
    below = next((one for one, two in pairwise((*page.body[1:], -1)) if one > index), None)
    if (
        below is not None
        and page.text(below).startswith(("–", "—", "--"))
        and (own := _CREDIT.match(page.text(below)))
    ):
        return str(own["who"]).strip()
    if before is not None and (says := _SAYS.search(page.text(before))) is not None:
        return says["who"] or says["whom"]
    return None


def letters(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit a letter inside a text, announced by the paragraph before, to whoever signed it."""
    position = 1
    while position < len(page.body):
        index, before = page.body[position], page.body[position - 1]
        if not (_SALUTATION.match(page.text(index)) and _ANNOUNCES.search(page.text(before))):
            position += 1
            continue
        ends = _signature(page, position)
        if ends is None:
            position += 1
            continue
        last, who = ends
        yield from ((one, Attribution(Role.QUOTED, who)) for one in page.body[position : last + 1])
        position = last + 1


def _signature(page: Page, start: int) -> tuple[int, str | None] | None:
    """Return where a letter ends and who signed it; None if no valediction tells."""
    for position in range(start, min(start + LONGEST_LETTER, len(page.body))):
        text = page.text(page.body[position])
        closing = next((line for line in text.splitlines() if _VALEDICTION.match(line)), None)
        if closing is None:
            continue
        following = page.text(page.body[position + 1]) if position + 1 < len(page.body) else ""
        last_line = text.splitlines()[-1].strip(" .–—-")
        if last_line != closing.strip(" .–—-") and is_name(last_line):
            return position, last_line
        if len(following) <= LONGEST_SIGNATURE and is_name(following.strip(" .–—-").title()):
            return position + 1, following.strip(" .–—-")
        return position, None
    return None
