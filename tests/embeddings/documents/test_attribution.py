from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.attribution import attribute
from embeddings.documents.claims import claims_of
from embeddings.documents.document import Attribution, Role
from embeddings.documents.layout import lay_out
from embeddings.documents.record import resolve

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.record import Record

HEAD = "Anna Berg\n\nStone and Bread\n\nFrom The Hammer, No. 4, May 1911, p. 2.\n\n"


def speakers(text: str) -> dict[str, Attribution]:
    document = lay_out("a.txt", text)
    attributions = attribute(document, resolve("a.txt", claims_of(document)))
    return {document.slice(block): whose for block, whose in zip(document.blocks, attributions, strict=True)}


def test_the_seeds_introduction_is_the_editors_and_the_rest_trotskys(seed: Document, seed_record: Record) -> None:
    whose = dict(zip((seed.slice(block)[:20] for block in seed.blocks), attribute(seed, seed_record), strict=True))
    editors = Attribution(Role.EDITOR, "The editors of The Militant")
    trotsky = Attribution(Role.AUTHOR, "Leon Trotsky")
    assert whose["Today the thinking y"] == editors
    assert whose["The GPU, Stalin’s se"] == editors
    assert whose["While but a child – "] == trotsky
    assert whose["Revolutionary youth "] == trotsky
    assert whose["From The Militant, V"].role is Role.TRANSCRIBER


@pytest.mark.parametrize(
    "handover",
    [
        "She wrote the tribute from which we reprint the following excerpts:",
        "We here publish the greater part of it.",
        "Her last letter, which we print below:",
    ],
)
def test_an_introduction_that_hands_over_is_the_editors(handover: str) -> None:
    whose = speakers(f"{HEAD}Anna Berg died in May. {handover}\n\n* * *\n\nI was born in a quarry.")
    assert whose[f"Anna Berg died in May. {handover}"] == Attribution(Role.EDITOR, "The editors of The Hammer")
    assert whose["I was born in a quarry."] == Attribution(Role.AUTHOR, "Anna Berg")


def test_an_author_who_says_we_print_is_still_the_author() -> None:
    whose = speakers(f"{HEAD}We print our own bread tickets here. Nobody minds.\n\nI was born in a quarry.")
    assert whose["We print our own bread tickets here. Nobody minds."].role is Role.AUTHOR


def test_a_page_that_names_no_author_has_unknown_speakers() -> None:
    whose = speakers("I was born in a quarry, and the dust of it is in my lungs to this day.")
    assert set(whose.values()) == {Attribution(Role.UNKNOWN)}


def test_notes_and_quotations_are_not_the_authors() -> None:
    whose = speakers(f"{HEAD}I was born in a quarry.\n\n> We were all born there.\n\nNotes\n\n1. In 1871.")
    assert whose["> We were all born there."].role is Role.QUOTED
    assert whose["1. In 1871."].role is Role.FOOTNOTE
