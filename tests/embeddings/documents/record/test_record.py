from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.readers.plain import lay_out
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import Claim, Field, Origin, Record, agree, resolve

if TYPE_CHECKING:
    from embeddings.documents.document import Document


def record_of(text: str) -> Record:
    return resolve("page.txt", claims_of(lay_out("page.txt", text)))


BODY = "\n\n\nIt was a long winter, and the men at the quarry had been out since the second week of November. " * 2


def test_the_record_of_the_seed_is_what_the_page_says(seed_record: Record) -> None:
    assert seed_record.csl == {
        "id": "000_3dd2897dd6c0e64e.txt",
        "type": "article-newspaper",
        "author": [{"family": "Trotsky", "given": "Leon"}],
        "transcriber": [{"family": "O’Callaghan", "given": "Einde"}],
        "title": "In Memory of Leon Sedov – Heroic Revolutionary Fighter",
        "container-title": "The Militant",
        "volume": "X",
        "issue": "7",
        "page": "6",
        "issued": {"date-parts": [[1946, 2, 16]]},
        "original-date": {"date-parts": [[1938, 2]]},
    }


def test_the_seed_contradicts_itself_and_the_source_line_wins(seed_record: Record) -> None:
    (conflict,) = seed_record.conflicts
    assert conflict.field is Field.ISSUED
    assert [(claim.value, claim.origin) for claim in conflict.claims] == [
        ("16 February 1946", Origin.SOURCE_LINE),
        ("24 February 1945", Origin.HEADER),
    ]


def test_every_claim_stands_in_the_page_in_the_words_it_names(seed: Document, seed_record: Record) -> None:
    assert len(seed_record.claims) == 11
    assert all(claim.words in seed.text for claim in seed_record.claims)


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (
            (
                "Quarry Archive | Main Index\n\nAnna Berg\n\nStone and Bread\n\n(Spring 1911)\n\n"
                "From The Hammer, Vol.3 No.4, Spring 1911, pp.10-12.\nTranscribed by Jo Field in 2003 for ETOL."
            ),
            {
                Field.AUTHOR: "Anna Berg",
                Field.TITLE: "Stone and Bread",
                Field.CONTAINER_TITLE: "The Hammer",
                Field.VOLUME: "3",
                Field.ISSUE: "4",
                Field.PAGE: "10-12",
                Field.ISSUED: "Spring 1911",
                Field.TRANSCRIBER: "Jo Field",
            },
        ),
        (
            "STONE AND BREAD\n\nby Anna Berg\n\nThe Daily Hammer\nOct. 20, 1912",
            {
                Field.AUTHOR: "Anna Berg",
                Field.TITLE: "STONE AND BREAD",
                Field.CONTAINER_TITLE: "The Daily Hammer",
                Field.ISSUED: "20 October 1912",
                Field.PAGE: None,
                Field.TRANSCRIBER: None,
            },
        ),
        (
            (
                "Hammer Index | Main Newspaper Index\n\nThe Hammer, Autumn 1962\n\nLetter to Readers\n\n"
                "From The Hammer, No.10, Autumn 1962, p.14.\nTranscribed by Jo Field."
            ),
            {Field.AUTHOR: None, Field.TITLE: "Letter to Readers", Field.ISSUE: "10", Field.VOLUME: None},
        ),
        (
            "Anna Berg Archive | Writers Index\nFrom The Hammer, Vol. XIII No. 7, September 1947, pp. 195–200.",
            {Field.AUTHOR: None, Field.TITLE: None, Field.VOLUME: "XIII", Field.PAGE: "195–200"},
        ),
        (
            "TITLE: Stone and Bread\nAUTHOR: Anna Berg\nYEAR: 1915\n----",
            {Field.AUTHOR: "Anna Berg", Field.TITLE: "Stone and Bread", Field.ISSUED: "1915"},
        ),
    ],
    ids=["author, title, source", "title, by author, two lines", "no author", "lines lost", "fields"],
)
def test_a_head_gives_what_it_says_and_nothing_else(head: str, fields: dict[Field, str | None]) -> None:
    record = record_of(head + BODY)
    assert {field: record.value(field) for field in fields} == fields


def test_a_page_without_a_head_has_no_record() -> None:
    record = record_of(BODY)
    assert dict(record.csl) == {"id": "page.txt", "type": "document"}
    assert record.claims == ()


def test_a_less_exact_date_that_agrees_is_no_conflict() -> None:
    exact = Claim(Field.ISSUED, "3 May 1921", Origin.SOURCE_LINE, "", {"date-parts": [[1921, 5, 3]]})
    year = Claim(Field.ISSUED, "1921", Origin.HEADER, "", {"date-parts": [[1921]]})
    other = Claim(Field.ISSUED, "1922", Origin.HEADER, "", {"date-parts": [[1922]]})
    assert resolve("a", [year, exact]).conflicts == ()
    assert resolve("a", [year, exact]).value(Field.ISSUED) == "3 May 1921"
    (conflict,) = resolve("a", [other, exact]).conflicts
    assert conflict.claims == (exact, other)


@pytest.mark.parametrize(
    ("line", "issued", "written", "disputed"),
    [
        ("(1911)", "May 1911", None, False),
        ("(May 1911)", "May 1911", None, False),
        ("(1910)", "May 1911", None, True),
        ("(June 1911)", "May 1911", None, True),
        ("(1913)", "May 1911", None, True),
        ("(1903)", "May 1911", "1903", False),
    ],
)
def test_a_date_in_brackets_is_the_issues_unless_it_is_well_before(
    line: str, issued: str, written: str | None, disputed: bool
) -> None:
    record = record_of(f"Anna Berg\n\nStone and Bread\n\n{line}\n\nFrom The Hammer, May 1911.{BODY}")
    assert record.value(Field.ISSUED) == issued
    assert record.value(Field.ORIGINAL_DATE) == written
    assert [conflict.field for conflict in record.conflicts] == ([Field.ISSUED] if disputed else [])


LABELLED = {
    "Written: May 1901\nFirst Published: The Hammer, No. 4, May 1901.\nSource: Berg, Collected Works, Hollin "
    "Publishing House, 1961, Volume 5, pages 13-24.\nTranslated: (from the German) by Jo Field & Ida Thorne\n"
    "Transcription\\Markup: R. Lind": {
        Field.ORIGINAL_DATE: "May 1901",
        Field.CONTAINER_TITLE: "Collected Works",
        Field.PUBLISHER: "Hollin Publishing House",
        Field.ISSUED: "1961",
        Field.VOLUME: "5",
        Field.PAGE: "13-24",
        Field.TRANSLATOR: "Jo Field & Ida Thorne",
        Field.TRANSCRIBER: "R. Lind",
    },
    "First published by the Hollin Press of Leeds in 1909.": {
        Field.PUBLISHER: "Hollin Press",
        Field.CONTAINER_TITLE: None,
        Field.ISSUED: "1909",
    },
    "Stone and Bread, The Hammer, 29 March 1902, p.6.": {
        Field.CONTAINER_TITLE: "The Hammer",
        Field.TITLE: "Stone and Bread",
        Field.PAGE: "6",
    },
    "From The Hammer (Leeds), Vol. 7 No. 14, 5 April 1943, pp. 1 & 3.": {
        Field.CONTAINER_TITLE: "The Hammer",
        Field.PAGE: "1 & 3",
        Field.VOLUME: "7",
    },
    "Written: August 2 or earlier, 1909\nPublished: The Daily Hammer, August 3, 1909": {
        Field.CONTAINER_TITLE: "The Daily Hammer",
        Field.ISSUED: "3 August 1909",
        Field.ORIGINAL_DATE: "1909",
    },
}


@pytest.mark.parametrize("lines", LABELLED)
def test_source_lines_of_many_forms_say_what_they_say(lines: str) -> None:
    record = record_of(f"Anna Berg\n\nStone and Bread\n\n{lines}{BODY}")
    assert record.value(Field.AUTHOR) == "Anna Berg"
    assert {field: record.value(field) for field in LABELLED[lines]} == LABELLED[lines]


@pytest.mark.parametrize(
    ("path", "issued", "written", "disputed"),
    [
        ("berg/1911/05/stone.txt", "May 1911", "1903", False),
        ("berg/1911/stone.txt", "May 1911", "1903", False),
        ("berg/1903/stone.txt", "May 1911", "1903", False),
        ("berg/1925/stone.txt", "May 1911", "1903", True),
        ("1911/1925/stone.txt", "May 1911", "1903", False),
        ("berg/page 1925/stone.txt", "May 1911", "1903", False),
    ],
)
def test_the_folder_speaks_last(path: str, issued: str, written: str, disputed: bool) -> None:
    text = f"Anna Berg\n\nStone and Bread\n\n(1903)\n\nFrom The Hammer, May 1911.{BODY}"
    record = resolve(path, claims_of(lay_out(path, text)))
    assert (record.value(Field.ISSUED), record.value(Field.ORIGINAL_DATE)) == (issued, written)
    assert bool(record.conflicts) is disputed


def test_a_folder_alone_dates_a_page_that_says_nothing() -> None:
    record = resolve("berg/1911/05/a.txt", claims_of(lay_out("berg/1911/05/a.txt", BODY)))
    assert record.csl["issued"] == {"date-parts": [[1911, 5]]}


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ("Stone and Bread", "Anna Berg: Stone and Bread (May 1911)", True),
        ("Stone and Bread", "STONE AND BREAD.", True),
        ("Stone and Bread", "Bread and Stone", False),
        ("6", "16", False),
        ([{"family": "Berg", "given": "Anna"}], [{"literal": "A. Berg"}], True),
        ([{"family": "Berg", "given": "Anna"}], [{"family": "Field", "given": "Jo"}], False),
        ([{"family": "Berg"}], [{"family": "Berg"}, {"family": "Field"}], False),
    ],
)
def test_only_what_cannot_both_be_true_disagrees(one: object, other: object, agreed: bool) -> None:
    assert agree(one, other) is agreed


@pytest.mark.parametrize(
    ("claims", "kind"),
    [
        ([], "document"),
        ([(Field.URL, Origin.META_TAG, "https://a.example/b")], "webpage"),
        ([(Field.CONTAINER_TITLE, Origin.META_TAG, "Mill Studies Online")], "webpage"),
        (
            [(Field.CONTAINER_TITLE, Origin.META_TAG, "Mill Studies"), (Field.ISSUE, Origin.META_TAG, "3")],
            "article-magazine",
        ),
        ([(Field.CONTAINER_TITLE, Origin.SOURCE_LINE, "Stone and Bread")], "chapter"),
        (
            [(Field.CONTAINER_TITLE, Origin.SOURCE_LINE, "The Hammer"), (Field.ISSUE, Origin.SOURCE_LINE, "3")],
            "article-magazine",
        ),
        ([(Field.TITLE, Origin.MAIL_HEADER, "The minutes")], "personal_communication"),
    ],
)
def test_the_type_of_a_work_follows_from_what_is_known_of_it(
    claims: list[tuple[Field, Origin, str]], kind: str
) -> None:
    record = resolve("a", [Claim(field, value, origin, value, value) for field, origin, value in claims])
    assert record.csl["type"] == kind


@pytest.mark.parametrize(
    ("parts", "kind"), [([1911], "chapter"), ([1911, 5], "article-magazine"), ([1911, 5, 3], "article-newspaper")]
)
def test_how_exactly_it_is_dated_tells_a_paper_from_a_book(parts: list[int], kind: str) -> None:
    container = Claim(Field.CONTAINER_TITLE, "The Hammer", Origin.SOURCE_LINE, "The Hammer", "The Hammer")
    issued = Claim(Field.ISSUED, "1911", Origin.SOURCE_LINE, "1911", {"date-parts": [parts]})
    assert resolve("a", [container, issued]).csl["type"] == kind
