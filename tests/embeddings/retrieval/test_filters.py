from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from embeddings.errors import NothingHeld, UnknownAuthor, UnknownWork
from embeddings.index.generations.generation import open_current
from embeddings.retrieval.filters import Filters, Scope, authors, scope_of, works
from embeddings.text.years import Years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from embeddings.index.storage.store import Store
    from embeddings.settings import ArchiveSettings

RECORDS = {
    "lamp": {
        "title": "The Lamp",
        "author": [{"given": "Ada", "family": "Moor"}],
        "issued": 1901,
        "in": "The Harbour",
    },
    "tide": {"title": "Tides", "author": [{"given": "Ada", "family": "Moor"}], "issued": 1905},
    "gull": {
        "title": "Gulls",
        "author": [{"given": "José", "family": "de la Tour"}],
        "issued": 1901,
        "in": "The Harbour",
    },
    "rope": {"title": "Ropes", "author": [{"literal": "Rope Makers’ Guild"}], "issued": 1890},
    "none": {},
}


@pytest.fixture
def settings(settings_for: Callable[..., ArchiveSettings]) -> ArchiveSettings:
    """Five documents, four of them with a record."""
    made = settings_for(**{name: f"The keeper wrote of the {name} in his book." for name in RECORDS})
    for name, record in RECORDS.items():
        if record:
            item = {"id": name, "type": "article", "title": record["title"], "author": record["author"]}
            item |= {"issued": {"date-parts": [[record["issued"]]]}}
            item |= {"container-title": record["in"]} if "in" in record else {}
            (made.source / f"{name}.txt.csl.json").write_text(json.dumps(item), "utf-8")
    Archive(made).build()
    return made


@pytest.fixture
def store(settings: ArchiveSettings) -> Iterator[Store]:
    generation, _ = open_current(settings.data)
    yield generation.store
    generation.close()


def names(store: Store, filters: Filters) -> set[str]:
    scope = scope_of(store, filters)
    assert scope is not None
    return {store.document(number).path.removesuffix(".txt") for number in scope.documents}


def test_an_author_is_known_by_name_family_name_beginning_and_part(store: Store) -> None:
    for typed in ("Ada Moor", "moor", "Moor, Ada", "ADA", "oor"):
        assert names(store, Filters(page_author=typed)) == {"lamp", "tide"}, typed
    for typed in ("De La Tour", "jose de la tour", "delatour", "José"):
        assert names(store, Filters(page_author=typed)) == {"gull"}, typed


def test_an_authors_words_are_those_credited_to_them_by_full_or_by_family_name(store: Store) -> None:
    scope = scope_of(store, Filters(author="moor"))
    assert isinstance(scope, Scope)
    assert scope.speakers == {"Ada Moor"}
    assert scope.admits("Ada Moor")
    assert scope.admits("Moor")
    assert not scope.admits("José de la Tour")
    assert not scope.admits(None)


def test_a_work_is_a_title_or_what_something_appeared_in(store: Store) -> None:
    assert names(store, Filters(work="the harbour")) == {"lamp", "gull"}
    assert names(store, Filters(work="tides")) == {"tide"}
    assert names(store, Filters(work="gul")) == {"gull"}


def test_years_are_those_a_document_is_dated(store: Store) -> None:
    assert names(store, Filters(years=Years(1900, 1904))) == {"lamp", "gull"}
    assert names(store, Filters(years=Years(1, 1890))) == {"rope"}


def test_filters_hold_together(store: Store) -> None:
    assert names(store, Filters(None, "The Harbour", Years(1901, 1901), "Moor")) == {"lamp"}
    with pytest.raises(NothingHeld):
        scope_of(store, Filters("Moor", None, Years(1890, 1890)))


def test_no_filter_lets_everything_pass(store: Store) -> None:
    assert scope_of(store, Filters()) is None


def test_an_unknown_name_is_refused_with_those_spelled_like_it(store: Store) -> None:
    with pytest.raises(UnknownAuthor) as author:
        scope_of(store, Filters(author="Mour"))
    assert "Ada Moor" in author.value.near
    with pytest.raises(UnknownWork) as work:
        scope_of(store, Filters(work="Tidse"))
    assert "Tides" in work.value.near
    for nothing in ("", " ", "?!"):
        with pytest.raises(UnknownAuthor):
            scope_of(store, Filters(author=nothing))


def test_a_part_that_fits_several_is_refused_with_all_of_them(store: Store) -> None:
    with pytest.raises(UnknownWork) as refused:
        scope_of(store, Filters(work="s"))
    assert set(refused.value.near) == {"Gulls", "Ropes", "Tides"}


def test_lists_for_completion_begin_with_the_best_match_and_the_most_documents(store: Store) -> None:
    assert authors(store)[0] == "Ada Moor"
    assert authors(store, "tour") == ["José de la Tour"]
    assert authors(store, "", 1) == ["Ada Moor"]
    assert works(store)[0] == "The Harbour"
    assert works(store, "the", 5) == ["The Harbour", "The Lamp"]
    assert works(store, "nothing") == []


def test_an_answer_comes_from_nowhere_else(settings: ArchiveSettings) -> None:
    archive = Archive(settings).open()
    try:
        found = archive.ask("What did the keeper write?", top=5, filters=Filters(author="Moor"))
        assert {quote.document for quote in (*found.quotes, *found.nearest)} == {"lamp.txt", "tide.txt"}
        with pytest.raises(UnknownAuthor):
            archive.ask("What did the keeper write?", filters=Filters(author="Nobody"))
    finally:
        archive.close()


def test_an_archive_offers_what_it_holds_and_says_what_it_does_not(settings: ArchiveSettings) -> None:
    archive = Archive(settings).open()
    try:
        assert archive.authors("moor") == ["Ada Moor"]
        assert archive.works("ha", limit=1) == ["The Harbour"]
        archive.admits(Filters(author="Ada Moor", years=Years(1901, 1901)))
        with pytest.raises(NothingHeld):
            archive.admits(Filters(author="Ada Moor", work="Gulls"))
    finally:
        archive.close()
