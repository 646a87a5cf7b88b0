"""People's names: what reads like one, and their form in CSL-JSON."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from embeddings.text.languages import pattern_of, words

_ADDRESS = re.compile(r"\s*<[^<>]*>")
_COMMAS = re.compile(r"\s*,\s*")
_SUFFIX = re.compile(r",?\s+(?:esq|jr|sr|m\.?p|m\.?a|ph\.?d)\.?$", re.IGNORECASE)
_PART = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-])*")
MOST_PARTS = 5  # of one name
LONGEST_SHORT = 4  # characters of a part that a full stop shortens: "Mrs."
EDITORS = re.compile(r"The Editors?")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:&|{pattern_of(words('name_joiners'))})\s+|\s*;\s*")


@cache
def _organised() -> re.Pattern[str]:
    return re.compile(rf"^the\s|\b(?:{pattern_of(words('organisation_words'))})\b|[0-9@/]", re.IGNORECASE)


@cache
def _no_part() -> frozenset[str]:
    """Return the words that no name holds: of grammar, of parts of books, of collections."""
    kinds = ("articles", "title_words", "part_words", "series_words", "chapter_words", "notes_headings")
    return frozenset().union(*map(words, kinds)) - words("name_particles") - words("name_joiners")


def is_name(line: str) -> bool:
    """Say whether a line reads like the name of one or several people and nothing else."""
    if EDITORS.fullmatch(line):
        return True
    names = _between().split(_SUFFIX.sub("", " ".join(line.split())))
    return all(_reads_as_name(name) for joined in names for name in _COMMAS.split(joined))


def is_family_name(word: str) -> bool:
    """Say whether one word may be a family name that stands alone."""
    return (
        bool(_PART.fullmatch(word))
        and word[0].isupper()
        and word[-1:].isalpha()
        and word.casefold() not in _no_part()
    )


def _reads_as_name(name: str) -> bool:
    parts = name.split()
    if len(parts) > MOST_PARTS or (len(parts) == 1 and not _is_initialled(name)) or not parts:
        return False
    particles = words("name_particles") - {"ten"}  # "Chapter ten"
    for at, part in enumerate(parts):
        initial = len(part.rstrip(".")) == 1 and part.endswith(".")
        if part.endswith(".") and at + 1 < len(parts) and len(part) > LONGEST_SHORT:
            return False  # a sentence ends there
        if not _PART.fullmatch(part) or (not initial and part.casefold().rstrip(".") in _no_part()):
            return False
        inner = 0 < at < len(parts) - 1
        if not part[0].isupper() and not (inner and part.casefold() in particles):
            return False
    return True


def _is_initialled(name: str) -> bool:
    """Say whether a name is written in one word with its initials: "G.Berg"."""
    return re.fullmatch(r"(?:[^\W\d_]\.){1,3}[^\W\d_][^\W\d_’'-]{2,}", name) is not None


def people(text: str) -> list[dict[str, Any]]:
    """Return the people a line names, each as family and given names or, where that is unclear, literally.

    "Berg, Anna" is one person written the other way round; "Anna Berg, Jo Field" are two, and "Jo and Anna Berg".
    """
    names: list[str] = []
    for part in _with_family(_between().split(" ".join(_ADDRESS.sub("", text).split()))):
        pieces = [piece for piece in _COMMAS.split(part) if piece]
        inverted = len(pieces) == 2 and " " not in pieces[0]  # noqa: PLR2004 - family, given
        names += [part] if inverted or _organised().search(part) else pieces
    return [_name(name) for name in names if name]


def _with_family(names: list[str]) -> list[str]:
    """Give a given name before a joiner the family name after it: "Jo and Anna Berg" are two Bergs."""
    return [
        f"{name} {following.rsplit(' ', 1)[-1]}" if _is_given(name) and is_name(following) else name
        for name, following in zip(names, [*names[1:], ""], strict=True)
    ]


def _is_given(name: str) -> bool:
    return _PART.fullmatch(name) is not None and name[0].isupper() and not _organised().search(name)


def _name(name: str) -> dict[str, Any]:
    if "," in name and not _organised().search(name):
        family, _, given = name.partition(",")
        return {"family": family.strip(), "given": given.strip()}
    parts = name.split()
    if len(parts) == 1 or _organised().search(name):
        return {"literal": name}
    first = len(parts) - 1
    while first > 1 and parts[first - 1].casefold() in words("name_particles"):
        first -= 1
    return {"family": " ".join(parts[first:]), "given": " ".join(parts[:first])}
