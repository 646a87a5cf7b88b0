"""The words that stand in an archive, and those among them that are nearest to a word that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

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
