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


@cache
def _table(code: str) -> dict[str, list[str] | str]:
    return tomllib.loads((_FOLDER / code / "words.toml").read_text("utf-8"))
