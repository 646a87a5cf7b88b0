"""Changes to a text, all counted in the text as it was typed, so that rules do not disturb each other.

What stands between quotation marks is found here as well: nothing may change it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Stand-ins, one a character, so that offsets stay. Both are private to whoever writes them, so none is lost.
QUOTED, NAMED = "\ue001", "\ue000"
_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([?!.,;:])")
_DOUBLED = re.compile(r"[,;:\-–—](?:\s?[,;:])+")
_STOPPED = re.compile(r"\s?[,;:\-–—]{1,8}\s?([?!.])")
_EDGE = " \t\r\n,;:-–—."
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


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """Characters ``[start, end)``, and what stands in their place."""

    start: int
    end: int
    instead: str = ""

    def meets(self, other: Cut) -> bool:
        """Say whether two cuts share a character."""
        return self.start < other.end and other.start < self.end


def hidden(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    """Return a text with each span's characters replaced by a mark, its length unchanged."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = mark * (end - start)
    return "".join(letters)


def compatible(cuts: Iterable[Cut]) -> list[Cut]:
    """Return the cuts without those that share a character with an earlier one."""
    kept: list[Cut] = []
    for cut in cuts:
        if not any(cut.meets(other) for other in kept):
            kept.append(cut)
    return kept


def applied(text: str, cuts: Iterable[Cut], quoted: Iterable[tuple[int, int]] = ()) -> str:
    """Return a text after its cuts, without the marks and spaces they left; `quoted` spans stay verbatim.

    A text that nothing is cut from is returned as it is.
    """
    changes = sorted(compatible(cuts))
    if not changes:
        return text
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(quoted):
        pieces += [(_cut(text, at, start, changes), False), (text[start:end], True)]
        at = end
    pieces.append((_cut(text, at, len(text), changes), False))
    kept = [piece for piece, verbatim in pieces if verbatim]
    joined = "".join(QUOTED if verbatim else piece.replace(QUOTED, " ") for piece, verbatim in pieces)
    first, *rest = _tidied(joined).split(QUOTED)
    return first + "".join(quote + after for quote, after in zip(kept, rest, strict=True))


def _cut(text: str, start: int, end: int, changes: list[Cut]) -> str:
    pieces, at = [], start
    for change in changes:
        if start <= change.start and change.end <= end:
            pieces += [text[at : change.start], change.instead]
            at = change.end
    return "".join([*pieces, text[at:end]])


def _tidied(text: str) -> str:
    text = _DOUBLED.sub(",", _SPACE.sub(" ", text))
    text = _STOPPED.sub(r"\1", _BEFORE_MARK.sub(r"\1", text))
    return text.lstrip(_EDGE + "?!").rstrip(" \t\r\n,;:-–—")


def compiled(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a rule with its runs of white space bounded, so that no input makes it try them all over again."""
    return re.compile(pattern.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,3}"), flags)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks, the marks included, in order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def quoted_phrases(text: str) -> tuple[str, ...]:
    """Return what is quoted, without the marks."""
    return tuple(text[start + 1 : end - 1] for start, end in quoted_spans(text))
