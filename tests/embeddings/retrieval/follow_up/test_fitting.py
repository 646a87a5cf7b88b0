from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.archive import Archive
from embeddings.quoting.answering.contract import answer_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.settings import ArchiveSettings

LAMP = (
    "The lighthouse keeper Tom Brae lit the lamp at nine. Tom Brae died of pneumonia in the hard winter of 1901."
)
BREAD = "Rye bread needs a sour dough. The baker leaves the dough to rise overnight, and bakes the loaves at dawn."


def test_a_follow_up_is_searched_for_with_its_subject_and_the_answer_says_so(archive: Archive) -> None:
    said = "On February 16, 1938, in a Paris hospital."
    history = [{"role": "user", "content": "When did Leon Sedov die?"}, {"role": "assistant", "content": said}]
    answer = archive.ask("and where was his father when he heard?", history=history)
    assert answer.searched_for == "and where was his father when he heard — Leon Sedov die, 1938, Paris?"
    assert any("exiled in Mexico" in quote.text for quote in (*answer.quotes, *answer.nearest))
    assert answer_json(answer)["searched_for"] == answer.searched_for


def test_a_question_that_stands_alone_is_answered_as_without_history(archive: Archive) -> None:
    question = "How did Leon Sedov die?"
    alone = archive.ask(question)
    after = archive.ask(question, history=[{"role": "user", "content": "Who edited The Militant in 1946?"}])
    assert after.quotes[0].text == alone.quotes[0].text
    assert "searched_for" not in answer_json(after)


def test_a_short_question_on_something_else_is_not_torn_back(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(lamp=LAMP, bread=BREAD)
    Archive(settings).build()
    archive = Archive(settings).open()
    try:
        history = [{"role": "user", "content": "who lit the lighthouse lamp?"}]
        assert archive.ask("how long does dough rise?", history=history).searched_for is None
        assert archive.ask("what did he die of?", history=history).searched_for is not None
    finally:
        archive.close()
