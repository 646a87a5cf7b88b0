"""Sentence boundaries with exact offsets.

sentencex finds them; what is joined again here are the boundaries it sets after the abbreviations of
citations, where a number or numeral follows ("Vol. X", "pp. 102").
"""

from __future__ import annotations

import re

import sentencex

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:vol|vols|no|nos|p|pp|cf|ch|chap|fol|ff|fig|ed|eds|viz|approx|ca|c|col|par|sec|art)\.\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9IVXLCDM]+\b")


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


def _piece(piece: str, offset: int, language: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for boundary in sentencex.get_sentence_boundaries(language, piece):
        left, right = boundary["start_index"], boundary["end_index"]
        words = piece[left:right]
        left += len(words) - len(words.lstrip())
        right -= len(words) - len(words.rstrip())
        if left >= right:
            continue
        previous = spans[-1][1] if spans else 0
        if spans and _NUMBER.match(piece, left) and _ABBREVIATION.search(piece[max(0, previous - 12) : previous]):
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
