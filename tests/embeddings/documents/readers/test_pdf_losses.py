from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.document import UNATTRIBUTED, BlockKind
from embeddings.documents.passages import passages_of
from embeddings.documents.reading import read_content
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.report import Loss, LossReason, Reading
from embeddings.settings import ReadingSettings
from tests.made.pdf import Page, pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.document import Attribution, Document

LINES = ["The harbour was closed at noon.", "Nobody knew who had given the", "order, and the boats stayed out."]
SHIFTED = ["".join(chr(ord(one) - 29) if one != " " else " " for one in line) for line in LINES]


class Letters:
    """Counts a character as a token."""

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def spans(self, text: str) -> list[tuple[int, int]]:
        return [(at, at + 1) for at in range(len(text))]


def read(*pages: Page) -> Document:
    return read_content("a.pdf", pdf(*pages), ReadingSettings())


def whose(document: Document) -> list[Attribution]:
    return [UNATTRIBUTED for _ in document.blocks]


def quotable(document: Document) -> list[str]:
    return [document.slice(block) for block in document.blocks if block.kind is not BlockKind.FURNITURE]


def test_a_bad_glyph_costs_its_sentence_and_the_rest_of_the_paragraph_stays_quotable() -> None:
    page = Page().text(50, 50, "The lamp was lit. Its oil cost \ufffd crowns. The", font="any")
    page.text(50, 62, "keeper paid it from his wage.", font="any")
    document = read(page)
    assert document.text == "The lamp was lit. Its oil cost \ufffd crowns. The keeper paid it from his wage."
    assert quotable(document) == ["The lamp was lit.", "The keeper paid it from his wage."]
    assert [block.number for block in document.blocks] == [1, None, 1]
    assert document.losses == (Loss(LossReason.UNREADABLE, 1, (1,)),)


def test_no_passage_reaches_over_what_cannot_be_quoted() -> None:
    document = read(Page().text(50, 50, "It was lit. It cost \ufffd. He paid it.", font="any"))
    passages = passages_of(document, whose(document), Letters(), 200)
    assert [document.text[one.start : one.end] for one in passages] == ["It was lit.", "He paid it."]


def test_of_lines_ended_on_purpose_only_the_bad_one_is_lost() -> None:
    page = Page()
    rows = [("Year", "Ships", "Men"), ("1911", "1\ufffd", "480"), ("1912", "9", "371"), ("1913", "8", "370")]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.text(50 + 90 * column, 140 + 12 * number, cell, font="any")
    assert quotable(read(page)) == ["Year Ships Men", "1912 9 371\n1913 8 370"]


def test_a_heading_that_cannot_be_read_still_ends_the_section_before_it() -> None:
    page = Page(height=700).text(50, 40, "The first part", 16).lines(50, 60, LINES)
    page.text(50, 140, "The \ufffd part", 16, "any").lines(50, 160, LINES)
    document = read(page)
    passages = passages_of(document, whose(document), Letters(), 400)
    assert [passage.section for passage in passages] == ["The first part", None]


def test_a_flagged_font_is_believed_where_its_glyphs_make_words() -> None:
    document = read(Page().lines(50, 50, LINES, font="hidden"))
    assert document.text == " ".join(LINES)
    assert document.losses == ()


def test_a_flagged_font_whose_codes_are_mere_numbers_is_not_believed() -> None:
    document = read(Page().lines(50, 50, LINES).lines(50, 120, SHIFTED, font="hidden"))
    assert quotable(document) == [" ".join(LINES)]
    (loss,) = document.losses
    assert (loss.reason, loss.pages) == (LossReason.UNREADABLE, (1,))
    assert loss.characters == sum(len(line.replace(" ", "")) for line in LINES)


def test_the_signs_of_a_mathematical_font_are_told_by_its_name() -> None:
    page = Page().text(50, 50, "Let x").text(86, 50, "6", font="signs").text(86, 50, "= y be given.")
    assert read(page).text == "Let x ≠ y be given."


def test_pages_that_are_pictures_are_named_and_the_others_are_read() -> None:
    document = read(Page().lines(50, 50, LINES), Page().picture(), Page().lines(50, 70, LINES))
    assert quotable(document) == [" ".join(LINES)] * 2
    reading = Reading.of("a.pdf", document.characters, document.losses)
    assert reading.pages_not_read == (2,)
    assert reading.characters == 2 * sum(len(line.replace(" ", "")) for line in LINES)


def test_a_page_that_is_a_picture_with_a_stamp_counts_as_one_that_was_not_read() -> None:
    scanned = Page().text(50, 580, "Scanned by the library", 8)
    scanned.drawing.insert(0, "q 400 0 0 600 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q")
    document = read(Page().lines(50, 50, LINES), scanned)
    assert "Scanned by the library" in document.text
    assert Loss(LossReason.PICTURE, 0, (2,)) in document.losses


def test_a_damaged_page_is_told_and_a_file_of_nothing_else_is_refused() -> None:
    good, bad = Page().lines(50, 50, LINES), Page().lines(50, 50, SHIFTED, font="hidden")
    assert Loss(LossReason.DAMAGED, 0, (2,)) in read(good, bad).losses
    with pytest.raises(DocumentRefused) as refused:
        read(bad)
    assert refused.value.reason is RefusalReason.NO_TEXT
    assert "fonts" in refused.value.detail


def test_what_stands_beyond_the_edge_of_the_page_is_counted() -> None:
    document = read(Page().lines(50, 50, LINES).text(50, 900, "Below it."))
    assert document.losses == (Loss(LossReason.OFF_PAGE, 8, (1,)),)


def test_a_list_whose_signs_cannot_be_read_is_a_list() -> None:
    page = Page().lines(50, 50, ["\ufffd the first thing", "\ufffd the second thing"], font="any")
    assert quotable(read(page)) == ["• the first thing", "• the second thing"]
