"""Initialisms of a question and what the archive calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.index.analysis import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.retrieval.question.knowledge import Knowledge

_TOKEN = re.compile(r"(?<![\w.'’@#/\-])(?:(?:[^\W\d_]\.){2,6}|[^\W\d_]{2,6})(?![\w'’]|\.\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LONGEST_PHRASE = 9  # words, small ones included
MOST = 4  # expansions of one question
_SHOUTED = 3  # words, all in capitals, from which capitals mean nothing


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word or phrase of the question and what else it is searched for by."""

    start: int
    end: int
    typed: str
    used: str


def expansions(text: str, archive: Knowledge) -> tuple[Expansion, ...]:
    """Return what the initialisms of a question stand for, and the initialisms of what is written out in it."""
    found: list[Expansion] = []
    for expansion in (*_written_out(text, archive), *_abbreviated(text, archive)):
        if len(found) < MOST and all(expansion.used != other.used for other in found):
            found.append(expansion)
    return tuple(found)


def _written_out(text: str, archive: Knowledge) -> Iterator[Expansion]:
    letters = _WORD.findall(text)
    shouted = len(letters) >= _SHOUTED and all(word.isupper() for word in letters)
    folded = fold(text)
    for match in _TOKEN.finditer(text):
        word = match[0].lower() if shouted else match[0]
        for phrase in archive.stands_for(word):
            if fold(phrase) not in folded:
                yield Expansion(match.start(), match.end(), match[0], phrase)


def _abbreviated(text: str, archive: Knowledge) -> Iterator[Expansion]:
    words = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 1, -1):
            start, end = words[at][0], words[at + length - 1][1]
            phrase = " ".join(text[left:right] for left, right in words[at : at + length])
            initials = archive.abbreviated(phrase)
            if initials and not re.search(rf"(?<!\w){initials}(?!\w)", text, re.IGNORECASE):
                yield Expansion(start, end, text[start:end], initials)
                at += length - 1
                break
        at += 1
