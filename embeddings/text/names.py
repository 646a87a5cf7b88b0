"""People's names in CSL-JSON form."""

from __future__ import annotations

import re
from typing import Any

_BETWEEN = re.compile(r"\s+(?:and|&|und|et)\s+|\s*;\s*")
_COMMAS = re.compile(r"\s*,\s*")
_PARTICLES = {"de", "von", "van", "der", "la", "le", "du", "da", "di", "den", "ten", "ó", "ní", "mac"}
_ORGANISED = re.compile(
    r"^the\s|\b(?:society|committee|party|union|association|institute|archives?|project|press|editors?|staff|"
    r"collective|league|group|council|office|ministry|company|university|foundation)\b|[0-9@/]",
    re.IGNORECASE,
)


def people(text: str) -> list[dict[str, Any]]:
    """Return the people a line names, each as family and given names or, where that is unclear, literally.

    "Berg, Anna" is one person written the other way round; "Anna Berg, Jo Field" are two.
    """
    names: list[str] = []
    for part in _BETWEEN.split(" ".join(text.split())):
        pieces = [piece for piece in _COMMAS.split(part) if piece]
        inverted = len(pieces) == 2 and " " not in pieces[0]  # noqa: PLR2004 - family, given
        names += [part] if inverted or _ORGANISED.search(part) else pieces
    return [_name(name) for name in names if name]


def _name(name: str) -> dict[str, Any]:
    if "," in name and not _ORGANISED.search(name):
        family, _, given = name.partition(",")
        return {"family": family.strip(), "given": given.strip()}
    words = name.split()
    if len(words) == 1 or _ORGANISED.search(name):
        return {"literal": name}
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return {"family": " ".join(words[first:]), "given": " ".join(words[:first])}
