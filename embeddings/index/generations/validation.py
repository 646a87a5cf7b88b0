"""What must hold of a generation beside its checksums: asked of each before it is committed, and by a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from embeddings.documents.document import text_sha256
from embeddings.index.storage.preparation import vector_key
from embeddings.index.words import lexical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.preparation import PreparedDocument
    from embeddings.models.encoder import Encoder, ModelCard

CANARIES = 8  # passages that are searched for by their own words and vectors
AT_ONCE = 10_000  # vectors looked at at a time
NEAR_ONE = 1e-3  # how far a unit vector's length, or its cosine with itself, may be from 1
SAME = 0.95  # least cosine of a passage's vector with one computed anew: the int8 scale depends on the batch


def problems(
    generation: Generation,
    card: ModelCard,
    encoder: Encoder | None = None,
    *,
    documents: Collection[str] | None = None,
) -> Iterator[str]:
    """Yield what is wrong with a generation, nothing for a sound one; raises GenerationDamaged.

    Of each document the text is held to its sha256; the rest of it is looked at in the named `documents` only, if
    any are named. With an encoder, some passages are embedded again and compared.
    """
    store = generation.store
    yield from _file(generation)
    yield from _numbers(generation)
    for path, sha256 in store.paths().items():
        ((text,),) = store.rows("SELECT text FROM document WHERE path = ?", (path,))
        if text_sha256(text) != sha256:
            yield f"{path}: its text is not what it was"
        if documents is None or path in documents:
            yield from (f"{path}: {problem}" for problem in _document(store.prepared(path), card))
    yield from _vectors(generation)
    yield from _canaries(generation, encoder)


def _file(generation: Generation) -> Iterator[str]:
    found = [row[0] for row in generation.store.rows("PRAGMA integrity_check")]
    if found != ["ok"]:
        yield f"SQLite finds {found[0]}"


def _numbers(generation: Generation) -> Iterator[str]:
    manifest, paths = generation.manifest, generation.store.paths()
    if generation.snapshot().indexed().keys() != paths.keys():
        yield "its snapshot names other documents than its store"
    if len(paths) != manifest.documents:
        yield "it holds another number of documents than its manifest says"
    for table, count in (("passage", manifest.passages), ("window", manifest.windows)):
        ids = generation.store.rows(f"SELECT count(*), min(id), max(id) FROM {table}")[0]  # noqa: S608 - our names
        if count and ids != (count, 0, count - 1):
            yield f"its {table}s are not numbered as its indexes are"


def _document(prepared: PreparedDocument, card: ModelCard) -> Iterator[str]:
    text = prepared.document.text
    spans = [(block.start, block.end) for block in prepared.document.blocks]
    for passage in prepared.passages:
        spans += [(passage.start, passage.end), *passage.sentences]
    if any(not 0 <= start < end <= len(text) for start, end in spans):
        yield "a passage or a block of it lies outside it"
    keys = tuple(vector_key(card, embedded) for embedded in prepared.embedded)
    if keys != prepared.keys:
        yield "the vectors of its passages are of other texts"


def _vectors(generation: Generation) -> Iterator[str]:
    for start in range(0, len(generation.vectors), AT_ONCE):
        rows = np.arange(start, min(start + AT_ONCE, len(generation.vectors)))
        lengths = np.linalg.norm(generation.vectors.rows(rows), axis=1)
        if not np.all(np.abs(lengths - 1) < NEAR_ONE):  # also where a length is not a number
            yield "it holds vectors that are none"
            return


def _canaries(generation: Generation, encoder: Encoder | None) -> Iterator[str]:
    """Look for a few windows, spread over the index, as a question that quotes them would."""
    count = len(generation.vectors)
    for number in sorted({round(at) for at in np.linspace(0, count - 1, min(count, CANARIES))}):
        home = generation.windows.passage(number)
        stored = generation.store.passages([home])[home]
        start, end = stored.passage.span(stored.passage.windows[generation.windows.place(number)])
        text = generation.store.slice(stored.document, start, end)
        vector = generation.vectors.row(number)
        nearest = next(iter(generation.vectors.search(vector, 1).items()), None)
        if nearest is None or nearest[1] < 1 - NEAR_ONE:
            yield f"window {number} is not found by its own vector"
        # A word of its own, not all of them: a passage of "the" and "of" need not be found by them.
        if lexical.content_terms(text) and not lexical.search(generation.store, text, 1):
            yield f"window {number} is not found by its own words"
        if encoder is not None and float(encoder.encode_beginnings([text])[0] @ vector) < SAME:
            yield f"window {number} has the vector of another text"
