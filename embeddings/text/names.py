"""People's names in CSL-JSON form."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from embeddings.text.languages import pattern_of, words

_COMMAS = re.compile(r"\s*,\s*")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:&|{pattern_of(words('name_joiners'))})\s+|\s*;\s*")


@cache
def _organised() -> re.Pattern[str]:
    return re.compile(rf"^the\s|\b(?:{pattern_of(words('organisation_words'))})\b|[0-9@/]", re.IGNORECASE)


def people(text: str) -> list[dict[str, Any]]:
    """Return the people a line names, each as family and given names or, where that is unclear, literally.

    "Berg, Anna" is one person written the other way round; "Anna Berg, Jo Field" are two.
    """
    names: list[str] = []
    for part in _between().split(" ".join(text.split())):
        pieces = [piece for piece in _COMMAS.split(part) if piece]
        inverted = len(pieces) == 2 and " " not in pieces[0]  # noqa: PLR2004 - family, given
        names += [part] if inverted or _organised().search(part) else pieces
    return [_name(name) for name in names if name]


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
