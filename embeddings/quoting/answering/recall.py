"""Find a quote again that was shown before, in whatever the archive holds now.

What is remembered of a quote is where it stood and checksums, never its words: what is deleted from the archive is
not kept alive elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from embeddings.documents.document import text_sha256
from embeddings.quoting.citing.citation import pinpoint
from embeddings.quoting.quote import Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.document import Outline
    from embeddings.index.storage.store import Store, StoredDocument
    from embeddings.quoting.quote import Span

_EDGE = re.compile(r"(?<!\w)\S")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a quote stood."""

    document: str
    sha256: str  # of the document's text
    start: int
    end: int
    words: str  # sha256 of the quote's text

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """Return what is to be remembered of a quote."""
        return cls(quote.document, quote.sha256, quote.start, quote.end, text_sha256(quote.text))


@dataclass(frozen=True, slots=True)
class Recalled:
    """A quote found again, and the document around it."""

    quote: Quote
    text: str
    outline: Outline
    changed: bool  # the document is not what it was, but the very words stand in it


def recall(store: Store, reference: Reference) -> Recalled | None:
    """Return a quote of a document that is unchanged, or still holds its very words, once; else None."""
    document = store.document_at(reference.document)
    if document is None:
        return None
    changed = document.sha256 != reference.sha256
    span = _only_place(document, reference) if changed else (reference.start, reference.end)
    quote = quote_at(store, document, span) if span else None
    return Recalled(quote, document.text, document.outline, changed) if quote else None


def quote_at(store: Store, document: StoredDocument, span: Span) -> Quote | None:
    """Return a span of a document as a quote; None where no passage begins before it and reaches into it."""
    start, end = span
    passage = store.passage_at(document.path, start)
    if passage is None:
        return None
    whose = document.whose(span)
    return Quote(
        source=document.text,
        text=document.text[start:end],
        document=document.path,
        start=start,
        end=end,
        sha256=document.sha256,
        score=0.0,
        role=whose.role,
        speaker=whose.speaker,
        citation=pinpoint(document, passage, span),
    )


def _only_place(document: StoredDocument, reference: Reference) -> Span | None:
    """Return where the very words stand now, all of them one speaker's; None unless that is at one place."""
    text = document.text
    spans = _edged(text, reference.end - reference.start)
    places = [span for span in spans if text_sha256(text[slice(*span)]) == reference.words]
    if len(places) != 1:
        return None
    (start, end), *_ = places
    speakers = {whose for block, whose in document.outline if block.start < end and start < block.end}
    return places[0] if len(speakers) == 1 else None


def _edged(text: str, length: int) -> Iterator[Span]:
    """Yield the spans of a length that cut no word in two."""
    for match in _EDGE.finditer(text):
        end = match.start() + length
        inside = text[end - 1 : end + 1]
        if end == len(text) or (end < len(text) and not inside[0].isspace() and not inside.isalnum()):
            yield match.start(), end
