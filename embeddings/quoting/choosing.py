"""Choose the places to quote: different ones, each text once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.quoting.editions import is_in
from embeddings.quoting.selection import REACH, Excerpt, Selection, excerpt, select

if TYPE_CHECKING:
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
    def span(self) -> tuple[int, int]:
        """Return the characters of what was found."""
        return self.excerpt.sentences[self.excerpt.first][0], self.excerpt.sentences[self.excerpt.stop - 1][1]


def choose(engine: Engine, found: Found, question: str, *, top: int, limit: int) -> list[Place]:
    """Return at most `top` places, best first, each with what to quote of it in at most `limit` characters."""
    chosen: list[Place] = []
    documents: dict[int, StoredDocument] = {}
    for hit in found.hits:
        if len(chosen) >= top:
            break
        stored = found.passages[hit.passage]
        if stored.document not in documents:
            documents[stored.document] = engine.generation.store.document(stored.document)
        document = documents[stored.document]
        window = engine.generation.windows.place(hit.window)
        near = engine.generation.store.passages(range(hit.passage - REACH, hit.passage + REACH + 1))
        taken = [
            (other.selection.start, other.selection.end)
            for other in chosen
            if other.selection is not None and other.stored.document == stored.document
        ]
        around = excerpt(document.text, hit, window, near).without(taken)
        place = Place(hit, stored, document, around)
        if any(_within(place, other) for other in chosen):
            continue
        edition = next((other for other in chosen if _same_text(place, other)), None)
        if edition is not None:
            edition.also.append(place)
            continue
        (place.selection,) = select(
            [place.excerpt], question, found.query, engine.encoder, limit=limit, reranker=engine.reranker
        )
        chosen.append(place)
    return chosen


def _within(place: Place, other: Place) -> bool:
    """Say whether most of what was found is quoted already."""
    if place.stored.document != other.stored.document or other.selection is None:
        return False
    start, end = place.span
    shared = min(end, other.selection.end) - max(start, other.selection.start)
    return 2 * shared > end - start


def _same_text(place: Place, other: Place) -> bool:
    if place.stored.document == other.stored.document or other.selection is None:
        return False
    return is_in(place.window, other.document.text[other.selection.start : other.selection.end])
