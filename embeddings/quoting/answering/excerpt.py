"""Read on in a document: a stretch of it by its characters, its paragraphs or its page, as one verified quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from embeddings.documents.document import UNATTRIBUTED, BlockKind
from embeddings.documents.passages import Passage
from embeddings.documents.record.record import Field
from embeddings.errors import DocumentChanged, NoSuchPlace, PlaceKind
from embeddings.index.listing import whole
from embeddings.quoting.citing.citation import pinpoint
from embeddings.quoting.quote import Quote

if TYPE_CHECKING:
    from embeddings.documents.document import Attribution, Outline
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import Store, StoredDocument
    from embeddings.quoting.quote import Span

MOST = 20_000  # characters of one excerpt
MOST_BLOCKS = 200  # paragraphs, headings and the like of one, each told with whose words it is
_TRIED = 10  # blocks that are asked which section they stand in
# What speaks for nobody: it never makes an excerpt one of several voices.
_SILENT = (BlockKind.HEADING, BlockKind.METADATA, BlockKind.BREAK, BlockKind.FURNITURE)


@dataclass(frozen=True, slots=True)
class Place:
    """What is wanted of a document, as its citations say it; nothing said is all of it.

    Characters ``[start, end)``, or the paragraphs from `paragraph` to `last_paragraph`, or a page by its label.
    """

    start: int | None = None
    end: int | None = None
    paragraph: int | None = None
    last_paragraph: int | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a document, as one generation has it."""

    quote: Quote  # of nobody in particular where several speak
    generation: str
    characters: int  # of the whole document
    outline: Outline  # the blocks it touches, and whose words each holds
    following: int | None  # where what was wanted goes on; None: it is all there


def excerpt(
    generation: Generation, path: str, place: Place, *, sha256: str | None = None, most: int = MOST
) -> Excerpt:
    """Return a stretch of the document at a path, `most` characters of it at most.

    One that is too long is cut after a paragraph, a long paragraph after a word; read on from `following` and the
    pieces together are the whole, to the character. With `sha256` the document's text must be the one it is of.

    Raises:
        UnknownDocument: there is no such document.
        DocumentChanged: its text is another than the one that `sha256` is of.
        NoSuchPlace: it has no such characters, paragraphs or page.

    """
    document = whole(generation.store, path)
    if sha256 is not None and sha256.lower() != document.sha256:
        raise DocumentChanged(path, sha256, document.sha256)
    start, wanted = _span(document, place)
    end = _cut(document, start, wanted, most)
    blocks = _touched(document.outline, start, end)
    whose = _whose(document, blocks, (start, end))
    quote = Quote(
        source=document.text,
        text=document.text[start:end],
        document=path,
        start=start,
        end=end,
        sha256=document.sha256,
        score=0.0,
        role=whose.role,
        speaker=whose.speaker,
        citation=pinpoint(
            document, _passage(generation.store, document, blocks, (start, end)), (start, end), whose
        ),
    )
    return Excerpt(quote, generation.manifest.id, len(document.text), blocks, end if end < wanted else None)


def _span(document: StoredDocument, place: Place) -> Span:
    size = len(document.text)
    if place.page is not None:
        by, named, span = PlaceKind.PAGE, place.page, _page(document, place.page)
    elif place.paragraph is not None:
        last = place.paragraph if place.last_paragraph is None else place.last_paragraph
        by, named, span = (
            PlaceKind.PARAGRAPH,
            _span_named(place.paragraph, last),
            _paragraphs(document, place.paragraph, last),
        )
    else:
        start, end = place.start or 0, size if place.end is None else place.end
        by, named, span = PlaceKind.CHARACTERS, _span_named(start, end), (start, min(end, size))
    if span is None or not 0 <= span[0] < span[1]:
        raise NoSuchPlace(document.path, by, named, size)
    return span


def _span_named(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _paragraphs(document: StoredDocument, first: int, last: int) -> Span | None:
    blocks = [block for block, _ in document.outline if block.number is not None and first <= block.number <= last]
    return (blocks[0].start, blocks[-1].end) if blocks and blocks[0].number == first else None


def _page(document: StoredDocument, page: str) -> Span | None:
    """Return where the first page of a label stands: all blocks that begin on it."""
    label = page.casefold()
    for own, run in groupby((block for block, _ in document.outline), key=lambda block: block.page):
        if own is not None and own.casefold() == label:
            blocks = list(run)
            return blocks[0].start, blocks[-1].end
    if any(block.page is not None for block, _ in document.outline):
        return None
    # A work that stands on one page is on that page all over, which is what its citations say.
    stated = document.record.csl.get(Field.PAGE)
    single = isinstance(stated, str) and stated.isalnum() and stated.casefold() == label
    return (0, len(document.text)) if single else None


def _cut(document: StoredDocument, start: int, end: int, most: int) -> int:
    """Return where an excerpt ends: where it should, or with the last block or word that fits."""
    blocks = _touched(document.outline, start, end)
    limit = min(end, start + most)
    if len(blocks) > MOST_BLOCKS:
        limit = min(limit, blocks[MOST_BLOCKS - 1][0].end)
    if limit == end:
        return end
    if whole_blocks := [block.end for block, _ in blocks if start < block.end <= limit]:
        return whole_blocks[-1]
    text, at = document.text, limit
    while at > start and not text[at - 1].isspace():
        at -= 1
    return at if at > start else limit


def _touched(outline: Outline, start: int, end: int) -> Outline:
    first = bisect_right(outline, start, key=lambda entry: entry[0].end)
    return outline[first : bisect_left(outline, end, lo=first, key=lambda entry: entry[0].start)]


def _whose(document: StoredDocument, blocks: Outline, span: Span) -> Attribution:
    """Return whose words a stretch is: of several voices none is named."""
    if len(blocks) == 1:
        return document.whose(span)
    voices = {whose for block, whose in blocks if block.kind not in _SILENT}
    return voices.pop() if len(voices) == 1 else UNATTRIBUTED


def _passage(store: Store, document: StoredDocument, blocks: Outline, span: Span) -> Passage:
    """Return what a citation is made from: the passage it begins in, or the first that begins in it."""
    for position in (span[0], *(block.start for block, _ in blocks[:_TRIED])):
        if (found := store.passage_at(document.path, max(position, span[0]))) is not None:
            return found
    return Passage(*span, sentences=(span,), attribution=UNATTRIBUTED)
