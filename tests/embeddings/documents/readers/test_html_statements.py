from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from embeddings.documents.document import check
from embeddings.documents.readers.html import HtmlReader
from embeddings.documents.readers.web.statements import linked_data
from embeddings.documents.record.record import Origin
from embeddings.settings import ReadingSettings

if TYPE_CHECKING:
    from embeddings.documents.document import Document


def read(page: str | bytes) -> Document:
    content = page if isinstance(page, bytes) else page.encode()
    document = HtmlReader().read("a.html", content, ReadingSettings())
    check(document)
    return document


def test_the_head_of_a_page_is_stated_as_it_stands() -> None:
    data = {"@graph": [
        {"@type": "WebPage", "name": "Page"},
        {"@type": ["NewsArticle"], "headline": "Stone", "author": [{"@id": "#jo"}, {"name": "Anna Berg"}],
         "datePublished": "1911-05-03", "publisher": {"@type": "Organization", "name": "The Hammer"}},
        {"@type": "Person", "@id": "#jo", "name": "Jo Field"},
    ]}  # fmt: skip
    page = (
        '<html lang="en-IE"><head><title> Stone &amp;\n Bread </title>'
        '<meta name="citation_author" content="Berg, Anna"><meta property="og:title" content="Stone">'
        '<meta name="DC.date" content="1911"><meta name=viewport content=x>'
        '<link rel="canonical" href="https://example.org/stone">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
        "<body><p>words</p><svg><title>No</title></svg>"
    )
    assert [(one.origin, one.key, one.value) for one in read(page).statements] == [
        (Origin.META_TAG, "lang", "en-IE"),
        (Origin.META_TAG, "title", "Stone & Bread"),
        (Origin.META_TAG, "citation_author", "Berg, Anna"),
        (Origin.META_TAG, "og:title", "Stone"),
        (Origin.META_TAG, "dc.date", "1911"),
        (Origin.META_TAG, "canonical", "https://example.org/stone"),
        (Origin.JSON_LD, "headline", "Stone"),
        (Origin.JSON_LD, "author", "Jo Field"),
        (Origin.JSON_LD, "author", "Anna Berg"),
        (Origin.JSON_LD, "datepublished", "1911-05-03"),
        (Origin.JSON_LD, "publisher", "The Hammer"),
    ]


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[" * 100_000,
        "1",
        '"x"',
        '{"@type": 3, "author": {"name": [[]]}}',
        '{"@type": "Article"}',
        "9" * 9000,
    ],
)
def test_linked_data_that_says_nothing_or_is_broken_states_nothing(script: str) -> None:
    assert linked_data(script) == []


def test_a_statement_that_lost_characters_is_not_repeated() -> None:
    page = '<meta name=author content="J\ufffdrg"><meta name=title content="\\ud800"><p>words</p>'
    assert [one.key for one in read(page).statements] == ["title"]
