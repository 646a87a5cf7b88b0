"""What a good week builds, to measure against: both kinds of search, fused, and a cross-encoder on the best ten.

Passages of whole sentences, at most 200 tokens, without overlap; cosine by the same model in int8, BM25 by SQLite's
FTS5 (porter); 0.6 times cosine plus 0.4 times BM25 over the query's best; the best ten read beside the question by the
cross-encoder that Pincite ships, and ordered by it alone. Its logit, as a probability, is the confidence. It shows a
passage as it is, never abstains, highlights nothing and knows no history. The models run as they do in Pincite, so
that all that differs is what is done with them.
"""

from __future__ import annotations

import math
import re
import sqlite3
from time import perf_counter
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from embeddings.models import cache, reranker_cache
from embeddings.settings import ModelSettings, RerankSettings
from embeddings.text.sentences import sentences
from tests.benchmarks.labelled import text_of
from tests.benchmarks.textbook import QUOTES, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from embeddings.models.encoder import TokenCounter

TOKENS = 200
COSINE, BM25 = 0.6, 0.4
CANDIDATES = 200  # of each half
READ = 10
BLOCK = 512


def passages(document: str, text: str, counter: TokenCounter) -> Iterator[Paragraph]:
    """Yield runs of whole sentences of at most `TOKENS` tokens; a longer sentence stands alone."""
    spans = sentences(text, 0, len(text))
    sizes = counter.count([text[start:end] for start, end in spans])
    first, held = 0, 0
    for at, size in enumerate([*sizes, TOKENS]):
        if held and held + size > TOKENS:
            start, end = spans[first][0], spans[at - 1][1]
            yield Paragraph(document, start, end, text[start:end])
            first, held = at, 0
        held += size


class Hybrid:
    """An index of a folder of text files; its vectors are kept in `work`."""

    def __init__(self, documents: Path, work: Path) -> None:
        work.mkdir(parents=True, exist_ok=True)
        key = cache.prepare(work, ModelSettings())
        self.encoder = cache.load(work, key)
        reranker = reranker_cache.load(work, RerankSettings())
        assert reranker is not None
        self.reranker = reranker
        counter = cache.counter(work, key)
        files = sorted(file for file in documents.rglob("*.txt") if file.is_file())
        self.passages = [
            one
            for file in files
            for one in passages(file.relative_to(documents).as_posix(), text_of(file), counter)
        ]
        vectors = self._vectors(work / "vectors.npy")
        self.index = faiss.IndexFlatIP(vectors.shape[1])
        self.index.add(vectors)
        self.words = sqlite3.connect(":memory:")
        self.words.execute("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize = 'porter unicode61')")
        rows = [(at, one.text) for at, one in enumerate(self.passages)]
        self.words.executemany("INSERT INTO passage(rowid, text) VALUES (?, ?)", rows)

    def ask(self, identity: str | float, question: str) -> dict[str, Any]:
        """Return an answer in the contract's form."""
        began = perf_counter()
        found = self._found(question)[:READ]
        scores = self.reranker.score(self.reranker.prepare(question, [self.passages[at].text for at in found]))
        best = sorted(zip(scores.tolist(), found, strict=True), reverse=True)[:QUOTES]
        took = (perf_counter() - began) * 1000
        return {
            "id": identity,
            "question": question,
            "answered": True,
            "confidence": 1 / (1 + math.exp(-best[0][0])),
            "quotes": [self.passages[at].as_quote(score) for score, at in best],
            "nearest": [],
            "timings_ms": {"total": round(took, 2)},
        }

    def _found(self, question: str) -> list[int]:
        """Return passages, best first."""
        query = self.encoder.encode_query(question)
        cosines, rows = self.index.search(query[None], min(CANDIDATES, len(self.passages)))
        scores = {int(row): COSINE * float(cosine) for row, cosine in zip(rows[0], cosines[0], strict=True)}
        held = self._by_words(question)
        best = max(held.values(), default=1.0)
        unseen = [row for row in held if row not in scores]
        if unseen:
            vectors = np.stack([self.index.reconstruct(row) for row in unseen])
            scores |= dict(zip(unseen, (COSINE * (vectors @ query)).tolist(), strict=True))
        for row, score in held.items():
            scores[row] += BM25 * score / best
        return sorted(scores, key=lambda row: -scores[row])

    def _by_words(self, question: str) -> dict[int, float]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        if not words:
            return {}
        rows = self.words.execute(
            "SELECT rowid, -bm25(passage) FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?",
            (words, CANDIDATES),
        )
        return dict(rows.fetchall())

    def _vectors(self, kept: Path) -> np.ndarray:
        if not kept.exists():
            texts = [one.text for one in self.passages]
            blocks = [self.encoder.encode_beginnings(texts[at : at + BLOCK]) for at in range(0, len(texts), BLOCK)]
            partial = kept.with_suffix(".partial")
            with partial.open("wb") as file:
                np.save(file, np.concatenate(blocks), allow_pickle=False)
            partial.replace(kept)
        return np.load(kept, allow_pickle=False)
