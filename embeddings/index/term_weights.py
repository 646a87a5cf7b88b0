"""How much of a question's words a text holds, rare words counting more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from embeddings.index.analysis import words_of

if TYPE_CHECKING:
    from embeddings.index.full_text import FullTextIndex
    from embeddings.index.lexical import LexicalQuery


@dataclass(frozen=True, slots=True)
class TermWeights:
    """The words that a question is searched by: the stem of each, and its inverse document frequency."""

    index: FullTextIndex
    weights: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, words: LexicalQuery, index: FullTextIndex) -> Self:
        """Weigh a question's words, each in its likeliest spelling."""
        return cls(index, tuple((index.stem(term), index.idf(term)) for term in dict.fromkeys(words.terms)))

    def share(self, text: str) -> float:
        """Return the share of the words, by weight, that a text holds in any of their forms, 0 to 1."""
        stems = {self.index.stem(word) for word in words_of(text).words}
        held = sum(weight for stem, weight in self.weights if stem in stems)
        return held / (sum(weight for _, weight in self.weights) or 1.0)
