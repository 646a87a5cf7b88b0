"""What understanding a question needs to know of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from embeddings.index.analysis import words_of
from embeddings.index.lexical import STOP_WORDS
from embeddings.retrieval.holdings import Holdings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from embeddings.index.initialisms import Initialisms
    from embeddings.index.store import Store
    from embeddings.retrieval.holdings import Person

LONGEST_TITLE = 16  # words
TELLING = 2  # words of a title, grammar left out, from which it is recognised without quotation marks


def telling(words: Iterable[str]) -> int:
    """Return how many of a text's words are not grammar."""
    return sum(word not in STOP_WORDS for word in words)


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
