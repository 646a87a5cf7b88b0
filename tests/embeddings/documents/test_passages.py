from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embeddings.documents.attribution import attribute
from embeddings.documents.document import BlockKind
from embeddings.documents.passages import Passage, passages_of
from embeddings.documents.readers.plain import lay_out
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import resolve

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.record.record import Record
    from embeddings.models.encoder import TokenCounter

LINES = st.sampled_from(
    [
        "Main Index | Newspaper Index", "* * *", "Stone and Bread", "Anna Berg", "Notes", "1. A note.", "> quoted",
        "From The Hammer, No. 4, May 1911, p. 2.", "A 😀 line; and more of it, to the end.", "x" * 90,
        "The men had been out since November. The snow lay deep. Nobody came; nobody wrote, or called, or sang.",
        "word " * 60, "no,end,of,it" * 12, "\u200b\u202e odd", "日本語の文です。次の文です。",
    ]
)  # fmt: skip
PAGES = st.lists(LINES, max_size=10).map("\n\n".join)


def split(text: str, counter: TokenCounter, budget: int) -> tuple[Document, list[Passage]]:
    document = lay_out("a.txt", text)
    record = resolve("a.txt", claims_of(document))
    return document, passages_of(document, attribute(document, record), counter, budget)


@given(text=PAGES | st.text(max_size=400), budget=st.sampled_from([16, 40, 200]))
@example(text="word " * 300, budget=16)
def test_passages_hold_all_text_but_furniture_once(counter: TokenCounter, text: str, budget: int) -> None:
    document, passages = split(text, counter, budget)
    covered = [0] * len(text)
    for passage in passages:
        for position in range(passage.start, passage.end):
            covered[position] += 1
    skipped = (BlockKind.FURNITURE, BlockKind.BREAK)
    for block in document.blocks:
        wanted = 0 if block.kind in skipped else 1
        visible = [position for position in range(block.start, block.end) if not text[position].isspace()]
        assert {covered[position] for position in visible} <= {wanted}


@given(text=PAGES, budget=st.sampled_from([16, 40, 200]))
def test_no_passage_is_longer_than_its_budget(counter: TokenCounter, text: str, budget: int) -> None:
    document, passages = split(text, counter, budget)
    texts = [document.text[passage.start : passage.end] for passage in passages]
    assert all(count <= budget for count in counter.count(texts))


@given(text=PAGES)
def test_a_passage_begins_and_ends_with_a_sentence_unless_one_sentence_is_too_long(
    counter: TokenCounter, text: str
) -> None:
    _, passages = split(text, counter, 200)
    for passage in passages:
        first, last = passage.sentences[0], passage.sentences[-1]
        whole = (first[0], last[1]) == (passage.start, passage.end)
        piece = first[0] <= passage.start < passage.end <= last[1]
        assert whole or piece
        assert list(passage.sentences) == sorted(set(passage.sentences))


@pytest.fixture
def seed_passages(seed: Document, seed_record: Record, counter: TokenCounter) -> list[Passage]:
    return passages_of(seed, attribute(seed, seed_record), counter, 200)


def test_a_passage_never_mixes_two_speakers(seed: Document, seed_passages: list[Passage]) -> None:
    handover = seed.text.index("* * *")
    assert all(passage.end <= handover or passage.start > handover for passage in seed_passages)


def test_a_passage_keeps_its_section_and_paragraph(seed: Document, seed_passages: list[Passage]) -> None:
    kremlin = seed.text.index("Of his own volition Leon left the Kremlin")
    (passage,) = (p for p in seed_passages if p.start <= kremlin < p.end)
    assert (passage.section, passage.paragraph, passage.headings) == ("Scorned Privileges", 5, 1)


def test_the_source_line_is_in_a_passage_and_navigation_in_none(
    seed: Document, seed_passages: list[Passage]
) -> None:
    texts = [seed.text[passage.start : passage.end] for passage in seed_passages]
    assert any("Vol.\u00a0X No.\u00a07, 16 February 1946" in text for text in texts)
    assert not any("Index |" in text or "Top of page" in text or "Last updated" in text for text in texts)


def test_a_section_is_named_by_the_path_of_its_headings(counter: TokenCounter) -> None:
    text = (
        "# Stone\n\n## Winter\n\nSnow lay deep on the road.\n\n### January\n\nIt was cold in the hut.\n\n"
        "## Spring\n\nThe men went back to work."
    )
    _, passages = split(text, counter, 16)
    assert [passage.section for passage in passages] == ["Winter", "Winter › January", "Spring"]
