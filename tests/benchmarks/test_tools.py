"""The tools behind the figures: a table that is wrong is worse than none."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.config import keys, read, sections
from embeddings.evaluation.judging import file_name, label_of
from embeddings.models import cache
from tests.benchmarks import plan as planning
from tests.benchmarks.hybrid import TOKENS, Hybrid, passages
from tests.benchmarks.labelled import titled, write_rows
from tests.benchmarks.measuring import Workplace, side_by_side
from tests.benchmarks.plan import DEFAULTS, LabelledSet, Plan, as_toml, overrides_of, read_plan, write_expected
from tests.benchmarks.tables import (
    FIGURES,
    README,
    ablation_table,
    first_quote_table,
    lead,
    lead_sentence,
    put_into,
    quality_table,
)
from tests.benchmarks.textbook import paragraphs
from tests.conftest import share_models

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.archive import Archive

FOUND = {
    "hit@1": 73.81, "hit@3": 90.0, "high@1": None, "f1@1": 51.26, "mrr": 0.8, "auroc": 0.9, "kept": 80.0, "refused": 70.0,
    "verbatim": 100.0, "shown_chars": 2100, "silent_chars": None, "p50_ms": 21.4, "p95_ms": 40.0,
}  # fmt: skip


def test_the_plan_names_its_commands_and_only_settings_that_there_are() -> None:
    known = {f"{section}.{key}" for section, defaults in sections().items() for key in keys(defaults)}
    plan = read_plan()
    assert {key for changed in plan.variants.values() for key in changed} <= known
    assert set(plan.indexing) <= set(sections())
    assert {figure for one in plan.sets.values() for figure in one.expected} <= set(plan.tolerances)
    for name, row in yaml.safe_load(planning.FILE.read_text("utf-8"))["sets"].items():
        assert row["command"].endswith(f"tests.benchmarks.quality --set {name}")


def test_a_figure_is_short_beyond_its_tolerance_only() -> None:
    one = LabelledSet("mills", "mills", expected={"hit@1": 80.0, "auroc": 0.9})
    plan = Plan({"mills": one}, {"hit@1": 1.0, "auroc": 0.01}, (), {})
    assert plan.shortfalls("mills", {"hit@1": 79.0, "auroc": 0.95}) == []
    assert plan.shortfalls("mills", {"hit@1": 78.9, "auroc": None}) == [
        "mills: hit@1 is 78.9, expected 80.0 (tolerance 1.0)",
        "mills: auroc is None, expected 0.9 (tolerance 0.01)",
    ]
    short = Plan(
        {"mills": LabelledSet("mills", "mills", expected={"shown_chars": 900})}, {"shown_chars": 50}, (), {}
    )
    assert short.shortfalls("mills", {"shown_chars": 100}) == short.shortfalls("mills", {"shown_chars": 950}) == []
    assert short.shortfalls("mills", {"shown_chars": 951}) != []


def test_what_is_expected_is_written_and_all_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "quality.yaml"
    before = planning.FILE.read_text("utf-8")
    file.write_text(before, encoding="utf-8")
    write_expected({"clapnq": FOUND, "mia_dev": FOUND | {"hit@1": 1.0}}, file)
    plan, shipped = read_plan(file), read_plan()
    assert plan.sets["clapnq"].expected["hit@1"] == 73.81
    assert plan.sets["mia_dev"].expected["hit@1"] == 1.0
    assert "high@1" not in plan.sets["clapnq"].expected
    assert "p50_ms" not in plan.sets["clapnq"].expected
    assert plan.sets["kropotkin"] == shipped.sets["kropotkin"]
    after = file.read_text("utf-8").splitlines()
    differing = [line for line, other in zip(after, before.splitlines(), strict=True) if line != other]
    assert all(line.startswith("    expected: {") for line in differing)
    with pytest.raises(SystemExit):
        write_expected({"none": FOUND}, file)


def test_settings_said_one_by_one_win_over_those_of_a_file_and_are_read_as_configuration(tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    file.write_text('[answer]\nquotes = 4\nquote_characters = 500\n[model]\nname = "x"\n', encoding="utf-8")
    said = ["answer.quotes=2", "model.fast=false", "archive.source=a folder", 'model.name="y\\"z"']
    overrides = overrides_of(file, said)
    config = tmp_path / "pincite.toml"
    config.write_text(as_toml(overrides), encoding="utf-8")
    settings = read(config).archive
    assert (settings.answer.quotes, settings.answer.quote_characters) == (2, 500)
    assert (settings.model.name, settings.model.fast, str(settings.source)) == ('y"z', False, "a folder")
    assert tomllib.loads(as_toml({})) == {}


def test_a_variant_has_an_index_of_its_own_where_the_index_depends_on_it() -> None:
    plan = Plan({}, {}, ("passages",), {})
    assert plan.index_of({"answer.quotes": 1}) == plan.index_of({}) == "data"
    short, long = plan.index_of({"passages.tokens": 90}), plan.index_of({"passages.tokens": 200})
    assert len({short, long, "data"}) == 3
    assert plan.index_of({"passages.tokens": 90, "answer.quotes": 1}) == short


def test_tables_show_what_is_unknown_as_such_and_changes_against_the_defaults() -> None:
    table = quality_table({
        "mia_dev": {"pincite": FOUND, "textbook": FOUND, "hybrid": FOUND}, "clapnq": {"pincite": FOUND},
    })  # fmt: skip
    lines = table.splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert (
        lines[2]
        == "| `mia_dev` | **Pincite** | 73.8 | 90.0 | – | 51.3 | 0.900 | 80.0 | 70.0 | 100 | 2,100 | – | 21 ms | 40 ms |"
    )
    assert [line.split("|")[2].strip() for line in lines[2:]] == [
        "**Pincite**",
        "textbook",
        "hybrid",
        "**Pincite**",
    ]
    assert "None" not in table
    ablated = {"mia_dev": {DEFAULTS: FOUND, "less": FOUND | {"hit@1": 70.0, "auroc": None, "p50_ms": 9.0}}}
    assert ablation_table(ablated).splitlines()[-1] == "| less | 70.0 (-3.8) | 90.0 (+0.0) | – | 9 ms |"


def test_a_lead_is_measured_question_by_question(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text("The mill burned in 1907.", encoding="utf-8")
    place = Workplace(tmp_path, documents, tmp_path / "questions.jsonl")
    gold = [{"doc": "a.txt", "start": 0, "end": 24}]
    rows = [{"id": 1, "answers": gold}, {"id": 2, "answers": gold}, {"id": 3, "answerable": False}]
    right = {
        "answered": True,
        "confidence": 0.5,
        "quotes": [{"document": "a.txt", "start": 0, "end": 24, "text": ""}],
    }
    wrong = right | {"quotes": []}
    write_rows(place.questions, rows)
    (tmp_path / "textbook").mkdir()
    write_rows(place.run({}) / "answers.jsonl", [right, right, right])
    write_rows(tmp_path / "textbook" / "answers.jsonl", [right, wrong, wrong])
    mean, low, high = lead(place, "textbook")
    assert (mean, low, high) == (50, 0, 100)
    assert "`a` +50.0 (+0.0 to +100.0)." in lead_sentence("textbook", {"a": (mean, low, high)})
    assert lead_sentence("textbook", {}) == ""


def test_systems_that_are_timed_take_turns_and_meet_the_same_questions() -> None:
    asked: list[tuple[str, int]] = []
    systems = [lambda row: asked.append(("one", row["id"])), lambda row: asked.append(("other", row["id"]))]
    times = side_by_side(systems, [{"id": number} for number in range(450)])
    assert [system for system, _ in asked] == ["one", "other"] * (len(asked) // 2)
    assert asked[::2] == [("one", number) for _, number in asked[1::2]]
    assert 100 <= len(asked) / 2 - 1 < 200
    assert all(0 <= one["p50_ms"] <= one["p95_ms"] for one in times)
    assert len(side_by_side(systems, [{"id": 7}])) == 2


def test_a_table_is_put_between_its_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("a\n<!-- quality -->\nold\n<!-- /quality -->\nz\n", encoding="utf-8")
    for _ in range(2):
        put_into(file, "quality", "| new |\n")
        assert file.read_text("utf-8") == "a\n<!-- quality -->\n| new |\n<!-- /quality -->\nz\n"
    file.write_text("no marks\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        put_into(file, "quality", "| new |\n")


@pytest.mark.parametrize(
    ("page", "mark"), [(FIGURES, "quality"), (FIGURES, "reliability"), (README, "first quote")]
)
def test_the_documentation_has_a_place_for_each_table(tmp_path: Path, page: Path, mark: str) -> None:
    copy = tmp_path / "README.md"
    copy.write_text(page.read_text("utf-8"), encoding="utf-8")
    put_into(copy, mark, "| new |\n")
    assert "| new |" in copy.read_text("utf-8")


def test_the_short_table_shows_the_first_quotes_of_all_systems() -> None:
    measured = {
        "mia_dev": {"pincite": FOUND, "textbook": FOUND | {"hit@1": 40.0}, "hybrid": FOUND | {"hit@1": 60.0}}
    }
    assert first_quote_table(measured).splitlines() == [
        "| set | Pincite | hybrid | textbook |",
        "| --- | --- | --- | --- |",
        "| `mia_dev` | **73.8** | 60.0 | 40.0 |",
    ]


@given(st.text(st.sampled_from("ab \t\n\u00a0."), max_size=80))
def test_the_textbooks_paragraphs_are_all_the_words_each_where_it_stands(text: str) -> None:
    found = list(paragraphs("a.txt", text))
    assert all(text[one.start : one.end] == one.text == one.text.strip() for one in found)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    assert not any("\n\n" in one.text for one in found)


def test_the_hybrids_passages_are_whole_sentences_of_so_many_tokens_and_all_the_words(archive: Archive) -> None:
    counter = cache.counter(archive.settings.data, cache.prepare(archive.settings.data, archive.settings.model))
    text = f"{'The mill at Hollin burned in 1907. ' * 40}\n\n{'stone ' * 300}. And it was rebuilt."
    found = list(passages("a.txt", text, counter))
    assert all(text[one.start : one.end] == one.text for one in found)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    sizes = counter.count([one.text for one in found])
    assert [size > TOKENS for size in sizes] == ["stone stone" in one.text for one in found]
    assert min(sizes[:-2]) > TOKENS / 2  # as few as there can be, but for what ends at the long sentence
    assert all(one.text.endswith((".", "stone")) for one in found)


def test_the_hybrid_answers_by_the_passage_that_does(archive: Archive, tmp_path: Path) -> None:
    share_models(archive, tmp_path / "work")
    documents = tmp_path / "documents"
    documents.mkdir()
    for name, text in {
        "mill": "The mill burned in 1907.",
        "school": "The school was opened by the mayor.",
    }.items():
        (documents / f"{name}.txt").write_text(text, encoding="utf-8")
    hybrid = Hybrid(documents, tmp_path / "work")
    mill, school = hybrid.ask(1, "When did the mill burn down?"), hybrid.ask("b", "Who opened the school?")
    assert [answer["quotes"][0]["document"] for answer in (mill, school)] == ["mill.txt", "school.txt"]
    assert mill["quotes"][0]["text"] == "The mill burned in 1907."
    assert mill["confidence"] > 0.5 > hybrid.ask(3, "?!")["confidence"]


def test_the_questions_of_a_titled_set_are_asked_after_their_title_and_have_whole_passages_as_answers(
    tmp_path: Path,
) -> None:
    write_rows(tmp_path / "corpus.jsonl", [{"id": "fox#1", "title": "The Fox", "text": "A fox ran."}])
    write_rows(tmp_path / "queries.jsonl", [{"id": "q1", "text": "Who ran?"}, {"id": "q2", "text": "Why?"}])
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tfox#1\t1\n", encoding="utf-8")
    (row,) = titled(tmp_path)
    assert row["text"] == "The Fox: Who ran?"
    (gold,) = label_of(row).gold
    assert gold.is_shown_by(file_name("fox#1"), 0, len("A fox ran."))
