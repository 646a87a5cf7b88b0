from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.documents.document import Block, BlockKind, Document, check
from embeddings.documents.readers.html import HtmlReader, XhtmlReader
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings

DATA = Path(__file__).parents[5] / "shared" / "data"
PROSE = (
    "The dockers of the port had been out for three weeks when the committee met in the hall behind the market, "
    "and nobody in the town spoke of anything else. "
)
MORE = (
    "It was agreed that the strike would go on until every man who had been dismissed was taken back at the gate."
)
ARCHIVE_PAGE = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head>
<meta name="description" content="Anna Berg: Stone and Bread (May 1911)" />
<meta name="author" content="Anna Berg" /><meta http-equiv="content-type" content="text/html;
charset=ISO-8859-1" />
<title>Anna Berg: Stone and Bread (May 1911)</title></head><body bgcolor="#FFFFF0">
<p class="toplink"><a id="top" href="../../index.htm" name="top">Library</a>&#160;&gt;&#160; <a
href="../index.htm">Archive</a></p>
<p>&#160;</p><h2>Anna Berg</h2><p>&#160;</p><h1>Stone<br />
and Bread</h1><h3>(3 May 1911)</h3><hr class="infotop" size="1" noshade="noshade" />
<p class="info">First published in <strong>The Hammer</strong>, Vol.&#160;1 No.&#160;41, 3 May 1911.<a
href="#n1" name="f1">[1]</a><br />
Transcribed by <a href="x.htm">Jo Field</a> for the Archive.</p><hr class="infobot" size="1" noshade="noshade" />
<p class="fst">{PROSE}</p>
<p class="quoteb">Bread, not stones.</p>
<p>{MORE} It cost 10<sup>6</sup> crowns.</p>
<h4>* * *</h4>
<p>We sang in the street,<br />we sang on the quay,<br />and the ships lay still<br />in the morning sea.</p>
<p>{PROSE}</p>
<h3>Note</h3>
<p class="note"><a href="#f1" name="n1">1.</a> The paper was closed in 1914.</p>
<p class="note">Its editors went abroad.</p>
<p class="link">&#160;<br /><a href="#top">Top of the page</a></p><hr size="1" noshade="noshade" />
<p class="updat">Last updated on 15 January 2017</p></body></html>"""


def read(page: str | bytes, reader: HtmlReader | None = None) -> Document:
    content = page if isinstance(page, bytes) else page.encode()
    document = (reader or HtmlReader()).read("a.html", content, ReadingSettings())
    check(document)
    return document


def blocks(page: str, *kinds: BlockKind) -> list[str]:
    document = read(page)
    return [document.slice(block) for block in document.blocks if not kinds or block.kind in kinds]


def kinds(page: str) -> list[tuple[BlockKind, str]]:
    document = read(page)
    return [(block.kind, document.slice(block)) for block in document.blocks]


def block(document: Document, words: str) -> Block:
    return next(one for one in document.blocks if words in document.slice(one))


def test_an_archive_page_is_read_in_order_with_its_head_its_notes_and_its_furniture() -> None:
    document = read(ARCHIVE_PAGE)
    assert [(one.kind, document.slice(one)) for one in document.blocks] == [
        (BlockKind.FURNITURE, "Library\u00a0>\u00a0 Archive"),
        (BlockKind.METADATA, "Anna Berg"),
        (BlockKind.HEADING, "Stone\nand Bread"),
        (BlockKind.METADATA, "(3 May 1911)"),
        (BlockKind.METADATA, "First published in The Hammer, Vol.\u00a01 No.\u00a041, 3 May 1911.[1]"),
        (BlockKind.METADATA, "Transcribed by Jo Field for the Archive."),
        (BlockKind.PARAGRAPH, PROSE.strip()),
        (BlockKind.QUOTATION, "Bread, not stones."),
        (BlockKind.PARAGRAPH, f"{MORE} It cost 10⁶ crowns."),
        (BlockKind.BREAK, "* * *"),
        (
            BlockKind.VERSE,
            "We sang in the street,\nwe sang on the quay,\nand the ships lay still\nin the morning sea.",
        ),
        (BlockKind.PARAGRAPH, PROSE.strip()),
        (BlockKind.HEADING, "Note"),
        (BlockKind.FOOTNOTE, "1. The paper was closed in 1914."),
        (BlockKind.FOOTNOTE, "Its editors went abroad."),
        (BlockKind.FURNITURE, "Top of the page"),
        (BlockKind.FURNITURE, "Last updated on 15 January 2017"),
    ]
    assert [part.kind.value for part in document.head] == ["byline", "title", "date", "source", "credit"]
    assert [one.number for one in document.blocks if one.number] == [1, 2, 3, 4, 5]
    assert (block(document, "Library").anchor, block(document, "1. The").anchor) == ("top", "n1")
    assert block(document, "First published").anchor == "f1"
    assert document.media_type == "text/html"


def test_white_space_is_set_as_a_browser_sets_it() -> None:
    page = "<p>  one \n\t two<br>  three&nbsp;&nbsp;four <b> five</b></p><p>\u00ad co\u00adoperate &lt;b&gt;</p>"
    assert blocks(page) == ["one two\nthree\u00a0\u00a0four five", "cooperate <b>"]


def test_preformatted_text_keeps_its_lines_and_blank_lines_part_it() -> None:
    page = "<pre>  While men\n    sleep,\n\n  the mill\n  turns.</pre>"
    assert kinds(page) == [
        (BlockKind.VERSE, "While men\n  sleep,"),
        (BlockKind.VERSE, "the mill\nturns."),
    ]


def test_two_line_breaks_part_paragraphs() -> None:
    assert blocks("<body>One.<br><br>Two.<br>\n<br/> Three.") == ["One.", "Two.", "Three."]


def test_quotations_are_told_from_indented_pages() -> None:
    page = f"<p>{PROSE * 3}</p><blockquote><p>{PROSE}</p></blockquote><p class=indentb>“{MORE}”</p>"
    assert [kind for kind, _ in kinds(page)] == [BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.QUOTATION]
    assert [kind for kind, _ in kinds(f"<blockquote><p>{PROSE}</p><p>{PROSE}</p></blockquote><p>{MORE}</p>")] == [
        BlockKind.PARAGRAPH
    ] * 3


def test_what_a_browser_puts_quotation_marks_around_has_them_in_the_text() -> None:
    assert blocks("<p>He said <q>never</q>.</p>") == ["He said “never”."]


@pytest.mark.parametrize(
    "note",
    [
        '<p class="note"><a href="#f1" name="n1">1.</a> {}</p>',
        '<p><a id="fn1" href="#ref1">[1]</a> {}</p>',
        '<section class="footnotes"><ol><li id="fn1"><p>{} <a href="#fnref1">back</a></p></li></ol></section>',
        '<aside epub:type="footnote" id="n1"><p>{}</p></aside>',
        '<div role="doc-endnotes"><p>{}</p></div>',
        "<h3>Notes</h3><p>1. {}</p>",
        "<h2>Footnotes:</h2><p>* {}</p>",
    ],
)
def test_notes_are_told_by_their_markup_or_their_place(note: str) -> None:
    found = kinds(f"<h1>Title</h1><p>{PROSE}</p>{note.format(MORE)}")
    assert [MORE in text for kind, text in found if kind is BlockKind.FOOTNOTE] == [True]


def test_a_box_of_advice_and_a_counter_with_a_link_are_no_notes() -> None:
    page = f'<p>{PROSE}</p><div class="note">Mind the step.</div><p><a id="x" href="#like">3</a></p>'
    assert BlockKind.FOOTNOTE not in [kind for kind, _ in kinds(page)]


def test_rows_of_data_become_lines_and_an_empty_cell_keeps_its_place() -> None:
    page = (
        "<table><tr><th>Year<th>Men<th>Women</tr><tr><td>1911<td><td><p>12</p></tr><tr><td>1912<td>3<td></table>"
    )
    assert blocks(page) == ["Year | Men | Women\n1911 |  | 12\n1912 | 3"]


def test_a_table_that_lays_out_a_page_leaves_its_paragraphs_as_they_are() -> None:
    page = f"<table><tr><td><ul><li>Home<li>News</ul><td><h1>Title</h1><p>{PROSE}</p><p>{MORE}</p></table>"
    assert kinds(page)[2:] == [
        (BlockKind.HEADING, "Title"),
        (BlockKind.PARAGRAPH, PROSE.strip()),
        (BlockKind.PARAGRAPH, MORE),
    ]


def test_lines_across_the_page_part_paragraphs_but_do_not_frame_the_head() -> None:
    page = f"<h1>Title</h1><hr><p>{PROSE}</p><hr><p>{PROSE}</p><hr><p>Jo</p>"
    assert kinds(page) == [
        (BlockKind.HEADING, "Title"),
        (BlockKind.PARAGRAPH, PROSE.strip()),
        (BlockKind.BREAK, "* * *"),
        (BlockKind.PARAGRAPH, PROSE.strip()),
        (BlockKind.PARAGRAPH, "Jo"),
    ]


def test_printed_page_numbers_become_locators_and_leave_the_sentence() -> None:
    page = (
        f'<p>{PROSE}</p><p>It was <span class="pagenum" id="p12">[Pg 12]</span>late. {MORE}</p>'
        f'<p><span class="pagenum">[Pg 13]</span>{PROSE}</p><p>{MORE}</p>'
    )
    document = read(page)
    assert [one.page for one in document.blocks] == [None, None, "13", "13"]
    assert "It was late." in document.text
    assert "Pg" not in document.text


def test_numbers_that_do_not_rise_are_no_pages_and_stay() -> None:
    page = f'<p><span class="page">7</span> hens. {PROSE}</p><p><span class="page">3</span> cows. {PROSE}</p>'
    document = read(page)
    assert [one.page for one in document.blocks] == [None, None]
    assert "7 hens" in document.text
    assert "3 cows" in document.text


def test_a_class_of_pages_around_the_text_is_no_page_number() -> None:
    assert [one.page for one in read(f'<div class="page"><p>{PROSE}</p></div>').blocks] == [None]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&#0;a&#xD800;b&#x110000;c&#99999999999;d&#xfffe;e", "abcde"),
        ("&#8220;x&#148; &eacute;&copy;&notit; &#; &amp", "“x” é©¬it; &#; &"),
        ("&#65;&#x42;&#00000067;", "ABC"),
    ],
)
def test_references_become_characters_and_those_to_none_become_nothing(source: str, text: str) -> None:
    assert read(f"<p>{source}</p>").text == text


def test_the_declared_character_set_is_used_and_the_mark_dropped() -> None:
    page = f"<meta http-equiv=content-type content='text/html; charset=iso-8859-1'><p>“{MORE}”</p>"
    assert read(page.encode("cp1252")).text == f"“{MORE}”"
    assert read(b"\xef\xbb\xbf<p>x</p>").text == "x"
    assert read(f"<meta charset=utf-8><p>{MORE}</p>".encode("utf-16")).text == MORE


def test_in_xhtml_an_element_may_be_closed_where_it_is_opened() -> None:
    page = f"<?xml version='1.0'?><html><head><title/></head><body><p>{MORE}<br/><a id='x'/></p></body></html>"
    assert read(page, XhtmlReader()).text == MORE


@pytest.mark.parametrize("page", ["<html></html>", "<p>&nbsp;</p>", "<hr>", "<img src=x alt=words>", "<!-- x -->"])
def test_a_page_without_words_is_empty(page: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read(page)
    assert caught.value.reason == RefusalReason.EMPTY


def test_numbered_items_under_the_notes_heading_are_notes_and_those_with_bullets_are_not() -> None:
    for tag, kind in (("ol", BlockKind.FOOTNOTE), ("ul", BlockKind.LIST_ITEM)):
        document = read(f"<p>We met.</p><h2>Notes</h2><{tag}><li><p>In May.</p></li></{tag}>")
        assert document.blocks[-1].kind is kind


@pytest.mark.real_data
@pytest.mark.skipif(not DATA.exists(), reason="the archive's pages are not part of the project")
def test_archive_pages_hold_every_word_of_their_plain_text_in_order() -> None:
    pages = sorted((DATA / "mia_dev" / "html").iterdir())
    assert pages
    for page in pages:
        text = (DATA / "mia_dev" / "docs" / f"{page.stem}.txt").read_text("utf-8")
        document = read(page.read_bytes())
        assert document.text.replace("* * *", "").split() == text.replace("* * *", "").split(), page.name
        assert {"byline", "title", "source"} <= {part.kind.value for part in document.head}, page.name
