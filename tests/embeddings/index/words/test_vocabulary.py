from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.words.spelling import Vocabulary

_WORDS = st.text(alphabet="abcdé資", min_size=1, max_size=9)


def edits(one: str, other: str) -> int:
    """Optimal string alignment, cell by cell."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


@given(_WORDS, st.lists(_WORDS, unique=True, max_size=30), st.integers(1, 2))
def test_exactly_the_words_within_reach_are_found(word: str, others: list[str], most: int) -> None:
    found = {near.word: near.distance for near in Vocabulary((other, 1) for other in others).near(word, most)}
    assert found == {other: edits(word, other) for other in others if 0 < edits(word, other) <= most}


def test_nearer_words_come_first_then_those_in_more_passages() -> None:
    vocabulary = Vocabulary([("strike", 9), ("strikes", 40), ("stroke", 3), ("stride", 5)])
    assert [near.word for near in vocabulary.near("strike", 2)] == ["strikes", "stride", "stroke"]
    assert next(near.word for near in vocabulary.near("strkie", 2)) == "strike"


def test_nothing_is_near_in_an_empty_vocabulary_or_to_an_endless_word() -> None:
    assert Vocabulary([]).near("word", 2) == []
    assert Vocabulary([("word", 1)]).near("w" * 5000, 2) == []
