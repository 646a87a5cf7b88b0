"""What an archive's records say it holds: who wrote what and when, and whose words are in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from embeddings.index.words.analysis import words_of
from embeddings.text.characters import search_folded
from embeddings.text.names import people
from embeddings.text.years import Years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from embeddings.index.storage.store import Store

_SHORTEST_KEY = 3  # letters of a name that can be recognised


@dataclass(frozen=True, slots=True)
class Holding:
    """One document's record, as far as it is searched."""

    document: int  # its number in the store
    authors: tuple[str, ...] = ()  # as shown
    title: str | None = None
    container: str | None = None
    years: tuple[Years, ...] = ()  # of publication and of origin


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose words the archive holds."""

    name: str  # as its records show it most often
    documents: frozenset[int]  # written by them
    speakers: frozenset[str]  # the names their words are credited to in passages

    @property
    def weight(self) -> int:
        """Return how much of the archive is theirs."""
        return len(self.documents) or 0


class Holdings:
    """The records of an archive, in memory; a few hundred bytes a document."""

    def __init__(self, documents: Iterable[Holding], speakers: Iterable[str] = ()) -> None:
        self.documents = tuple(documents)
        self.speakers = tuple(speakers)

    @classmethod
    def of(cls, store: Store) -> Holdings:
        """Return the holdings of a store, read from it once."""
        known = _KNOWN.get(store)
        if known is None:
            known = _KNOWN[store] = cls(
                [
                    _holding(*row)
                    for row in store.rows(
                        "SELECT id, json_extract(record, '$.csl.author'), json_extract(record, '$.csl.title'), "
                        "json_extract(record, '$.csl.container-title'), json_extract(record, '$.csl.issued'), "
                        "json_extract(record, '$.csl.original-date') FROM document ORDER BY id"
                    )
                ],
                [name for (name,) in store.rows("SELECT DISTINCT speaker FROM passage WHERE speaker IS NOT NULL")],
            )
        return known

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Return everybody whose words the archive holds, those of whom it has most first."""
        written: dict[str, set[int]] = {}
        spoken: dict[str, set[str]] = {}
        shown: dict[str, str] = {}
        for holding in self.documents:
            for name in holding.authors:
                shown.setdefault(key_of(name), name)
                written.setdefault(key_of(name), set()).add(holding.document)
        for speaker in self.speakers:
            for name in names_in(speaker):
                shown.setdefault(key_of(name), name)
                spoken.setdefault(key_of(name), set()).add(speaker)
        found = [
            Person(name, frozenset(written.get(key, ())), frozenset(spoken.get(key, ())))
            for key, name in shown.items()
            if len(key) >= _SHORTEST_KEY
        ]
        return _merged(sorted(found, key=lambda person: (-person.weight, person.name)))

    @cached_property
    def by_name(self) -> Mapping[str, Person]:
        """Return the people by the keys of their names and of their family names; of namesakes the first."""
        known: dict[str, Person] = {}
        for key in (key_of, _family_key):
            for person in self.people:
                if len(name := key(person.name)) >= _SHORTEST_KEY:
                    known.setdefault(name, person)
        return known

    @cached_property
    def by_title(self) -> Mapping[tuple[str, ...], frozenset[int]]:
        """Return the documents by the words of their titles; a title in two parts is known by its first, too."""
        found: dict[tuple[str, ...], set[int]] = {}
        for holding in self.documents:
            title = holding.title or ""
            for part in {title, title.partition(":")[0], title.partition(" – ")[0]}:
                if words := words_of(part).words:
                    found.setdefault(words, set()).add(holding.document)
        return {words: frozenset(documents) for words, documents in found.items()}


def _merged(found: Iterable[Person]) -> tuple[Person, ...]:
    """Return people, those who are others by an initial taken for one: "D. De Leon" is "Daniel De Leon"."""
    kept: list[Person] = []
    for person in found:
        same = next((at for at, other in enumerate(kept) if _shortened(person.name, other.name)), None)
        if same is None:
            kept.append(person)
        else:
            other = kept[same]
            documents, speakers = other.documents | person.documents, other.speakers | person.speakers
            kept[same] = Person(other.name, documents, speakers)
    return tuple(kept)


def _shortened(short: str, full: str) -> bool:
    family = family_of(full)
    if _family_key(short) != key_of(family):
        return False
    given, initials = key_of(full.removesuffix(family)), key_of(short.removesuffix(family_of(short)))
    return len(initials) <= 1 and given.startswith(initials)


_KNOWN: WeakKeyDictionary[Store, Holdings] = WeakKeyDictionary()


@lru_cache(8192)  # every question has its words compared with all names
def key_of(name: str) -> str:
    """Return what is the same of a name however it is written: "De Leon", "DeLeon" and "de león" are one."""
    return "".join(character for character in search_folded(name) if character.isalnum())


def family_of(name: str) -> str:
    """Return the family name, with its particles, or the whole name where there is no telling."""
    named = people(name)
    return str(named[0].get("family") or named[0]["literal"]) if named else name


@lru_cache(8192)
def names_in(speaker: str) -> tuple[str, ...]:
    """Return the names of those to whom words are credited together."""
    return _names(people(speaker))


def _family_key(name: str) -> str:
    return key_of(family_of(name))


def _holding(
    number: int, authors: str | None, title: str | None, container: str | None, *dates: str | None
) -> Holding:
    years = tuple(years for date in dates if date and (years := _years(json.loads(date))))
    return Holding(number, _names(json.loads(authors or "[]")), _text(title), _text(container), years)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _names(written: Any) -> tuple[str, ...]:
    if not isinstance(written, list):
        return ()
    parts = [
        (name.get("given"), name.get("non-dropping-particle"), name.get("family"), name.get("literal"))
        for name in written
        if isinstance(name, dict)
    ]
    return tuple(name for part in parts if (name := " ".join(str(word) for word in part if word)))


def _years(date: Any) -> Years | None:
    """Return the years of a CSL date, which a sidecar may hold in any shape."""
    try:
        years = [int(parts[0]) for parts in date["date-parts"]]
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return Years(min(years), max(years)) if years else None
