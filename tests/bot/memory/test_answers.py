from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.memory import Answers, KeptAnswer, Memory, Vote, Votes
from bot.memory.database import FILE
from embeddings.errors import UnknownDocument
from embeddings.quoting.answering.recall import Reference
from embeddings.retrieval.filters import Filters
from embeddings.text.years import Years
from tests.bot.samples import ANSWER, NEAR, PARAGRAPH, QUOTE, SILENCE, FakeArchive, quote_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADA, BEN = 111_222_333_444, 555_666_777_888


@pytest.fixture
def memory() -> Iterator[Memory]:
    opened = Memory.in_ram()
    yield opened
    opened.close()


@pytest.fixture
def answers(memory: Memory) -> Answers:
    return Answers(memory, FakeArchive())


async def kept(answers: Answers, question: str = "When was it lit?", **options: object) -> KeptAnswer:
    given: dict = {"server": 1, "channel": 2, **options}
    return await answers.keep(replace(ANSWER, question=question), **given)


def written_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob(f"{FILE}*"))


async def test_an_answer_is_there_after_a_restart_with_all_it_was_asked_with(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)
    filters = Filters("Moor", None, Years(1900, 1901))
    history = [{"role": "user", "content": "Who kept the lamp?"}]
    before = await kept(Answers(memory, FakeArchive()), history=history, filters=filters, parent="p", private=True)
    await Answers(memory, FakeArchive()).sent(before.id, 99, 3)
    memory.close()
    memory = Memory.open(tmp_path)
    answers = Answers(memory, FakeArchive())
    after = await answers.of(before.id)
    assert after == replace(before, message=99, channel=3)
    assert after == await answers.of_message(99)
    assert (after.filters, after.history, after.quotes) == (filters, tuple(history), (Reference.of(QUOTE),))
    memory.close()


async def test_neither_words_of_the_archive_nor_people_are_written_down(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)
    answer = await kept(Answers(memory, FakeArchive()))
    assert await Votes(memory).cast(answer.id, ADA, up=True) is Vote.UP
    memory.close()
    written = written_in(tmp_path)
    assert b"When was it lit?" in written
    assert PARAGRAPH[:20].encode() not in written
    assert str(ADA).encode() not in written
    assert ADA.to_bytes(5, "big") not in written


async def test_of_silence_passages_are_kept_only_once_they_are_shown(answers: Answers) -> None:
    silent = await answers.keep(SILENCE, server=None, channel=2)
    assert (silent.answered, silent.quotes) == (False, ())
    assert await answers.extend(silent.id, SILENCE.nearest) == (0,)
    after = await answers.of(silent.id)
    assert after is not None
    assert after.quotes == (Reference.of(NEAR),)
    assert [turn["role"] for turn in await answers.history_of(after)] == ["user"]


async def test_a_question_as_it_was_perhaps_meant_is_kept_and_older_answers_have_none(
    answers: Answers, memory: Memory
) -> None:
    meant = await answers.keep(replace(ANSWER, suggested="Who lit it?"), server=1, channel=2)
    assert await answers.of(meant.id) == meant
    assert meant.suggested == "Who lit it?"
    older = 'json_remove(asked, "$.suggested")'
    await memory.run(lambda db: db.execute(f"UPDATE answer SET asked = {older}").rowcount)
    assert await answers.of(meant.id) == replace(meant, suggested=None)


async def test_what_is_shown_later_gets_a_place_after_the_rest_and_keeps_it(answers: Answers) -> None:
    answer = await kept(answers)
    later, last = quote_of("June"), quote_of("morning")
    assert await answers.extend(answer.id, [later, last]) == (1, 2)
    assert await answers.extend(answer.id, [last, QUOTE, quote_of("ferry")]) == (2, 0, 3)
    after = await answers.of(answer.id)
    assert after is not None
    assert [one.end - one.start for one in after.quotes] == [len(PARAGRAPH), 4, 7, 5]
    assert await answers.extend("not-there", [later]) == ()


async def test_the_last_answer_of_a_channel_is_the_last_that_all_have_seen(answers: Answers) -> None:
    await kept(answers, "first?")
    second = await kept(answers, "second?")
    await kept(answers, "whispered?", private=True)
    await kept(answers, "elsewhere?", channel=3)
    assert await answers.latest_in(2) == second
    assert await answers.latest_in(4) is None


async def test_a_conversation_is_told_oldest_first_and_goes_back_four_questions(answers: Answers) -> None:
    history = [{"role": "user", "content": "before all?"}]
    chain = [await kept(answers, "0?", history=history)]
    for number in range(1, 6):
        chain.append(await kept(answers, f"{number}?", parent=chain[-1].id))
    told = await answers.history_of(chain[2])
    assert [turn["content"] for turn in told if turn["role"] == "user"] == ["before all?", "0?", "1?", "2?"]
    assert [turn["content"] for turn in told if turn["role"] == "assistant"] == [PARAGRAPH] * 3
    long = await answers.history_of(chain[5])
    assert [turn["content"] for turn in long if turn["role"] == "user"] == ["2?", "3?", "4?", "5?"]
    assert await answers.history_before(chain[2]) == await answers.history_of(chain[1])
    assert await answers.history_before(chain[0]) == history


async def test_a_conversation_goes_on_without_what_the_archive_holds_no_more(memory: Memory) -> None:
    class Emptied(FakeArchive):
        def recall(self, reference: Reference) -> None:
            raise UnknownDocument(reference.document)

    answers = Answers(memory, Emptied())
    answer = await kept(answers)
    assert await answers.history_of(answer) == [{"role": "user", "content": "When was it lit?"}]


async def test_what_is_forgotten_is_gone_with_its_votes(answers: Answers, memory: Memory) -> None:
    answer, other = await kept(answers), await kept(answers)
    for one in (answer, other):
        await Votes(memory).cast(one.id, ADA, up=False)
    assert await answers.forget(answer.id)
    assert not await answers.forget(answer.id)
    assert await answers.of(answer.id) is None
    rows = await memory.run(lambda db: db.execute("SELECT answer FROM vote").fetchall())
    assert rows == [(other.id,)]


async def test_old_answers_are_pruned_and_young_ones_stay(answers: Answers, memory: Memory) -> None:
    old, young = await kept(answers), await kept(answers)
    await memory.run(
        lambda db: db.execute("UPDATE answer SET made = made - 90 * 86400 - 1 WHERE id = ?", (old.id,)).rowcount
    )
    assert await answers.prune(older_than_days=90) == 1
    assert await answers.of(old.id) is None
    assert await answers.of(young.id) is not None


async def test_a_vote_is_one_a_person_and_can_be_changed_and_taken_back(answers: Answers, memory: Memory) -> None:
    votes = Votes(memory)
    answer = await kept(answers)
    assert await votes.cast(answer.id, ADA, up=True) is Vote.UP
    assert await votes.cast(answer.id, BEN, up=True) is Vote.UP
    assert await votes.on(answer.id) == (2, 0)
    assert await votes.cast(answer.id, ADA, up=False) is Vote.DOWN
    assert await votes.on(answer.id) == (1, 1)
    assert await votes.cast(answer.id, ADA, up=False) is Vote.NONE
    assert await votes.on(answer.id) == (1, 0)
    assert await votes.cast("not-there", ADA, up=True) is None


async def test_votes_on_two_answers_do_not_tell_that_one_person_cast_them(
    answers: Answers, memory: Memory
) -> None:
    for _ in range(2):
        await Votes(memory).cast((await kept(answers)).id, ADA, up=True)
    voters = await memory.run(lambda db: db.execute("SELECT voter FROM vote").fetchall())
    assert len(set(voters)) == 2
