from __future__ import annotations

import pytest

from embeddings.documents.document import BlockKind
from embeddings.documents.furniture import is_furniture
from embeddings.documents.readers.plain import lay_out


@pytest.mark.parametrize(
    "line",
    [
        "Main NI Index | Main Newspaper Index",
        "Encyclopedia of Trotskyism | Marxists’ Internet Archive",
        "MIA > Archive > Connolly",
        "Top of page",
        "Top of the page",
        "Last updated on 24 September 2018",
        "Back to the Daniel De Leon Internet Archive",
        "Chapter Four | Chapter Six",
        "← Previous",
        "[Next chapter]",
        "Zum Seitenanfang",
        "« zurück",
        "Page précédente | Sommaire | Page suivante",
        "Volver arriba",
        "Torna su",
        "Наверх",
        "Назад | Содержание | Далее",
    ],
)
def test_navigation_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "From The Militant, Vol. X No. 7, 16 February 1946, p. 6.",
        "The Militant, 24 February 1945",
        "(February 1938)",
        "Transcribed & marked up by Einde O’Callaghan for ETOL.",
        "If early in the morning you go on top of some house and look eastward.",
        "a > b | b > c",
        "Next for shaving.",
        "The archives were stolen in the night.",
        "Home",
        "Chapter Four",
        "Next",
        "Lamp | Oil",
        "",
    ],
)
def test_what_a_reader_may_ask_for_is_not(line: str) -> None:
    assert not is_furniture(line)


EDITION = """The Project Gutenberg eBook, The Lamps, by Anna Berg

This eBook is for the use of anyone anywhere at no cost.

Title: The Lamps
       A Tale of the Quay

Author: Anna Berg

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE LAMPS ***

THE LAMPS

by Anna Berg

CHAPTER I

The lamps along the quay were lit by a boy of nine.

CHAPTER II

On the second evening he came an hour late.

*** END OF THE PROJECT GUTENBERG EBOOK THE LAMPS ***

You may copy it, give it away or re-use it.
"""


def test_what_a_free_edition_puts_round_a_book_is_furniture() -> None:
    document = lay_out("lamps.txt", EDITION)
    kept = [document.slice(block) for block in document.blocks if block.kind is not BlockKind.FURNITURE]
    assert not any("eBook" in text or "copy it" in text or "Language" in text for text in kept)
    paragraphs = [document.slice(block) for block in document.blocks if block.number]
    assert paragraphs == [
        "The lamps along the quay were lit by a boy of nine.",
        "On the second evening he came an hour late.",
    ]
