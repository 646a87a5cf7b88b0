"""The words and marks of a text, as a quotation is held against them.

Compared are words in lower case, without accents and with their ligatures in letters. Kinds of quotation marks and
of dashes are one each, and hyphens are marks between words, so that a line's end after one makes no difference.
What scripts without spaces write is compared sign by sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from embeddings.text.characters import ACCENTS, APART, SUPERSCRIPTS, UNSPACED, ZERO_WIDTH, quote_folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNSEEN = f"{ACCENTS}\u00ad{ZERO_WIDTH}"
_RAISED = "\ue000"  # of private use: a raised figure
_LETTER = rf"[^\W_{UNSPACED}{_RAISED}]"
_TOKEN = re.compile(
    rf"(?P<note>\[(?:\d{{1,3}}|[*†‡]{{1,3}})\]|\((?:\d{{1,3}}|[*†‡]{{1,3}})\)|{_RAISED}+|[†‡])"
    rf"|(?P<word>[{UNSPACED}][{_UNSEEN}]*|{_LETTER}(?:{_LETTER}|[{_UNSEEN}])*(?:'{_LETTER}(?:{_LETTER}|[{_UNSEEN}])*)*)"
    r"|(?P<gap>…|\.{3,}|\.(?:[ \u00a0]\.){2,3})"
    r"|(?P<emphasis>[_*]+)"
    r"|(?P<quote>''|``|[\"'`])"
    r"|(?P<mark>-+|[^\s])"
)
_RAISE = str.maketrans(dict.fromkeys(SUPERSCRIPTS, _RAISED))
_INVISIBLE = re.compile(f"[{_UNSEEN}]")


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    MARK = auto()
    QUOTE = auto()  # a quotation mark or an apostrophe that stands alone
    GAP = auto()  # an ellipsis
    EMPHASIS = auto()  # signs that set words in italics or bold
    NOTE = auto()  # the mark of a note


_KINDS = {kind.name.lower(): kind for kind in Kind}
PASSING = frozenset({Kind.EMPHASIS, Kind.NOTE})  # what a quotation may leave out, or have beyond its source


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, as it is compared, and where it stands."""

    level: str
    start: int
    end: int
    kind: Kind = Kind.WORD

    @property
    def is_word(self) -> bool:
        """Say whether it is no mark."""
        return self.kind is Kind.WORD


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words and marks of ``text[start:end]``, in characters of the text."""
    return list(_tokens(text, start, len(text) if end is None else end))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    level = quote_folded(text[start:end].translate(_RAISE))
    for match in _TOKEN.finditer(level):
        kind = _KINDS[str(match.lastgroup)]
        found = match[0]
        if kind is Kind.WORD and not found.isascii():
            found = "".join(APART.get(letter, letter) for letter in _INVISIBLE.sub("", found))
        elif kind is Kind.QUOTE:
            found = '"'
        elif kind is Kind.GAP:
            found = "." * max(3, found.count("."))
        elif found[0] == "-":
            found = "-"
        yield Token(found, start + match.start(), start + match.end(), kind)


def parted_at_line_end(text: str, tokens: Sequence[Token], at: int) -> str | None:
    """Return the word that three tokens make if a hyphen parts it at a line's end, else None."""
    if at + 2 >= len(tokens):
        return None
    left, hyphen, right = tokens[at : at + 3]
    if not (left.is_word and right.is_word and hyphen.level == "-" and left.end == hyphen.start):
        return None
    return left.level + right.level if "\n" in text[hyphen.end : right.start] else None
