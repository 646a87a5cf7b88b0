"""Initialisms of an archive, collected from its own words: "ISRP" and "Irish Socialist Republican Party".

A phrase counts for an initialism when the archive explains it, as in "Socialist Labor Party (SLP)" or "SLP
(Socialist Labor Party)", or when a run of capitalised words recurs that has its initials. The first is the idea of
Schwartz and Hearst (2003, "A simple algorithm for identifying abbreviation definitions"), held to initial letters.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from embeddings.index.words.analysis import stop_words
from embeddings.text.characters import search_folded
from embeddings.text.languages import pattern_of
from embeddings.text.languages import words as words_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST, MOST = 2, 6  # letters of an initialism
SURE = 3  # letters from which recurring together is evidence enough; two letters begin too many phrases
RECURRING = 3  # times a phrase must stand in the archive if its initialism does not; one less if it does
RIVAL = 0.5  # of the best phrase's count: a second one as frequent as this may be meant too
EXPLAINED = 5  # times a phrase must recur to weigh as much as one explanation
_KEPT = 200_000  # phrases counted at a time; beyond that those met once are forgotten

_UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ"
_LOWER = "a-zß-öø-ÿα-ωа-яё"
_NAME = rf"[{_UPPER}][{_LOWER}][{_UPPER}{_LOWER}'’\-]*"
_WRITTEN = rf"(?:[{_UPPER}]\.){{{FEWEST},{MOST}}}|[{_UPPER}]{{{FEWEST},{MOST}}}"
_INITIALISM = re.compile(rf"(?<![\w.'’\-])(?:{_WRITTEN})(?![\w'’\-])")
_EXPLAINED_AFTER = re.compile(rf"\(\s*[\"“']?({_WRITTEN})[\"”']?\s*[),;]")
_EXPLAINED_BEFORE = re.compile(rf"(?<![\w.])({_WRITTEN})\s?\(([^()\n]{{5,90}})\)")
_SHORT_WORD = re.compile(rf"(?<![\w.'’\-])[{_LOWER}]{{{SURE},{MOST}}}(?![\w'’\-])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LOOKED_BACK = 120  # characters before a bracket that may hold the phrase it abbreviates


@cache
def _small_words() -> frozenset[str]:
    return words_known("title_words") | {"&"}


@cache
def _run() -> re.Pattern[str]:
    small = rf"(?:(?:{pattern_of(_small_words())})[ ]){{0,2}}"
    return re.compile(rf"(?<![\w'’\-])(?:{_NAME})(?:(?:[ ]|\r?\n){small}(?:{_NAME})){{1,6}}(?![\w])")


@dataclass(frozen=True, slots=True)
class Initialism:
    """An initialism, a phrase it may stand for, and the evidence."""

    initials: str  # capitals, no points
    phrase: str
    times: int  # the phrase stands in the archive
    explained: int  # times the archive says itself that one stands for the other
    occurs: int  # times the initialism stands in the archive
    is_word: bool  # in lower case it is a word of the archive, so only capitals mean the phrase


@dataclass(frozen=True, slots=True)
class InitialismCounts:
    """What one text holds."""

    phrases: tuple[CountedPhrase, ...]  # in the order they were met
    occurs: tuple[tuple[str, int], ...]  # initialisms, without points, and how often they stand there
    words: str  # short words in lower case, with a space between two

    @classmethod
    def of(cls, phrases: Iterable[Sequence[Any]], occurs: Iterable[Sequence[Any]], words: str) -> InitialismCounts:
        """Make one of its parts as JSON has them."""
        return cls(
            tuple(CountedPhrase(*phrase) for phrase in phrases),
            tuple((initials, times) for initials, times in occurs),
            words,
        )


class CountedPhrase(NamedTuple):
    """A phrase that has the initials of an initialism."""

    initials: str
    phrase: str  # folded
    shown: str  # as it stands where it was first met
    times: int
    explained: int  # times the text says itself that the initialism stands for it


def count_initialisms(text: str) -> InitialismCounts:
    """Return what a text holds."""
    shown: dict[tuple[str, str], str] = {}
    times: Counter[tuple[str, str]] = Counter()
    explained: Counter[tuple[str, str]] = Counter()

    def count(words: list[str], counter: Counter[tuple[str, str]]) -> None:
        words = _trimmed(words)
        initials = _initials(words)
        if FEWEST <= len(initials) <= MOST and len(words) >= FEWEST:
            key = initials, search_folded(" ".join(words))
            counter[key] += 1
            shown.setdefault(key, " ".join(words))

    for match in _run().finditer(text):
        count(match[0].split(), times)
    for match in _EXPLAINED_AFTER.finditer(text):
        before = _WORD.findall(text[max(0, match.start() - _LOOKED_BACK) : match.start()])
        count(_ending(before, _bare(match[1])), explained)
    for match in _EXPLAINED_BEFORE.finditer(text):
        words = _trimmed(_WORD.findall(match[2]))
        if _initials(words) == _bare(match[1]):
            count(words, explained)
    occurs = Counter(_bare(found) for found in _INITIALISM.findall(text))
    return InitialismCounts(
        tuple(CountedPhrase(*key, form, times[key], explained[key]) for key, form in shown.items()),
        tuple(sorted(occurs.items())),
        " ".join(sorted(set(_SHORT_WORD.findall(text)))),
    )


class InitialismCollector:
    """Adds up what the texts of an archive hold, one by one."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str], str] = {}
        self._times: Counter[tuple[str, str]] = Counter()
        self._explained: Counter[tuple[str, str]] = Counter()
        self._occurs: Counter[str] = Counter()
        self._words: set[str] = set()

    def add(self, counts: InitialismCounts) -> None:
        """Count what one text holds."""
        self._words.update(counts.words.split())
        self._occurs.update(dict(counts.occurs))
        for initials, phrase, shown, times, explained in counts.phrases:
            key = initials, phrase
            self._shown.setdefault(key, shown)
            if times:
                self._times[key] += times
            if explained:
                self._explained[key] += explained
        if len(self._times) > _KEPT:
            self._forget()

    def found(self) -> list[Initialism]:
        """Return what there is evidence for, in order of initialism, the likeliest phrase first."""
        pairs = {*self._times, *self._explained}
        rows = [
            Initialism(
                initials,
                self._shown[initials, phrase],
                self._times[initials, phrase],
                self._explained[initials, phrase],
                self._occurs[initials],
                search_folded(initials) in self._words,
            )
            for initials, phrase in pairs
        ]
        likely = [row for row in rows if row.explained or _recurs(row)]
        return sorted(likely, key=lambda row: (row.initials, -_weight(row), row.phrase))

    def _forget(self) -> None:
        self._times = Counter({key: times for key, times in self._times.items() if times > 1})
        self._shown = {key: self._shown[key] for key in {*self._times, *self._explained}}


class Initialisms:
    """What the initialisms of an archive stand for, ready to be looked up."""

    def __init__(self, rows: Iterable[Initialism] = ()) -> None:
        self._by_initials: dict[str, list[Initialism]] = {}
        self._by_phrase: dict[str, Initialism] = {}
        for row in rows:
            self._by_initials.setdefault(row.initials, []).append(row)
            if row.occurs:
                self._by_phrase.setdefault(search_folded(row.phrase), row)

    def phrases(self, typed: str) -> tuple[str, ...]:
        """Return what a word of a question stands for, the likeliest first, or nothing.

        In capitals it is taken for an initialism; in lower case only where it is no word of the archive.
        """
        initials = _bare(typed).upper()
        rows = self._by_initials.get(initials)
        if not rows or not (typed.isupper() or _unmistakable(typed, rows[0])):
            return ()
        best = rows[0]
        return tuple(row.phrase for row in rows if row is best or _rivals(row, best))

    def initials(self, phrase: str) -> str | None:
        """Return the initialism that the archive uses for a phrase."""
        row = self._by_phrase.get(search_folded(phrase))
        return row.initials if row else None


def _unmistakable(typed: str, row: Initialism) -> bool:
    """Say whether a word in lower case can only be the initialism: the archive has it in capitals and only so."""
    word = search_folded(typed)
    only_capitals = row.occurs > 0 and not row.is_word
    return typed.islower() and len(word) >= SURE and only_capitals and word not in stop_words()


def _rivals(row: Initialism, best: Initialism) -> bool:
    # "United Irish Leaguers" is no other phrase than "United Irish League".
    return _weight(row) >= _weight(best) * RIVAL and not search_folded(row.phrase).startswith(
        search_folded(best.phrase)
    )


def _weight(row: Initialism) -> int:
    return row.times + EXPLAINED * row.explained


def _recurs(row: Initialism) -> bool:
    return len(row.initials) >= SURE and row.times >= (RECURRING - 1 if row.occurs else RECURRING)


def _bare(initialism: str) -> str:
    return initialism.replace(".", "")


def _trimmed(words: list[str]) -> list[str]:
    """Return a phrase without the small words at its edges; a sentence may begin with one."""
    first, last = 0, len(words)
    while first < last and words[first].lower() in _small_words():
        first += 1
    while last > first and words[last - 1].lower() in _small_words():
        last -= 1
    return words[first:last]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word.lower() not in _small_words()).upper()


def _ending(words: list[str], initials: str) -> list[str]:
    """Return the last of the words, as many as have these initials, or nothing."""
    at = len(words)
    for letter in reversed(initials):
        at -= 1
        while at >= 0 and words[at].lower() in _small_words():
            at -= 1
        if at < 0 or words[at][0].upper() != letter:
            return []
    return words[at:]
