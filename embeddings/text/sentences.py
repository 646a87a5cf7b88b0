"""Sentence boundaries with exact offsets.

sentencex finds them; what is joined again here are the boundaries it sets after the abbreviations of
citations, where a number or numeral follows ("Vol. X", "pp. 102").
"""

from __future__ import annotations

import re
from functools import cache

import sentencex

from embeddings.text.languages import pattern_of, words

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
