"""Lay a quotation beside a text: where it was taken from, and every word and mark in which they differ."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.quoting.phrases import levelled

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|\.{3}|[^\w\s]|_")
_SLACK = 8  # tokens more than the quotation has that the text may have around its middle, and half as many again
_STRAY = 2  # tokens: so few that agree, far from the rest, agree by chance


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, as it is compared, and where it stands."""

    level: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Say whether it is no mark."""
        return self.level[0].isalnum()


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


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words and marks of ``text[start:end]``."""
    level = levelled(text)
    found = _TOKEN.finditer(level, start, len(level) if end is None else end)
    return [Token(match[0], match.start(), match.end()) for match in found]


def align(quotation: str, text: str, start: int, end: int) -> Alignment | None:
    """Return how a quotation lies in ``text[start:end]``, None where no word of it stands there."""
    quoted, source = tokens_of(quotation), tokens_of(text, start, end)
    blocks = _blocks(source, quoted)
    if not blocks or not any(token.is_word for at, _, size in blocks for token in source[at : at + size]):
        return None
    agreeing = tuple(token.level for at, _, size in blocks for token in source[at : at + size] if token.is_word)
    first, last = blocks[0], blocks[-1]
    left, right = source[first[0]].start, source[last[0] + last[2] - 1].end
    changes = [_change(quotation, quoted[: first[1]], text, (), left)]
    for (at, place, size), (following, next_place, _) in pairwise(blocks):
        between = source[at + size : following]
        changes.append(
            _change(quotation, quoted[place + size : next_place], text, between, source[at + size - 1].end)
        )
    changes.append(_change(quotation, quoted[last[1] + last[2] :], text, (), right))
    return Alignment(left, right, agreeing, tuple(change for change in changes if change.quoted or change.source))


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


def _gap(block: tuple[int, int, int], following: tuple[int, int, int]) -> int:
    """Return how many more tokens of the source than of the quotation stand between two runs."""
    return (following[0] - block[0]) - (following[1] - block[1])


def _change(quotation: str, quoted: Sequence[Token], text: str, source: Sequence[Token], at: int) -> Change:
    said = quotation[quoted[0].start : quoted[-1].end] if quoted else ""
    if not source:
        return Change(said, "", at, at)
    return Change(said, text[source[0].start : source[-1].end], source[0].start, source[-1].end)
