"""What a word that stands nowhere in the archive was probably meant to be: the nearest words that stand there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from embeddings.index.words.full_text import Form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from embeddings.index.words.full_text import FullTextIndex, Group
    from embeddings.weights import Spelling

_LONGEST = 24  # characters; a longer word is not corrected
_FAR = 100  # a distance that is none


class Neighbour(NamedTuple):
    """A word of the archive near another."""

    word: str
    passages: int  # that hold it
    distance: int


class Vocabulary:
    """Words and how many passages hold each, arranged to be compared with one word all at once.

    4 bytes a character, 24 characters a word: 20 MB for 200,000 words, loaded when a question first needs it.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        rows = [(word, passages) for word, passages in words if len(word) <= _LONGEST]
        self._words = np.array([word for word, _ in rows], dtype=f"U{_LONGEST}")
        self._passages = np.array([passages for _, passages in rows], dtype=np.int64)
        self._letters = self._words.view(np.uint32).reshape(len(rows), _LONGEST)
        self._lengths = np.count_nonzero(self._letters, axis=1)
        self._masks = _masks(self._letters)

    def beginning(self, letters: str) -> list[str]:
        """Return the words that begin with some letters."""
        return [str(word) for word in self._words[np.char.startswith(self._words, letters)]]

    def near(self, word: str, most: int) -> list[Neighbour]:
        """Return the words at most `most` edits from a word, itself left out, in order of distance and frequency.

        An edit inserts, deletes or replaces a letter or swaps two neighbours, each place edited once ("optimal
        string alignment", Damerau 1964 without edits inside a swap).
        """
        if not self._words.size or len(word) > _LONGEST:
            return []
        letters = np.frombuffer(word.encode("utf-32-le"), np.uint32)
        # An edit changes the length by one at most and the set of letters by two: few words need be compared.
        mask = np.bitwise_or.reduce(np.left_shift(np.uint32(1), letters % np.uint32(32)))
        near_length = np.abs(self._lengths - len(word)) <= most
        rows = np.flatnonzero(near_length & (np.bitwise_count(self._masks ^ mask) <= 2 * most))
        distances = _distances(letters, self._letters[rows], self._lengths[rows], most)
        close = [
            Neighbour(str(self._words[row]), int(self._passages[row]), int(distance))
            for row, distance in zip(rows, distances, strict=True)
            if 0 < distance <= most
        ]
        return sorted(close, key=lambda found: (found.distance, -found.passages, found.word))


def _masks(letters: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Return uint32 [n]: bit `code % 32` is set for each letter of a word."""
    bits = np.left_shift(np.uint32(1), letters % np.uint32(32))
    bits[letters == 0] = 0
    return np.asarray(np.bitwise_or.reduce(bits, axis=1), dtype=np.uint32)


def _distances(
    word: npt.NDArray[np.uint32], others: npt.NDArray[np.uint32], lengths: npt.NDArray[np.intp], most: int
) -> npt.NDArray[np.int16]:
    """Return int16 [n]: edits from a word to each row of uint32 [n, width]; above `most` any number above it.

    The usual table, one column of it for all rows at once, and only the diagonals that `most` edits can reach.
    """
    count, width = others.shape
    columns = min(width, len(word) + most)
    far = np.full((columns + 1, count), _FAR, dtype=np.int16)
    row = far.copy()
    row[: most + 1] = np.arange(min(most, columns) + 1, dtype=np.int16)[:, np.newaxis]
    before = far
    turned = np.ascontiguousarray(others[:, :columns].T)
    for at, letter in enumerate(word, 1):
        current = far.copy()
        if at <= most:
            current[0] = at
        for column in range(max(1, at - most), min(columns, at + most) + 1):
            same = turned[column - 1] == letter
            best = np.minimum(row[column], current[column - 1]) + 1
            best = np.minimum(best, row[column - 1] + ~same)
            if at > 1 and column > 1:
                swapped = (turned[column - 2] == letter) & (turned[column - 1] == word[at - 2])
                best = np.where(swapped, np.minimum(best, before[column - 2] + 1), best)
            current[column] = best
        before, row = row, current
    reached = np.minimum(lengths, columns)
    distances = row[reached, np.arange(count)]
    return np.where(lengths > columns, _FAR, distances).astype(np.int16)


def respell(
    word: str, index: FullTextIndex, vocabulary: Vocabulary, stop_words: AbstractSet[str], weights: Spelling
) -> Group:
    """Return the likeliest forms of a folded word that is not in the archive, best first.

    () if there is none, or if it was most likely meant to be a stop word, which is not searched for.
    """
    if len(word) < weights.shortest or not word.isalpha():
        return ()
    likely: list[tuple[float, tuple[str, ...]]] = []
    for near in vocabulary.near(word, 1 if len(word) < weights.long else 2):
        if near.word.endswith(word) or word.endswith(near.word):
            continue  # a beginning more or less is another word: "unrecognized"
        begins_alike = near.word[0] == word[0]
        if near.word in stop_words and not begins_alike:
            continue  # "land" is not "and", frequent as that is
        cost = weights.edit * near.distance + (0 if begins_alike else weights.first_letter)
        likely.append((math.log(near.passages) - cost, (near.word,)))
    # A space left out is one edit as well, but of two words that then must stand together somewhere.
    likely += [(math.log(passages) - weights.edit, words) for words, passages in _splits(word, index)]
    likely.sort(key=lambda found: (-found[0], found[1]))
    if not likely or likely[0][1][-1] in stop_words:
        return ()
    best = likely[0][0]
    shares = [(words, math.exp((score - best) / 2)) for score, words in likely[: weights.forms]]
    return tuple(Form(words, weights.doubt * share) for words, share in shares if share >= weights.least_share)


def written_apart(
    word: str, index: FullTextIndex, stop_words: AbstractSet[str], weights: Spelling, *, as_two: bool
) -> tuple[str, ...]:
    """Return the two words that the archive has as often as a word that stands in it: of "DeLeon", "De Leon".

    () if there are none. Once is often enough for a word typed `as_two`, by a capital inside it.
    """
    held = index.frequency(word)
    if len(word) < weights.shortest or not word.isalpha() or (held > weights.seldom and not as_two):
        return ()
    apart = [
        (passages, words)
        for words, passages in _splits(word, index)
        if min(map(len, words)) > 1 and not stop_words & set(words)
    ]
    passages, words = max(apart, default=(0, ()))
    return words if as_two or passages >= held else ()


def _splits(word: str, index: FullTextIndex) -> list[tuple[tuple[str, str], int]]:
    """Return the ways to part a word into two that stand next to each other, and in how many passages they do."""
    pairs = [(word[:at], word[at:]) for at in range(1, len(word))]
    there = [pair for pair in pairs if index.frequency(pair[0]) and index.frequency(pair[1])]
    counted = [(pair, index.phrase_frequency(pair)) for pair in there]
    return [(pair, passages) for pair, passages in counted if passages]
