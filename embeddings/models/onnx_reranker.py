"""The reranker of the query path: onnxruntime and the tokenizer, nothing heavier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.runtime import Session, batches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from embeddings.models.reranker import Pairs, PairTokenizer, RerankerCard, Scores

GRAPH = "reranker.onnx"


class OnnxReranker:
    """An exported cross-encoder; safe to use from many threads."""

    def __init__(self, graph: Path, tokenizer: PairTokenizer, card: RerankerCard) -> None:
        self._session = Session(graph, card.pad_id)
        self._tokenizer = tokenizer
        self.card = card

    def prepare(self, question: str, texts: Sequence[str]) -> Pairs:
        """Tokenize a question of any length beside texts of any length; only the end of each is left out."""
        return self._tokenizer.prepare(question, texts)

    def score(self, pairs: Pairs) -> Scores:
        """Return float32 [n], the model's logits: the higher, the better the text answers."""
        scores = np.empty(len(pairs.encodings), dtype=np.float32)
        for rows in batches(pairs.encodings):
            scores[rows] = self._session.run([pairs.encodings[row] for row in rows]).reshape(len(rows))
        return scores
