from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from embeddings.documents.document import BlockKind
from embeddings.documents.layout import lay_out

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
