from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from embeddings.quoting.answering.contract import answer_json
from embeddings.retrieval.asking import ask_for
from embeddings.retrieval.filters import Filters
from embeddings.retrieval.first_stage import Engine, Hit
from embeddings.retrieval.reranking import Wanted
from embeddings.settings import ArchiveSettings, RerankSettings
from embeddings.text.years import Years
from embeddings.weights import SHIPPED
from tests.conftest import share_models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from embeddings.quoting.quote import Answer

LAMP = """Anna Moor

The Lamp of Hollin

(1901)

From The Harbour, Vol. III No. 4, 3 May 1901, p. 4. Transcribed by Ben Hale.

The lamp of Hollin was lit by the keeper at dusk, and it burned until the ships were in. Nobody paid him for the oil.

The Harbour Workers League (HWL) asked the council for a wage of ten shillings. The council refused it in June. I hold
that a keeper who is not paid is a slave with a lantern.
"""
LIFE = """Ben Hale

A Life of Anna Moor

(1930)

From The Northern Review, No. 12, 9 July 1930.

Anna Moor was born at Hollin in 1870. She married the shipwright Peter Lund in 1895, and died of a fever in 1922. Anna
Moor spoke of keepers and of their wages wherever she came.
"""


@pytest.fixture(scope="module")
def harbour(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    opened = Archive(built(tmp_path_factory.mktemp("harbour"), archive, archive.settings.rerank)).open()
    yield opened
    opened.close()


def built(folder: Path, archive: Archive, rerank: RerankSettings) -> ArchiveSettings:
    share_models(archive, folder / "data")
    (folder / "source").mkdir()
    (folder / "source" / "lamp.txt").write_text(LAMP, "utf-8")
    (folder / "source" / "life.txt").write_text(LIFE, "utf-8")
    settings = ArchiveSettings(source=folder / "source", data=folder / "data", rerank=rerank)
    Archive(settings).build()
    return settings


def first(answer: Answer) -> str:
    return (answer.quotes or answer.nearest)[0].text


def test_a_text_answers_rather_than_its_title(harbour: Archive) -> None:
    quote = (found := harbour.ask("who lit the lamp of Hollin?")).quotes[0]
    assert "lit by the keeper" in first(found)
    assert "Transcribed" not in quote.text


@pytest.mark.parametrize(
    "question",
    [
        "which issue of The Harbour is The Lamp of Hollin taken from?",
        "on which page was The Lamp of Hollin printed?",
    ],
)
def test_a_question_about_a_work_gets_the_line_in_which_the_work_says_it(harbour: Archive, question: str) -> None:
    assert "From The Harbour, Vol. III No. 4" in first(harbour.ask(question))


def test_what_a_work_does_not_say_of_itself_is_not_answered_by_its_head(harbour: Archive) -> None:
    assert harbour.ask("in which issue was A Life of Anna Moor printed?").answered
    assert not harbour.ask("on which page was A Life of Anna Moor printed?").answered


def test_within_one_work_this_is_that_work(harbour: Archive) -> None:
    answer = harbour.ask("which issue is this text taken from?", filters=Filters(work="The Lamp of Hollin"))
    assert answer.answered
    assert "From The Harbour, Vol. III No. 4" in first(answer)
    assert not harbour.ask("which issue is this text taken from?").answered


def test_an_author_s_own_words_come_before_words_about_her(harbour: Archive) -> None:
    quote = (found := harbour.ask("what does Anna Moor think of keepers and their wages?")).quotes
    assert (quote or found.nearest)[0].document == "lamp.txt"
    assert (harbour.ask("when was Anna Moor born?").quotes)[0].document == "life.txt"


@pytest.mark.parametrize(
    ("filters", "document"),
    [
        (Filters(author="Hale"), "life.txt"),
        (Filters(work="The Lamp of Hollin"), "lamp.txt"),
        (Filters(years=Years(1925, 1935)), "life.txt"),
    ],
)
def test_filters_hold_without_exception(harbour: Archive, filters: Filters, document: str) -> None:
    answer = harbour.ask("who lit the lamp at Hollin, and where was Anna Moor born?", filters=filters, top=10)
    assert {quote.document for quote in (*answer.quotes, *answer.nearest)} == {document}


def test_an_initialism_is_written_out_and_told(harbour: Archive) -> None:
    answer = harbour.ask("what wage did the HWL ask for?")
    assert "ten shillings" in first(answer)
    assert "Harbour Workers League" in (answer.searched_for or "")


def test_what_is_found_as_typed_is_answered_and_what_was_perhaps_meant_is_offered(harbour: Archive) -> None:
    answer = harbour.ask("who married the shipwrigt Peter Lund?")
    assert answer.answered
    assert answer.suggested == "who married the shipwright Peter Lund?"
    assert answer.searched_for is None
    assert answer_json(answer)["suggested"] == answer.suggested
    assert harbour.ask("who married the shipwright Peter Lund?").suggested is None


def test_a_mistyped_word_is_read_as_the_archive_s_own_where_nothing_is_found_otherwise(harbour: Archive) -> None:
    answer = harbour.ask("what did the kepers of Holin light?")
    assert answer.answered
    assert "keepers" in (answer.searched_for or "")
    assert answer.suggested is None


def test_a_follow_up_carries_its_subject_and_tells_it(harbour: Archive) -> None:
    said = [
        {"role": "user", "content": "Who was Anna Moor's husband?"},
        {"role": "assistant", "content": "Peter Lund."},
    ]
    answer = harbour.ask("and what did she die of?", history=said)
    assert "fever" in first(answer)
    assert "Anna Moor" in (answer.searched_for or "")
    assert harbour.ask("who lit the lamp of Hollin?").searched_for is None


def test_without_the_second_look_everything_still_answers(harbour: Archive) -> None:
    plain = Archive(replace(harbour.settings, rerank=RerankSettings(enabled=False))).open()
    assert "lit by the keeper" in first(plain.ask("who lit the lamp of Hollin?"))
    assert "From The Harbour" in first(plain.ask("which issue of The Harbour is The Lamp of Hollin taken from?"))
    plain.close()


def test_what_there_is_no_time_to_read_again_is_quoted_all_the_same(harbour: Archive) -> None:
    hurried = Archive(replace(harbour.settings, rerank=RerankSettings(milliseconds=1))).open()
    answer = hurried.ask("who lit the lamp of Hollin?", top=5)
    assert "lit by the keeper" in first(answer)
    assert len(answer.quotes or answer.nearest) >= 2
    hurried.close()


def test_a_work_that_is_named_comes_first_unless_another_author_is_asked_for(harbour: Archive) -> None:
    serving, gain = harbour._served.now, SHIPPED.preferences
    generation = serving.generation
    engine = Engine(generation, serving.encoder, None, harbour.settings.rerank)
    lamp, life = (
        Hit(row, generation.windows.passage(row), 0.5, 0.5, 0.5)
        for row in (generation.windows.rows(generation.store.passages_of([number]))[-1] for number in (1, 2))
    )
    passages = generation.store.passages([lamp.passage, life.passage])
    assert [passages[hit.passage].document for hit in (lamp, life)] == [1, 2]

    def gains(question: str) -> tuple[float, float]:
        wanted = Wanted(SHIPPED, ask_for(engine, question), passages, {})
        return wanted.bonus(lamp), wanted.bonus(life)

    assert gains("A Life of Anna Moor: what did keepers get?") == (0.0, gain.named)
    assert gains("what did keepers get?") == (0.0, 0.0)
    assert gains('what does Anna Moor say of "A Life of Anna Moor"?') == (gain.author, 0.0)
    assert gains("what does Anna Moor say of wages in The Lamp of Hollin?") == (gain.author + gain.named, 0.0)
