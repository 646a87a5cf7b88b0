"""Read the line that says where a text was published: "From PUBLICATION, Vol. V No. N, DATE, p. P."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.dates import find_date
from embeddings.documents.record import Claim, Field, dated, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from embeddings.documents.record import Origin

_LEAD = re.compile(
    r"(?:from|source\s*:|(?:first |originally )?(?:published|printed)(?: in| as(?: (?:the|an?) \w+ to)?|:)?)\s+",
    re.IGNORECASE,
)
_FIRST_PUBLISHED = re.compile(r",\s*first published\s+(?:in\s+)?(?=[A-Z])")
_VOLUME = re.compile(r"\bvol(?:ume)?s?\.?,?\s*(?P<value>[0-9]+|[IVXLCDM]+)\b", re.IGNORECASE)
_ISSUE = re.compile(r"\bnos?\.?\s*(?P<value>[0-9]+(?:\s?[-–/&]\s?[0-9]+)?|[IVXLCDM]+)\b", re.IGNORECASE)
_RANGE = r"[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"
_PAGE = re.compile(
    rf"\b(?:pp?\.?|pages?)\s*(?P<value>{_RANGE}(?:\s*(?:,|&|and)\s*(?!1[0-9]{{3}}\b|20[0-9]{{2}}\b){_RANGE}\b)*)"
)
_PUBLISHER = re.compile(
    r"\b(?:publish(?:ers?|ing)|press|verlag|books|éditions|editions|printers?|printery)\b", re.IGNORECASE
)
_BY_PUBLISHER = re.compile(r"by\s+(?:the\s+)?(?P<who>[A-Z][^,]*?)(?=,|\s+(?:of|in|at)\s|[.;]\s*$|$)")
_SPACED_DASH = re.compile(r"\s*([-–])\s*")
_PLACE = re.compile(r"\s*\([^()]*\)$")  # "The Irish Review (Dublin)"


def read_source(line: str, origin: Origin, words: str = "", known: Collection[str] = ()) -> Iterator[Claim]:
    """Yield the claims of a source line; what it does not say is not claimed.

    `words` are what the claims are said to be read from, by default the line; `known` names, those of the text and
    its authors, are not taken for the publication's.
    """
    words = words or line
    # "… Library, first published in The Nationalist, Vol. 1 No. 9": the later place is where it was taken from.
    line = _FIRST_PUBLISHED.split(line.strip())[-1]
    line = " ".join(_LEAD.sub("", line, count=1).split())
    date = find_date(line)
    numbers = {
        Field.VOLUME: _VOLUME.search(line),
        Field.ISSUE: _ISSUE.search(line),
        Field.PAGE: _PAGE.search(line),
    }
    edges = [match.start() for match in numbers.values() if match] + ([date.start] if date else [])
    yield from _names(line[: min(edges, default=len(line))], origin, words, known)
    for field, match in numbers.items():
        if match is not None:
            yield plain(field, _SPACED_DASH.sub(r"\1", match["value"]), origin, words)
    if date is not None:
        yield dated(Field.ISSUED, date, origin, words)


def _names(line: str, origin: Origin, words: str, known: Collection[str]) -> Iterator[Claim]:
    """Read what stands before the first number: a publication, a book and its publisher, or a publisher."""
    if (by := _BY_PUBLISHER.match(line)) is not None:
        yield plain(Field.PUBLISHER, by["who"].strip(), origin, words)
        return
    segments = [part.strip(" ,;:(") for part in line.split(",")]
    others = {_folded(name) for name in known}
    names = [part for part in segments if part and _folded(part) not in others]
    publishers = [part for part in names[1:] if _PUBLISHER.search(part)]
    names = [part for part in names if part not in publishers]
    # "L'Irlande Libre, Paris 1897": what runs into the date is its place, or "Christmas number".
    if len(names) > 1 and not line.rstrip().endswith(","):
        names = names[:-1]
    # Of several names only a publisher after them tells which is the publication's.
    if names and (len(names) == 1 or publishers):
        yield plain(Field.CONTAINER_TITLE, _PLACE.sub("", names[0]), origin, words)
    if names and publishers:
        yield plain(Field.PUBLISHER, publishers[0], origin, words)


def _folded(name: str) -> str:
    return name.casefold().strip(" .?!")
