from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.document import UNATTRIBUTED
from embeddings.documents.passages import Passage
from embeddings.documents.sentences import sentences
from embeddings.quoting.selection import Excerpt, select

if TYPE_CHECKING:
    from embeddings.models.encoder import Encoder

TEXT = (
    "Stone and Bread\n\nThe mill burned in 1907. Nobody was hurt. The quarry at Hollin was flooded by the river "
    "in March 1911. The men were paid off. They left for the coast."
)


def chosen(encoder: Encoder, question: str, limit: int, headings: int = 1) -> tuple[str, str]:
    spans = tuple(sentences(TEXT, 0, 15) + sentences(TEXT, 15, len(TEXT)))
    excerpt = Excerpt(TEXT, Passage(0, len(TEXT), spans, UNATTRIBUTED, headings))
    (selection,) = select([excerpt], question, encoder.encode_query(question), encoder, limit)
    start, end = selection.highlight
    return TEXT[selection.start : selection.end], TEXT[start:end]


QUARRY = "The quarry at Hollin was flooded by the river in March 1911."


def test_the_sentence_that_answers_is_highlighted(encoder: Encoder) -> None:
    assert chosen(encoder, "When was the quarry flooded?", 1000)[1] == QUARRY
    assert chosen(encoder, "What happened to the mill?", 1000)[1] == "The mill burned in 1907."


@pytest.mark.parametrize(
    ("limit", "quoted"),
    [
        (1, QUARRY),
        (len(QUARRY) + 25, f"{QUARRY} The men were paid off."),
        (1000, TEXT[17:]),
    ],
)
def test_a_quote_is_whole_sentences_around_it_within_the_limit(encoder: Encoder, limit: int, quoted: str) -> None:
    assert chosen(encoder, "When was the quarry flooded?", limit)[0] == quoted


def test_a_heading_is_not_quoted_with_its_text_but_alone_if_there_is_none(encoder: Encoder) -> None:
    assert not chosen(encoder, "stone and bread", 1000)[0].startswith("Stone")
    excerpt = Excerpt(TEXT, Passage(0, 15, ((0, 15),), UNATTRIBUTED, 1))
    (selection,) = select([excerpt], "bread", encoder.encode_query("bread"), encoder, 900)
    assert TEXT[selection.start : selection.end] == "Stone and Bread"
