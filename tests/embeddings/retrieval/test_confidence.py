from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.documents.document import UNATTRIBUTED
from embeddings.documents.passages import Passage
from embeddings.index.storage.store import StoredPassage
from embeddings.index.words.lexical import LexicalQuery, TermWeights
from embeddings.retrieval.asking import Asked
from embeddings.retrieval.confidence import Signals, probability, signals
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
        asked = Asked(("loaf of bread",), ("loaf of bread",), asks=frozenset({asks} if asks else ()))
        found = Found(list(hits), np.zeros(1, np.float32), terms, passages, only)
        return signals(store, asked, found, quoted, SHIPPED)


def test_an_answer_is_judged_by_its_best_passage(archive: Archive) -> None:
    found = seen(archive, ITS_TEXT, ITS_LAST)
    assert (found.relevance, found.score, found.cosine, found.reranked) == (5.0, 0.7, 0.6, True)


def test_whoever_is_shown_first_the_best_of_the_quotes_counts(archive: Archive) -> None:
    found = seen(archive, ITS_TEXT, ITS_LAST, ANOTHERS)
    assert (found.relevance, found.score, found.cosine) == (7.0, 0.9, 0.8)


def test_a_head_is_judged_by_what_was_found_of_its_work(archive: Archive) -> None:
    found = seen(archive, HEAD, ANOTHERS, ITS_TEXT, ITS_LAST, asks=SourceAspect.ISSUE)
    assert (found.relevance, found.score) == (5.0, 0.8)
    alone = seen(archive, HEAD, ANOTHERS, asks=SourceAspect.ISSUE)
    assert (alone.relevance, alone.score) == (-9.0, 0.0)
    assert probability(alone, SHIPPED.confidence) < 0.01
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
    names = ("relevance", "score") if reranked else ("cosine", "score", "coverage")
    low = dict.fromkeys(("relevance", "cosine", "score", "coverage"), 0.2)
    for name in names:
        seen = [Signals(**{**low, name: value}, reranked=reranked) for value in (-1e9, 0, 1, 1e9)]
        rising = [probability(one, SHIPPED.confidence) for one in seen]
        assert 0 <= rising[0] < rising[1] < rising[2] < rising[3] <= 1
