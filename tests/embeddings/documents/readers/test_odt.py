from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from embeddings.documents.document import BlockKind
from embeddings.documents.reading import read_content
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings
from tests.made.office import odt, zipped

if TYPE_CHECKING:
    from embeddings.documents.document import Document

FORMATS = Path(__file__).parents[5] / "shared" / "data" / "formats"
STYLES = (
    '<style:style style:family="paragraph" style:name="P1" style:parent-style-name="Quotations"/>'
    '<style:style style:family="paragraph" style:name="Quotations"/>'
    '<style:style style:family="paragraph" style:name="Title"/>'
    '<style:style style:family="paragraph" style:name="Heading_20_2"/>'
    '<style:style style:family="text" style:name="T1"><style:text-properties text:display="none"/></style:style>'
)


def read(content: bytes) -> Document:
    return read_content("a.odt", content, ReadingSettings())


def blocks(document: Document) -> list[tuple[BlockKind, int | None, str]]:
    return [(block.kind, block.level, document.slice(block)) for block in document.blocks]


def refusal(content: bytes) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read(content)
    return caught.value


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_quotations_lists_and_contents_are_told() -> None:
    body = (
        p("The Tide", "Title")
        + "<text:table-of-content><text:index-body>" + p("Morning 4") + "</text:index-body></text:table-of-content>"
        + '<text:h text:outline-level="1">Morning</text:h>'
        + p("The boats", "Heading_20_2")
        + p("They went out.")
        + p("We never saw them.", "P1")
        + "<text:list><text:list-item>" + p("an oar") + "</text:list-item></text:list>"
        + "<text:section>" + p("In a section.") + "</text:section>"
    )  # fmt: skip
    assert blocks(read(odt(body, styles=STYLES))) == [
        (BlockKind.HEADING, 1, "The Tide"),
        (BlockKind.FURNITURE, None, "Morning 4"),
        (BlockKind.HEADING, 2, "Morning"),
        (BlockKind.HEADING, 3, "The boats"),
        (BlockKind.PARAGRAPH, None, "They went out."),
        (BlockKind.QUOTATION, None, "We never saw them."),
        (BlockKind.LIST_ITEM, None, "an oar"),
        (BlockKind.PARAGRAPH, None, "In a section."),
    ]


def test_blanks_are_what_the_format_says_they_are() -> None:
    body = p(
        "One\n   two<text:s text:c='3'/>three <text:span> four</text:span><text:tab/>five<text:line-break/>six"
    )
    assert read(odt(body)).text == "One two   three four five\nsix"


def test_deleted_hidden_and_commented_words_are_not_read() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("gone") + "</text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + p(
            "They <text:change text:change-id='a'/>met<office:annotation>" + p("Really?") + "</office:annotation>"
            "<text:span text:style-name='T1'> in secret</text:span><text:hidden-text>x</text:hidden-text>."
        )
    )  # fmt: skip
    assert read(odt(body, styles=STYLES)).text == "They met."


def test_notes_follow_their_paragraph_under_their_own_mark() -> None:
    body = p(
        'They sailed<text:note text:note-class="footnote"><text:note-citation>12</text:note-citation><text:note-body>'
        + p("See the books.") + p("All.") + "</text:note-body></text:note> at dawn."
    )  # fmt: skip
    assert blocks(read(odt(body))) == [
        (BlockKind.PARAGRAPH, None, "They sailed¹² at dawn."),
        (BlockKind.FOOTNOTE, None, "¹² See the books.\nAll."),
    ]


def test_the_rows_of_a_table_are_paragraphs() -> None:
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(f"<table:table-cell>{c}</table:table-cell>" for c in cells) + "</table:table-row>"  # fmt: skip

    header = f"<table:table-header-rows>{row(p('Year'), p('Ships'))}</table:table-header-rows>"
    body = f"<table:table><table:table-column/>{header}{row(p('1911'), p('12'))}</table:table>"
    assert [text for _, _, text in blocks(read(odt(body)))] == ["Year | Ships", "1911 | 12"]


def test_a_text_box_is_read_behind_the_paragraph_it_hangs_on() -> None:
    body = p("Before <draw:frame><draw:text-box>" + p("In the box.") + "</draw:text-box></draw:frame>and after.")
    assert [text for _, _, text in blocks(read(odt(body)))] == ["Before and after.", "In the box."]


def test_who_saved_the_file_last_is_not_taken_for_its_author() -> None:
    meta = (
        "<dc:title>The Tide</dc:title><meta:initial-creator>Ada Moor</meta:initial-creator>"
        "<dc:creator>Ben Stow</dc:creator><dc:date>2020-01-01</dc:date><meta:keyword>sea</meta:keyword>"
    )
    assert [(one.key, one.value) for one in read(odt(p("Words."), meta=meta)).statements] == [
        ("dc:title", "The Tide"),
        ("meta:initial-creator", "Ada Moor"),
        ("meta:keyword", "sea"),
    ]


def test_what_cannot_be_read_is_refused_with_its_reason() -> None:
    encrypted = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert refusal(b"words").reason is RefusalReason.BROKEN
    assert refusal(zipped({"mimetype": "x"})).reason is RefusalReason.BROKEN
    assert refusal(zipped({"content.xml": "<a/>"})).reason is RefusalReason.BROKEN
    assert refusal(odt(p("Words."), manifest=encrypted)).reason is RefusalReason.ENCRYPTED
    assert refusal(odt("")).reason is RefusalReason.EMPTY


@pytest.mark.real_data
@pytest.mark.skipif(not FORMATS.exists(), reason="the evaluation data is not here")
def test_a_real_file_is_read() -> None:
    document = read((FORMATS / "rtf_odt_misc" / "fake.odt").read_bytes())
    assert [text for _, _, text in blocks(document)][:2] == [
        "Lorem ipsum dolor sit amet.",
        "Header row | Mon | Wed | Fri",
    ]


def test_numbered_items_under_the_notes_heading_are_notes_and_those_with_bullets_are_not() -> None:
    styles = "".join(
        f'<text:list-style style:name="{form}"><text:list-level-style-{form} text:level="1"/></text:list-style>'
        for form in ("number", "bullet")
    )
    for form, kind in (("number", BlockKind.FOOTNOTE), ("bullet", BlockKind.LIST_ITEM)):
        body = (
            '<text:p>We met.</text:p><text:h text:outline-level="1">Notes</text:h>'
            f'<text:list text:style-name="{form}"><text:list-item><text:p>In May.</text:p></text:list-item></text:list>'
        )
        assert read_content("a.odt", odt(body, styles=styles), ReadingSettings()).blocks[-1].kind is kind
