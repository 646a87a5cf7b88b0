"""What scholars do to the words they quote, and say so: leave out, put in, explain.

A quotation is read into pieces, parted by ellipses. A piece is words and marks in their order, among them what
stands in square brackets: a letter changed ("[T]he"), a word put in or put for another ("[Lenin]"), "[sic]".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from embeddings.quoting.checking.tokens import Kind, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Convention(StrEnum):
    """What was done to the words of a source, openly."""

    ELLIPSIS = "ellipsis"  # words left out, with an ellipsis in their place
    INSERTION = "insertion"  # words in brackets that the source has not
    REPLACEMENT = "replacement"  # words in brackets for others of the source
    LETTER = "bracketed letter"  # "[T]he": a letter of another size, or letters completed
    SIC = "sic"
    NOTE_MARK = "note mark"  # left out, or put in
    EMPHASIS = "emphasis"  # signs of italics or bold, in the one or the other
    END_MARK = "end punctuation"  # another mark than the source's at the end, or before an ellipsis
    QUOTATION_MARKS = "inner quotation marks"  # single for double, or the other way round
    LINE_END = "line-end hyphen"
    PARAGRAPHS = "paragraph marks"  # a quotation mark at the beginning of each paragraph
    REFERENCE = "reference"  # where the words are said to be from


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands in square brackets."""

    text: str  # what is inside
    tokens: tuple[Token, ...]  # of it, brackets included
    inner: tuple[Token, ...]  # brackets left out
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word with letters in brackets: "[T]he", "walk[ed]"."""

    level: str  # with those letters
    plain: str  # without them
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sic:
    """A sign that the source is like that."""

    start: int
    end: int


Element = Token | Bracket | Spelled | Sic


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and marks between two ellipses, characters ``[start, end)`` of the quotation."""

    elements: tuple[Element, ...]
    start: int
    end: int

    @property
    def words(self) -> int:
        """Return how many words it has for certain."""
        return sum(isinstance(one, Spelled) or (isinstance(one, Token) and one.is_word) for one in self.elements)


_BRACKETS = re.compile(r"\[([^\[\]\n]{0,80})\]")
_SIC = re.compile(r"\s*sic\s*[!?.]?\s*", re.IGNORECASE)
_SIC_ROUND = re.compile(r"\(\s*sic\s*[!?.]?\s*\)", re.IGNORECASE)
_DOTS = re.compile(r"\s*(?:…|\.(?:\s?\.){2,3})\s*")
_ROUND_DOTS = re.compile(r"\(\s*(?:…|\.(?:\s?\.){2,3})\s*\)")
_NOTE = re.compile(r"\d{1,3}|[*†‡]{1,3}")
MOST_BRACKETS = 40  # of one quotation; further ones are words like any other
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")


def pieces_of(quotation: str) -> list[Piece]:
    """Return the pieces of a quotation that hold anything."""
    found: list[Piece] = []
    current: list[Element] = []
    for element in _elements(quotation):
        if isinstance(element, Token) and element.kind is Kind.GAP:
            found += _piece(current)
            current = []
        else:
            current.append(element)
    return [*found, *_piece(current)]


def _piece(elements: list[Element]) -> list[Piece]:
    if not any(isinstance(one, Spelled) or (isinstance(one, Token) and one.is_word) for one in elements):
        return []
    return [Piece(tuple(elements), elements[0].start, elements[-1].end)]


def _elements(quotation: str) -> Iterator[Element]:
    """Yield what a quotation is made of; an ellipsis, in brackets or not, is one token."""
    special: list[tuple[int, int, Element]] = [
        (*match.span(), Token("...", *match.span(), Kind.GAP)) for match in _ROUND_DOTS.finditer(quotation)
    ]
    special += [(*match.span(), Sic(*match.span())) for match in _SIC_ROUND.finditer(quotation)]
    for match in _BRACKETS.finditer(quotation):
        start, end = match.span()
        inside = match[1]
        if _DOTS.fullmatch(inside):
            special.append((start, end, Token("...", start, end, Kind.GAP)))
        elif _SIC.fullmatch(inside):
            special.append((start, end, Sic(start, end)))
        elif _NOTE.fullmatch(inside):
            continue  # a note's mark is a token
        elif (spelled := _spelled(quotation, match)) is not None:
            special.append((spelled.start, spelled.end, spelled))
        else:
            whole, inner = tokens_of(quotation, start, end), tokens_of(quotation, start + 1, end - 1)
            special.append((start, end, Bracket(inside, tuple(whole), tuple(inner), start, end)))
    at = 0
    for number, (start, end, element) in enumerate(sorted(special, key=lambda one: one[:2])):
        if start < at or number > MOST_BRACKETS:
            continue
        yield from tokens_of(quotation, at, start)
        yield element
        at = end
    yield from tokens_of(quotation, at)


def _spelled(quotation: str, match: re.Match[str]) -> Spelled | None:
    """Return the word that brackets stand inside of, None where they stand apart."""
    if not match[1].isalpha():
        return None
    before = _WORD_BEFORE.search(quotation, max(0, match.start() - 40), match.start())
    after = _WORD_AFTER.match(quotation, match.end())
    left, right = before[0] if before else "", after[0] if after else ""
    if not left and not right:
        return None
    whole, plain = (
        "".join(token.level for token in tokens_of(text)) for text in (left + match[1] + right, left + right)
    )
    return Spelled(whole, plain, match.start() - len(left), match.end() + len(right))
