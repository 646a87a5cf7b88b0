from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from embeddings.documents.document import BlockKind
from embeddings.documents.readers.pdf.joining import Hyphens
from embeddings.documents.readers.pdf.lines import Line
from embeddings.documents.readers.pdf.words import Word
from embeddings.documents.reading import read_content
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings
from tests.made.pdf import Page, pdf, value_of

if TYPE_CHECKING:
    from embeddings.documents.document import Document

FORMATS = Path(__file__).parents[5] / "shared" / "data" / "formats"
# Lines of 30 characters, as a typesetter would break them in a column 180 points wide.
COLUMN = [
    "The tide that carried the mail",
    "boats out of the old harbour  ",
    "before daylight brought them  ",
    "home again in the evening, and",
    "nobody on the quay spoke of it.",
]
OTHER = [
    "Across the water the mills had",
    "stopped for the first time in ",
    "living memory, and the smoke  ",
    "that used to hang over the bay",
    "was gone within a single week.",
]


def read(content: bytes, settings: ReadingSettings | None = None) -> Document:
    return read_content("a.pdf", content, settings or ReadingSettings())


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [document.slice(block) for block in document.blocks if kind in (None, block.kind)]


def joined(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)


def refusal(content: bytes, settings: ReadingSettings | None = None) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read(content, settings)
    return caught.value


def test_lines_become_paragraphs_parted_by_room_and_by_indents() -> None:
    page = Page().lines(50, 50, COLUMN)
    page.text(62, 110, OTHER[0]).lines(50, 122, OTHER[1:])
    page.lines(50, 200, COLUMN)
    assert texts(read(pdf(page))) == [joined(COLUMN), joined(OTHER), joined(COLUMN)]


def test_columns_are_read_one_after_the_other_under_the_headline_that_runs_across() -> None:
    page = Page(width=460).text(40, 40, "A headline over both columns", 18, "bold")
    page.lines(40, 80, COLUMN).lines(240, 80, OTHER)
    document = read(pdf(page))
    assert texts(document) == ["A headline over both columns", joined(COLUMN), joined(OTHER)]
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 1)


def test_columns_are_told_apart_although_their_lines_stand_on_different_heights() -> None:
    page = Page(width=460).lines(40, 80, COLUMN).lines(240, 85, OTHER)
    assert texts(read(pdf(page))) == [joined(COLUMN), joined(OTHER)]


def test_a_rule_across_the_page_parts_what_is_above_from_what_is_below() -> None:
    page = Page(width=460).lines(40, 60, COLUMN).lines(240, 60, OTHER).rule(30, 430, 122)
    page.lines(40, 136, OTHER).lines(240, 136, COLUMN)
    assert texts(read(pdf(page))) == [joined(lines) for lines in (COLUMN, OTHER, OTHER, COLUMN)]


def test_a_paragraph_runs_on_from_column_to_column() -> None:
    page = Page(width=460).lines(40, 80, COLUMN[:4]).lines(240, 80, [COLUMN[4], *OTHER])
    assert texts(read(pdf(page))) == [joined([*COLUMN, *OTHER])]


def test_a_paragraph_that_runs_over_a_page_is_parted_where_a_sentence_begins_so_that_its_page_is_true() -> None:
    first = Page().lines(50, 50, COLUMN[:3])
    second = Page().lines(50, 50, [*COLUMN[3:], *OTHER])
    document = read(pdf(first, second))
    assert [(document.slice(block), block.page) for block in document.blocks] == [
        (joined(COLUMN), "1"),
        (joined(OTHER), "2"),
    ]


def test_text_upside_down_is_read_in_its_own_order() -> None:
    page = Page(width=460).lines(40, 60, COLUMN)
    for number, line in enumerate(OTHER):
        page.text(40, 300 + 12 * number, line, turned=True)
    assert sorted(texts(read(pdf(page)))) == sorted([joined(COLUMN), joined(OTHER)])


def test_the_rows_of_a_table_stay_together_as_lines() -> None:
    page = Page().lines(50, 50, COLUMN)
    for number, row in enumerate([("Year", "Ships", "Men"), ("1911", "12", "480"), ("1912", "9", "371")]):
        for column, cell in enumerate(row):
            page.text(50 + 90 * column, 140 + 12 * number, cell)
    assert texts(read(pdf(page)))[1] == "Year Ships Men\n1911 12 480\n1912 9 371"


def test_lines_ended_on_purpose_stay_lines() -> None:
    verse = ["Come in, the tide turns", "Come in", "The lamps are lit", "Come in"]
    page = Page().lines(50, 50, COLUMN).lines(50, 140, verse)
    assert texts(read(pdf(page)))[1] == "\n".join(verse)


def test_the_items_of_a_list_are_parted_and_their_further_lines_are_not() -> None:
    page = Page().lines(
        50, 50, ["- the first thing that was on the", "  list of the harbour master", "- the second thing"]
    )
    document = read(pdf(page))
    assert texts(document, BlockKind.LIST_ITEM) == [
        "- the first thing that was on the list of the harbour master",
        "- the second thing",
    ]


def test_headings_are_told_by_size_and_by_bold_letters() -> None:
    page = Page().text(50, 40, "The whole", 20, "bold")
    page.text(50, 80, "Part one", 14, "regular").lines(50, 100, COLUMN)
    page.text(50, 180, "A bold line", 10, "bold").lines(50, 192, OTHER)
    headings = [block for block in read(pdf(page)).blocks if block.kind is BlockKind.HEADING]
    assert [(block.level) for block in headings] == [1, 2, 3]


def test_where_headlines_have_many_sizes_none_is_taken_to_stand_under_another_but_what_is_right_below_it() -> None:
    page = Page()
    for number, size in enumerate((30, 26, 22, 18, 15)):
        page.text(50, 40 + 110 * number, f"Headline {number}", size, "bold")
        page.lines(50, 60 + 110 * number, COLUMN)
    page.text(50, 65 + 110 * 4 + 60, "The last", 18, "bold").text(50, 65 + 110 * 4 + 76, "Ada Moor", 14, "regular")
    headings = [block for block in read(pdf(page)).blocks if block.kind is BlockKind.HEADING]
    assert [block.level for block in headings] == [2, 2, 2, 2, 2, 2, 3]


def test_notes_at_the_foot_of_a_page_are_footnotes_and_their_marks_are_raised() -> None:
    page = Page().lines(50, 50, COLUMN).lines(50, 110, OTHER)
    page.text(50 + 6 * len("was gone within a single week."), 50 + 12 * 9 - 4, "1", 6)
    page.text(50, 400, "1 As the harbour books show.", 8)
    document = read(pdf(page))
    assert document.slice(document.blocks[-2]).endswith("a single week.¹")
    assert texts(document, BlockKind.FOOTNOTE) == ["1 As the harbour books show."]


def test_running_heads_and_page_numbers_are_furniture_and_stay_in_the_text() -> None:
    pages = []
    for number in range(1, 4):
        page = Page().text(50, 20, "THE HARBOUR REVIEW", 9).text(340, 20, str(number + 40), 9)
        pages.append(page.lines(50, 50 + 9 * number, COLUMN).text(190, 580, f"- {number + 40} -", 8))
    document = read(pdf(*pages))
    assert set(texts(document, BlockKind.FURNITURE)) == {
        "THE HARBOUR REVIEW",
        *("41", "42", "43"),
        *("- 41 -", "- 42 -", "- 43 -"),
    }
    assert texts(document, BlockKind.PARAGRAPH) == [joined(COLUMN)] * 3


def test_a_heading_that_comes_again_at_another_height_is_no_running_head() -> None:
    pages = [Page().text(50, 20 + 30 * number, "Interlude", 16).lines(50, 200, COLUMN) for number in range(3)]
    assert texts(read(pdf(*pages)), BlockKind.HEADING) == ["Interlude"] * 3


@pytest.mark.parametrize(
    ("labels", "pages"),
    [("", ["1", "2", "3"]), ("<< /Nums [0 << /S /r >> 2 << /S /D /St 17 /P (A-) >>] >>", ["i", "ii", "A-17"])],
)
def test_a_page_is_cited_by_its_label_or_else_by_its_place(labels: str, pages: list[str]) -> None:
    content = pdf(*[Page().lines(50, 50 + 9 * number, COLUMN) for number in range(3)], labels=labels)
    assert [block.page for block in read(content).blocks] == pages


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["a commonal-", "ity, and commonality"], "a commonality, and commonality"),
        (["a commonal-", "ity"], "a commonality"),
        (["a working-", "class and working-class"], "a working-class and working-class"),
        (["a mill-", "owner, the mill and owner"], "a mill-owner, the mill and owner"),
        (["a self-", "taught man"], "a self-taught man"),
        (["in 1905-", "1907"], "in 1905-1907"),
        (["Marx-", "Engels"], "Marx-Engels"),
        (["day-to-", "day"], "day-to-day"),
        (["a soft\u00ad", "ness"], "a softness"),
        (["a sum of £5-", "and more"], "a sum of £5-and more"),
    ],
)
def test_a_hyphen_at_a_lines_end_goes_where_the_documents_own_words_say_so(lines: list[str], said: str) -> None:
    assert Hyphens(lines).join(*lines) == said


def test_divided_words_are_made_whole_in_the_text() -> None:
    page = Page().lines(50, 50, [*COLUMN[:4], "the common-", "ality of it, the commonality."])
    assert read(pdf(page)).text.endswith("the commonality of it, the commonality.")


def test_a_soft_hyphen_is_seen_at_the_end_of_a_line_only() -> None:
    words = [
        Word(text, 50.0 + at, 90.0 + at, 50, 10, bold=False, turn=0)
        for at, text in ((0, "un\u00adseen"), (50, "un\u00ad"))
    ]
    assert Line(tuple(words)).text == "unseen un\u00ad"
    assert Hyphens(["unseen un\u00ad"]).join("unseen un\u00ad", "seen") == "unseen unseen"


def test_numbers_after_a_hyphen_that_ends_a_line_are_read() -> None:
    page = Page().lines(50, 50, [*COLUMN[:4], "they counted from forty-", "12 to the end of the year 1911."])
    assert read(pdf(page)).text.endswith("they counted from forty-12 to the end of the year 1911.")


def test_a_text_layer_is_read_whatever_is_drawn_over_it() -> None:
    assert texts(read(pdf(Page().text(50, 50, "Words under a picture.").picture()))) == ["Words under a picture."]


def test_text_beyond_the_edge_of_the_page_is_not_on_it() -> None:
    page = Page().text(50, 50, "On the page.").text(50, 900, "Below it.").text(-300, 60, "Beside it.")
    assert texts(read(pdf(page))) == ["On the page."]


def test_properties_are_stated_as_the_file_holds_them() -> None:
    document = read(
        pdf(
            Page().lines(50, 50, COLUMN),
            information={
                "Title": "The Tide — II",
                "Author": "Ada Moor",
                "CreationDate": "D:20010203",
                "Producer": "x",
            },
        )
    )
    assert [(one.key, one.value) for one in document.statements] == [
        ("title", "The Tide — II"),
        ("author", "Ada Moor"),
        ("creationdate", "D:20010203"),
    ]


XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" prism:volume="12"><pdf:Producer>x</pdf:Producer>'
    "<dc:title><rdf:Alt><rdf:li>The Tide</rdf:li></rdf:Alt></dc:title>"
    "<dc:creator><rdf:Seq><rdf:li>Ada Moor</rdf:li><rdf:li>Ben Stow</rdf:li></rdf:Seq></dc:creator>"
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def test_the_metadata_packet_is_stated_with_each_author_by_name() -> None:
    document = read(pdf(Page().lines(50, 50, COLUMN), metadata=XMP))
    assert value_of(document, "dc:creator") == ["Ada Moor", "Ben Stow"]
    assert value_of(document, "dc:title") == ["The Tide"]
    assert value_of(document, "prism:volume") == ["12"]


def test_a_pictures_own_packet_is_not_taken_for_the_documents() -> None:
    content = pdf(Page().lines(50, 50, COLUMN), metadata=XMP)
    other = XMP.replace("The Tide", "A photograph").encode()
    picture = b"\n<< /Type /Metadata /Subtype /XML >>\nstream\n" + other + b"\nendstream\n"
    assert value_of(read(content + picture), "dc:title") == []
    named = pdf(Page().lines(50, 50, COLUMN), metadata=XMP, information={"Title": "The Tide"})
    assert value_of(read(named + picture), "dc:title") == ["The Tide"]


def test_what_cannot_be_read_is_refused_with_its_reason() -> None:
    words = Page().text(50, 50, "Words.")
    assert refusal(b"words").reason is RefusalReason.BROKEN
    assert refusal(b"%PDF-1.7\n%%EOF").reason is RefusalReason.BROKEN
    assert refusal(pdf(words, encrypted=True)).reason is RefusalReason.ENCRYPTED
    assert refusal(pdf(Page().picture())).reason is RefusalReason.NO_TEXT
    assert refusal(pdf(Page())).reason is RefusalReason.EMPTY
    error = refusal(pdf(words, words, words), ReadingSettings(pages=2))
    assert (error.reason, error.detail) == (RefusalReason.TOO_LARGE, "limit 2 pages")


@pytest.mark.real_data
@pytest.mark.skipif(not FORMATS.exists(), reason="the evaluation data is not here")
def test_a_newspaper_in_four_columns_half_of_it_upside_down_reads_in_order() -> None:
    file = FORMATS / "pdf_newspaper_columns" / "platypusreview-issue13.pdf"
    document = read(file.read_bytes())
    prose = texts(document, BlockKind.PARAGRAPH)
    # Across columns, across a picture between columns, across a rule, with divided words made whole.
    for sentence in (
        "With great prescience LSSP leader Colvin R. de Silva observed that Sinhala Only would lead to the creation",
        "After all, as even the most cursory glance at his writings proves, Che was no great theoretician.",
        "a deep commonality underlies the apparent variety: What exists today is built upon the desiccated remains",
        "the first large-scale violence of Sinhalese against Sinhalese was during the insurrection",
    ):
        assert sum(sentence in text for text in prose) == 1
    assert any(text.startswith("1 It should be pointed out") for text in texts(document, BlockKind.FOOTNOTE))
    assert {"The Platypus Review", "Issue #13 / July 2009"} <= set(texts(document, BlockKind.FURNITURE))
    above, below = (document.text.index(words) for words in ("continues below", "continued from above"))
    assert above < below


@pytest.mark.real_data
@pytest.mark.skipif(not FORMATS.exists(), reason="the evaluation data is not here")
def test_every_real_file_is_read_or_refused_with_a_reason() -> None:
    outcomes: dict[str, str] = {}
    for file in sorted((FORMATS / "pdf").glob("*.pdf")):
        try:
            outcomes[file.name] = "read" if read(file.read_bytes()).text else "empty"
        except DocumentRefused as error:
            outcomes[file.name] = str(error.reason)
    assert {name: outcome for name, outcome in outcomes.items() if outcome != "read"} == {
        "loremipsum-flat.pdf": "no text",
        "pypdf_imagemagick-CCITTFaxDecode.pdf": "no text",
        "pypdf_libreoffice-writer-password.pdf": "encrypted",
    }
