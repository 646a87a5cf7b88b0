"""Pick a passage to read that nobody asked for: each of an archive once, or those of a work in their order."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from embeddings.documents.document import Role
from embeddings.quoting.answering.recall import quote_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.index.storage.store import Store
    from embeddings.quoting.quote import Quote
    from embeddings.retrieval.filters import Scope

SHORTEST, LONGEST = 120, 1400  # characters of a passage that stands well alone
UNREADABLE = "\ufffd"  # stands for what could not be read


class Order(StrEnum):
    """In which order passages are picked."""

    SHUFFLED = "shuffled"  # as a well-mixed pack: each once before any comes again
    ONWARD = "onward"  # as they are printed, document by document


@dataclass(frozen=True, slots=True)
class Picked:
    """A passage to read, and how to go on from it."""

    quote: Quote
    after: str  # to be handed to the next `pick`; means nothing to anybody else


def pick(store: Store, scope: Scope | None, order: Order, *, seed: str, after: str | None) -> Picked | None:
    """Return the passage that follows the one picked last; None where nothing, or nothing more, is admitted.

    Shuffled passages come in the order of a hash of where they stand and of `seed`, and begin anew after the last:
    so a reindex neither repeats nor skips what it leaves as it was. Of them only the words of documents' authors,
    of a length that stands well alone, are picked. Onward all passages follow each other, to the last.
    """
    admitted = _admitted(store, scope, order)
    if order is Order.ONWARD:
        here = tuple(json.loads(after)) if after else ("", -1)
        places = sorted((path, start) for path, start in admitted if (path, start) > here)
        following = ((path, start, json.dumps([path, start])) for path, start in places)
    else:
        keyed = sorted((_key(seed, path, start), path, start) for path, start in admitted)
        keyed.sort(key=lambda one: one[0] <= (after or ""))  # those that had their turn come last
        following = ((path, start, key) for key, path, start in keyed)
    picked = (_picked(store, path, start, after=cursor) for path, start, cursor in following)
    return next((one for one in picked if one is not None), None)


def _admitted(store: Store, scope: Scope | None, order: Order) -> Iterator[tuple[str, int]]:
    """Yield path and start of the passages that may be picked."""
    rows = store.rows(
        'SELECT d.path, d.id, p."start", p."end", p.role, p.speaker '
        "FROM passage p JOIN document d ON d.id = p.document"
    )
    for path, document, start, end, role, speaker in rows:
        if scope is not None and (document not in scope.documents or not scope.admits(speaker)):
            continue
        alone = SHORTEST <= end - start <= LONGEST and Role(role) in {Role.AUTHOR, Role.UNKNOWN}
        if order is Order.ONWARD or alone:
            yield path, start


def _picked(store: Store, path: str, start: int, *, after: str) -> Picked | None:
    document = store.document_at(path)
    passage = store.passage_at(path, start)
    if document is None or passage is None:
        return None
    # Titles and headings above the text say where it stands, and the citation says that.
    first = passage.sentences[passage.headings][0] if passage.headings < len(passage.sentences) else start
    quote = quote_at(store, document, (max(first, start), passage.end))
    return None if quote is None or UNREADABLE in quote.text else Picked(quote, after)


def _key(seed: str, path: str, start: int) -> str:
    return hashlib.blake2b(f"{seed}\n{path}\n{start}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
