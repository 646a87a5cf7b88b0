from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.documents.document import BlockKind
from embeddings.documents.readers.plain import lay_out

if TYPE_CHECKING:
    from embeddings.documents.document import Document

PAGE_LIKE = st.lists(
    st.sampled_from(
        [
            "Main Index | Newspaper Index", "Top of page", "* * *", "Anna Berg", "Stone and Bread", "(1911)",
            "From The Hammer, No. 4, May 1911, p. 2.", "Transcribed by Jo Field.", "Notes", "1. A note.",
            "> quoted", "## Marked", "AUTHOR: Anna Berg", "TITLE: Stone", "----", "\ufeff", "A 😀 line.",
            "The men had been out since November, and the snow lay deep on the quarry road all that week.",
        ]
    ),
    max_size=14,
)  # fmt: skip
SEPARATORS = st.sampled_from(["\n", "\n\n", "\n \u00a0\n", "\n\n\n\n", " \n"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    return "".join(line + draw(SEPARATORS) for line in draw(PAGE_LIKE))


@given(pages() | st.text(max_size=300))
def test_blocks_hold_every_visible_character_once_and_in_order(text: str) -> None:
    position = 0
    for block in lay_out("a.txt", text).blocks:
        assert not text[position : block.start].replace("\ufeff", "").strip()
        assert block.start < block.end
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        position = block.end
    assert not text[position:].replace("\ufeff", "").strip()


def test_the_seed_is_laid_out_as_a_reader_sees_it(seed: Document) -> None:
    kinds = [block.kind for block in seed.blocks]
    assert [seed.slice(block) for block in seed.blocks if block.kind is BlockKind.FURNITURE] == [
        "Main NI Index | Main Newspaper Index",
        "Encyclopedia of Trotskyism | Marxists’ Internet Archive",
        "Top of page",
        "Main Militant Index | Main Newspaper Index",
        "Encyclopedia of Trotskyism | Marxists’ Internet Archive",
        "Last updated on 24 September 2018",
    ]
    assert [seed.slice(block) for block in seed.blocks if block.kind is BlockKind.HEADING] == [
        "In Memory of Leon Sedov –\nHeroic Revolutionary Fighter",
        "Scorned Privileges",
        "Independent Figure",
    ]
    assert kinds.count(BlockKind.BREAK) == 3
    assert kinds.count(BlockKind.PARAGRAPH) == 13


def test_paragraphs_are_numbered_from_the_first_of_the_text_proper(seed: Document) -> None:
    numbered = {block.number: seed.slice(block) for block in seed.blocks if block.number is not None}
    assert list(numbered) == list(range(1, 14))
    assert numbered[1].startswith("Today the thinking youth")
    assert numbered[13].startswith("Revolutionary youth of all countries!")


def test_notes_after_their_heading_are_footnotes() -> None:
    page = lay_out("a.txt", "The men went out [1].\n\nThey came back.\n\nNotes\n\n1. In 1911.\n\n2. In 1912.")
    assert [block.kind for block in page.blocks][-3:] == [
        BlockKind.HEADING,
        BlockKind.FOOTNOTE,
        BlockKind.FOOTNOTE,
    ]


def test_a_short_sentence_is_not_a_heading() -> None:
    page = lay_out("a.txt", "They came back.\n\nIt was a long winter, and the men had been out since November.")
    assert [block.kind for block in page.blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


LONG = "The men had been out since November, and the snow lay deep on the quarry road all that week and the next."
P, H, M, N, ITEM, B = (
    BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.METADATA, BlockKind.FOOTNOTE, BlockKind.LIST_ITEM,
    BlockKind.BREAK,
)  # fmt: skip


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    page = lay_out("a.txt", text)
    return [(block.kind, page.slice(block)) for block in page.blocks]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Stone and Bread\n\nby Anna Berg", [(H, "Stone and Bread"), (M, "by Anna Berg")]),
        ("Anna Berg\nStone and Bread", [(M, "Anna Berg"), (H, "Stone and Bread")]),
        ("Stone and Bread\n\n12 juin 1911", [(H, "Stone and Bread"), (M, "12 juin 1911")]),
        (
            "Stone and Bread\n\nAnna Berg\n\nChapter One",
            [(H, "Stone and Bread"), (M, "Anna Berg"), (H, "Chapter One")],
        ),
        ("The Strike of 1911", [(H, "The Strike of 1911")]),
        ("We met at dawn.", [(P, "We met at dawn.")]),
        ("Dear Anna,", [(P, "Dear Anna,")]),
        ("and so it went on", [(P, "and so it went on")]),
    ],
)
def test_what_stands_over_a_text_is_no_paragraph_of_it(
    opening: str, expected: list[tuple[BlockKind, str]]
) -> None:
    assert kinds(f"{opening}\n\n{LONG}") == [*expected, (P, LONG)]


def test_a_title_below_the_line_that_says_where_the_text_is_from_is_no_paragraph() -> None:
    source = "Source: The Hammer, Vol. 1 No. 41, 3 May 1911, p. 2."
    assert kinds(f"{source}\n\nA Survey of Stones\n\nby Anna Berg\n\n{LONG}") == [
        (M, source), (H, "A Survey of Stones"), (M, "by Anna Berg"), (P, LONG),
    ]  # fmt: skip


def test_a_list_of_short_lines_has_no_title() -> None:
    assert {kind for kind, _ in kinds("Bread\n\nStones\n\nWine\n\nOil")} <= {P, H}
    assert [
        block.level for block in lay_out("a.txt", "Bread\n\nStones\n\nWine\n\nOil").blocks if block.level == 1
    ] == []


@pytest.mark.parametrize("line", ["* * *", "***", "---", "•••", "⁂", "❦", "———", "~ ~ ~", "§", "…", "✻ ✻ ✻"])
def test_an_ornament_parts_two_stretches_of_text(line: str) -> None:
    assert kinds(f"{LONG}\n\n{line}\n\n{LONG}") == [(P, LONG), (B, line), (P, LONG)]


@pytest.mark.parametrize("line", ["?", "“”", "12", "- a", "* See below."])
def test_a_short_line_with_words_is_no_ornament(line: str) -> None:
    assert (B, line) not in kinds(f"{LONG}\n\n{line}\n\n{LONG}")


@pytest.mark.parametrize(
    "heading", ["Notes", "FOOTNOTES:", "Notes by Jo Field", "Fußnoten", "Примечания", "Notas"]
)
@pytest.mark.parametrize("mark", ["1.", "[1]", "(1)", "¹", "*", "1)", "[^1]:"])
def test_notes_under_their_heading_are_known_by_any_mark(heading: str, mark: str) -> None:
    assert kinds(f"{LONG}\n\n{heading}\n\n{mark} In May.\n\nAnd in June.")[1:] == [
        (H, heading), (N, f"{mark} In May."), (N, "And in June."),
    ]  # fmt: skip


def test_what_tells_of_the_text_below_its_notes_is_no_note() -> None:
    below = "Transcribed by Jo Field."
    assert kinds(f"{LONG}\n\nNotes\n\n1. In May.\n\n{below}")[-1] == (BlockKind.METADATA, below)
    assert kinds(f"{LONG}\n\nNotes\n\n1. In May.\n\n\n{LONG}")[-1] == (P, LONG)
    assert kinds(f"{LONG}\n\nNotes\n\n1. In May.\n\nChapter Two\n\n{LONG}")[-1] == (P, LONG)


def test_items_that_follow_each_other_without_blank_lines_are_parted() -> None:
    assert kinds(f"{LONG}:\n- bread\n- stones\n  and gravel") == [
        (P, f"{LONG}:"), (ITEM, "- bread"), (ITEM, "- stones\n  and gravel"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["M. Berg came.", "A. Berg came.", "so. It ended.", "— Bread, she said."])
def test_initials_words_and_dashes_are_no_marks_of_items(words: str) -> None:
    assert kinds(f"{LONG}\n\n{words}\n\n{LONG}")[1] == (P, words)


def test_bare_numbers_head_the_parts_of_a_text() -> None:
    text = "On Lamps\n\nI\n\nThe lamps were lit.\n\nII\n\nThe lamps went out, and nobody lit them.\n"
    kinds = [block.kind for block in lay_out("lamps.txt", text).blocks]
    assert [kind for kind in kinds if kind is not BlockKind.PARAGRAPH] == [BlockKind.HEADING] * (len(kinds) - 2)
