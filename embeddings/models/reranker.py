"""A question beside texts into scores: what a reranker is, its tokens, and the one that answers questions.

That one needs onnxruntime and the tokenizer, nothing heavier; the other is in `reference`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from embeddings.models.runtime import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Encoding, Tokenizer

    from embeddings.models.encoder import Engine

Scores = npt.NDArray[np.float32]

RERANKER_GRAPH = "reranker.onnx"
QUESTION_TOKENS = 96  # a longer question is read no further: the rest of the room is the text's
# What is cut before it is counted: a text of a million characters would take seconds to tokenize. Ordinary text
# has four or five characters a token, and no word of the models' vocabularies is this long.
CHARACTERS_A_TOKEN = 40


@dataclass(frozen=True, slots=True)
class RerankerCard:
    """What must be known to use a cross-encoder without loading it."""

    name: str
    fingerprint: str
    max_tokens: int  # what it reads at most of a question and a text together, special tokens included
    pad_id: int
    engine: Engine
    agreement: float = 1.0  # correlation with sentence-transformers over the pairs tried at export
    refused: tuple[str, ...] = ()  # faster engines that strayed, with their figures


@dataclass(frozen=True, slots=True)
class Pairs:
    """One question beside each of some texts, tokenized once: for counting, for choosing, for scoring."""

    question: str  # as far as it is read
    texts: tuple[str, ...]  # likewise
    encodings: tuple[Encoding, ...]  # of the pairs, each within what the model reads

    @property
    def tokens(self) -> list[int]:
        """Return what each pair costs, in tokens."""
        return [len(encoding) for encoding in self.encodings] or [1 + len(text) // 4 for text in self.texts]

    def select(self, rows: Sequence[int]) -> Pairs:
        """Return some of the pairs, in the order of `rows`."""
        return replace(
            self,
            texts=tuple(self.texts[row] for row in rows),
            encodings=tuple(self.encodings[row] for row in rows),
        )


class Reranker(Protocol):
    """A question and texts in, one score a text out."""

    @property
    def card(self) -> RerankerCard:
        """Return what is known of the model."""

    def prepare(self, question: str, texts: Sequence[str]) -> Pairs:
        """Tokenize a question of any length beside texts of any length; only the end of each is left out."""

    def score(self, pairs: Pairs) -> Scores:
        """Return float32 [n], the model's logits: the higher, the better the text answers."""


class PairTokenizer:
    """The model's own tokenizer for pairs; safe to use from many threads."""

    def __init__(self, tokenizer: Tokenizer, max_tokens: int) -> None:
        # tokenizer.json may pad every pair to the longest there can be, and cut the question.
        tokenizer.no_padding()
        special = len(tokenizer.encode("", ""))
        self._question_tokens = max(1, min(QUESTION_TOKENS, (max_tokens - special) // 2))
        self._room = max_tokens
        tokenizer.enable_truncation(max_tokens, strategy="only_second")
        self.tokenizer = tokenizer

    @classmethod
    def load(cls, file: Path, max_tokens: int) -> PairTokenizer:
        """Read a tokenizer.json."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(file)), max_tokens)

    def prepare(self, question: str, texts: Sequence[str]) -> Pairs:
        """Return the pairs, the question cut at a word's edge and each text cut to the room that is left."""
        question = self._beginning(question)
        limit = self._room * CHARACTERS_A_TOKEN
        read = [text[:limit] for text in texts]
        encodings = self.tokenizer.encode_batch([(question, text) for text in read])
        for row, encoding in enumerate(encodings):
            if encoding.overflowing:
                ends = (
                    end
                    for (_, end), part in zip(encoding.offsets, encoding.sequence_ids, strict=True)
                    if part == 1
                )
                read[row] = read[row][: max(ends, default=0)]
        return Pairs(question, tuple(read), tuple(encodings))

    def _beginning(self, question: str) -> str:
        question = question[: self._question_tokens * CHARACTERS_A_TOKEN]
        # In the second place, because only what stands there may be too long for this tokenizer.
        encoding = self.tokenizer.encode("", question, add_special_tokens=False)
        if len(encoding) <= self._question_tokens:
            return question
        words = encoding.word_ids
        last = self._question_tokens
        while last > 0 and words[last] is not None and words[last] == words[last - 1]:
            last -= 1
        # One endless word has no edge to cut at.
        return question[: encoding.offsets[(last or self._question_tokens) - 1][1]]


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
