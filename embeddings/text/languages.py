"""What is known of a language: a folder for each, with one table of words, read when it is first asked for.

A kind of words is a list, or one string of words parted by white space where none of them is a phrase.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("languages")


@cache
def codes() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that something is known of, sorted."""
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if (folder / "words.toml").is_file()))


@cache
def words(key: str, code: str | None = None) -> frozenset[str]:
    """Return a language's words of one kind, case folded; without a code, those of all languages together.

    Raises KeyError for a kind that a language's table lacks.
    """
    if code is None:
        return frozenset().union(*(words(key, one) for one in codes()))
    return frozenset(word.casefold() for word in listed(key, code))


def listed(key: str, code: str) -> tuple[str, ...]:
    """Return a language's words of one kind as they are written, in their order. Raises KeyError as `words`."""
    held = _table(code)[key]
    return tuple(held.split() if isinstance(held, str) else held)


@lru_cache(256)
def pattern_of(*kinds: frozenset[str]) -> str:
    """Return a pattern that matches any of some words, the longest that fits, whatever parts those of a phrase."""
    found = sorted(frozenset().union(*kinds), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found) or r"(?!)"


_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_SPELT = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LOOKED_AT = 600  # characters of a text, which tell enough


def is_english(text: str) -> bool:
    """Say whether a text is English: in Latin letters, with no language's small words as often as English ones.

    One that holds no small words at all, a name or a number, counts as English.
    """
    text = text[:LOOKED_AT]
    letters = len(_LETTER.findall(text))
    if len(_LATIN.findall(text)) < letters / 2:
        return False
    spelt = [word.casefold() for word in _SPELT.findall(text)]
    counts = {code: sum(word in words("function_words", code) for word in spelt) for code in codes()}
    english = counts.pop("en", 0)
    return english > 0 or not any(counts.values()) if english >= max(counts.values(), default=0) else False


@cache
def _table(code: str) -> dict[str, list[str] | str]:
    return tomllib.loads((_FOLDER / code / "words.toml").read_text("utf-8"))
