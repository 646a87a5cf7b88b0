from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from embeddings.documents.document import Statement
from embeddings.documents.record.record import Field, Origin, resolve
from embeddings.documents.record.sidecar import Sidecar, SidecarUnusable, read_sidecar
from embeddings.documents.record.statements import claims_from
from embeddings.text.names import people

if TYPE_CHECKING:
    from pathlib import Path


def said(origin: Origin, *pairs: tuple[str, str]) -> dict[str, Any]:
    statements = [Statement(origin, key, value) for key, value in pairs]
    record = resolve("a", claims_from(statements))
    return {field.value: record.value(field) for field in Field if record.value(field) is not None}


def test_meta_tags_of_several_vocabularies_are_understood() -> None:
    assert said(
        Origin.META_TAG,
        ("citation_title", "Stone and Bread"),
        ("citation_author", "Berg, Anna"),
        ("citation_author", "Field, Jo"),
        ("citation_journal_title", "The Hammer"),
        ("citation_publication_date", "1911/05/03"),
        ("DC.publisher", "Hollin Press"),
        ("canonical", "https://example.org/stone"),
        ("viewport", "width=device-width"),
    ) == {
        "author": "Berg, Anna; Field, Jo",
        "title": "Stone and Bread",
        "container-title": "The Hammer",
        "publisher": "Hollin Press",
        "issued": "3 May 1911",
        "URL": "https://example.org/stone",
    }


def test_a_files_own_dates_and_empty_names_are_no_claims() -> None:
    assert (
        said(
            Origin.PROPERTIES,
            ("title", "Untitled"),
            ("author", "admin"),
            ("creationdate", "2019-03-04"),
            ("date", "2019-03-04"),
            ("producer", "Some Printer 3.1"),
        )
        == {}
    )


def test_a_letters_headers_are_its_record() -> None:
    assert said(
        Origin.MAIL_HEADER,
        ("From", '"Anna Berg" <anna@example.org>'),
        ("Subject", "The strike fund"),
        ("Date", "Wed, 16 Jul 2008 06:24:10 +0000"),
        ("To", "jo@example.org"),
    ) == {"author": "Anna Berg", "title": "The strike fund", "issued": "16 July 2008"}


def test_a_books_people_are_told_apart_by_their_roles() -> None:
    assert said(
        Origin.PROPERTIES,
        ("dc:creator:aut", "Anna Berg"),
        ("dc:creator:edt", "Jo Field"),
        ("dc:contributor:trl", "Ida Thorne"),
        ("dc:title", "Stone and Bread"),
    ) == {"author": "Anna Berg", "editor": "Jo Field", "translator": "Ida Thorne", "title": "Stone and Bread"}


def test_a_link_is_no_name_and_other_schemes_are_no_address() -> None:
    assert (
        said(Origin.META_TAG, ("article:author", "https://x.org/jo"), ("canonical", "javascript:alert(1)")) == {}
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Leon Trotsky", [{"family": "Trotsky", "given": "Leon"}]),
        ("Berg, Anna", [{"family": "Berg", "given": "Anna"}]),
        ("Anna Berg, Jo Field & Ida van der Meer", [
            {"family": "Berg", "given": "Anna"},
            {"family": "Field", "given": "Jo"},
            {"family": "van der Meer", "given": "Ida"},
        ]),
        ("The James Connolly Society", [{"literal": "The James Connolly Society"}]),
        ("Voltaire", [{"literal": "Voltaire"}]),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_parted_as_csl_wants_them(line: str, names: list[dict[str, str]]) -> None:
    assert people(line) == names


def sidecar(tmp_path: Path, content: object) -> Sidecar:
    (tmp_path / "a.txt.csl.json").write_text(content if isinstance(content, str) else json.dumps(content))
    return read_sidecar(tmp_path, "a.txt")


def test_a_sidecar_wins_over_everything_and_keeps_its_other_variables(tmp_path: Path) -> None:
    found = sidecar(tmp_path, [{
        "id": "x", "type": "book", "title": "Stone", "author": [{"literal": "Anna Berg"}],
        "issued": {"date-parts": [["1911", "5"]]}, "DOI": "10.1/x", "volume": 3,
    }])  # fmt: skip
    tags = claims_from([Statement(Origin.META_TAG, "title", "Bread"), Statement(Origin.META_TAG, "author", "X Y")])
    record = resolve("a.txt", [*tags, *found.claims], found.others)
    assert record.csl == {
        "id": "a.txt", "type": "book", "title": "Stone", "author": [{"literal": "Anna Berg"}],
        "issued": {"date-parts": [[1911, 5]]}, "DOI": "10.1/x", "volume": "3",
    }  # fmt: skip
    assert {conflict.field for conflict in record.conflicts} == {Field.TITLE, Field.AUTHOR}
    assert record.value(Field.ISSUED) == "May 1911"


@pytest.mark.parametrize(
    "content",
    [
        "not json", "[]", '"x"', "[" * 100_000, {"title": ""}, {"author": "Anna"}, {"author": [{"given": "A"}]},
        {"issued": {"date-parts": [[1911, 13]]}}, {"issued": "1911"}, {"title": ["x"]},
        {"author": [{"family": 3}]},
    ],
)  # fmt: skip
def test_a_sidecar_that_is_no_record_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(SidecarUnusable):
        sidecar(tmp_path, content)


def test_no_sidecar_is_no_claim(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path, "a.txt") == Sidecar()
