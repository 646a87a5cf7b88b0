from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from embeddings.documents.document import BlockKind
from embeddings.documents.reading import read_content
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings
from tests.made.office import docx, paragraph, style, zipped

if TYPE_CHECKING:
    from embeddings.documents.document import Document

FORMATS = Path(__file__).parents[5] / "shared" / "data" / "formats"
STYLES = (
    style("Title", "Title")
    + style("berschrift1", "heading 1")
    + style("berschrift2", "Heading 2")
    + style("Mine", "My heading", based_on="berschrift2")
    + style("Z", "Quote")
    + style("L", "List Paragraph", more='<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
    + style("C", "toc 1")
)


def read(content: bytes) -> Document:
    return read_content("a.docx", content, ReadingSettings())


def blocks(document: Document) -> list[tuple[BlockKind, int | None, str]]:
    return [(block.kind, block.level, document.slice(block)) for block in document.blocks]


def refusal(content: bytes) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read(content)
    return caught.value


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_styles_tell_headings_quotations_lists_and_contents_in_any_language() -> None:
    body = (
        paragraph("The Tide", "Title")
        + paragraph("The Tide 4", "C")
        + paragraph("Morning", "berschrift1")
        + paragraph("The boats", "berschrift2")
        + paragraph("The crews", "Mine")
        + paragraph("They went out.")
        + paragraph("We never saw them.", "Z")
        + paragraph("an oar", "L")
    )
    assert blocks(read(docx(body, styles=STYLES))) == [
        (BlockKind.HEADING, 1, "The Tide"),
        (BlockKind.FURNITURE, None, "The Tide 4"),
        (BlockKind.HEADING, 2, "Morning"),
        (BlockKind.HEADING, 3, "The boats"),
        (BlockKind.HEADING, 3, "The crews"),
        (BlockKind.PARAGRAPH, None, "They went out."),
        (BlockKind.QUOTATION, None, "We never saw them."),
        (BlockKind.LIST_ITEM, None, "an oar"),
    ]


def test_a_single_first_heading_is_the_title_and_one_of_many_is_not() -> None:
    single = paragraph("The Tide", "berschrift1") + paragraph("Words.")
    many = single + paragraph("The Ebb", "berschrift1") + paragraph("More words.")
    assert [level for kind, level, _ in blocks(read(docx(single, styles=STYLES))) if level] == [1]
    assert [level for kind, level, _ in blocks(read(docx(many, styles=STYLES))) if level] == [2, 2]


def test_outline_levels_and_numbering_of_a_paragraph_itself_count() -> None:
    body = (
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + run("Two down") + "</w:p>" + paragraph("Words.")
        + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>' + run("an item") + "</w:p>"
    )  # fmt: skip
    assert blocks(read(docx(body))) == [
        (BlockKind.HEADING, 3, "Two down"),
        (BlockKind.PARAGRAPH, None, "Words."),
        (BlockKind.LIST_ITEM, None, "an item"),
    ]


def test_runs_are_joined_to_the_character_and_signs_are_what_they_show() -> None:
    body = paragraph(
        run("Wor") + run("ds&#160;and ") + '<w:hyperlink r:id="x" xmlns:r="r">' + run("links") + "</w:hyperlink>"
        + "<w:r><w:tab/><w:tab/><w:t>far</w:t><w:br/><w:t>next</w:t><w:noBreakHyphen/><w:t>line</w:t></w:r>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>'
    )  # fmt: skip
    assert read(docx(body)).text == "Words\u00a0and links far\nnext‑line▪"


def test_deleted_hidden_and_commented_words_are_not_read_and_inserted_ones_are() -> None:
    body = paragraph(
        run("They ") + "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        + "<w:ins>" + run("always ") + "</w:ins>" + run("secretly ", "<w:vanish/>")
        + "<w:moveFrom>" + run("there ") + "</w:moveFrom>" + run("openly ", '<w:vanish w:val="0"/>')
        + '<w:r><w:commentReference w:id="1"/></w:r>' + run("met.")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    )  # fmt: skip
    assert read(docx(body)).text == "They always openly met."


def test_notes_follow_their_paragraph_under_the_mark_the_page_shows() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("See the harbour books.")}{paragraph("All of them.")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="1">{paragraph("At the end.")}</w:endnote>'
    body = (
        paragraph(run("They sailed") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run(" at dawn."))
        + paragraph(run("And returned") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    )  # fmt: skip
    assert blocks(read(docx(body, footnotes=notes, endnotes=endnotes))) == [
        (BlockKind.PARAGRAPH, None, "They sailed¹ at dawn."),
        (BlockKind.FOOTNOTE, None, "¹ See the harbour books.\nAll of them."),
        (BlockKind.PARAGRAPH, None, "And returnedⁱ"),
        (BlockKind.FOOTNOTE, None, "ⁱ At the end."),
    ]


def test_the_rows_of_a_table_are_paragraphs_and_text_placed_by_a_table_stays_text() -> None:
    def table(*rows: list[str]) -> str:
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    data = table([paragraph("Year"), paragraph("Ships")], [paragraph("1911"), paragraph("12")])
    layout = table([paragraph("One paragraph.") + paragraph("Another."), paragraph("A third.")])
    nested = table([paragraph("outer"), table([paragraph("in"), paragraph("ner")])])
    assert [text for _, _, text in blocks(read(docx(data + layout + nested)))] == [
        *("Year | Ships", "1911 | 12", "One paragraph.", "Another.", "A third."),
        "outer | in | ner",
    ]


def test_a_text_box_is_read_once_behind_the_paragraph_it_hangs_on() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="urn:x"'
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = paragraph(
        run("Before") + f"<w:r><mc:AlternateContent {space}><mc:Choice><w:drawing><x:shape>{box}</x:shape></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run(" and after.")
    )  # fmt: skip
    assert [text for _, _, text in blocks(read(docx(body)))] == ["Before and after.", "In the box."]


def test_rows_of_stars_are_breaks() -> None:
    body = paragraph("One.") + paragraph("* * *") + paragraph("Two.")
    assert [kind for kind, _, _ in blocks(read(docx(body)))][1] is BlockKind.BREAK


def test_no_page_is_cited_for_where_one_ends_depends_on_the_program() -> None:
    body = paragraph("One.") + paragraph(
        '<w:r><w:lastRenderedPageBreak/><w:br w:type="page"/><w:t>Two.</w:t></w:r>'
    )
    assert [block.page for block in read(docx(body)).blocks] == [None, None]


def test_properties_are_stated_by_their_names() -> None:
    core = (
        "<dc:title>The Tide</dc:title><dc:creator>Ada Moor</dc:creator><cp:lastModifiedBy>x</cp:lastModifiedBy>"
        "<dcterms:created>2001-02-03T04:05:06Z</dcterms:created><dc:subject> </dc:subject>"
    )
    document = read(docx(paragraph("Words."), core=core))
    assert [(one.key, one.value) for one in document.statements] == [
        ("dc:title", "The Tide"),
        ("dc:creator", "Ada Moor"),
        ("dcterms:created", "2001-02-03T04:05:06Z"),
    ]


def test_the_strict_form_of_the_format_is_read_as_well() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="/doc/main.xml"/></Relationships>',
        "doc/main.xml": f'<w:document xmlns:w="{strict}"><w:body>{paragraph("Words.")}</w:body></w:document>',
    }
    assert read(zipped(parts)).text == "Words."


def test_what_cannot_be_read_is_refused_with_its_reason() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert refusal(b"words").reason is RefusalReason.BROKEN
    assert refusal(docx(paragraph("Words."))[:-30]).reason is RefusalReason.BROKEN
    assert refusal(ole).reason is RefusalReason.BROKEN
    assert refusal(ole + "EncryptedPackage".encode("utf-16-le")).reason is RefusalReason.ENCRYPTED
    assert refusal(docx("")).reason is RefusalReason.EMPTY
    assert refusal(docx(paragraph("…"))).reason is RefusalReason.EMPTY
    assert refusal(zipped({"a.txt": "words"})).reason is RefusalReason.BROKEN
    assert refusal(docx(paragraph("Words.").replace("</w:p>", ""))).reason is RefusalReason.BROKEN


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE w [<!ENTITY e "x">]>',
        '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_entities_are_refused_whatever_they_stand_for(declared: str) -> None:
    main = docx(paragraph("&e;"))
    assert refusal(main).reason is RefusalReason.BROKEN
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"{declared}<w:document {w}><w:body>{paragraph('&e;')}</w:body></w:document>"
    assert refusal(zipped({"word/document.xml": text})).reason is RefusalReason.BROKEN


@pytest.mark.real_data
@pytest.mark.skipif(not FORMATS.exists(), reason="the evaluation data is not here")
def test_a_handbook_of_eight_hundred_pages_is_read_with_its_headings_and_notes() -> None:
    document = read((FORMATS / "word" / "handbook-872p.docx").read_bytes())
    kinds = [block.kind for block in document.blocks]
    assert len(document.text) > 800_000
    assert kinds.count(BlockKind.HEADING) > 250
    assert kinds.count(BlockKind.FOOTNOTE) == 6


def test_numbered_items_under_the_notes_heading_are_notes_and_those_with_bullets_are_not() -> None:
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at, form in ((1, "decimal"), (2, "bullet"))
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>In May.</w:t></w:r></w:p>'
    body = paragraph("We met.") + paragraph("Notes", "H1")
    for number, kind in ((1, BlockKind.FOOTNOTE), (2, BlockKind.LIST_ITEM)):
        content = docx(body + item.format(number), styles=style("H1", "heading 1"), numbering=numbering)
        assert read_content("a.docx", content, ReadingSettings()).blocks[-1].kind is kind
