"""A work that a question names beside what it asks: "Lamp and Tide: who lit it?", "who lit it in Lamp and Tide?".

The title stands over every passage of the work, so it says nothing of which of them answers; that the rest says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from embeddings.index.lexical import terms_of
from embeddings.retrieval.question.knowledge import TELLING, telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AHEAD = re.compile(r"\s?[:–—]\s|\s-\s")
_COMMA = re.compile(r",[\"”’']?\s")
_INTO = re.compile(r"^(?:in|from|according to)\s", re.IGNORECASE)
_BEHIND = re.compile(r",?\s(?:in|from|according to)\s", re.IGNORECASE)
_MARKS = " \t\n\"'“”„‟‘’«»?!."
_TRIED = 4  # places at which a title may end, or begin


@dataclass(frozen=True, slots=True)
class Named:
    """Documents of the title that a question names, and the question without it."""

    documents: frozenset[int]
    rest: str


def named_in(question: str, titled: Callable[[str], frozenset[int]]) -> Named | None:
    """Return the work that is named ahead of a question or at its end; of titles inside each other the longest.

    `titled` gives the documents of a title.
    """
    found = [
        (len(title), Named(documents, rest))
        for title, rest in chain(_ahead(question), _behind(question))
        if telling(terms_of(rest)) and (documents := titled(title))
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _ahead(question: str) -> Iterator[tuple[str, str]]:
    """Yield titles that a mark parts from the question after them; a comma does if "in" stands before."""
    into = _INTO.match(question)
    start = into.end() if into else 0
    for mark in (_AHEAD, _COMMA) if into else (_AHEAD,):
        for _, match in zip(range(_TRIED), mark.finditer(question), strict=False):
            yield question[start : match.start()].strip(_MARKS), question[match.end() :].strip()


def _behind(question: str) -> Iterator[tuple[str, str]]:
    """Yield titles that end a question after "in"; one of a single word may be a place, a year, anything."""
    for match in list(_BEHIND.finditer(question))[-_TRIED:]:
        title = question[match.end() :].strip(_MARKS)
        rest = question[: match.start()].strip() + "?"
        if telling(terms_of(title)) >= TELLING <= telling(terms_of(rest)):
            yield title, rest
