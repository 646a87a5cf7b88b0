"""The reranker of the query path: onnxruntime and the tokenizer, nothing heavier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from embeddings.models.encoder import ModelCard, TokenCounter, Vectors, beginnings, query_windows, unit_mean
from embeddings.models.runtime import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Encoding

    from embeddings.models.reranker import Pairs, PairTokenizer, RerankerCard, Scores

# The encoder of the query path: onnxruntime and the tokenizer, nothing heavier.

GRAPH = "encoder.onnx"


class OnnxEncoder:
    """An exported model; safe to use from many threads."""

    def __init__(self, model: Path, counter: TokenCounter, card: ModelCard) -> None:
        self._session = Session(model, card.pad_id)
        self._counter = counter
        self.card = card

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised; a text above `max_tokens` is a ValueError."""
        encodings = self._counter.tokenizer.encode_batch([self.card.document_prompt + text for text in texts])
        return self._run(encodings)

    def is_word(self, word: str) -> bool:
        """Say whether the model's vocabulary has a word whole."""
        return self._counter.knows(word)

    def encode_query(self, question: str) -> Vectors:
        """Return float32 [dim], L2-normalised, for a question of any length."""
        pieces = query_windows(question, self.card, self._counter)
        return unit_mean(self._run(self._counter.tokenizer.encode_batch(pieces)))

    def encode_beginnings(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised, for as much of each text as the model reads."""
        return self.encode(beginnings(texts, self.card, self._counter))

    def _run(self, encodings: list[Encoding]) -> Vectors:
        longest = max((len(encoding) for encoding in encodings), default=0)
        if longest > self.card.max_tokens:
            message = f"a text of {longest} tokens; {self.card.name} reads {self.card.max_tokens}"
            raise ValueError(message)
        if not encodings:
            return np.empty((0, self.card.dimensions), dtype=np.float32)
        return self._session.run_each(encodings)


RERANKER_GRAPH = "reranker.onnx"


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
