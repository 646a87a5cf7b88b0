"""Hold the pieces of a quotation against a text, word for word, and say which conventions explain the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.quoting.checking.conventions import Bracket, Convention, Sic, Spelled
from embeddings.quoting.checking.tokens import PASSING, Kind, Token, parted_at_line_end, tokens_of
from embeddings.text.characters import DOUBLE_QUOTES
from embeddings.text.languages import words as words_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from embeddings.quoting.checking.conventions import Element, Piece

FAR, NEAR, FEW = 4000, 600, 3  # characters an ellipsis may stand for; before a piece of fewer words
MOST_TRIES = 5000  # readings of brackets in one stretch: many, one after another, can be read in too many ways
REPLACED = 8  # words of the source that one bracket may stand for
_PASSED = {Kind.NOTE: Convention.NOTE_MARK, Kind.EMPHASIS: Convention.EMPHASIS}
_END_MARKS = frozenset(".,;:!?")


@dataclass(frozen=True, slots=True)
class Met:
    """A convention, what it has in the quotation, and what of the source it stands for: ``[start, end)``."""

    convention: Convention
    quoted: str
    source: str
    start: int
    end: int

    @property
    def turns(self) -> bool:
        """Say whether words that deny were left out, put in or exchanged: the meaning may be another."""
        if self.convention not in {Convention.ELLIPSIS, Convention.INSERTION, Convention.REPLACEMENT}:
            return False
        return _denials(self.quoted) != _denials(self.source)


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``[start, end)`` of a text that a quotation was taken from, and how."""

    start: int
    end: int
    met: tuple[Met, ...]  # in order


def matches_of(quotation: str, pieces: Sequence[Piece], text: str, start: int, end: int) -> list[Match]:
    """Return where all pieces stand in ``text[start:end]``, one after the other, none overlapping another."""
    source = Source(text, start, end)
    found: list[Match] = []
    for first in _places(quotation, pieces[0], source):
        if found and source.tokens[first.begin].start < found[-1].end:
            continue
        if (chain := _chained(quotation, pieces, source, first)) is not None:
            found.append(chain)
    return found


class Source:
    """A stretch of a text as tokens, and where each word stands among them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.tries = MOST_TRIES
        self.tokens = tokens_of(text, start, end)
        self.at: dict[str, list[int]] = {}
        for number, token in enumerate(self.tokens):
            self.at.setdefault(token.level, []).append(number)

    def met(self, convention: Convention, said: str, first: int, stop: int) -> Met:
        """Return a convention that stands for tokens [first, stop)."""
        span = self.between(first, stop)
        return Met(convention, said, self.text[slice(*span)], *span)

    def between(self, first: int, stop: int) -> tuple[int, int]:
        """Return the characters of tokens [first, stop); of none, the place before the first."""
        if first < stop:
            return self.tokens[first].start, self.tokens[stop - 1].end
        at = self.tokens[first].start if first < len(self.tokens) else self.tokens[-1].end
        return at, at


@dataclass(frozen=True, slots=True)
class _Place:
    """Tokens [begin, stop) of a source that a piece was taken from."""

    begin: int
    stop: int
    met: tuple[Met, ...]


def _chained(quotation: str, pieces: Sequence[Piece], source: Source, first: _Place) -> Match | None:
    """Return the match that begins with a place of the first piece, each further piece at its nearest place."""
    met, stop = list(first.met), first.stop
    for before, piece in pairwise(pieces):
        reach = FAR if piece.words >= FEW else NEAR
        here = source.tokens[stop - 1].end
        following = next(
            (
                place
                for place in _places(quotation, piece, source, stop)
                if source.tokens[place.begin].start - here <= reach
            ),
            None,
        )
        if following is None:
            return None
        dots = quotation[before.end : piece.start].strip()
        met.append(source.met(Convention.ELLIPSIS, dots, stop, following.begin))
        met += following.met
        stop = following.stop
    return Match(source.tokens[first.begin].start, source.tokens[stop - 1].end, tuple(met))


def _places(quotation: str, piece: Piece, source: Source, since: int = 0) -> Iterator[_Place]:
    """Yield where a piece stands from a token on, in order."""
    elements = list(piece.elements)
    lead: list[Element] = []
    # Brackets and marks before the first word find their place once that is found.
    while not _is_word(elements[0]):
        lead.append(elements.pop(0))
    first = elements[0]
    levels = {first.level, first.plain} if isinstance(first, Spelled) else {first.level}  # type: ignore[union-attr] # a word
    joined = parted_at_line_end(quotation, [one for one in elements[:3] if isinstance(one, Token)], 0)
    levels |= {joined} if joined else set()
    starts = sorted({at for level in levels for at in source.at.get(level, ())} | set(_parted(source, levels)))
    for begin in starts:
        if begin < since:
            continue
        read = _read(quotation, elements, source, begin)
        if read is not None:
            stop, met = read
            ahead, met_ahead = _lead(quotation, lead, source, begin, since)
            yield _Place(ahead, stop, (*met_ahead, *met))


def _parted(source: Source, levels: set[str]) -> Iterator[int]:
    """Yield the tokens at which a word begins that a line's end parts."""
    for hyphen in source.at.get("-", ()):
        word = parted_at_line_end(source.text, source.tokens, hyphen - 1) if hyphen else None
        if word in levels:
            yield hyphen - 1


def _is_word(element: Element) -> bool:
    return isinstance(element, Spelled) or (isinstance(element, Token) and element.is_word)


def _lead(quotation: str, lead: list[Element], source: Source, begin: int, since: int) -> tuple[int, list[Met]]:
    """Return where a match begins with what stands before its first word, and what was met there."""
    met: list[Met] = []
    at = begin
    for element in reversed(lead):
        said = quotation[element.start : element.end]
        here = source.tokens[at - 1] if at > since else None
        if isinstance(element, Token):
            if here is not None and here.level == element.level:
                at -= 1
            elif element.kind in PASSING:
                met.insert(0, source.met(_PASSED[element.kind], said, at, at))
        elif isinstance(element, Bracket) and (size := _stands_before(element, source, at, since)):
            met.insert(0, source.met(Convention.LETTER, said, at - size, at))
            at -= size
        elif isinstance(element, Bracket):
            # Which words it stands for cannot be told; the one before the first word is shown.
            taken = at - 1 if here is not None and here.is_word else at
            kind = Convention.REPLACEMENT if taken < at else Convention.INSERTION
            met.insert(0, source.met(kind, said, taken, at))
        else:
            met.insert(0, source.met(Convention.SIC, said, at, at))
    return at, met


def _stands_before(bracket: Bracket, source: Source, at: int, since: int) -> int:
    """Return how many tokens before one are what a bracket holds, 0 where others stand there."""
    size = len(bracket.inner)
    before = source.tokens[max(at - size, since) : at]
    return size if [one.level for one in before] == [one.level for one in bracket.inner] else 0


def _read(
    quotation: str, elements: Sequence[Element], source: Source, at: int, number: int = 0
) -> tuple[int, list[Met]] | None:
    """Return where the elements from a number on end in the source, and what was met; None where they differ."""
    met: list[Met] = []
    while number < len(elements):
        element = elements[number]
        if isinstance(element, Bracket):
            rest = _bracketed(quotation, elements, source, at, number)
            return None if rest is None else (rest[0], met + rest[1])
        step = _agreeing(quotation, elements, source, at, number) or _passing(
            quotation, elements, source, at, number
        )
        if step is None:
            return None
        at, number = at + step.source, number + step.quoted
        met += [step.met] if step.met else []
    return at, met


@dataclass(frozen=True, slots=True)
class _Step:
    """How many tokens of the source and elements of the quotation go together, and what was met."""

    source: int
    quoted: int
    met: Met | None = None


def _agreeing(quotation: str, elements: Sequence[Element], source: Source, at: int, number: int) -> _Step | None:
    """Return the step over an element that is the source's next word or mark, else None."""
    element = elements[number]
    said = quotation[element.start : element.end]
    if isinstance(element, Sic):
        return _Step(0, 1, source.met(Convention.SIC, said, at, at))
    here = source.tokens[at] if at < len(source.tokens) else None
    if isinstance(element, Spelled):
        fits = here is not None and here.level in {element.level, element.plain}
        return _Step(1, 1, source.met(Convention.LETTER, said, at, at + 1)) if fits else None
    assert isinstance(element, Token)
    if here is not None and here.level == element.level:
        differ = here.kind is Kind.QUOTE and _is_double(said) != _is_double(source.text[here.start : here.end])
        return _Step(1, 1, source.met(Convention.QUOTATION_MARKS, said, at, at + 1) if differ else None)
    if element.is_word and parted_at_line_end(source.text, source.tokens, at) == element.level:
        return _Step(3, 1, source.met(Convention.LINE_END, said, at, at + 3))
    ahead = [one for one in elements[number : number + 3] if isinstance(one, Token)]
    if here is not None and parted_at_line_end(quotation, ahead, 0) == here.level:
        return _Step(1, 3, source.met(Convention.LINE_END, quotation[ahead[0].start : ahead[2].end], at, at + 1))
    return None


def _passing(quotation: str, elements: Sequence[Element], source: Source, at: int, number: int) -> _Step | None:
    """Return the step over what a quotation may have more or less than its source, None where it is neither."""
    element = elements[number]
    here = source.tokens[at] if at < len(source.tokens) else None
    if here is not None and here.kind in PASSING:
        return _Step(1, 0, source.met(_PASSED[here.kind], "", at, at + 1))
    if not isinstance(element, Token):
        return None
    said = quotation[element.start : element.end]
    if element.kind in PASSING:
        return _Step(0, 1, source.met(_PASSED[element.kind], said, at, at))
    if element.kind is Kind.QUOTE and _begins_paragraph(quotation, element):
        return _Step(0, 1, source.met(Convention.PARAGRAPHS, said, at, at))
    if _ends(elements, number):
        shown = at + (here is not None and here.kind is Kind.MARK)
        return _Step(0, 1, source.met(Convention.END_MARK, said, at, shown) if element.kind is Kind.MARK else None)
    return None


def _bracketed(
    quotation: str, elements: Sequence[Element], source: Source, at: int, number: int
) -> tuple[int, list[Met]] | None:
    """Return how the elements from a bracket on are read: as it stands, as put in, or as put for some words."""
    bracket = elements[number]
    assert isinstance(bracket, Bracket)
    source.tries -= 1
    if source.tries < 0:
        return None
    literal = _read(quotation, [*bracket.tokens, *elements[number + 1 :]], source, at)
    if literal is not None:
        return literal
    said = quotation[bracket.start : bracket.end]
    opened = _read(quotation, [*bracket.inner, *elements[number + 1 :]], source, at)
    if opened is not None:  # nothing but the brackets is not the source's
        return opened[0], [source.met(Convention.LETTER, said, at, at + len(bracket.inner)), *opened[1]]
    stop, words = at, 0
    while stop <= len(source.tokens) and words <= REPLACED:
        if stop == at or source.tokens[stop - 1].kind in {Kind.WORD, Kind.MARK}:
            rest = _read(quotation, elements, source, stop, number + 1)
            if rest is not None:
                kind = Convention.REPLACEMENT if stop > at else Convention.INSERTION
                return rest[0], [source.met(kind, said, at, stop), *rest[1]]
        if stop >= len(source.tokens):
            break
        words += source.tokens[stop].is_word
        stop += 1
    return None


def _is_double(mark: str) -> bool:
    """Say whether a quotation mark is a double one; kinds of those are typography."""
    return mark[0] in f'"{DOUBLE_QUOTES}' or len(mark) > 1


def _begins_paragraph(quotation: str, element: Token) -> bool:
    return "\n" in quotation[: element.start][len(quotation[: element.start].rstrip()) :]


def _ends(elements: Sequence[Element], number: int) -> bool:
    """Say whether an element is a mark at the end of a piece, with nothing but such behind it."""
    rest = elements[number:]
    return all(isinstance(one, Token) and (one.kind is Kind.QUOTE or one.level in _END_MARKS) for one in rest)


def _denials(text: str) -> int:
    return sum(token.level in words_known("denials") or token.level.endswith("n't") for token in tokens_of(text))
