"""The lexical half of retrieval: a question as words, phrases and corrected words, and BM25 over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, Self

from embeddings.index.words.analysis import stop_words, words_of
from embeddings.index.words.full_text import Form
from embeddings.index.words.spelling import respell, written_apart
from embeddings.text.languages import words as small_words
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from embeddings.index.words.full_text import FullTextIndex, Group
    from embeddings.index.words.spelling import Vocabulary
    from embeddings.weights import Spelling, Words


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


MOST_TERMS = 64  # a longer question is searched by its first so many different words
MOST_CHARACTERS = 20_000  # and read no further than this
_MOST_CORRECTED = 8  # words of one question
_MOST_PHRASES = 8
_ENDINGS, _SHORTEST_STEM = ("s", "ed", "ing"), 4

_CAPITAL_INSIDE = re.compile(r"\b[^\W\d_]*[a-z][A-Z][^\W\d_]+")
_OPENING, _CLOSING = '"“„«‟「『', '"”“»‟」』'
_QUOTED = re.compile(f"[{_OPENING}]([^{_OPENING}{_CLOSING}]+)[{_CLOSING}]")


class Lexicon(Protocol):
    """What of a generation's store is searched by words."""

    @property
    def full_text(self) -> FullTextIndex:
        """Return the full-text index."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the words that stand in the archive."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that the archive lacks, or as often writes as two, and what was searched for instead."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What a question is searched by."""

    groups: tuple[Group, ...]  # a word each, with its spellings
    phrases: tuple[Form, ...]
    corrections: tuple[Correction, ...]
    context: float = SHIPPED.words.context  # what a word of a passage's title counts, against one of its own
    offered: tuple[Correction, ...] = ()  # words that were perhaps mistyped, searched for as they are

    @classmethod
    def parse(
        cls,
        question: str,
        store: Lexicon,
        weights: Words = SHIPPED.words,
        *,
        is_word: Callable[[str], bool] | None = None,
        respelled: bool = True,
    ) -> LexicalQuery:
        """Read a question. A word that stands in the archive in any of its forms is never corrected.

        Nor is one that `is_word` knows in any form, or a small word of any language: not every word that an
        archive lacks is a mistake. But one that the archive as often writes as two is searched for as two as well.
        What else seems mistyped is searched for as it seems meant, unless it is not to be `respelled`: then only
        a space that was left out is.
        """
        question = question[:MOST_CHARACTERS]
        index = store.full_text
        groups: list[Group] = []
        corrections: list[Correction] = []
        offered: list[Correction] = []
        as_two = {word for match in _CAPITAL_INSIDE.finditer(question) for word in words_of(match[0]).words}
        for term in content_terms(question):
            spellings: Group = ()
            if len(corrections) + len(offered) < _MOST_CORRECTED:
                spellings = _spellings(term, store, weights.spelling, is_word, as_two=term in as_two)
            if spellings:
                correction = Correction(term, " ".join(spellings[0].words))
                if respelled or " " in correction.used:  # the same letters are meant, apart
                    corrections.append(correction)
                else:
                    offered.append(correction)
                    spellings = ()
            groups.append(spellings or (Form((term,)),))
        groups += [(Form((word,)),) for word in _joined(question, index)]
        phrases = tuple(_phrases(question, index, weights))
        return cls(tuple(groups), phrases, tuple(corrections), weights.context, tuple(offered))

    @property
    def terms(self) -> tuple[str, ...]:
        """The words searched for, each in its likeliest spelling, folded and in order."""
        return tuple(word for group in self.groups for word in group[0].words)

    def known(self, index: FullTextIndex) -> float:
        """Return the share of its words, by weight, that stand in the archive at all, 0 to 1."""
        weights = {term: index.idf(term) for term in self.terms}
        there = sum(weight for term, weight in weights.items() if index.document_frequency(term))
        return there / (sum(weights.values()) or 1.0)

    def search(self, store: Lexicon, k: int, among: Sequence[range] | None = None) -> dict[int, float]:
        """Return the BM25 scores of the `k` best passages for any of the words, best first, above 0."""
        return store.full_text.search(self.groups, self.phrases, self.context, k, among)


def terms_of(question: str, most: int | None = MOST_TERMS) -> list[str]:
    """Return the first different words of a question, in order, folded."""
    found = words_of(question)
    return list(dict.fromkeys(found.words + found.further))[:most]


def content_terms(question: str) -> list[str]:
    """Return a question's terms without the stop words, unless it consists of nothing else."""
    terms = terms_of(question)
    return [term for term in terms if term not in stop_words()] or terms


def search(store: Lexicon, question: str, k: int) -> dict[int, float]:
    """Return the BM25 scores of the `k` best passages for a question, best first, above 0."""
    return LexicalQuery.parse(question, store).search(store, k)


def _spellings(
    term: str, store: Lexicon, weights: Spelling, is_word: Callable[[str], bool] | None, *, as_two: bool
) -> Group:
    """Return how a term is written in the archive, likeliest first; () where that is how it was typed."""
    index = store.full_text
    if index.document_frequency(term):
        if is_word is not None and is_word(term) and not as_two:
            return ()
        apart = written_apart(term, index, stop_words(), weights, as_two=as_two)
        return (Form(apart), Form((term,))) if apart else ()
    known = is_word is not None and any(map(is_word, _inflections(term)))
    return (
        ()
        if known or term in small_words("function_words")
        else respell(term, index, store.vocabulary, stop_words(), weights)
    )


def _inflections(word: str) -> Iterator[str]:
    """Yield a word and its regular English forms: of "envisions", "envision" and "envisioned" as well."""
    yield word
    for ending in ("", *_ENDINGS):
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= _SHORTEST_STEM:
            yield stem
            yield from (stem + other for other in _ENDINGS)


def _joined(question: str, index: FullTextIndex) -> Iterator[str]:
    """Yield what two words of a question make as one, where the archive has only that: "De Leon", "DeLeon"."""
    words = words_of(question).words[:MOST_TERMS]
    known = set(words)
    for left, right in pairwise(words):
        joined = left + right
        if not ({left, right} & stop_words()) and joined.isalpha() and joined not in known:
            known.add(joined)
            if index.document_frequency(joined) and not index.phrase_frequency((left, right)):
                yield joined


def _phrases(question: str, index: FullTextIndex, weights: Words) -> Iterator[Form]:
    """Yield what stands in quotation marks, if it stands in the archive, else the pieces of it that do."""
    quoted = dict.fromkeys(words_of(match[1]).words for match in _QUOTED.finditer(question))
    for words in list(quoted)[:_MOST_PHRASES]:
        if not words:
            continue
        phrase = words[:MOST_TERMS]
        if index.phrase_frequency(phrase):
            yield Form(phrase, weights.phrase)
        elif len(phrase) > weights.piece:
            starts = range(0, len(phrase) - weights.piece + 1, weights.step)
            pieces = [phrase[at : at + weights.piece] for at in starts]
            for piece in pieces:
                if index.phrase_frequency(piece):
                    yield Form(piece, weights.phrase / len(pieces))
