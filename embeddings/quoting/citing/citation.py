"""Write a citation out of a record and a locator: only what the document says of itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.record.record import Field, Record
from embeddings.quoting.citing.styles.composing import compose, render
from embeddings.quoting.citing.styles.rich import address
from embeddings.quoting.citing.styles.work import FIRST_PUBLISHED, ORIGINAL_EVENT
from embeddings.quoting.linking.deep_link import deep_link
from embeddings.quoting.quote import Citation, Locator
from embeddings.text.characters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.document import Block, Outline
    from embeddings.documents.passages import Passage
    from embeddings.index.storage.store import StoredDocument
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.quote import Quote, Span

# Tie a footnote to the paragraph that its mark stands in.

_MARK = re.compile(r"\[?\^?(?P<mark>[0-9]{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡])[\].):]?(?=\D)")
_NAMED = re.compile(r"\[[^\[\]\s]{1,60}\]")  # “[^lamp]”: the mark of a note that its format gives a name
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_LOWERED = {raised: digit for digit, raised in _RAISED.items()}


def paragraph_of_mark(text: str, outline: Outline, note: Block) -> int | None:
    """Return the number of the paragraph before a note that holds its mark, as ``[4]`` or raised, or None.

    Notes of several chapters may bear the same mark: the nearest one before the note is its own.
    """
    before = (block for block, _ in reversed(outline) if block.number is not None and block.start < note.start)
    found = _MARK.match(text, note.start, note.end)
    if found is None:
        named = _NAMED.match(text, note.start, note.end)
        return next((one.number for one in before if named and named[0] in text[one.start : one.end]), None)
    mark = found["mark"].translate(_LOWERED)
    raised = mark.translate(_RAISED)
    alone = rf"\[\^?{re.escape(mark)}\]|(?<![⁰¹²³⁴-⁹]){re.escape(raised)}(?![⁰¹²³⁴-⁹])"
    in_text = re.compile(alone if mark.isdigit() else rf"\[{re.escape(mark)}\]|(?<=\w){re.escape(mark)}")
    return next((block.number for block in before if in_text.search(text, block.start, block.end)), None)


# What a labelled line says of the original date; a date that merely stands there is taken as that of writing.
_EVENTS = (
    (re.compile(r"\W*(?:first|originally)?\s*(?:published|printed)\b", re.IGNORECASE), FIRST_PUBLISHED),
    (re.compile(r"\W*(?:delivered|spoken)\b", re.IGNORECASE), "delivered"),
)


def cite(
    path: str,
    record: Record,
    passage: Passage,
    paragraphs: Sequence[int] = (),
    *,
    text: str = "",
    span: Span | None = None,
    opening: bool = False,
) -> Citation:
    """Return the citation of a passage.

    Args:
        path: the document's; a work without a title goes by it.
        record: what the document says of itself.
        passage: what the quote stands in.
        paragraphs: the numbers of those the quote stands in, in order.
        text: the document's, for a link to the quote's very words.
        span: the characters of `text` that are quoted.
        opening: the quote stands ahead of the author's first word: see `opens`.

    """
    page = record.csl.get(Field.PAGE)
    # A work that stands on one page says by that on which page each of its words stands.
    single = page if isinstance(page, str) and page.isalnum() else None
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (None, None)
    locator = Locator(passage.page or single, first, None if last == first else last, passage.section)
    made = _composed(path, record, locator, passage.attribution, opening=opening)
    link = deep_link(made.url, text, *span) if made.url and text and span else None
    return replace(made, deep_link=link)


def cite_whole(path: str, record: Record) -> Citation:
    """Return the citation of a document as a whole."""
    return _composed(path, record, Locator(), Attribution(Role.AUTHOR))


def _composed(
    path: str, record: Record, locator: Locator, whose: Attribution, *, opening: bool = False
) -> Citation:
    csl = _with_event(record)
    shown = {**_as_shown(record, csl), "id": path}

    def line(style: str) -> str:
        return render(shown, locator, style=style, speaker=whose.speaker, role=whose.role, opening=opening)

    return Citation(
        text=line("full"),
        short=line("short"),
        locator=locator,
        csl=csl,
        conflicts=record.conflicts,
        url=address(csl.get(Field.URL)) or None,
        shown=shown,
        opening=opening,
    )


def in_style(quote: Quote, style: str) -> Rich:
    """Return a quote's citation in a style of `styles.FORMATS`, its italics marked; KeyError for any other."""
    citation = quote.citation
    return compose(
        citation.shown or {**citation.csl, "id": quote.document},
        citation.locator,
        style=style,
        speaker=quote.speaker,
        role=quote.role,
        opening=citation.opening,
    )


def opens(outline: Sequence[tuple[Block, Attribution]], start: int) -> bool:
    """Say whether no word of the author's stands before a quote, so that an editor's words there introduce."""
    return not any(block.start < start and whose.role is Role.AUTHOR for block, whose in outline)


def _with_event(record: Record) -> Mapping[str, Any]:
    """Return the item, told what happened on the original date where that is known not to be its writing."""
    date = record.csl.get(Field.ORIGINAL_DATE)
    if date is None or "custom" in record.csl:
        return record.csl
    words = next(
        (claim.words for claim in record.claims if (claim.field, claim.csl) == (Field.ORIGINAL_DATE, date)), ""
    )
    event = next((event for pattern, event in _EVENTS if pattern.match(words)), None)
    return record.csl if event is None else {**record.csl, "custom": {ORIGINAL_EVENT: event}}


def _as_shown(record: Record, csl: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the item with its season in the source's own word: “Fall” is not turned into “Autumn”."""
    issued, shown = csl.get(Field.ISSUED), record.value(Field.ISSUED)
    if not (isinstance(issued, dict) and issued.get("season") and shown):
        return csl
    return {**csl, Field.ISSUED: {**issued, "season": shown.split(" ")[0]}}


# Cite a span of a document as the index holds it: on its own page, in its own paragraphs.


def pinpoint(document: StoredDocument, passage: Passage, span: Span, whose: Attribution | None = None) -> Citation:
    """Return the citation of a span that stands in a passage, or goes on from one before it to it.

    `whose` words it is, is read from the document unless it is said.
    """
    # A quote may begin in a passage before the one that was found: the page is that of its first words.
    pages = [block.page for block, _ in _blocks(document.outline, span[0], span[0] + 1)]
    return cite(
        document.path,
        document.record,
        replace(passage, attribution=whose or document.whose(span), page=pages[0] if pages else passage.page),
        _paragraphs(document, span),
        text=document.text,
        span=span,
        opening=opens(document.outline, span[0]),
    )


def _paragraphs(document: StoredDocument, span: Span) -> list[int]:
    """Return the numbers of the paragraphs a quote stands in; of a footnote, of the one with its mark."""
    numbers = []
    for block, _ in _blocks(document.outline, *span):
        note = block.kind is BlockKind.FOOTNOTE
        number = paragraph_of_mark(document.text, document.outline, block) if note else block.number
        if number is not None:
            numbers.append(number)
    return sorted(set(numbers))


def _blocks(outline: Outline, start: int, end: int) -> Outline:
    """Return the blocks, which stand one after the other, that hold any of these characters."""
    first = bisect_right(outline, start, key=lambda entry: entry[0].end)
    return outline[first : bisect_left(outline, end, lo=first, key=lambda entry: entry[0].start)]
