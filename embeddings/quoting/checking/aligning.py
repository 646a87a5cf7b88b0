"""Lay a quotation beside a text: where it was taken from, and every word and mark in which they differ."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.quoting.checking.tokens import Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_SLACK = 8  # tokens more than the quotation has that the text may have around its middle, and half as many again
_STRAY = 2  # tokens: so few that agree, far from the rest, agree by chance
_SENTENCE_ENDS = frozenset(".!?")
_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Change:
    """What a quotation has in another way: its words, and the source's at ``[start, end)``; one may be empty."""

    quoted: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Characters ``[start, end)`` of a text that a quotation was probably taken from."""

    start: int
    end: int
    agreeing: tuple[str, ...]  # words of the quotation that stand there, levelled
    changes: tuple[Change, ...]


def align(quotation: str, text: str, start: int, end: int) -> Alignment | None:
    """Return how a quotation lies in ``text[start:end]``, None where no word of it stands there."""
    quoted = _compounds(quotation, tokens_of(quotation), frozenset())
    source = _compounds(text, tokens_of(text, start, end), frozenset(token.level for token in quoted))
    blocks = _blocks(source, quoted)
    if not blocks or not any(token.is_word for at, _, size in blocks for token in source[at : at + size]):
        return None
    agreeing = tuple(token.level for at, _, size in blocks for token in source[at : at + size] if token.is_word)
    first, last = blocks[0], blocks[-1]
    head, tail = quoted[: first[1]], quoted[last[1] + last[2] :]
    before, behind = (
        _before(source, first[0], text, len(head)),
        _behind(source, last[0] + last[2], text, len(tail)),
    )
    left = before[0].start if before else source[first[0]].start
    right = behind[-1].end if behind else source[last[0] + last[2] - 1].end
    changes = [_change(quotation, head, text, before, left)]
    for (at, place, size), (following, next_place, _) in pairwise(blocks):
        between = source[at + size : following]
        changes.append(
            _change(quotation, quoted[place + size : next_place], text, between, source[at + size - 1].end)
        )
    changes.append(_change(quotation, tail, text, behind, source[last[0] + last[2] - 1].end))
    return Alignment(left, right, agreeing, tuple(change for change in changes if change.quoted or change.source))


def _compounds(text: str, tokens: Sequence[Token], known: frozenset[str]) -> list[Token]:
    """Return the tokens with those that hyphens join as one: a word counts whole.

    A word that a line's end parts is without its hyphen if that is `known`.
    """
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        first = last = at
        level = tokens[at].level
        while last + 2 < len(tokens) and tokens[last].is_word and tokens[last + 2].is_word:
            hyphen, following = tokens[last + 1], tokens[last + 2]
            gap = text[hyphen.end : following.start]
            if hyphen.level != "-" or hyphen.start != tokens[last].end or (gap and "\n" not in gap):
                break
            plain = level + following.level
            level = plain if gap and plain in known else f"{level}-{following.level}"
            last += 2
        joined.append(tokens[at] if last == first else Token(level, tokens[first].start, tokens[last].end))
        at = last + 1
    return joined


def _blocks(source: Sequence[Token], quoted: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Return the runs that agree, as places in the source and in the quotation with their lengths."""
    theirs, ours = [token.level for token in source], [token.level for token in quoted]
    anchor = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).find_longest_match()
    if not anchor.size:
        return []
    # The same words elsewhere in the text are not what was quoted.
    slack = _SLACK + len(ours) // 2
    first = max(0, anchor.a - anchor.b - slack)
    last = anchor.a + len(ours) - anchor.b + slack
    matcher = difflib.SequenceMatcher(None, theirs[first:last], ours, autojunk=False)
    blocks = [(first + block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    while len(blocks) > 1 and blocks[0][2] <= _STRAY and _gap(blocks[0], blocks[1]) > blocks[0][2] + _STRAY:
        blocks.pop(0)
    while len(blocks) > 1 and blocks[-1][2] <= _STRAY and _gap(blocks[-2], blocks[-1]) > blocks[-1][2] + _STRAY:
        blocks.pop()
    return blocks


def _before(source: Sequence[Token], at: int, text: str, most: int) -> Sequence[Token]:
    """Return what stands where a quotation begins otherwise: as many tokens, of the same sentence."""
    first = at
    while first > 0 and at - first < most and source[first - 1].level not in _SENTENCE_ENDS:
        if _PARAGRAPH in text[source[first - 1].end : source[first].start]:
            break
        first -= 1
    return source[first:at]


def _behind(source: Sequence[Token], at: int, text: str, most: int) -> Sequence[Token]:
    """Return what stands where a quotation ends otherwise: as many tokens, of the same sentence."""
    stop = at
    while stop < len(source) and stop - at < most:
        if stop > 0 and _PARAGRAPH in text[source[stop - 1].end : source[stop].start]:
            break
        stop += 1
        if source[stop - 1].level in _SENTENCE_ENDS:
            break
    return source[at:stop]


def _gap(block: tuple[int, int, int], following: tuple[int, int, int]) -> int:
    """Return how many more tokens of the source than of the quotation stand between two runs."""
    return (following[0] - block[0]) - (following[1] - block[1])


def _change(quotation: str, quoted: Sequence[Token], text: str, source: Sequence[Token], at: int) -> Change:
    said = quotation[quoted[0].start : quoted[-1].end] if quoted else ""
    if not source:
        return Change(said, "", at, at)
    return Change(said, text[source[0].start : source[-1].end], source[0].start, source[-1].end)
