from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from embeddings.errors import NotVerbatim, UnknownAuthor
from embeddings.index.building import builder
from embeddings.quoting.answering.contract import occurrences_json
from embeddings.quoting.checking.verifying import Verdict
from embeddings.retrieval.filters import Filters
from embeddings.settings import ArchiveSettings
from tests.conftest import share_models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LONG = " ".join(f"Sentence {number} says that the old mill stood by the river." for number in range(60))
DOCUMENTS = {
    "bells": "The Bells\n\nBy Ada Moor\n\nThe abbey’s bells were cast in 1640. They rang on Sundays.\n\nThey rang again.",
    "mill": LONG,
    "river": "The River\n\nBy the river stood the “old mill”. THE OLD\nMILL burned.\n\nIt was the old saw-\nmill.",
}


@pytest.fixture(scope="module")
def library(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    place = tmp_path_factory.mktemp("library")
    (place / "source").mkdir()
    (place / "data").mkdir()
    share_models(archive, place / "data")
    for name, text in DOCUMENTS.items():
        (place / "source" / f"{name}.txt").write_text(text, "utf-8")
    record = {"type": "document", "title": "The Bells", "author": [{"given": "Ada", "family": "Moor"}]}
    (place / "source" / "bells.txt.csl.json").write_text(json.dumps(record), "utf-8")
    settings = replace(archive.settings, source=place / "source", data=place / "data")
    builder.build(settings)
    opened = Archive(settings).open()
    yield opened
    opened.close()


def test_every_place_is_found_counted_and_a_slice_of_its_document(library: Archive) -> None:
    found = library.find("the old mill", most=1000)
    assert (found.count, found.documents, len(found.matches)) == (61, 2, 61)
    for match in found.matches:
        text = library.show(match.document).text
        assert text[match.start : match.end] == match.text
        assert text.index(match.before + match.text + match.after) <= match.start
    assert [match.text for match in found.matches if match.document == "river.txt"] == ["THE OLD\nMILL"]


def test_a_phrase_over_the_edge_of_two_passages_is_found(library: Archive) -> None:
    store = library._served.now.generation.store
    edges = [stored.passage.end for stored in store.passages(range(store.count())).values()]
    text = library.show("mill.txt").text
    crossing = [
        edge for edge in edges if f"river. Sentence {text[: edge + 1].count('.')} " in text[edge - 20 : edge + 20]
    ]
    assert crossing
    for edge in crossing:
        start = text.rindex("river.", 0, edge)
        end = text.index(" says", edge)
        (match,) = library.find(text[start:end]).matches
        assert (match.start, match.end) == (start, end)


def test_only_the_first_are_shown_and_all_are_counted(library: Archive) -> None:
    found = library.find("old mill", most=5)
    assert (found.count, len(found.matches)) == (62, 5)
    starts = [match.start for match in found.matches]
    assert starts == sorted(starts)


def test_context_is_the_sentence_and_the_citation_the_place(library: Archive) -> None:
    (match,) = library.find("BELLS WERE CAST").matches
    assert (match.before, match.text, match.after) == ("The abbey’s ", "bells were cast", " in 1640.")
    assert match.citation.locator.paragraph == 1
    assert "Moor" in match.citation.text


def test_filters_say_where_to_look(library: Archive) -> None:
    assert library.find("they rang", filters=Filters(author="Moor")).count == 2
    assert library.find("mill", filters=Filters(author="Moor")).count == 0
    with pytest.raises(UnknownAuthor):
        library.find("bells", filters=Filters(author="Nobody Known"))


@pytest.mark.parametrize(
    "phrase", ["unheard of", "old old mill", "…", "?!", "x" * 10_000, "(", "\\d+", "\x00", "革", "\ud800"]
)
def test_a_phrase_that_stands_nowhere_is_no_error(library: Archive, phrase: str) -> None:
    assert library.find(phrase).count == 0


def test_counts_are_those_of_reading_every_document(library: Archive) -> None:
    for phrase in ("the", "mill", "by the river", "stood", "They rang"):
        pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)".replace(r"\ ", r"\s+"), re.IGNORECASE)
        read = sum(len(pattern.findall(library.show(path).text)) for path in library.documents())
        assert library.find(phrase).count == read, phrase


def test_the_json_form_has_what_the_contract_names(library: Archive) -> None:
    shown = occurrences_json(library.find("bells", most=1))
    assert {"phrase", "generation", "count", "matches"} <= set(shown)
    (match,) = shown["matches"]
    assert {"document", "start", "end", "text", "before", "after", "citation"} <= set(match)
    assert match["citation"]["short"]


def test_an_occurrence_that_is_not_what_stands_there_cannot_be_made(library: Archive) -> None:
    (match,) = library.find("bells were").matches
    text = library.show(match.document).text
    for wrong in (
        {"text": "bells are"},
        {"before": "The abbey's "},
        {"start": match.start + 1},
        {"sha256": "0" * 64},
    ):
        with pytest.raises(NotVerbatim):
            replace(match, source=text, **wrong)


def test_a_new_document_is_found_and_a_changed_one_only_as_it_is(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(mill="The mill burned in 1907.")
    builder.build(settings)
    settings_for(mill="The mill stands still.", ferry="The ferry burned in 1907.")
    builder.build(settings)
    archive = Archive(settings).open()
    assert [match.document for match in archive.find("burned in 1907").matches] == ["ferry.txt"]
    archive.close()


def test_a_star_stands_for_the_rest_of_a_word(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text(
        "The lamps were lit. A lamp-lighter came; the Lamplighter's boy too. No clamp held.\n"
    )
    (source / "b.txt").write_text("Somebody lit lanterns.\n")
    archive = Archive(ArchiveSettings(source, tmp_path / "data"))
    archive.build()
    assert [match.text for match in archive.find("lamp*").matches] == ["lamps", "lamp", "Lamplighter"]
    assert archive.find("lit la*").count == 1
    assert archive.find("x* lit").count == 0
    assert archive.find("*").count == 0
    assert archive.find("zzz*").count == 0
    assert archive.verify_quotation("The lamp* were lit").verdict is not Verdict.EXACT
    archive.close()


def test_places_are_counted_by_author_work_and_year(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name, author, year, times in (
        ("a", "Anna Berg", 1902, 2),
        ("b", "Jo Field", 1908, 1),
        ("c", "Anna Berg", 1908, 3),
    ):
        text = " ".join(["The lamp was lit at nine."] * times)
        (source / f"{name}.md").write_text(
            f"---\ntitle: Work {name}\nauthor: {author}\ndate: {year}\n---\n\n{text}\n"
        )
    archive = Archive(ArchiveSettings(source, tmp_path / "data"))
    archive.build()
    found = archive.find("lamp was lit")
    assert found.by_author == (("Anna Berg", 5), ("Jo Field", 1))
    assert found.by_year == ((1902, 2), (1908, 4))
    assert dict(found.by_work) == {"Work a": 2, "Work b": 1, "Work c": 3}
    assert occurrences_json(found)["by_year"][0] == {"year": 1902, "places": 2}
    archive.close()
