"""Choose the places to quote: different ones, each text once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.quoting.editions import is_in
from embeddings.quoting.selection import REACH, Excerpt, Selection, excerpt, select
from embeddings.quoting.sentence_scoring import SentenceScorer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.passages import Span
    from embeddings.index.store import StoredDocument, StoredPassage
    from embeddings.retrieval.fusion import Hit
    from embeddings.retrieval.search import Engine, Found


@dataclass(slots=True)
class Place:
    """A place to quote."""

    hit: Hit
    stored: StoredPassage
    document: StoredDocument
    excerpt: Excerpt
    selection: Selection | None = None
    also: list[Place] = field(default_factory=list)  # the same text in other documents

    @property
    def window(self) -> str:
        """Return the text that was found."""
        start, end = self.span
        return self.excerpt.text[start:end]

    @property
    def quoted(self) -> Span:
        """Return the characters that are quoted; of a place that is chosen."""
        assert self.selection is not None
        return self.selection.start, self.selection.end

    @property
    def span(self) -> tuple[int, int]:
        """Return the characters of what was found."""
        return self.excerpt.sentences[self.excerpt.first][0], self.excerpt.sentences[self.excerpt.stop - 1][1]


def choose(engine: Engine, found: Found, question: str, *, top: int, limit: int) -> list[Place]:
    """Return at most `top` places, best first, each with what to quote of it in at most `limit` characters."""
    chosen: list[Place] = []
    documents: dict[int, StoredDocument] = {}
    scorer = SentenceScorer(question, found.terms, found.query, engine.encoder, engine.reranker)
    for hit in found.hits:
        if len(chosen) >= top:
            break
        stored = found.passages[hit.passage]
        window = engine.generation.windows.place(hit.window)
        taken = [other.quoted for other in chosen if other.stored.document == stored.document]
        if _mostly_in(stored.passage.span(stored.passage.windows[window]), taken):
            continue
        if stored.document not in documents:
            documents[stored.document] = engine.generation.store.document(stored.document)
        document = documents[stored.document]
        near = engine.generation.store.passages(range(hit.passage - REACH, hit.passage + REACH + 1))
        place = Place(hit, stored, document, excerpt(document.text, hit, window, near).without(taken))
        edition = next((other for other in chosen if _same_text(place, other)), None)
        if edition is not None:
            edition.also.append(place)
            continue
        # The sentences of the first quote are worth the cross-encoder's time; the others' are not.
        place.selection = select(place.excerpt, scorer, limit=limit, closely=not chosen)
        chosen.append(place)
    return chosen


def _mostly_in(span: Span, taken: Sequence[Span]) -> bool:
    """Say whether most of what was found is quoted already."""
    start, end = span
    return any(2 * (min(end, last) - max(start, first)) > end - start for first, last in taken)


def _same_text(place: Place, other: Place) -> bool:
    if place.stored.document == other.stored.document:
        return False
    start, end = other.quoted
    return is_in(place.window, other.document.text[start:end])
