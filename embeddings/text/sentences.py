"""Sentence boundaries with exact offsets.

sentencex finds them; what is joined again here are the boundaries it sets after the abbreviations of
citations, where a number or numeral follows ("Vol. X", "pp. 102").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import sentencex

from embeddings.text.characters import DOUBLE_QUOTES, QUOTES
from embeddings.text.languages import pattern_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

_NUMBER = re.compile(r"[0-9IVXLCDM]+\b")


@cache
def _abbreviation() -> re.Pattern[str]:
    # One letter that abbreviates in another language may be an initial here.
    longer = frozenset(word for word in words("abbreviations") if len(word) > 1)
    known = pattern_of(words("abbreviations", "en"), longer)
    return re.compile(rf"(?:^|[\s(\[])(?:{known})\.\s*$", re.IGNORECASE)


# Nested opening quotes cost the segmenter quadratic time, so it is never handed more than this at once.
LONGEST_PIECE = 20_000
_LIKELY_EDGE = re.compile(r"[.!?]\s(?=\S)|\n")


def sentences(text: str, start: int, end: int, language: str = "en") -> list[tuple[int, int]]:
    """Return the sentences of ``text[start:end]`` as spans ``[start, end)`` of `text`, white space trimmed.

    Together they hold every character of the slice that is not white space, once and in order.
    """
    spans: list[tuple[int, int]] = []
    while start < end:
        cut = _cut(text, start, end)
        spans.extend(_piece(text[start:cut], start, language))
        start = cut
    return spans


LONG = 250  # characters
_MARKS = str.maketrans(dict.fromkeys('()[]"' + DOUBLE_QUOTES, " "))
_OPENED = re.compile(rf"(?:[(\[{re.escape(QUOTES)}](?!\s))*$")


def parted(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans of a text's sentences, a long one parted inside its brackets and quotation marks.

    A note in brackets, or a speech in quotation marks, is one sentence to who looks for the edge of a quote, and
    many to who reads it.
    """
    return [part for span in spans for part in (_inner(text, span) if span[1] - span[0] > LONG else (span,))]


def _inner(text: str, span: Span) -> list[Span]:
    start, end = span
    piece = text[start : min(end, start + LONGEST_PIECE)]
    starts = [start]
    for found, _ in _piece(piece.translate(_MARKS), start, "en")[1:]:
        begins = found - len(_OPENED.findall(text[start:found])[0])
        edge = text[start:begins].rstrip()
        if not text[found].islower() and edge.rstrip(f")]{QUOTES}").endswith((".", "!", "?", "…")):
            starts.append(begins)
    stops = [start + len(text[start:begins].rstrip()) for begins in starts[1:]] + [end]
    return [pair for pair in zip(starts, stops, strict=True) if pair[0] < pair[1]]


def _piece(piece: str, offset: int, language: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for boundary in sentencex.get_sentence_boundaries(language, piece):
        left, right = boundary["start_index"], boundary["end_index"]
        shown = piece[left:right]
        left += len(shown) - len(shown.lstrip())
        right -= len(shown) - len(shown.rstrip())
        if left >= right:
            continue
        previous = spans[-1][1] if spans else 0
        if (
            spans
            and _NUMBER.match(piece, left)
            and _abbreviation().search(piece[max(0, previous - 12) : previous])
        ):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return [(offset + left, offset + right) for left, right in spans]


def _cut(text: str, start: int, end: int) -> int:
    """Return where to end a piece: at `end`, or after the last likely sentence edge within reach."""
    if end - start <= LONGEST_PIECE:
        return end
    reach = start + LONGEST_PIECE
    edges = [match.end() for match in _LIKELY_EDGE.finditer(text, start + LONGEST_PIECE // 2, reach)]
    space = text.rfind(" ", start, reach) + 1
    return edges[-1] if edges else max(space, 0) or reach
