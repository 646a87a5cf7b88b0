from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.documents.document import UNATTRIBUTED
from embeddings.documents.passages import Passage
from embeddings.index.storage.store import StoredPassage
from embeddings.index.words.lexical import LexicalQuery, TermWeights
from embeddings.retrieval.asking import Asked
from embeddings.retrieval.confidence import SIGNALS, Names, Signals, asks, probability, signals
from embeddings.retrieval.first_stage import Hit
from embeddings.retrieval.search import Found
from embeddings.retrieval.understanding.sources import SourceAspect
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from embeddings.archive import Archive

HEAD = Hit(0, 0, 0.0, 0.1, 0.0, head=True, relevance=-9.0)
ITS_TEXT, ITS_LAST, ANOTHERS = (
    Hit(1, 1, 0.7, 0.6, 0.9, relevance=5.0),
    Hit(2, 2, 0.8, 0.5, 1.0),  # not read again
    Hit(3, 3, 0.9, 0.8, 1.0, relevance=7.0),
)
OF_WORK, OF_ANOTHER = 1, 2
DOCUMENTS = {0: OF_WORK, 1: OF_WORK, 2: OF_WORK, 3: OF_ANOTHER}


def seen(
    archive: Archive, *hits: Hit, quoted: str = "bread", asks: SourceAspect | None = None, only: bool = False
) -> Signals:
    with archive._served.leased() as serving:
        store = serving.generation.store
        passages = {
            number: StoredPassage(number, document, Passage(0, 1, ((0, 1),), UNATTRIBUTED))
            for number, document in DOCUMENTS.items()
        }
        terms = TermWeights.of(LexicalQuery.parse("loaf of bread", store), store.full_text)
        asked = Asked(("loaf of bread?",), ("loaf of bread?",), asks=frozenset({asks} if asks else ()))
        found = Found(list(hits), np.zeros(1, np.float32), terms, passages, only)
        return signals(store, asked, found, hits[0], quoted=quoted, names=Names())


def test_a_quote_is_judged_by_its_own_passage(archive: Archive) -> None:
    found = seen(archive, ITS_TEXT, ITS_LAST)
    assert (found.relevance, found.score, found.cosine, found.reranked) == (5.0, 0.7, 0.6, True)


def test_a_head_is_judged_by_what_was_found_of_its_work(archive: Archive) -> None:
    found = seen(archive, HEAD, ANOTHERS, ITS_TEXT, ITS_LAST, asks=SourceAspect.ISSUE)
    assert (found.relevance, found.score) == (5.0, 0.8)
    alone = seen(archive, HEAD, ANOTHERS, asks=SourceAspect.ISSUE)
    assert (alone.relevance, alone.score) == (-9.0, 0.0)
    assert probability(alone, SHIPPED.confidence) < 0.1
    assert probability(found, SHIPPED.confidence) > 0.5


def test_a_head_that_does_not_say_what_is_asked_answers_nothing(archive: Archive) -> None:
    found = seen(archive, HEAD, ITS_TEXT, ITS_LAST, asks=SourceAspect.TRANSLATOR)
    assert (found.relevance, found.score) == (-9.0, 0.0)


def test_a_head_of_the_only_work_there_is_is_the_right_one(archive: Archive) -> None:
    assert seen(archive, HEAD, asks=SourceAspect.PAGE, only=True).score == 1.0


def test_coverage_is_the_share_of_the_words_by_weight(archive: Archive) -> None:
    nothing, half, all_of_it = (
        seen(archive, ITS_TEXT, quoted=text).coverage for text in ("a stone", "breads", "Loaves of bread, a loaf")
    )
    assert nothing == 0
    assert 0 < half < 1
    assert all_of_it == pytest.approx(1)


@pytest.mark.parametrize("reranked", [True, False])
def test_confidence_grows_with_each_signal_and_stays_a_probability(*, reranked: bool) -> None:
    names = ("relevance", "cosine") if reranked else ("cosine", "score", "coverage")
    low = dict.fromkeys(SIGNALS, 0.2)
    for name in names:
        seen = [Signals(**{**low, name: value}, reranked=reranked) for value in (-1e9, 0, 1, 1e9)]
        rising = [probability(one, SHIPPED.confidence) for one in seen]
        assert 0 <= rising[0] < rising[1] < rising[2] < rising[3] <= 1


def test_a_name_that_stands_nowhere_in_the_archive_makes_an_answer_unlikely(archive: Archive) -> None:
    with archive._served.leased() as serving:
        index = serving.generation.store.full_text
        assert Names.of("How did Sedov die in Paris in 1938?", "", index).unknown == ()
        assert Names.of("How did Sedov's mother die in Zanzibar in 1777?", "", index).unknown == (
            "Zanzibar",
            "1777",
        )
        assert Names.of("where is zanzibar?", "", index).unknown == ()
    named, unknown = (Signals(5.0, 0.6, 0.7, 1.0, value, value, reranked=True) for value in (0.0, 1.0))
    assert probability(unknown, SHIPPED.confidence) < 0.5 < probability(named, SHIPPED.confidence)


def test_a_name_is_missed_where_it_stands_neither_near_the_quote_nor_in_the_record(archive: Archive) -> None:
    with archive._served.leased() as serving:
        index = serving.generation.store.full_text
        near = "He died in Paris.\nLeon Trotsky\n1938"
        assert Names.of("How did Trotskys son die in 1938?", near, index).missing == ()
        assert Names.of("How did Sedov die in Paris?", near, index).missing == ("Sedov",)
        told = "I live in Oslo. My uncle knew Adler. Where did Trotsky die?"
        assert Names.of(told, near, index).missing == ()  # of what is told, nothing is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the loaf of white bread", False),
        ("Sedov's youth", False),
        ("Sedov's youth?", True),
        ("who lit the lamp", True),
        ("tell me of the lamp", True),
        ("did he light it", True),
        ("wer hat die Lampe angezündet", True),
    ],
)
def test_words_that_only_name_something_are_no_question_and_the_first_stage_judges_them(
    text: str, *, asked: bool
) -> None:
    assert asks(text) is asked
