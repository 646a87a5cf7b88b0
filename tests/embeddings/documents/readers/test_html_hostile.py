from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html  # type: ignore[import-untyped]  # lxml ships no types
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embeddings.documents.document import check
from embeddings.documents.readers.html import HtmlReader, XhtmlReader
from embeddings.documents.readers.web import parsing
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.document import Document

DATA = Path(__file__).parents[5] / "shared" / "data"
PAGE = """<html><head><title>Stone</title><meta charset=utf-8></head><body><p class="toplink"><a href="x">Archive
</a>&#160;&gt;&#160; <a href=y>Berg</a></p><h2>Anna Berg</h2><h1>Stone<br />and Bread</h1><hr size=1><p class="info">
From <b>The Hammer</b>, Vol.&#160;1, 3 May 1911.<a href="#n1" name="f1">[1]</a><br>Transcribed by Jo Field.</p><p>It
cost 10<sup>6</sup> crowns, he said: <q>never</q>.</p><table><tr><td>1911<td>12</tr></table><pre> a
 b</pre><ul><li>One<li><p>Two</p></ul><blockquote>Bread.</blockquote><h3>Notes</h3><p class="note"><a href="#f1"
name="n1">1.</a> Closed.</p><p class="link"><a href="#top">Top of the page</a></p></body></html>"""


def read(page: str | bytes) -> Document:
    content = page if isinstance(page, bytes) else page.encode()
    document = HtmlReader().read("a.html", content, ReadingSettings())
    check(document)
    return document


@pytest.mark.parametrize(
    "element", ["div", "b", "font", "table", "ul><li", "blockquote", "svg", "span class=page"]
)
def test_elements_nested_without_end_are_refused(element: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read(f"<{element}>" * 100_000 + "words")
    assert caught.value.reason == RefusalReason.BROKEN


def test_more_paragraphs_than_a_book_has_are_refused() -> None:
    with pytest.raises(DocumentRefused) as caught:
        read("<p>x" * 250_001)
    assert caught.value.reason == RefusalReason.TOO_LARGE


@pytest.mark.parametrize(
    "page",
    [
        "<b id=1><p>x" * 5_000,
        "<p " + " ".join(f"a{n}=1" for n in range(30_000)) + ">x",
        "<div>" * 900 + "</p>" * 50_000 + "x",
        "<p>x" + '<span class="page">1</span>' * 20_000,
        "<table><tr><td>" * 200 + "<p>x" * 20_000,
        "<" * 200_000 + " x",
        "<!--" * 100_000 + "--><p>x",
        "&#" + "9" * 300_000 + ";<p>x",
        "<select>" + "<option>x" * 50_000 + "</select>x",
        '<script type="application/ld+json">' + "[" * 300_000 + "</script><p>x",
        "<p>" + "x<br><br>" * 50_000,
    ],
    ids=range(11),
)
def test_hostile_pages_are_read_in_bounded_steps(page: str) -> None:
    assert "x" in read(page).text


def test_it_does_not_matter_where_the_parser_is_fed_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(PAGE)
    for step in (1, 7, 100):
        monkeypatch.setattr(parsing, "_STEP", step)
        assert read(PAGE) == whole


LOOSE = """
< | > | & | </p> | </td> | <td> | <tr> | <table> | <pre> | <!-- | --> | <q> | <sup> | <sup>2</sup> | <li> | <hr>
<nav> | <main> | <aside> | <title> | <svg> | <h1> | &#0; | &nbsp; | \u00ad | \u200b | \x0c | \x85 | \ufeff | <br>
<span class=page>7</span> | </body> | <p class=note> | <blockquote> | <p hidden> | <script> | ]]> | <![CDATA[
<textarea> | <frameset> | <form> | <caption> | <dl><dt> | <article> | <ol class=comments> | <p class=quoteb> | <?php
"""
TOKENS = st.sampled_from(re.findall(r"<[^>]*>|[^<]+", PAGE) + re.split(r" \| |\n", LOOSE))


@given(st.lists(TOKENS, max_size=60).map("".join))
@example("<p>\u200b")
@example("<table><tr></tr><td>x</td><tr><td>")
def test_any_sequence_of_markup_gives_a_sound_document_or_a_refusal(page: str) -> None:
    try:
        document = read(page)
    except DocumentRefused as refused:
        assert refused.reason == RefusalReason.EMPTY
        return
    assert "\ufffd" not in document.text


@given(st.binary(max_size=400))
def test_any_bytes_give_a_sound_document_or_a_refusal(content: bytes) -> None:
    for reader in (HtmlReader(), XhtmlReader()):
        try:
            check(reader.read("a.html", content, ReadingSettings()))
        except DocumentRefused as refused:
            assert refused.document == "a.html"


def paragraphs(page: bytes) -> Iterator[str]:
    """Yield what stands in the elements for paragraphs of a page, comments and notices of cookies left out."""
    tree = lxml.html.fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in tree.iter("p"):
        around = " ".join(f"{one.get('class', '')} {one.get('id', '')}" for one in element.iterancestors())
        if not re.search("comment|cookie|related", around, re.IGNORECASE):
            yield "".join(str(text) for text in element.itertext())


@pytest.mark.real_data
@pytest.mark.skipif(not DATA.exists(), reason="the wild pages are not part of the project")
def test_no_paragraph_of_a_wild_page_is_lost() -> None:
    for page in sorted((DATA / "formats").glob("html_web/*.html")):
        content = page.read_bytes()
        read_text = "".join(read(content).text.split()).replace("\u00ad", "")
        for paragraph in paragraphs(decode(page.name, content, declared_in(content)).encode("utf-8")):
            if len(paragraph) > 200:
                assert "".join(paragraph.split()).replace("\u00ad", "") in read_text, (page.name, paragraph)
