"""The reranker of the query path: onnxruntime and the tokenizer, nothing heavier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.runtime import Session

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
        if not pairs.encodings:
            return np.empty(0, dtype=np.float32)
        return self._session.run_each(pairs.encodings).reshape(len(pairs.encodings))
