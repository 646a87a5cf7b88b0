"""Texts into vectors: what an encoder is, the engines' common care for length, and the one that answers questions.

That one needs onnxruntime and the tokenizer, nothing heavier; the other is in `reference`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embeddings.models.runtime import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Encoding

Vectors = npt.NDArray[np.float32]


class Engine(StrEnum):
    """What computes the vectors, fastest first."""

    INT8 = "onnx-int8"
    FP32 = "onnx-fp32"
    SENTENCE_TRANSFORMERS = "sentence-transformers"


GRAPH = "encoder.onnx"
EDGE_TOKENS = 8  # a window cut out of its text can tokenize to a few more pieces at its edges
QUERY_WINDOWS = 8  # a question longer than this many windows of the model is read no further


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What must be known to use a model without loading it."""

    name: str
    fingerprint: str
    dimensions: int
    max_tokens: int  # what the model reads at most, special tokens included
    special_tokens: int  # how many of them every text gets
    pad_id: int  # some models count positions by it, so any other filler changes their vectors
    engine: Engine
    query_prompt: str = ""
    document_prompt: str = ""
    agreement: float = 1.0  # lowest cosine with sentence-transformers over the texts tried at export
    floor: float = 0.0  # the cosine of texts that have nothing in common, where that is far above 0
    multilingual: bool = False  # it places a question near its answer in another language
    refused: tuple[str, ...] = ()  # faster engines that strayed, with their figures


Cosines = TypeVar("Cosines", float, Vectors)


def spread(cosine: Cosines, floor: float) -> Cosines:
    """Return a cosine so that it is about 0 for texts with nothing in common, as most models have it."""
    return (cosine - floor) / (1 - floor)


class Encoder(Protocol):
    """Texts in, unit vectors out."""

    @property
    def card(self) -> ModelCard:
        """Return what is known of the model."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised; a text above `max_tokens` is a ValueError."""

    def is_word(self, word: str) -> bool:
        """Say whether the model's vocabulary has a word whole."""

    def encode_query(self, question: str) -> Vectors:
        """Return float32 [dim], L2-normalised, for a question of any length."""

    def encode_beginnings(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [n, dim], rows L2-normalised, for as much of each text as the model reads."""


class TokenCounter:
    """The model's own tokenizer, without the truncation and padding that model files carry."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        # The packaged tokenizer.json cuts at 128 tokens and pads to 128: both would go unnoticed.
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer = tokenizer

    @classmethod
    def load(cls, file: Path) -> TokenCounter:
        """Read a tokenizer.json."""
        return cls(Tokenizer.from_file(str(file)))

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return each text's number of tokens, special tokens left out."""
        encodings = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [len(encoding) for encoding in encodings]

    def knows(self, word: str) -> bool:
        """Say whether a word, in lower case, is one token."""
        return self.tokenizer.token_to_id(word) is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return each token's characters ``[start, end)`` in `text`."""
        return list(self.tokenizer.encode(text, add_special_tokens=False).offsets)

    def windows(self, text: str, tokens: int) -> list[str]:
        """Split a text into pieces of at most `tokens` tokens, cut between tokens."""
        spans = self.spans(text)
        starts = range(0, len(spans), tokens)
        return [text[spans[at][0] : spans[min(at + tokens, len(spans)) - 1][1]] for at in starts]


def query_windows(question: str, card: ModelCard, counter: TokenCounter) -> list[str]:
    """Return the texts whose mean vector stands for a question; one, unless it is very long."""
    room = card.max_tokens - card.special_tokens - sum(counter.count([card.query_prompt]))
    pieces = counter.windows(question, room - EDGE_TOKENS)[:QUERY_WINDOWS] or [question]
    return [card.query_prompt + piece for piece in pieces]


def beginnings(texts: Sequence[str], card: ModelCard, counter: TokenCounter) -> list[str]:
    """Return the texts, each cut to what the model reads."""
    room = card.max_tokens - card.special_tokens - sum(counter.count([card.document_prompt])) - EDGE_TOKENS
    counts = counter.count(texts)
    return [
        text if count <= room else counter.windows(text, room)[0]
        for text, count in zip(texts, counts, strict=True)
    ]


def unit_mean(vectors: Vectors) -> Vectors:
    """Return float32 [dim], the L2-normalised mean of the rows of [n, dim]."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)


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
