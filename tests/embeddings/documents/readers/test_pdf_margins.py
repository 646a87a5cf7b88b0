from __future__ import annotations

import pytest

from embeddings.documents.document import BlockKind, Document
from embeddings.documents.reading import read_content
from embeddings.settings import ReadingSettings
from tests.made.pdf import Page, pdf

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
ROMAN = ["iii", "iv", "v", "vi"]


def read(*pages: Page, labels: str = "") -> Document:
    return read_content("a.pdf", pdf(*pages, labels=labels), ReadingSettings())


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [document.slice(block) for block in document.blocks if kind in (None, block.kind)]


def cited(document: Document) -> list[str | None]:
    return [block.page for block in document.blocks if block.kind is BlockKind.PARAGRAPH]


def joined(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)


@pytest.mark.parametrize(
    "written",
    [ROMAN, ["III", "IV", "V", "VI"], ["41", "42", "43", "44"], ["- 41 -", "- 42 -", "- 43 -", "- 44 -"]],
)
def test_a_number_that_goes_up_with_the_pages_is_theirs_and_they_are_cited_by_it(written: list[str]) -> None:
    pages = [Page().lines(50, 50 + 9 * at, COLUMN).text(190, 580, number) for at, number in enumerate(written)]
    document = read(*pages)
    assert texts(document, BlockKind.FURNITURE) == written
    assert cited(document) == [number.strip("- ") for number in written]


def test_a_number_beside_a_running_head_that_changes_with_the_chapter_counts_the_page() -> None:
    pages = []
    for at, head in enumerate(["12 THE LAMP", "THE LAMP 13", "14 THE LAMP", "THE TIDE 15"]):
        pages.append(Page().text(50, 20, head, 9).lines(50, 60 + 9 * at, COLUMN))
    document = read(*pages)
    assert cited(document) == ["12", "13", "14", "15"]
    assert texts(document, BlockKind.FURNITURE) == ["12 THE LAMP", "THE LAMP 13", "14 THE LAMP", "THE TIDE 15"]


def test_a_page_between_two_numbered_ones_has_the_number_in_between_and_one_outside_has_none() -> None:
    numbers = ["", "7", "8", "", "10", "11"]
    pages = [Page().lines(50, 50 + 9 * at, COLUMN) for at in range(len(numbers))]
    for page, number in zip(pages, numbers, strict=True):
        page.text(190, 580, number)
    assert cited(read(*pages)) == [None, "7", "8", "9", "10", "11"]


def test_a_files_own_labels_count_before_what_is_printed() -> None:
    pages = [Page().lines(50, 50 + 9 * at, COLUMN).text(190, 580, str(41 + at)) for at in range(3)]
    assert cited(read(*pages, labels="<< /Nums [0 << /S /D /P (A-) >>] >>")) == ["A-1", "A-2", "A-3"]


def test_the_first_line_of_a_text_is_no_running_head_though_it_comes_again_with_other_numbers() -> None:
    pages = [Page().lines(50, 50, [f"Of {30 + 7 * at} boats that left", *COLUMN[1:]]) for at in range(4)]
    assert texts(read(*pages), BlockKind.FURNITURE) == []


def test_a_note_at_the_foot_of_every_page_is_no_running_foot() -> None:
    pages = []
    for at in range(4):
        page = Page().lines(50, 50 + 9 * at, COLUMN).lines(50, 120 + 9 * at, OTHER)
        pages.append(page.text(50, 560, f"1 See the Beacon, {at + 4} May 1911, which denies it.", 8))
    assert len(texts(read(*pages), BlockKind.FOOTNOTE)) == 4


def test_two_copies_of_one_page_have_no_running_heads() -> None:
    pages = [Page().text(50, 30, "A letter to all", 14).lines(50, 60, COLUMN) for _ in range(2)]
    assert texts(read(*pages), BlockKind.HEADING) == ["A letter to all"] * 2


def numbered(lines: list[str], first: int = 1, every: int = 1) -> Page:
    page = Page()
    for at, line in enumerate(lines):
        page.text(80, 50 + 24 * at, line)
        if (first + at) % every == 0:
            number = str(first + at)
            page.text(50 - 6 * len(number), 50 + 24 * at, number)
    return page


@pytest.mark.parametrize("every", [1, 5])
def test_the_numbers_of_lines_are_no_part_of_the_text(every: int) -> None:
    lines = [*COLUMN[:4], *OTHER, *COLUMN, *OTHER]
    document = read(numbered(lines, every=every))
    assert texts(document, BlockKind.PARAGRAPH) == [joined(lines)]
    (numbers,) = texts(document, BlockKind.FURNITURE)
    assert numbers.split() == [str(number) for number in range(1, len(lines) + 1) if number % every == 0]


def test_the_numbers_of_a_list_stay_with_its_items() -> None:
    entries = [
        f"The {word}" for word in ("lamp", "tide", "quay", "mill", "boat", "mail", "smoke", "bay", "week", "oil")
    ]
    assert "3 The quay" in read(numbered(entries)).text


def test_a_note_in_the_margin_stands_by_itself_and_the_text_runs_on_past_it() -> None:
    page = Page(width=500).lines(150, 50, [*COLUMN[:4], *OTHER])
    page.text(60, 62, "Of the mail", 7).text(60, 70, "and boats.", 7)
    document = read(page)
    assert texts(document, BlockKind.PARAGRAPH) == [joined([*COLUMN[:4], *OTHER])]
    assert texts(document, BlockKind.FOOTNOTE) == ["Of the mail and boats."]


@pytest.mark.parametrize(("letter", "rest", "said"), [("T", "HE TIDE", "THE TIDE"), ("A", "TIDE", "A TIDE")])
def test_a_large_initial_belongs_to_its_word_and_its_lines_to_one_paragraph(
    letter: str, rest: str, said: str
) -> None:
    lines = [
        "boats out of the old harbour",
        "before the tide brought them a",
        "little late home again that",
        "day.",
    ]
    page = Page().text(50, 74, letter, 43, "bold").text(76, 50, f"{rest} carried the mail")
    page.lines(76, 62, lines[:2]).lines(50, 86, lines[2:])
    assert texts(read(page)) == [f"{said} carried the mail {joined(lines[:2])} {joined(lines[2:])}"]


def test_two_lines_in_two_columns_are_read_as_the_file_has_them() -> None:
    page = Page(width=500).lines(40, 80, ["The committee read the report", "on oil and lamps."])
    page.lines(300, 80, ["It granted the money for the", "coming winter."])
    assert texts(read(page)) == [
        "The committee read the report on oil and lamps.",
        "It granted the money for the coming winter.",
    ]


def test_lines_that_end_raggedly_within_a_sentence_are_one_paragraph() -> None:
    lines = [
        "The masons had asked for their oil",
        "eleven times before",
        "the strike and on each of these",
        "they were told that it was",
        "dear and that the lamps",
        "burned too long",
    ]
    assert texts(read(Page().lines(50, 50, lines))) == [" ".join(lines)]


def test_a_hanging_second_line_belongs_to_its_entry() -> None:
    page = Page().text(50, 50, "ADA MOOR, keeper of the light at").text(70, 62, "Hollin; for the town.")
    page.text(50, 74, "BEN STOW, mason of the quarry at").text(70, 86, "Hollin; for the men.")
    assert texts(read(page)) == [
        "ADA MOOR, keeper of the light at Hollin; for the town.",
        "BEN STOW, mason of the quarry at Hollin; for the men.",
    ]


def test_chinese_lines_are_joined_without_a_blank() -> None:
    page = Page().text(50, 50, "采石场五月四日", font="any").text(50, 62, "被淹没。", font="any")
    assert read(page).text == "采石场五月四日被淹没。"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["it fell in 1911–", "12 and rose"], "it fell in 1911–12 and rose"),
        (["see https://a.example/lamp-", "keeper for it"], "see https://a.example/lamp-keeper for it"),
        (["see https://a.example/", "lamps for it"], "see https://a.example/lamps for it"),
        (["send an e-", "mail to him"], "send an e-mail to him"),
        (["a nine-", "teenth-century lamp"], "a nineteenth-century lamp"),
        (["his mother-", "in-law in town"], "his mother-in-law in town"),
        (["he lived in Baden-", "Baden then"], "he lived in Baden-Baden then"),
        (["it was allo-", "wed to all-", "owed men"], "it was allowed to allowed men"),
    ],
)
def test_lines_end_in_hyphens_dashes_and_addresses(lines: list[str], said: str) -> None:
    assert read(Page().lines(50, 50, lines)).text == said


def test_a_raised_number_near_its_word_is_part_of_it_and_a_small_one_on_the_line_is_not_raised() -> None:
    page = Page().text(50, 50, "Water boils at 10").text(50 + 17 * 6 + 3, 46.5, "3", 7).text(165, 50, "degrees in")
    page.text(231, 50, "1911", 7).text(252, 50, "there.")
    assert read(page).text == "Water boils at 10³ degrees in 1911 there."
