"""What a question quotes: words between quotation marks, which nothing may change."""

from __future__ import annotations

import re

_LONGEST = 600
_APOSTROPHES = "'’"
_PAIRS = (
    rf'"([^"]{{1,{_LONGEST}}})"',
    rf"“([^“”]{{1,{_LONGEST}}})”",
    rf"„([^„“”]{{1,{_LONGEST}}})[“”]",
    rf"«([^«»]{{1,{_LONGEST}}})»",
    rf"»([^«»]{{1,{_LONGEST}}})«",
    rf"「([^「」]{{1,{_LONGEST}}})」",
    rf"『([^『』]{{1,{_LONGEST}}})』",
    # Single marks are apostrophes, too: a quote opens after a space and closes before none, letters on the inside.
    rf"(?<!\w)['‘](?=\S)((?:[^'‘’]|(?<=\w)[{_APOSTROPHES}](?=\w)){{2,{_LONGEST}}})(?<=\S)['’](?!\w)",
)
_QUOTED = re.compile("|".join(_PAIRS))


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks, the marks included, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def quoted_phrases(text: str) -> tuple[str, ...]:
    """Return what is quoted, without the marks."""
    return tuple(text[start + 1 : end - 1] for start, end in quoted_spans(text))
