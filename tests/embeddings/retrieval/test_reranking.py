from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.retrieval import reranking
from embeddings.retrieval.asking import Asked
from embeddings.retrieval.first_stage import Hit
from embeddings.retrieval.reranking import Wanted, candidates, rerank
from embeddings.settings import RerankSettings
from embeddings.weights import SHIPPED, Reranking, Weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.models.reranker import Reranker

UNHURRIED = RerankSettings(milliseconds=60_000)
READ = SHIPPED.reranking


PASSAGE_TOKENS, SENTENCE_TOKENS = 100, 40


@dataclass(frozen=True)
class Pairs:
    question: str
    texts: list[str]

    @property
    def tokens(self) -> list[int]:
        return [PASSAGE_TOKENS if text.startswith("p") else SENTENCE_TOKENS for text in self.texts]


@dataclass
class Reader:
    """A reranker that knows the logit of each text, or text and question, and takes a millisecond a token."""

    logits: Mapping[str, float]
    read: list[str] = field(default_factory=list)
    now: float = 0.0

    def prepare(self, question: str, texts: Sequence[str]) -> Pairs:
        return Pairs(question, list(texts))

    def score(self, pairs: Pairs) -> Any:
        self.read += pairs.texts
        self.now += sum(pairs.tokens) / 1000
        logits = [
            self.logits.get(f"{pairs.question} {text}", self.logits.get(text, -11.0)) for text in pairs.texts
        ]
        return np.array(logits, dtype=np.float32)


class Shelf:
    """Passage n is "pn", of two sentences "s10n" and "s10n+1", a window each, but for passage 9, of one."""

    def passage(self, hit: Hit) -> str:
        return f"p{hit.passage}"

    def sentences(self, hit: Hit) -> dict[tuple[int, int], str]:
        rows = (90,) if hit.passage == 9 else (10 * hit.passage, 10 * hit.passage + 1)
        return {(row, row + 1): f"s{row}" for row in rows}

    def window(self, _hit: Hit, sentence: tuple[int, int]) -> int:
        return sentence[0]


def hits(*scores: float, first: int = 0) -> list[Hit]:
    return [Hit(10 * (first + n), first + n, score, score, 0.0) for n, score in enumerate(scores)]


def reread(
    found: list[Hit],
    passages: Sequence[float],
    sentences: Mapping[int, float],
    settings: RerankSettings = UNHURRIED,
    works: frozenset[int] = frozenset(),
    weights: Reranking = READ,
) -> tuple[list[Hit], list[str]]:
    logits = {f"p{hit.passage}": logit for hit, logit in zip(found, passages, strict=True)}
    logits |= {f"s{row}": logit for row, logit in sentences.items()}
    reader = Reader(logits)
    return read_by(reader, ("q",), found, settings, works, weights), reader.read


def read_by(
    reader: Reader,
    readings: tuple[str, ...],
    found: list[Hit],
    settings: RerankSettings = UNHURRIED,
    works: frozenset[int] = frozenset(),
    weights: Reranking = READ,
    *,
    either: bool = False,
) -> list[Hit]:
    asked = Asked(("q",), ("q",), works=works, either=either)
    plain = _Indifferent(Weights(reranking=weights), asked, {}, {})
    with patch.object(reranking, "perf_counter", lambda: reader.now):
        return rerank(readings, found, Shelf(), reranker=cast("Reranker", reader), settings=settings, wanted=plain)


class _Indifferent(Wanted):
    def bonus(self, _hit: Hit) -> float:
        return 0.0


def test_a_passage_is_a_candidate_once_by_its_best_window() -> None:
    found = hits(0.9, 0.8, 0.7)
    found.insert(1, replace(found[0], window=1, score=0.85))
    assert candidates(found, 2) == [found[0], found[2]]


def test_the_passage_that_answers_comes_first_and_the_quote_is_placed_at_its_best_sentence() -> None:
    done, _ = reread(hits(0.7, 0.7, 0.7), [-2.0, 3.0, 0.5], {11: 5.0, 10: 0.0})
    assert [hit.passage for hit in done] == [1, 2, 0]
    assert done[0].window == 11
    assert done[0].sentences == (((10, 11), 0.0), ((11, 12), 5.0))
    assert [hit.sentences for hit in done[1:]] == [(), ()]


def test_of_nearly_equal_passages_the_one_with_the_better_sentence_comes_first() -> None:
    """A passage pleases by its subject; they share out the ranks that they had."""
    found = hits(0.7, 0.7, 0.7)
    done, _ = reread(found, [3.0, 3.0 - READ.near / 2, 2.9 - READ.near], {0: -5.0, 1: -5.0, 10: 4.0, 20: 9.0})
    assert [hit.passage for hit in done] == [1, 0, 2]
    assert [hit.rank for hit in done] == sorted((hit.rank for hit in done), reverse=True)
    assert [hit.relevance for hit in done] == pytest.approx([4.0, 3.0, 2.9 - READ.near])
    calm, _ = reread(found[:2], [3.0, 3.0 - READ.near / 2], {0: 1.0, 10: 1.0})
    assert [hit.passage for hit in calm] == [0, 1]


def test_readings_of_a_question_count_alike_in_the_order_and_the_first_tells_the_relevance() -> None:
    # Of what pleases by its subject alone, by its own words alone, and by both, the last is wanted.
    by_both = {"she of ada p0": 6.0, "she p0": -9.0, "she of ada p1": -4.0, "she p1": 5.0}
    by_both |= {"she of ada p2": 3.0, "she p2": 2.0, "she of ada s20": 4.0, "she s20": 2.0, "she s21": 0.0}
    done = read_by(Reader(by_both), ("she of ada", "she"), hits(0.7, 0.7, 0.7))
    assert [hit.passage for hit in done] == [2, 1, 0]
    assert [hit.relevance for hit in done] == [3.0, -4.0, 6.0]
    assert done[0].window == 20


def test_where_it_is_not_known_which_reading_is_meant_one_that_answers_is_enough() -> None:
    logits = {"rise p0": 6.0, "rise of dough p0": -9.0, "rise p1": -4.0, "rise of dough p1": 7.0}
    found = hits(0.7, 0.7, 0.7)
    done = read_by(Reader(logits), ("rise", "rise of dough"), found, either=True)
    assert [(hit.passage, hit.relevance) for hit in done[:2]] == [(1, 7.0), (0, 6.0)]


def test_of_a_follow_up_s_readings_as_much_counts_as_its_weight_says() -> None:
    logits = {"she of ada p0": 6.0, "she p0": -9.0, "she of ada p1": -4.0, "she p1": 5.0}
    for own_words, first in ((0.0, 0), (1.0, 1)):
        weights = replace(READ, own_words=own_words)
        done = read_by(Reader(logits), ("she of ada", "she"), hits(0.7, 0.7), weights=weights)
        assert done[0].passage == first


def test_a_second_reading_costs_its_share_of_the_time() -> None:
    reader = Reader({})
    found = hits(*[0.7] * 8)
    seconds = 6.5 * 2 * PASSAGE_TOKENS / 1000  # for six passages and a half, each read twice
    read_by(
        reader, ("she of ada", "she"), found, RerankSettings(milliseconds=1000 * seconds / READ.passages_share)
    )
    assert [reader.read.count(f"p{n}") for n in range(8)] == [2] * 6 + [0] * 2


def test_the_first_stage_breaks_near_ties() -> None:
    done, _ = reread(hits(0.5, 0.7), [1.5, 1.0], {})
    assert [hit.passage for hit in done] == [1, 0]


def test_nothing_more_is_read_once_the_next_could_hardly_overtake() -> None:
    behind = 0.2
    scores = (0.8, 0.8, 0.8 - behind, 0.6)
    enough = READ.lead - behind * READ.first_stage
    done, read = reread(hits(*scores), [enough + 0.1, -9.0, 9.0, 9.0], {0: 1.0, 1: 2.0})
    assert read == ["p0", "p1", "s0", "s1"]
    assert [hit.passage for hit in done] == [0, 1, 2, 3]
    assert [hit.relevance for hit in done[2:]] == [None, None]

    _, read = reread(hits(*scores), [enough - 0.1, -9.0, 9.0, 9.0], {})
    assert {"p2", "p3"} <= set(read)
    _, read = reread(hits(0.8, 0.8, 0.79, 0.6), [enough + 0.1, -9.0, 9.0, 9.0], {})
    assert "p2" in read


def test_reading_goes_on_where_the_others_that_were_read_please_as_well() -> None:
    scores = (0.8, 0.8, 0.8, 0.8)
    done, read = reread(hits(*scores), [READ.lead + 1.0, READ.lead + 1.1 - READ.surprise, 9.0, -9.0], {})
    assert {"p2", "p3"} <= set(read)
    assert done[0].passage == 2
    _, read = reread(hits(*scores), [READ.lead + 1.0, READ.lead + 0.9 - READ.surprise, 9.0, -9.0], {})
    assert not {"p2", "p3"} & set(read)
    _, read = reread(
        hits(*scores), [READ.lead + 1.0, READ.lead + 0.9 - READ.surprise, 9.0, -9.0], {}, works=frozenset({1})
    )
    assert {"p2", "p3"} <= set(read)


def test_what_does_not_answer_ends_no_reading_however_far_it_is_ahead() -> None:
    _, read = reread(hits(0.9, 0.3, 0.1, 0.1), [-0.1, -9.0, 9.0, 9.0], {})
    assert {"p2", "p3"} <= set(read)


def test_sentences_are_read_of_the_best_and_what_is_near_to_it_and_not_if_it_is_one_sentence() -> None:
    behind = 3.0 - READ.near - 0.1
    _, read = reread(hits(0.7, 0.7, 0.7), [behind, 3.0, behind], {})
    assert [text for text in read if text[0] == "s"] == ["s10", "s11"]
    _, read = reread(hits(*[0.7] * (READ.close + 1)), [3.0] * (READ.close + 1), {})
    assert sum(text[0] == "s" for text in read) == 2 * READ.close
    done, read = reread(hits(0.7, first=9), [3.0], {})
    assert read == ["p9"]
    assert done[0].sentences == (((90, 91), 3.0),)


def test_when_the_time_is_up_what_was_not_read_keeps_its_order_behind_what_was() -> None:
    found = hits(*(0.9 - n / 100 for n in range(READ.least + 2)))
    logits = [-5.0, *[-4.0] * (READ.least - 1), 9.0, 9.0]
    done, read = reread(found, logits, {}, RerankSettings(milliseconds=1))
    assert read == [*(f"p{n}" for n in range(READ.least)), "s10", "s11"]
    assert done[0].passage == 1
    assert [hit.passage for hit in done[READ.least :]] == [READ.least, READ.least + 1]


@given(st.integers(1, 3000), st.lists(st.floats(-11, READ.lead - 0.1), min_size=1, max_size=8))
def test_passages_that_would_overrun_the_time_are_not_begun_and_the_sentences_of_the_best_are_read(
    milliseconds: int, logits: list[float]
) -> None:
    found = hits(*[0.7] * len(logits))
    done, read = reread(found, logits, {}, RerankSettings(milliseconds=milliseconds))
    assert {hit.passage for hit in done} == set(range(len(logits)))
    passages = PASSAGE_TOKENS * sum(text[0] == "p" for text in read)
    assert passages <= max(min(READ.least, len(logits)) * PASSAGE_TOKENS, READ.passages_share * milliseconds)
    assert 2 <= sum(text[0] == "s" for text in read) <= 2 * READ.close
