"""Filters a member sets: by whose words they are, the page's author, work, years. Each holds without exception."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.errors import NothingHeld, UnknownAuthor, UnknownWork
from embeddings.retrieval.holdings import Holdings, family_of, key_of, names_in
from embeddings.text.characters import search_folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from embeddings.index.storage.store import Store
    from embeddings.text.years import Years

NEAR = 3  # names offered for one that is not known
LIKENESS = 0.6  # from which a name is near, by difflib's ratio


@dataclass(frozen=True, slots=True)
class Filters:
    """Where an answer may come from; what is None does not matter."""

    author: str | None = None  # whose words are quoted, wherever they stand
    work: str | None = None
    years: Years | None = None
    page_author: str | None = None  # who wrote the document that is quoted from

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an answer may come from, in one store."""

    documents: frozenset[int]
    speakers: frozenset[str] | None = None  # as passages name them; None: whose words they are does not matter
    families: frozenset[str] = frozenset()  # keys of the family names that mean nobody else here

    def admits(self, speaker: str | None) -> bool:
        """Say whether words credited to a speaker may be quoted."""
        if self.speakers is None or speaker in self.speakers:
            return True
        return speaker is not None and bool({key_of(speaker), *map(key_of, names_in(speaker))} & self.families)


def scope_of(store: Store, filters: Filters) -> Scope | None:
    """Return the documents and speakers that pass, None for all.

    A name is looked for as a whole, then as a family name, as the beginning of a name, and anywhere in one; what
    is found first counts. A beginning or a part that fits several is as good as unknown: they are offered.

    Raises:
        UnknownAuthor: nobody of this name wrote a document of the archive, nor is credited with words in one.
        UnknownWork: no document, and nothing that documents appeared in, has this title.
        NothingHeld: each filter alone finds something, together they do not.

    """
    if not filters:
        return None
    holdings = Holdings.of(store)
    found = {holding.document for holding in holdings.documents}
    said = None if filters.author is None else _by_speaker(holdings, filters.author)
    if filters.page_author is not None:
        found &= _by_author(holdings, filters.page_author)
    if filters.work is not None:
        found &= _by_work(holdings, filters.work)
    if (years := filters.years) is not None:
        found &= {h.document for h in holdings.documents if any(years.meets(dated) for dated in h.years)}
    if not found or (said is not None and not store.passages_of(found, said[0])):
        author = filters.author or filters.page_author
        raise NothingHeld(author, filters.work, str(filters.years) if filters.years else None)
    return Scope(frozenset(found)) if said is None else Scope(frozenset(found), *said)


def authors(store: Store, typed: str = "", limit: int = 25) -> list[str]:
    """Return the authors that what was typed so far may mean, best match first, then those of most documents."""
    counts = Counter(name for holding in Holdings.of(store).documents for name in holding.authors)
    return _listed(counts, typed, limit, _ranks_of_author)


def works(store: Store, typed: str = "", limit: int = 25) -> list[str]:
    """Return the titles, of documents and of what they appeared in, that what was typed so far may mean."""
    counts = Counter(
        title for h in Holdings.of(store).documents for title in dict.fromkeys((h.title, h.container)) if title
    )
    return _listed(counts, typed, limit, _ranks_of_work)


def _by_author(holdings: Holdings, typed: str) -> set[int]:
    names = {name for holding in holdings.documents for name in holding.authors}
    meant = _meant(names, typed, _ranks_of_author)
    if meant is None:
        raise UnknownAuthor(typed, _near(names, typed, _ranks_of_author))
    return {holding.document for holding in holdings.documents if meant & set(holding.authors)}


def _by_speaker(holdings: Holdings, typed: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the speakers that a name means, as passages name them, and the keys of names that mean them alone.

    Who wrote documents comes first. A text that calls somebody by the family name means the author of that name,
    if there is only one.
    """
    authors_ = {name for holding in holdings.documents for name in holding.authors}
    spoken = {speaker: names_in(speaker) for speaker in holdings.speakers}
    others = {name for names in spoken.values() for name in names} - authors_
    meant = _meant(authors_, typed, _ranks_of_author) or _meant(others, typed, _ranks_of_author)
    if meant is None:
        raise UnknownAuthor(typed, _near(authors_ | others, typed, _ranks_of_author))
    keys = {key_of(name) for name in meant}
    for family in {key_of(family_of(name)) for name in meant}:
        namesakes = {key_of(name) for name in authors_ if key_of(family_of(name)) == family}
        if namesakes <= keys:
            keys.add(family)
    speakers = {
        speaker for speaker, names in spoken.items() if keys & {key_of(name) for name in (speaker, *names)}
    }
    return frozenset(speakers), frozenset(keys)


def _by_work(holdings: Holdings, typed: str) -> set[int]:
    titles = {title for h in holdings.documents for title in (h.title, h.container) if title}
    meant = _meant(titles, typed, _ranks_of_work)
    if meant is None:
        raise UnknownWork(typed, _near(titles, typed, _ranks_of_work))
    return {h.document for h in holdings.documents if meant & {h.title, h.container}}


def _ranks_of_author(name: str, typed: str) -> int | None:
    """Return how well a name fits what was typed: 0 wholly, 1 by family name, 2 beginning, 3 part, None not."""
    wanted = key_of(" ".join(reversed(typed.split(","))))
    if not wanted:
        return None
    whole, family = key_of(name), key_of(family_of(name))
    if wanted == whole:
        return 0
    if wanted == family:
        return 1
    if whole.startswith(wanted) or family.startswith(wanted):
        return 2
    return 3 if wanted in whole else None


def _ranks_of_work(title: str, typed: str) -> int | None:
    wanted, whole = _plain(typed), _plain(title)
    if not wanted:
        return None
    if wanted == whole:
        return 0
    if whole.startswith(wanted):
        return 2
    return 3 if wanted in whole else None


_SHARED = 1  # the last rank at which all that fit are meant: namesakes, a title used twice


def _meant(names: Iterable[str], typed: str, ranks: Callable[[str, str], int | None]) -> set[str] | None:
    """Return the names that are meant, or None where there is none or a choice among several."""
    fitting: dict[int, set[str]] = {}
    for name in names:
        if (rank := ranks(name, typed)) is not None:
            fitting.setdefault(rank, set()).add(name)
    if not fitting:
        return None
    best = min(fitting)
    # Two spellings of one name are one: "DeLeon" and "De Leon".
    alone = len({key_of(name) for name in fitting[best]}) == 1
    return fitting[best] if best <= _SHARED or alone else None


def _near(names: Iterable[str], typed: str, ranks: Callable[[str, str], int | None]) -> tuple[str, ...]:
    """Return the names to offer: those that hold what was typed, else those spelled like it."""
    fitting = sorted((rank, name) for name in names if (rank := ranks(name, typed)) is not None)
    if fitting:
        return tuple(name for _, name in fitting[:NEAR])
    wanted = key_of(typed)
    likeness = [
        (max(_alike(wanted, key) for key in (key_of(name), key_of(family_of(name)))), name) for name in names
    ]
    return tuple(name for ratio, name in sorted(likeness, key=lambda r: (-r[0], r[1]))[:NEAR] if ratio >= LIKENESS)


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _listed(counts: Counter[str], typed: str, limit: int, ranks: Callable[[str, str], int | None]) -> list[str]:
    ranked: Sequence[tuple[int, int, str]]
    if _plain(typed):
        ranked = [(rank, -n, name) for name, n in counts.items() if (rank := ranks(name, typed)) is not None]
    else:
        ranked = [(0, -n, name) for name, n in counts.items()]
    return [name for _, _, name in sorted(ranked)[: max(0, limit)]]


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in search_folded(text)).split())
