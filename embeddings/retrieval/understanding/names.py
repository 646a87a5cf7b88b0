"""What a question names that the archive knows: works by their titles, and initialisms.

The title of a work, "Lamp and Tide: who lit it?", stands over every passage of it, so it says nothing of which of
them answers; that the rest of the question says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from embeddings.index.words.analysis import stop_words, words_of
from embeddings.index.words.lexical import terms_of
from embeddings.retrieval.holdings import Holdings
from embeddings.text.characters import QUOTES, search_folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from embeddings.index.storage.store import Store
    from embeddings.index.words.initialisms import Initialisms
    from embeddings.retrieval.holdings import Person

LONGEST_TITLE = 16  # words
TELLING = 2  # words of a title, grammar left out, from which it is recognised without quotation marks
_AHEAD = re.compile(r"\s?[:–—]\s|\s-\s")
_COMMA = re.compile(r",[\"”’']?\s")
_INTO = re.compile(r"^(?:in|from|according to)\s", re.IGNORECASE)
_BEHIND = re.compile(r",?\s(?:in|from|according to)\s", re.IGNORECASE)
_MARKS = f" \t\n?!.{QUOTES}"
_TRIED = 4  # places at which a title may end, or begin
_TOKEN = re.compile(r"(?<![\w.'’@#/\-])(?:(?:[^\W\d_]\.){2,6}|[^\W\d_]{2,6})(?![\w'’]|\.\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LONGEST_PHRASE = 9  # words, small ones included
MOST = 4  # expansions of one question
_SHOUTED = 3  # words, all in capitals, from which capitals mean nothing


def telling(words: Iterable[str]) -> int:
    """Return how many of a text's words are not grammar."""
    return sum(word not in stop_words() for word in words)


class Knowledge(Protocol):
    """The archive as a question sees it."""

    @property
    def people(self) -> Mapping[str, Person]:
        """Return whose words the archive holds, by `key_of` their names and family names."""

    def stands_for(self, word: str) -> tuple[str, ...]:
        """Return the phrases a word of a question abbreviates, the likeliest first."""

    def abbreviated(self, phrase: str) -> str | None:
        """Return the initialism the archive uses for a phrase."""

    def works(self, text: str, quoted: tuple[str, ...]) -> frozenset[int]:
        """Return the documents whose title stands in a text, or is one of the quoted phrases."""

    def titled(self, phrase: str) -> frozenset[int]:
        """Return the documents whose title a phrase is."""

    def published(self, documents: frozenset[int]) -> bool:
        """Say whether the record of one of them tells who published it or when, as that of a work does."""


class ArchiveKnowledge:
    """What the records and the initialisms of an archive tell."""

    def __init__(self, holdings: Holdings, initialisms: Initialisms) -> None:
        self._holdings = holdings
        self._initialisms = initialisms

    @property
    def people(self) -> Mapping[str, Person]:
        """Return whose words the archive holds, by `key_of` their names and family names."""
        return self._holdings.by_name

    def stands_for(self, word: str) -> tuple[str, ...]:
        """Return the phrases a word of a question abbreviates, the likeliest first."""
        return self._initialisms.phrases(word)

    def abbreviated(self, phrase: str) -> str | None:
        """Return the initialism the archive uses for a phrase."""
        return self._initialisms.initials(phrase)

    def works(self, text: str, quoted: tuple[str, ...]) -> frozenset[int]:
        """Return the documents whose title stands in a text, or is one of the quoted phrases.

        Of titles inside each other the longest counts. Outside quotation marks a title needs two telling words.
        """
        titles = self._holdings.by_title
        found: set[int] = set()
        for phrase in quoted:
            found |= titles.get(words_of(phrase).words, frozenset())
        words, at = words_of(text).words, 0
        while at < len(words):
            for length in range(min(LONGEST_TITLE, len(words) - at), TELLING - 1, -1):
                title = words[at : at + length]
                if title in titles and telling(title) >= TELLING:
                    found |= titles[title]
                    at += length
                    break
            else:
                at += 1
        return frozenset(found)

    def titled(self, phrase: str) -> frozenset[int]:
        """Return the documents whose title a phrase is."""
        return self._holdings.by_title.get(words_of(phrase).words, frozenset())

    def published(self, documents: frozenset[int]) -> bool:
        """Say whether the record of one of them tells who wrote it, when or where; an encyclopedia's tell none."""
        return any(
            (holding.years or holding.container or holding.authors)
            for holding in self._holdings.documents
            if holding.document in documents
        )


class StoreKnowledge(ArchiveKnowledge):
    """What a generation's store knows; made in microseconds, for what it reads is read once a store."""

    def __init__(self, store: Store) -> None:
        super().__init__(Holdings.of(store), store.initialisms)


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
    folded = search_folded(text)
    for match in _TOKEN.finditer(text):
        word = match[0].lower() if shouted else match[0]
        for phrase in archive.stands_for(word):
            if search_folded(phrase) not in folded:
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
