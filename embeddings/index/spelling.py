"""What a word that stands nowhere in the archive was probably meant to be: words that do stand there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from embeddings.index.full_text import Form

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from embeddings.index.full_text import FullTextIndex, Group
    from embeddings.index.vocabulary import Vocabulary

_SHORTEST, _LONG = 4, 8  # letters from which one edit is forgiven, and two
_MOST_FORMS = 3
# How likely a spelling is, in natural logarithms: a word in e times as many passages makes up for half of ...
_EDIT, _FIRST_LETTER = 5.0, 2.5  # ... one edit more; ... a wrong first letter, which is the rarest of mistakes
_LEAST_SHARE = 0.25  # of the likeliest form's weight
_SELDOM = 100  # passages; two words that stand together in more are not counted further
_DOUBT = 0.7  # a guess counts less than a word that was typed as it stands


def respell(word: str, index: FullTextIndex, vocabulary: Vocabulary, stop_words: AbstractSet[str]) -> Group:
    """Return the likeliest forms of a folded word that is not in the archive, best first.

    () if there is none, or if it was most likely meant to be a stop word, which is not searched for.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    likely: list[tuple[float, tuple[str, ...]]] = []
    for near in vocabulary.near(word, 1 if len(word) < _LONG else 2):
        begins_alike = near.word[0] == word[0]
        if near.word in stop_words and not begins_alike:
            continue  # "land" is not "and", frequent as that is
        cost = _EDIT * near.distance + (0 if begins_alike else _FIRST_LETTER)
        likely.append((math.log(near.passages) - cost, (near.word,)))
    # A space left out is one edit as well, but of two words that then must stand together somewhere.
    likely += [(math.log(passages) - _EDIT, words) for words, passages in _splits(word, index)]
    likely.sort(key=lambda found: (-found[0], found[1]))
    if not likely or likely[0][1][-1] in stop_words:
        return ()
    best = likely[0][0]
    shares = [(words, math.exp((score - best) / 2)) for score, words in likely[:_MOST_FORMS]]
    return tuple(Form(words, _DOUBT * share) for words, share in shares if share >= _LEAST_SHARE)


def written_apart(
    word: str, index: FullTextIndex, stop_words: AbstractSet[str], *, as_two: bool
) -> tuple[str, ...]:
    """Return the two words that the archive has as often as a word that stands in it: of "DeLeon", "De Leon".

    () if there are none. Once is often enough for a word typed `as_two`, by a capital inside it.
    """
    held = index.frequency(word)
    if len(word) < _SHORTEST or not word.isalpha() or (held > _SELDOM and not as_two):
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
