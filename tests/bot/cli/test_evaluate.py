from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.terminal.figures import tables
from embeddings.evaluation.figures import figures_of
from embeddings.evaluation.judging import GoldSpan, Label, judge
from embeddings.quoting.answering.contract import answer_json
from tests.bot.samples import ANSWER, LIT, PATH, SILENCE, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.archive import Archive
    from tests.bot.cli.conftest import Pincite
    from tests.bot.samples import FakeArchive

AT = TEXT.index(LIT)
GOLD = {"doc": "lamp.txt", "start": AT, "end": AT + len(LIT)}
KNOWN = {"id": 1, "text": "When was it lit?", "answers": [GOLD], "answerable": True}
UNKNOWN = {"id": "b", "text": "no?", "answerable": False, "answers": []}


@pytest.fixture
def source(place: Path) -> Path:
    """The folder that is the default, with the sample document in it."""
    file = place / "seeds" / PATH
    file.parent.mkdir(parents=True)
    file.write_text(TEXT, encoding="utf-8")
    return place / "seeds"


def written(place: Path, *rows: object, name: str = "labelled.jsonl") -> str:
    file = place / name
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def lines_of(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@pytest.mark.usefixtures("fake", "source")
def test_json_has_the_figures_under_the_names_that_scripts_know(pincite: Pincite, place: Path) -> None:
    ended = pincite("evaluate", written(place, KNOWN, UNKNOWN), "--json")
    assert ended.code == 0
    figures = json.loads(ended.out)
    assert ended.out.count("\n") == 1
    assert list(figures)[:15] == [
        "questions", "with_gold", "unanswerable", "hit@1", "hit@3", "hit@5", "mrr", "high@1", "auroc", "kept",
        "refused", "verbatim", "quotes", "p50_ms", "p95_ms",
    ]  # fmt: skip
    expected = {"hit@1": 100.0, "high@1": 100.0, "auroc": 1.0, "kept": 100.0, "refused": 100.0, "verbatim": 100.0}
    assert expected.items() <= figures.items()
    assert figures["p50_ms"] == 12.3


@pytest.mark.usefixtures("fake", "source")
def test_people_get_every_figure_with_a_word_on_what_it_means(pincite: Pincite, place: Path) -> None:
    out = pincite("evaluate", written(place, KNOWN, UNKNOWN, {"id": 3, "text": "What else?"})).out
    head = "3 questions: 1 with a known answer, 1 that cannot be answered and 1 without a label"
    assert out.strip().startswith(head)
    for line in out.splitlines():
        assert "None" not in line
    hit = next(line for line in out.splitlines() if "HIT@1" in line)
    assert hit.split()[:3] == ["HIT@1", "100.0%", "100.0–100.0"]
    assert "the first quote shows the answer" in hit
    named = {line.split()[0] for line in out.splitlines() if line.startswith("   ")}
    assert {
        "HIT@3",
        "MRR",
        "HIGH@1",
        "F1@1",
        "F1H@1",
        "AUROC",
        "kept",
        "refused",
        "verbatim",
        "p50",
        "p95",
        "AURC",
    } <= named


def test_other_editions_have_rows_where_they_change_a_figure() -> None:
    same = judge(Label((GoldSpan("a", 0, 4),)), answer_json(ANSWER, 1), lambda _: None)
    figures = figures_of([replace(same, rank=0, edition_rank=1)])
    rows = {row.name: row.value for _, table in tables(figures) for row in table}
    assert (rows["HIT@1"], rows["edition@1"]) == ("0.0%", "100.0%")
    alike = {row.name for _, table in tables(figures_of([replace(same, rank=1, edition_rank=1)])) for row in table}
    assert "HIT@3" in alike
    assert "edition@1" not in alike


@pytest.mark.usefixtures("source")
def test_questions_are_asked_with_their_history_and_as_many_quotes_as_wanted(
    pincite: Pincite, place: Path, fake: FakeArchive
) -> None:
    history = [{"role": "user", "content": "Who kept it?"}, {"role": "assistant", "content": "Ada."}]
    assert pincite("evaluate", written(place, KNOWN | {"history": history}), "--top", "5").code == 0
    assert fake.asked == [("When was it lit?", 5, tuple(history))]
    assert fake.closed


@pytest.mark.usefixtures("source")
def test_saved_answers_give_the_same_figures_without_asking_again(
    pincite: Pincite, place: Path, fake: FakeArchive
) -> None:
    file, saved = written(place, KNOWN, UNKNOWN), place / "answers.jsonl"
    asked = pincite("evaluate", file, "--save", str(saved), "--json").out
    answers = [answer_json(ANSWER, 1), answer_json(SILENCE, "b") | {"question": "no?"}]
    assert lines_of(saved) == json.loads(json.dumps(answers))
    count = len(fake.asked)
    assert pincite("evaluate", file, "--answers", str(saved), "--json").out == asked
    assert len(fake.asked) == count


@pytest.mark.usefixtures("fake")
def test_a_quote_is_held_against_its_file_as_it_is_now(pincite: Pincite, place: Path, source: Path) -> None:
    file = written(place, KNOWN)
    assert json.loads(pincite("evaluate", file, "--json").out)["verbatim"] == 100
    (source / PATH).write_text(TEXT.replace("nine", "five"), encoding="utf-8")
    assert json.loads(pincite("evaluate", file, "--json").out)["verbatim"] == 0
    (source / PATH).unlink()
    assert json.loads(pincite("evaluate", file, "--json").out)["verbatim"] == 0


@pytest.mark.usefixtures("fake", "source")
def test_labels_on_documents_that_the_archive_does_not_hold_are_pointed_out(pincite: Pincite, place: Path) -> None:
    ended = pincite(
        "evaluate", written(place, KNOWN | {"answers": [GOLD, GOLD | {"doc": "oil\x1b.txt"}]}), "--json"
    )
    assert ended.code == 0
    assert "The labels name 1 document that the archive does not hold (oil␛.txt)" in ended.err
    assert pincite("evaluate", written(place, KNOWN)).err == ""


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (KNOWN | {"answerable": "no"}, '"answerable" that is neither true nor false'),
        (KNOWN | {"answers": "12"}, '"answers" that are not a list'),
        (KNOWN | {"answers": ["1938"]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [{"start": 1, "end": 2}]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [GOLD | {"start": -1}]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [GOLD | {"start": True}]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [GOLD | {"end": AT}]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [{"doc": "a", "start": 1}]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [{"doc": "a", "start": 1, "text": ""}]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [GOLD | {"text": 1938}]}, '"answers" that are not a list'),
        (KNOWN | {"answers": [GOLD | {"text": "The lump"}]}, "It is not in that document"),
        (KNOWN | {"answers": [GOLD | {"start": AT - 1, "text": LIT}]}, f"The nearest place is {AT}."),
        ({"id": 2, "answers": [GOLD]}, '"text"'),
        ([], "not a JSON object"),
    ],
)
@pytest.mark.usefixtures("source")
def test_a_bad_row_is_named_by_its_line_and_nothing_is_asked(
    pincite: Pincite, place: Path, fake: FakeArchive, row: object, said: str
) -> None:
    file = written(place, KNOWN, row)
    ended = pincite("evaluate", file)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"pincite: Line 2 of {file} ")
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert fake.asked == []


@pytest.mark.usefixtures("fake")
def test_a_label_must_be_true_of_one_document_of_its_name_that_can_be_read(
    pincite: Pincite, place: Path, source: Path
) -> None:
    file = written(
        place, KNOWN | {"answers": [GOLD | {"text": LIT}, {"doc": "gone.txt", "start": 1, "text": "x"}]}
    )
    (source / "lamp.txt").write_text("Another lamp.", encoding="utf-8")
    assert pincite("evaluate", file).code == 0
    saved = written(place, answer_json(ANSWER, 1), name="answers.jsonl")
    (source / PATH).unlink()
    ended = pincite("evaluate", file, "--answers", saved)
    assert (ended.code, ended.out) == (1, "")
    assert f"Line 1 of {file} has a wrong label" in ended.err
    (source / "lamp.txt").unlink()
    assert pincite("evaluate", file, "--answers", saved).code == 0


@pytest.mark.usefixtures("fake", "source")
def test_of_fewer_than_twenty_times_people_get_no_p95(pincite: Pincite, place: Path) -> None:
    for count, shown in ((2, False), (20, True)):
        file = written(place, *(KNOWN | {"id": number} for number in range(count)))
        row = next(line.split() for line in pincite("evaluate", file).out.splitlines() if " p95 " in line)
        assert (row[1] != "–") is shown
        assert json.loads(pincite("evaluate", file, "--json").out)["timed"] == count


@pytest.mark.usefixtures("fake", "source")
def test_a_file_without_any_label_says_what_a_label_is(pincite: Pincite, place: Path) -> None:
    for rows in ([{"id": 1, "text": "When?"}, {"id": 2, "text": "Why?", "answerable": True}], []):
        ended = pincite("evaluate", written(place, *rows))
        assert ended.code == 1
        assert '"answerable": false' in ended.err


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([answer_json(ANSWER, 1)], "one answer to 2 questions"),
        ([answer_json(ANSWER, 1), answer_json(ANSWER, "c")], "Line 2 of "),
        (
            [answer_json(ANSWER, 1), {"id": "b", "text": "no?"}],
            "is not an answer as `pincite ask --json` prints it",
        ),
        ([answer_json(ANSWER, 1) | {"confidence": float("nan")}], "is not an answer"),
        ([answer_json(ANSWER, 1) | {"quotes": [{"text": "x"}]}], "is not an answer"),
    ],
)
@pytest.mark.usefixtures("fake", "source")
def test_answers_that_are_not_those_of_the_questions_are_refused(
    pincite: Pincite, place: Path, answers: list, said: str
) -> None:
    file = written(place, *answers, name="answers.jsonl")
    ended = pincite("evaluate", written(place, KNOWN, UNKNOWN), "--answers", file)
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("option", [("--top", "2"), ("--save", "x.jsonl")])
@pytest.mark.usefixtures("fake")
def test_what_steers_asking_is_refused_where_nothing_is_asked(
    pincite: Pincite, place: Path, option: tuple[str, str]
) -> None:
    ended = pincite("evaluate", written(place, KNOWN), "--answers", "a.jsonl", *option)
    assert ended.code == 2
    assert "--answers" in ended.err
    assert not (place / "x.jsonl").exists()


@pytest.mark.usefixtures("fake", "source")
def test_the_questions_are_never_written_over(pincite: Pincite, place: Path) -> None:
    file = written(place, KNOWN)
    ended = pincite("evaluate", file, "--save", str(place / "seeds" / ".." / "labelled.jsonl"))
    assert ended.code == 2
    assert lines_of(place / "labelled.jsonl") == [KNOWN]


def test_the_real_archive_is_evaluated_and_its_quotes_stand_in_their_files(
    pincite: Pincite, place: Path, archive: Archive
) -> None:
    (document,) = archive.documents()
    text = archive.show(document).text
    died = "On February 16, 1938"
    label = {"doc_id": document, "start": text.index(died), "text": died}
    rows = (
        {"id": "died", "text": "How did Leon Sedov die?", "answers": [label]},
        {"id": "tower", "text": "How tall is the Eiffel tower?", "answerable": False},
    )
    folders = ("--source", str(archive.settings.source), "--data", str(archive.settings.data))
    figures = json.loads(pincite(*folders, "evaluate", written(place, *rows), "--json").out)
    assert (figures["hit@1"], figures["auroc"], figures["kept"], figures["refused"]) == (100.0, 1.0, 100.0, 100.0)
    assert figures["verbatim"] == 100.0
    assert figures["quotes"] > 1
