"""What programs, logins and templates leave in a document's properties is no author and no title."""

from __future__ import annotations

import pytest

from embeddings.documents.reading import read_content
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.plausibility import is_container, is_person, is_title
from embeddings.documents.record.record import Field, Record, resolve
from embeddings.settings import ReadingSettings


@pytest.mark.parametrize(
    "name", ["Anna Berg", "van der Berg, Anna", "Plato", "The Lamp Society", "肖春芳", "Анна Берг"]
)
def test_people_and_bodies_are_named(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "JOHNSCA", "e516160", "typist3", "python-docx", "Windows User", "Microsoft Office User", "HP", "(anonymous)",
        "Various", "unbekannt", "Auteur", "/@annaberg", "@annaberg", "https://quay.example/anna", "anna@quay.example", "",
    ],
)  # fmt: skip
def test_logins_programs_placeholders_and_addresses_are_nobody(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize("title", ["On Lamps", "1984", "The Document Trail", "Лампы", "Home Rule for Arran"])
def test_titles_are_titles(title: str) -> None:
    assert is_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - chap3_final(2).doc",
        "10811.exe",
        "Untitled document",
        "Word Document",
        "Presentation1",
        "Accueil",
    ],
)
def test_names_of_files_and_placeholders_are_no_titles(title: str) -> None:
    assert not is_title(title)


def test_an_address_is_no_periodical() -> None:
    assert is_container("The Quay")
    assert not is_container("https://www.quay.example")


def record_of(page: str) -> Record:
    return resolve("page.html", claims_of(read_content("page.html", page.encode(), ReadingSettings())))


BODY = "<p>The lamps along the quay were lit by a boy of nine, who carried his ladder from post to post.</p>" * 3


@pytest.mark.parametrize(
    "mark",
    [
        '<p class="byline">By Anna Berg | The Quay</p>',
        '<a rel="author" href="/anna">Anna Berg</a>',
        '<span itemprop="author"><span itemprop="name">Anna Berg</span></span>',
        '<span class="post-author">von Anna Berg</span>',
    ],
)
def test_a_page_marks_its_author(mark: str) -> None:
    page = f"<html><title>On Lamps | The Quay</title><body><h1>On Lamps</h1>{mark}{BODY}</body></html>"
    assert record_of(page).value(Field.AUTHOR) == "Anna Berg"


@pytest.mark.parametrize(
    "mark",
    ['<time datetime="1911-05-05">5 May</time>', '<span class="entry-date">5 May 1911</span>',
     '<meta itemprop="datePublished" content="1911-05-05">'],
)  # fmt: skip
def test_a_page_marks_its_date(mark: str) -> None:
    page = f"<html><title>On Lamps</title><body><h1>On Lamps</h1><div>{mark}</div>{BODY}</body></html>"
    assert record_of(page).value(Field.ISSUED) == "5 May 1911"


def test_who_comments_is_no_author() -> None:
    comment = '<div class="comments"><span class="comment-author">Jo Field</span><span class="author">Jo Field</span></div>'
    page = f"<html><title>On Lamps</title><body><h1>On Lamps</h1>{BODY}{comment}</body></html>"
    assert record_of(page).value(Field.AUTHOR) is None


def test_the_sites_name_is_where_a_page_appeared_and_no_part_of_its_title() -> None:
    head = '<title>On Lamps | The Quay</title><meta property="og:site_name" content="The Quay">'
    record = record_of(f"<html><head>{head}</head><body><h1>On Lamps</h1>{BODY}</body></html>")
    assert (record.title, record.value(Field.CONTAINER_TITLE), record.csl["type"]) == (
        "On Lamps",
        "The Quay",
        "webpage",
    )
    assert record.conflicts == ()
