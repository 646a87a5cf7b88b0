from __future__ import annotations

import pytest

from embeddings.documents.document import UNATTRIBUTED, BlockKind
from embeddings.documents.readers.plain import lay_out
from embeddings.documents.reading import read_content
from embeddings.quoting.citing.citation import paragraph_of_mark
from embeddings.settings import ReadingSettings


def tied(text: str) -> list[int | None]:
    document = lay_out("a.txt", text)
    outline = tuple((block, UNATTRIBUTED) for block in document.blocks)
    notes = [block for block in document.blocks if block.kind is BlockKind.FOOTNOTE]
    return [paragraph_of_mark(text, outline, note) for note in notes]


@pytest.mark.parametrize(
    ("body", "notes", "paragraphs"),
    [
        (
            "We went out [1].\n\nThey stayed [2], all of them [3].",
            "1. In May.\n\n2. In June.\n\n3. In July.",
            [1, 2, 2],
        ),
        ("We went out¹².\n\nThey stayed¹.", "1. In May.\n\n12. In June.", [2, 1]),
        ("We went out*.\n\nThey stayed.", "* In May.", [1]),
        ("We were [10] men.", "1. In May.", [None]),
        ("We went out.", "1. In May.", [None]),
    ],
)
def test_a_note_belongs_to_the_paragraph_of_its_mark(body: str, notes: str, paragraphs: list[int | None]) -> None:
    assert tied(f"{body}\n\nNotes\n\n{notes}") == paragraphs


def test_a_note_with_a_name_belongs_to_the_paragraph_that_calls_it() -> None:
    content = b"# Lamps\n\nThey went out.\n\nThe lamp was lit.[^lamp]\n\n[^lamp]: By the keeper.\n"
    document = read_content("a.md", content, ReadingSettings())
    outline = tuple((block, UNATTRIBUTED) for block in document.blocks)
    (note,) = [block for block in document.blocks if block.kind is BlockKind.FOOTNOTE]
    assert paragraph_of_mark(document.text, outline, note) == 2
