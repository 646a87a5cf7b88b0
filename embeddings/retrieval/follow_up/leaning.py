"""Whether a question leans on what was said before it, and by which of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from embeddings.text.languages import codes, listed, words

FALLBACK = "en"
WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Language:
    """The small words of a language that say whether a question stands alone, case folded."""

    code: str
    light: frozenset[str]  # words that carry no subject
    person: frozenset[str]  # anaphora that stand for somebody
    thing: frozenset[str]
    people: frozenset[str]  # that stand for several
    possessive: frozenset[str]  # of things and of several, which often have what they stand for beside them
    pointing: frozenset[str]
    place: frozenset[str]  # for a place or a time
    rest: frozenset[str]  # for some of what was spoken of
    alternative: frozenset[str]  # for what was not
    clause: frozenset[str]  # words that begin another clause
    openings: tuple[str, ...]  # of a question that goes on from another; the longest first: "and what about"


def language_of(text: str) -> Language:
    """Return the language most of a text's small words belong to; English where none or as many do."""
    spelt = [word.casefold() for word in WORD.findall(text)]
    counts = {code: sum(word in words("function_words", code) for word in spelt) for code in codes()}
    return _language(max(counts, key=lambda code: (counts[code], code == FALLBACK)))


@cache
def _language(code: str) -> Language:
    kinds = ("person", "thing", "people", "possessive", "pointing", "place", "rest", "alternative", "clause")
    return Language(
        code=code,
        light=words("function_words", code) | words("scaffold_words", code),
        openings=tuple(sorted(listed("openings", code), key=len, reverse=True)),
        **{kind: words(f"{kind}_words", code) for kind in kinds},
    )


_YEAR = re.compile(r"1\d{3}|20\d{2}")
# "Is it true that…", "it is hard to…", "is there a…": these words stand for nothing said before.
_EMPTY_IT = re.compile(
    r"\bit(?:'s| is| was| be| been)?\s+(?:really\s+)?"
    r"(?:true|possible|legal|necessary|safe|better|worth|right|wrong|ok|okay|important|hard|difficult|easy|"
    r"like to|take to|mean to)\b(?=.*\b(?:to|that|if|for)\b)",
    re.IGNORECASE,
)
_EMPTY_THERE = re.compile(
    r"\b(?:is|are|was|were|be|been)(?:n't)? there\b|"
    r"\bthere(?:'s|'re)?\s+(?:is|are|was|were|be|any|a|will|would|may|can)\b",
    re.IGNORECASE,
)


class Lean(IntEnum):
    """How much a question needs what was said before."""

    NO = 0
    WEAKLY = 1  # it may stand alone: few words, no name
    STRONGLY = 2  # a word of it has its meaning from before


@dataclass(frozen=True, slots=True)
class Leaning:
    """A verdict with its ground: the word that leans, or what is missing."""

    lean: Lean
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text."""

    text: str
    start: int
    content: bool  # carries a subject
    named: bool  # written as a name where no sentence begins

    @property
    def lower(self) -> str:
        """Return it case folded, its apostrophes straight."""
        return self.text.casefold().replace("’", "'")


def words_of(text: str, language: Language) -> list[Word]:
    """Return the words of a text in order."""
    words = []
    light = language.light
    for match in WORD.finditer(text):
        spelt = match[0]
        lower = spelt.casefold().replace("’", "'")
        before = text[: match.start()].rstrip()
        begins = not before or before[-1] in ".?!:"
        capital = spelt[0].isupper() and (not begins or (len(spelt) > 1 and spelt[1:] != spelt[1:].lower()))
        content = lower not in light
        named = content and (capital or _YEAR.fullmatch(spelt) is not None)
        words.append(Word(spelt, match.start(), content, named))
    return words


def leaning(question: str, language: Language, few_words: int) -> Leaning:
    """Judge a question by its own words alone; one of no more than a few, and without a name, may lean."""
    words = words_of(question, language)
    content = [word for word in words if word.content]
    if not content:
        return Leaning(Lean.STRONGLY, "no subject")
    strong, weak = _anaphora(question, words, language)
    if strong:
        return Leaning(Lean.STRONGLY, strong)
    lower = " ".join(word.lower for word in words)
    opening = next((start for start in language.openings if lower.startswith(start + " ")), None)
    if opening:
        return Leaning(Lean.STRONGLY, opening)
    if weak:
        return Leaning(Lean.WEAKLY, weak)
    if len(content) <= few_words and not any(word.named for word in words):
        return Leaning(Lean.WEAKLY, "few words")
    return Leaning(Lean.NO)


def _anaphora(question: str, words: list[Word], language: Language) -> tuple[str, str]:
    """Return the first word that stands for what the question itself does not name, and the first that may."""
    empty = [match.span() for pattern in (_EMPTY_IT, _EMPTY_THERE) for match in pattern.finditer(question)]
    strong = weak = ""
    for at, word in enumerate(words):
        lower, before = word.lower, words[:at]
        if any(start <= word.start < end for start, end in empty):
            continue
        if lower in language.person:
            leans = not any(earlier.named for earlier in before)
        elif lower in language.thing | language.people | language.place:
            leans = not _in_clause_before(before, language)
        elif lower in language.pointing:
            # "that" after a noun begins a clause: "the house that Jack built"; "where to buy those" points.
            leans = not (before and before[-1].content) or at + 1 == len(words)
        elif lower in language.possessive:
            leans = not any(earlier.content for earlier in before)
        else:
            leans = lower in language.rest and not any(other.named for other in words)
        if leans:
            strong = strong or lower
        elif lower in language.possessive | language.alternative:
            weak = weak or lower
    return strong, weak


def _in_clause_before(before: list[Word], language: Language) -> bool:
    """Say whether an earlier clause holds what an anaphor may stand for: "Who are they and what do they want?"."""
    ends = [at for at, word in enumerate(before) if word.lower in language.clause and at > 0]
    return any(word.content for word in before[: ends[-1]]) if ends else False
