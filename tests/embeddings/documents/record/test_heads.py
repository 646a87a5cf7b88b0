"""Heads of pages in the forms that archives, publishers and languages have: what they say is read, and no more."""

from __future__ import annotations

import pytest

from embeddings.documents.readers.plain import lay_out
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import Field, resolve

TEXT = (
    "\n\n\nThe lamps along the quay were lit by a boy of nine, who carried his ladder from post to post and never "
    "spoke to anyone.\n\nOn the second evening he came an hour late, and the fishermen asked him what had kept him.\n"
)
NOBODY: dict[Field, str | None] = {Field.AUTHOR: None}


def said(head: str, path: str = "page.txt") -> dict[Field, str]:
    record = resolve(path, claims_of(lay_out(path, head + TEXT)))
    return {field: value for field in Field if (value := record.value(field)) is not None}


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("Berg 1898\n\nOn Lamps", {Field.AUTHOR: "Berg", Field.TITLE: "On Lamps", Field.ORIGINAL_DATE: "1898"}),
        ("Anna Berg 1907\n\nOn Lamps", {Field.AUTHOR: "Anna Berg", Field.TITLE: "On Lamps"}),
        (
            "Anna Berg: The Lamps of Arran. 1859\n\nPart I\n\nTHE QUAY",
            {
                Field.AUTHOR: "Anna Berg",
                Field.TITLE: "Part I: THE QUAY",
                Field.CONTAINER_TITLE: "The Lamps of Arran",
            },
        ),
        (
            "The Lamps of Arran. Anna Berg (1883)\n\n1. THE QUAY",
            {Field.AUTHOR: "Anna Berg", Field.TITLE: "1. THE QUAY", Field.CONTAINER_TITLE: "The Lamps of Arran"},
        ),
        (
            "Berg 1894: The Lamps of Arran\n\nPart 1: The Quay",
            {Field.AUTHOR: "Berg", Field.TITLE: "Part 1: The Quay", Field.ORIGINAL_DATE: "1894"},
        ),
        (
            "Anna Berg. Lamps Volume One\n\nChapter Two: The Quay",
            {
                Field.AUTHOR: "Anna Berg",
                Field.TITLE: "Chapter Two: The Quay",
                Field.CONTAINER_TITLE: "Lamps Volume One",
            },
        ),
        (
            "THE LAMPS OF ARRAN\n\n(1814)\n\nby Anna Berg",
            {Field.AUTHOR: "Anna Berg", Field.TITLE: "THE LAMPS OF ARRAN"},
        ),
    ],
)
def test_a_running_head_or_a_title_page_says_who_and_what(head: str, fields: dict[Field, str]) -> None:
    assert {field: said(head).get(field) for field in fields} == fields


def test_a_page_of_a_book_is_its_chapter_and_the_book_is_where_it_stands() -> None:
    head = "Anna Berg\n\nThe Lamps of Arran\n\nWho lit them?"
    assert said(head, "lamps/ch04.txt") == {
        Field.AUTHOR: "Anna Berg",
        Field.TITLE: "Who lit them?",
        Field.CONTAINER_TITLE: "The Lamps of Arran",
    }
    assert said(head)[Field.TITLE] == "The Lamps of Arran"


def test_whose_a_preface_is_the_name_over_the_work_does_not_say() -> None:
    assert said("Anna Berg\n\nThe Lamps of Arran\n\nForeword") == {
        Field.TITLE: "Foreword",
        Field.CONTAINER_TITLE: "The Lamps of Arran",
    }


def test_a_letter_is_by_who_wrote_it() -> None:
    head = (
        "Berg-Field Correspondence 1871\n\nBerg to Dr Jo Field\n\nIn Arran\n\nSource: Letters from Arran, p. 29 - 31;\n"
        "Publisher: Lamplight Press, 1972;\nTranslated: from German;\n\n[London] April 12, 1871"
    )
    assert said(head) == {
        Field.AUTHOR: "Berg",
        Field.TITLE: "Berg to Dr Jo Field",
        Field.CONTAINER_TITLE: "Letters from Arran",
        Field.PAGE: "29-31",
        Field.PUBLISHER: "Lamplight Press",
        Field.ISSUED: "1972",
        Field.ORIGINAL_DATE: "12 April 1871",
    }


def test_a_source_is_told_from_the_first_publication() -> None:
    head = (
        "Anna Berg\n\nOn Lamps\n\n(July 1898)\n\nOriginally published in The Quay, No.44, 30 July 1898\n"
        "From Anna Berg, Selected Works, Vol.II, Moscow 1976, pp.325-339.\nTranslated by Jo Field.\n"
    )
    assert said(head) == {
        Field.AUTHOR: "Anna Berg",
        Field.TITLE: "On Lamps",
        Field.CONTAINER_TITLE: "Selected Works",
        Field.VOLUME: "II",
        Field.PAGE: "325-339",
        Field.ISSUED: "1976",
        Field.ORIGINAL_DATE: "30 July 1898",
        Field.TRANSLATOR: "Jo Field",
    }


def test_a_source_names_its_publisher_in_brackets_and_ends_at_its_sentence() -> None:
    head = (
        "Berg 1910\n\nOn Lamps\n\nSource: Anna Berg, Selected Works, Volume 3 (Lamplight Publishers, Moscow, 1976), "
        "pp. 419-23. Scanned and prepared for the Quay Archive by Jo Field."
    )
    told = said(head)
    assert (told[Field.PUBLISHER], told[Field.ISSUED], told[Field.PAGE]) == (
        "Lamplight Publishers",
        "1976",
        "419-23",
    )
    assert told[Field.CONTAINER_TITLE] == "Selected Works"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Translators: Anna Berg, Jo Field & May Lund.", ["Berg", "Field", "Lund"]),
        ("Translated: by Jo and Anna Berg, edited by M. Lund;", ["Berg", "Berg"]),
        ("Translated: for the-quay.org by Jo Field.", ["Field"]),
        ("Translated by Jo Field.", ["Field"]),
        ("Translated from the German by Jo Field", ["Field"]),
        ("Translated: from German;", []),
        ("Übersetzt von Anna Berg", ["Berg"]),
        ("Traduit par Anna Berg", ["Berg"]),
        ("Traducido por Anna Berg", ["Berg"]),
        ("Перевод: Анна Берг", ["Берг"]),
    ],
)
def test_translators_are_named_with_or_without_a_colon(line: str, names: list[str]) -> None:
    head = f"May Lund\n\nOn Lamps\n\n{line}\nTranscribed: Ida Holm."
    record = resolve("page", claims_of(lay_out("page", head + TEXT)))
    assert [name["family"] for name in record.csl.get("translator", [])] == names


@pytest.mark.parametrize(
    ("head", "source", "date"),
    [
        ("Anna Berg\n\nÜber Lampen\n\n(Februar 1938)\n\nAus Die Lampe, Bd. X Nr. 7, 16. Februar 1946, S. 6.", "Die Lampe", "1946"),
        ("Anna Berg\n\nSur les lampes\n\nSource : La Lampe, n° 7, 16 février 1946, p. 6.", "La Lampe", "1946"),
        ("Ana Berg\n\nSobre las lámparas\n\nFuente: La Lámpara, núm. 7, 16 de febrero de 1946, p. 6.", "La Lámpara", "1946"),
        ("Anna Berg\n\nSulle lampade\n\nFonte: La Lampada, n. 7, 16 febbraio 1946, p. 6.", "La Lampada", "1946"),
        ("Анна Берг\n\nО лампах\n\nИсточник: Лампа, № 7, 16 февраля 1946, с. 6.", "Лампа", "1946"),
    ],
)  # fmt: skip
def test_the_same_head_is_read_in_other_languages(head: str, source: str, date: str) -> None:
    told = said(head)
    assert told[Field.AUTHOR] == head.split("\n", maxsplit=1)[0]
    assert told[Field.TITLE] == head.split("\n")[2]
    assert told[Field.CONTAINER_TITLE] == source
    assert told[Field.ISSUED].endswith(date)
    assert (told[Field.ISSUE], told[Field.PAGE]) == ("7", "6")


@pytest.mark.parametrize(
    "head",
    [
        "Sunday, May 8, 1921\n\nWe went down to the quay before it was light.",
        "Translation of the words on the stone follows below, as far as anybody could read them.",
        "Preface to a book that was never printed, and of which we have the preface alone.",
        "According to Berg, 1892\n\nThe lamps were lit by a boy.",
        "Dear Jo,\n\nThe lamps are lit.",
        "On Lamps\n\nDear comrade,\n\nI read your paper.\n\nPrinkipo, 5 July 1930.",
    ],
)
def test_prose_becomes_no_author_and_no_periodical(head: str) -> None:
    assert {Field.AUTHOR, Field.CONTAINER_TITLE} & set(said(head)) == set()


def test_words_that_the_text_has_in_lower_case_are_no_name() -> None:
    assert Field.AUTHOR not in said("Wage Labour\n\nThe Quay\n\nAbout wage labour, and labour without a wage.")


def test_what_stands_over_many_pages_is_no_title() -> None:
    told = said("Quay Internet Archive\n\nOn Lamps\n\nWritten: 1845;\nTranscribed: Jo Field;")
    assert told[Field.TITLE] == "On Lamps"


def test_a_list_of_fields_goes_on_below_a_line_and_names_several_authors() -> None:
    head = (
        "PEP: 4\nTitle: Old Lamps\nAuthor: Anna Berg <anna@quay.example>,\n        Jo Field <jo@quay.example>\n"
        "Status: Final\nCreated: 01-Oct-2000\nPost-History:"
    )
    record = resolve("page", claims_of(lay_out("page", head + TEXT)))
    assert [name["family"] for name in record.csl["author"]] == ["Berg", "Field"]
    assert record.value(Field.TITLE) == "Old Lamps"
    assert record.value(Field.ISSUED) == "1 October 2000"
