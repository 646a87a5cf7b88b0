from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from embeddings.errors import GenerationDamaged
from embeddings.retrieval.filters import Filters
from embeddings.settings import Length
from embeddings.text.years import Years
from tests.bot.samples import LIT, PARAGRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.cli.conftest import Pincite
    from tests.bot.samples import FakeArchive

pytestmark = pytest.mark.usefixtures("fake")


def questions(place: Path, *rows: object) -> str:
    file = place / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def test_an_answer_in_a_pipe_holds_the_quote_on_one_unbroken_line(pincite: Pincite) -> None:
    ended = pincite("ask", "When was it lit?")
    assert ended.code == 0
    assert PARAGRAPH in ended.out.splitlines()
    assert ended.err == ""


def test_an_answer_says_citation_place_conflict_and_likelihood(pincite: Pincite) -> None:
    lines = pincite("ask", "When was it lit?").out.splitlines()
    assert "    Ada Moor, “The Lamp”, The Harbour, 3 May 1901, p. 4, ¶ 1." in lines
    assert any("letters/lamp.txt, characters" in line for line in lines)
    assert "    The document also says: 3 May 1900 (page header)." in lines
    assert lines[0] == "Very likely the answer (93%)."


def test_forced_colour_lays_the_quote_beside_a_bar_and_lights_the_answering_words(
    pincite: Pincite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    out = pincite("ask", "When was it lit?").out
    assert "┃" in out
    assert f"\x1b[1;93m{LIT.split(' nine')[0]}" in out


def test_no_colour_keeps_the_layout_and_drops_every_colour(
    pincite: Pincite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    out = pincite("ask", "When was it lit?").out
    assert "┃" in out
    assert "\x1b[3" not in out.replace("\x1b[3m", "")  # italics may stay
    assert "\x1b[1;93m" not in out


def test_abstention_ends_with_success_and_offers_the_nearest_passages_as_such(pincite: Pincite) -> None:
    ended = pincite("ask", "no?")
    assert ended.code == 0
    assert ended.out.startswith("I found no answer to this in the archive.\nThe nearest passages:\n\n")
    assert PARAGRAPH in ended.out


def test_json_is_the_only_thing_on_standard_output(pincite: Pincite) -> None:
    ended = pincite("ask", "When was it lit?", "--json")
    answer = json.loads(ended.out)
    assert (answer["answered"], answer["question"]) == (True, "When was it lit?")
    assert answer["quotes"][0]["text"] == PARAGRAPH
    assert ended.out.count("\n") == 1


def test_top_is_handed_on_and_the_archive_is_closed(pincite: Pincite, fake: FakeArchive) -> None:
    assert pincite("ask", "When?", "--top", "7").code == 0
    assert fake.asked == [("When?", 7, ())]
    assert fake.closed


def test_filters_are_handed_on_and_hold_for_every_question_of_a_file(
    pincite: Pincite, fake: FakeArchive, place: Path
) -> None:
    said = ("--author", "Moor", "--work", "The Lamp", "--years", "1900-14")
    assert pincite("ask", "When?", *said).code == 0
    assert pincite("ask", "--questions", questions(place, {"id": 1, "text": "a?"}), "--json", *said).code == 0
    assert fake.filters == [Filters("Moor", "The Lamp", Years(1900, 1914))] * 2


def test_without_a_filter_none_is_handed_on(pincite: Pincite, fake: FakeArchive) -> None:
    pincite("ask", "When?")
    assert fake.filters == [None]


def test_the_length_of_quotes_is_handed_on_for_every_question(
    pincite: Pincite, fake: FakeArchive, place: Path
) -> None:
    assert pincite("ask", "When?").code == 0
    assert pincite("ask", "When?", "--length", "paragraph").code == 0
    assert pincite("ask", "--questions", questions(place, {"id": 1, "text": "a?"}), "--length", "short").code == 0
    assert fake.lengths == [None, Length.PARAGRAPH, Length.SHORT]


def test_the_first_question_builds_the_index_and_says_nothing_of_it_on_standard_output(
    pincite: Pincite, unindexed: list[str]
) -> None:
    ended = pincite("ask", "When was it lit?", "--json")
    assert unindexed == ["open", "build", "open"]
    assert json.loads(ended.out)["answered"]
    assert ended.err == "pincite: One file was not indexed; `pincite reindex` says why.\n"


def test_a_question_answered_from_an_earlier_index_says_so(
    pincite: Pincite, fake: FakeArchive, place: Path
) -> None:
    fake.damage = GenerationDamaged(place / "vectors.faiss", "its checksum is wrong")
    ended = pincite("ask", "When was it lit?")
    assert ended.code == 0
    assert "An earlier index is used" in ended.err
    assert "vectors.faiss" in ended.err


def test_many_questions_give_one_json_answer_a_line_in_order_with_ids_as_given(
    pincite: Pincite, place: Path, fake: FakeArchive
) -> None:
    history = [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "Ada."}]
    file = questions(
        place,
        {"id": 7, "text": "first?", "gold": [1, 2]},
        {"id": "b", "text": "no?", "history": history},
        {"id": 2.5, "text": "third?", "history": None},
    )
    ended = pincite("ask", "--questions", file, "--json")
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "b", 2.5]
    assert [answer["question"] for answer in answers] == ["first?", "no?", "third?"]
    assert [answer["answered"] for answer in answers] == [True, False, True]
    assert [tuple(given) for *_, given in fake.asked] == [(), tuple(history), ()]


def test_many_questions_without_json_are_answered_each_under_its_question(pincite: Pincite, place: Path) -> None:
    out = pincite(
        "ask", "--questions", questions(place, {"id": 1, "text": "first?"}, {"id": 2, "text": "no?"})
    ).out
    assert out.index("# first?") < out.index(PARAGRAPH) < out.index("# no?")


def test_a_byte_order_mark_carriage_returns_and_blank_lines_are_no_questions(
    pincite: Pincite, place: Path
) -> None:
    file = place / "q.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "a?"}\r\n\r\n{"id": 2, "text": "b?"}')
    assert [
        json.loads(line)["id"] for line in pincite("ask", "--questions", str(file), "--json").out.splitlines()
    ] == [
        1,
        2,
    ]


def test_an_empty_file_of_questions_gives_no_answers(pincite: Pincite, place: Path, fake: FakeArchive) -> None:
    ended = pincite("ask", "--questions", questions(place), "--json")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert fake.asked == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (b"nonsense", "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b'{"text": "x?"}', '"id"'),
        (b'{"id": true, "text": "x?"}', '"id"'),
        (b'{"id": 1}', '"text"'),
        (b'{"id": 1, "text": "  "}', '"text"'),
        (b'{"id": 1, "text": "x?", "history": "y"}', '"history"'),
        (b'{"id": 1, "text": "x?", "history": [{"role": "system", "content": ""}]}', '"history"'),
        (b'{"id": 1, "text": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_a_malformed_row_is_named_by_file_and_line_before_anything_is_asked(
    pincite: Pincite, place: Path, fake: FakeArchive, row: bytes, what: str
) -> None:
    file = place / "bad.jsonl"
    file.write_bytes(b'{"id": 1, "text": "good?"}\n' + row + b"\n")
    ended = pincite("ask", "--questions", str(file), "--json")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"pincite: Line 2 of {file} ")
    assert what in ended.err
    assert ended.err.count("\n") == 1
    assert fake.asked == []


def test_a_missing_file_of_questions_fails_with_one_line(pincite: Pincite) -> None:
    ended = pincite("ask", "--questions", "nowhere.jsonl", "--json")
    assert ended.code == 1
    assert (
        ended.err == "pincite: The file of questions nowhere.jsonl cannot be read (No such file or directory).\n"
    )


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ([], "There is no question"),
        (["--json"], "There is no question"),
        (["a?", "--questions", "q.jsonl"], "do not go together"),
        ([""], "blank"),
        ([" \n\t"], "blank"),
        (["a?", "--top", "0"], "'--top'"),
        (["a?", "--length", "long"], "'--length'"),
        (["a?", "--top", "many"], "not a whole number"),
        (["a?", "--nonsense"], "--nonsense"),
        (["a?", "--years", "long ago"], "--years 1913"),
        (["a?", "--years", "1914-1900"], "--years 1913"),
        (["two", "questions"], "questions"),
    ],
)
def test_wrong_usage_ends_with_two_and_one_line(pincite: Pincite, arguments: list[str], what: str) -> None:
    ended = pincite("ask", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert what in ended.err
    assert ended.err.count("\n") == 1
