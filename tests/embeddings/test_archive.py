from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from embeddings.documents.document import Role
from embeddings.errors import NoGeneration, UnknownDocument
from embeddings.quoting.answering.answering import BRIEFLY
from embeddings.quoting.answering.contract import answer_json
from embeddings.settings import Length
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.quoting.quote import Answer
    from embeddings.settings import ArchiveSettings


def texts(answer: Answer) -> list[str]:
    return [quote.text for quote in (*answer.quotes, *answer.nearest)]


def test_the_seed_tells_how_leon_sedov_died(archive: Archive) -> None:
    answer = archive.ask("How did Leon Sedov die?")
    first = answer.quotes[0]
    assert answer.answered
    assert "On February 16, 1938, while Sedov" in first.text
    assert "The Militant, Vol. X No. 7, 16 February 1946, p. 6" in first.citation.text
    locator = first.citation.locator
    assert locator.page == "6"
    assert (locator.paragraph, locator.last_paragraph) == (3, None)
    assert first.citation.text.endswith("p. 6, ¶ 3.")
    assert [conflict.field for conflict in first.citation.conflicts] == ["issued"]


@pytest.mark.parametrize(
    "question", ["the thinking youth of the United States", "Who was the GPU hounding and laying traps for?"]
)
def test_the_editors_words_are_not_trotskys(archive: Archive, question: str) -> None:
    quote = archive.ask(question).quotes[0]
    assert (quote.role, quote.speaker) == (Role.EDITOR, "The editors of The Militant")
    assert quote.citation.text.startswith("The editors of The Militant, introduction to Leon Trotsky, ")


@pytest.mark.parametrize("question", ["the loaf of white bread", "Who gave him a loaf of white bread?"])
def test_trotskys_words_are_trotskys(archive: Archive, question: str) -> None:
    quote = archive.ask(question).quotes[0]
    assert "fresh loaf of white bread" in quote.text
    assert (quote.role, quote.speaker) == (Role.AUTHOR, "Leon Trotsky")


def test_an_authors_own_words_come_before_those_of_others_on_the_same(archive: Archive) -> None:
    """The editors write of his youth too, and nearer to the question's words."""
    speakers = [quote.speaker for quote in archive.ask("What did Trotsky say about Sedov's youth?").quotes]
    assert speakers[0] == "Leon Trotsky"
    assert archive.ask("Sedov's youth?").quotes[0].speaker == "The editors of The Militant"


def test_the_source_line_answers_which_issue(archive: Archive) -> None:
    quote = archive.ask("In which issue of The Militant was In Memory of Leon Sedov printed?").quotes[0]
    assert "16 February 1946" in quote.text
    assert quote.role is Role.TRANSCRIBER


def test_of_an_archive_of_one_work_this_is_that_work_and_what_it_does_not_say_of_itself_is_no_answer(
    archive: Archive,
) -> None:
    answered = archive.ask("which issue of The Militant is this from?")
    assert answered.answered
    assert "Vol. X No. 7, 16 February 1946, p. 6" in answered.quotes[0].text.replace("\xa0", " ")
    assert not archive.ask("who translated In Memory of Leon Sedov?").answered


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("When was this article written?", "(February 1938)"),
        ("original publication, paper and date", "From The Militant, Vol. X No. 7, 16 February 1946, p. 6."),
        ("where was it first published?", "From The Militant, Vol. X No. 7, 16 February 1946, p. 6."),
        ("who wrote this?", "Leon Trotsky"),
        ("who transcribed this page", "Transcribed & marked up by Einde O’Callaghan for ETOL."),
    ],
)
def test_a_question_about_the_work_is_answered_by_the_line_its_record_was_read_from(
    archive: Archive, question: str, line: str
) -> None:
    (quote,) = archive.ask(question).quotes
    assert quote.text.replace("\xa0", " ") == line
    assert not archive.ask("whose translation is it?").answered


def test_names_that_stand_nowhere_near_are_told_and_make_an_answer_less_likely(archive: Archive) -> None:
    known = archive.ask("How did Leon Sedov die?")
    other = archive.ask("How did Leon Zinnemann die?")
    assert (known.missing, known.unknown) == ((), ())
    assert (other.missing, other.unknown) == (("Zinnemann",), ("Zinnemann",))
    assert other.confidence < known.confidence
    told = answer_json(other)
    assert told["missing"] == told["unknown"] == ["Zinnemann"]
    assert "missing" not in answer_json(known)


def test_a_paragraph_is_shown_where_that_is_wanted_and_told_of_where_it_is_not(archive: Archive) -> None:
    question = "Who gave him a loaf of white bread?"
    short, long = (archive.ask(question, length=length).quotes[0] for length in Length)
    assert len(short.text) < 300 < len(long.text)
    assert short.text in long.text
    assert short.longer == (long.start, long.end)
    assert long.longer is None
    assert short.highlights == long.highlights


def test_what_comes_nearest_is_offered_briefly_and_the_rest_is_further(archive: Archive) -> None:
    answer = archive.ask("best pizza recipe with mushrooms", top=5)
    assert (answer.answered, answer.quotes) == (False, ())
    assert len(answer.nearest) == 1 or sum(len(quote.text) for quote in answer.nearest) <= BRIEFLY
    assert len(answer.nearest) + len(answer.further) == 5
    assert all(quote.confidence < 0.5 for quote in (*answer.nearest, *answer.further))
    sure = archive.ask("How did Leon Sedov die?", top=5)
    least = max(0.5, sure.confidence - SHIPPED.confidence.behind)
    assert all(quote.confidence >= least for quote in sure.quotes)
    assert {quote.text for quote in sure.quotes}.isdisjoint(quote.text for quote in sure.further)
    assert len(sure.quotes) + len(sure.further) == 5


@pytest.mark.parametrize(
    "question",
    ["How tall is the Eiffel tower?", "best pizza recipe with mushrooms", "", " \n", "!?…", "😀", "\u202e\u200b"],
)
def test_what_the_archive_does_not_answer_is_said(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert not answer.answered
    assert answer.quotes == ()
    assert answer.confidence < 0.5


@pytest.mark.parametrize(
    "question",
    [
        "x" * 6000,
        "the " * 1500,
        "Sedov " * 1000,
        '" OR 1=1 --',
        "NEAR(a b)",
        "title: *",
        "a\0b",
        "\ud800",
        "ሰላም " * 900,
    ],
    ids=["one word", "stop words", "one term", "quotes", "near", "column", "nul", "surrogate", "other script"],
)
def test_any_question_gets_an_answer_or_an_abstention(archive: Archive, question: str) -> None:
    answer = archive.ask(question)
    assert 0 <= answer.confidence <= 1
    for quote in (*answer.quotes, *answer.nearest):
        view = archive.show(quote.document)
        assert view.text[quote.start : quote.end] == quote.text


def test_an_answer_is_what_the_contract_says(archive: Archive) -> None:
    answer = answer_json(archive.ask("How did Leon Sedov die?", top=2), "q1")
    assert list(answer) == [
        "id", "question", "answered", "confidence", "generation", "quotes", "nearest", "further",
        "timings_ms",
    ]  # fmt: skip
    assert len(answer["quotes"]) == 2
    quote = answer["quotes"][0]
    assert list(quote) == [
        "text", "document", "start", "end", "sha256", "highlights", "score", "confidence", "longer", "role",
        "speaker", "citation", "also_in",
    ]  # fmt: skip
    assert list(quote["citation"]) == [
        "text", "short", "locator", "csl", "url", "deep_link", "conflicts"
    ]  # fmt: skip
    ((start, end),) = quote["highlights"]
    assert quote["start"] <= start < end <= quote["end"]
    assert {"encode", "retrieve", "total"} <= set(answer["timings_ms"])


def test_a_document_is_shown_as_indexed_and_a_wrong_name_gets_near_ones(archive: Archive) -> None:
    (path,) = archive.documents()
    view = archive.show(path)
    assert view.text == (archive.settings.source / path).read_text("utf-8")
    with pytest.raises(UnknownDocument) as caught:
        archive.show(path[:-5])
    assert caught.value.near == (path,)


def test_an_archive_without_an_index_says_so(settings_for: Callable[..., ArchiveSettings]) -> None:
    with pytest.raises(NoGeneration):
        Archive(settings_for(a="words")).open()


def test_a_deleted_document_is_never_cited_again(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry="The quarry at Hollin was flooded in 1911.", mill="The mill burned in 1907.")
    Archive(settings).build()
    archive = Archive(settings).open()
    assert texts(archive.ask("When was the quarry flooded?"))[0] == "The quarry at Hollin was flooded in 1911."
    (settings.source / "quarry.txt").unlink()
    report = archive.build()
    assert report.removed == ("quarry.txt",)
    assert texts(archive.ask("When was the quarry flooded?")) == ["The mill burned in 1907."]
    assert archive.documents() == ("mill.txt",)


def test_questions_go_on_while_the_archive_is_reindexed(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry="The quarry at Hollin was flooded in 1911.")
    Archive(settings).build()
    archive = Archive(settings).open()
    failures: list[BaseException] = []
    done = threading.Event()

    def keep_asking() -> None:
        try:
            while not done.is_set():
                assert archive.ask("When was the quarry flooded?").answered
        except BaseException as error:  # noqa: BLE001 - the test reports whatever it was
            failures.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    generations = set()
    for number in range(3):
        settings_for(mill=f"The mill burned {number} times.")
        generations.add(archive.build().generation)
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(generations) == 3
    assert archive.generation == max(generations)


def test_documents_are_listed_with_their_records_page_by_page_and_looked_for(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(
        **{f"n{number:02d}": f"Number {number}\n\nby Ben Stow\n\nIt rained." for number in range(12)}
    )
    (settings.source / "tide.txt").write_text("It rose and fell, and rose again.\n", encoding="utf-8")
    record = '{"title": "The Tide", "author": [{"given": "Ada", "family": "Moor"}]}'
    (settings.source / "tide.txt.csl.json").write_text(record, encoding="utf-8")
    (settings.source / "scan.bin").write_bytes(b"\0\1")
    (settings.source / "odd\nname.txt").write_text("x", encoding="utf-8")
    Archive(settings).build()
    with closing(Archive(settings).open()) as archive:
        whole = archive.listing(most=100)
        assert [one.path for one in whole.documents] == list(archive.documents())
        second = archive.listing(skip=10, most=10)
        assert (second.total, second.documents) == (13, whole.documents[10:])
        found = archive.listing("MOOR tide")
        assert [(one.path, one.title, one.author) for one in found.documents] == [
            ("tide.txt", "The Tide", "Ada Moor")
        ]
        assert archive.listing("moor ben").total == 0
        assert archive.listing("rained").total == 0  # the words of a document are not its record
        assert [(one.document, one.reason) for one in archive.refused()] == [
            ("odd\\nname.txt", "bad name"),
            ("scan.bin", "unknown format"),
        ]
        state = archive.state()
        assert (state.documents, state.refused, state.generation) == (13, 2, archive.generation)
        assert state.passages > 0
        assert state.damage is None
        assert 0 < state.size < state.free
