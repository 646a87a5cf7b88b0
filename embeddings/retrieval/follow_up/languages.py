"""The small words that say whether a question stands alone, by language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

WORDS = "words.json"
FALLBACK = "en"
WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Language:
    """A language's closed lists, lower case."""

    code: str
    function: frozenset[str]  # words of grammar
    scaffold: frozenset[str]  # verbs and nouns of asking, which say nothing of what is asked about
    person: frozenset[str]  # anaphora that stand for somebody
    thing: frozenset[str]
    people: frozenset[str]  # that stand for several
    possessive: frozenset[str]  # of things and of several, which often have what they stand for beside them
    pointing: frozenset[str]
    place: frozenset[str]  # for a place or a time
    rest: frozenset[str]  # for some of what was spoken of
    alternative: frozenset[str]  # for what was not
    openings: tuple[str, ...]  # of a question that goes on from another
    clauses: frozenset[str]  # words that begin another clause

    @property
    def light(self) -> frozenset[str]:
        """Return the words that carry no subject."""
        return self.function | self.scaffold


def language_of(text: str) -> Language:
    """Return the language most of a text's small words belong to; English where none or as many do."""
    words = [word.lower() for word in WORD.findall(text)]
    known = languages()
    counts = {code: sum(word in language.function for word in words) for code, language in known.items()}
    best = max(counts, key=lambda code: (counts[code], code == FALLBACK))
    return known[best]


@cache
def languages() -> dict[str, Language]:
    """Return the languages by code."""
    stored: dict[str, dict[str, str]] = json.loads(resources.files(__package__).joinpath(WORDS).read_text("utf-8"))
    return {code: _language(code, lists) for code, lists in stored.items()}


def _language(code: str, lists: dict[str, str]) -> Language:
    sets = {name: frozenset(words.split()) for name, words in lists.items() if name != "openings"}
    # The longest first, so that "and what about" is seen as that.
    openings = tuple(sorted(lists["openings"].split("|"), key=len, reverse=True))
    return Language(code=code, openings=openings, **sets)
