"""A BibTeX entry, in UTF-8. What the record does not say has no field."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.numbers import ranges
from embeddings.quoting.citing.styles.pincite import written
from embeddings.quoting.citing.styles.rich import roman
from embeddings.quoting.citing.styles.work import PERIODICALS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from embeddings.quoting.citing.styles.names import Name
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator

TYPES = {
    Kind.BOOK: "book",
    Kind.PAMPHLET: "booklet",
    Kind.REPORT: "techreport",
    Kind.PART: "incollection",
}
CONTAINER = {"article": "journal", "incollection": "booktitle"}
PUBLISHER = {Kind.REPORT: "institution"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces before TeX reads them, so one alone must be named, not escaped.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {letter: f"\\{letter}" for letter in "&%$#_"}
_TABLE = str.maketrans(_SPECIAL)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_SMALL_WORDS = {"the", "a", "an", "on", "in", "of", "to", "and", "for", "from", "with", "what", "is"}
_MONTH, _DAY = 2, 3


def compose(work: Work, _locator: Locator, _voice: Voice) -> Rich:
    """Return the entry; it describes the work, so it holds no pinpoint."""
    kind = _type(work)
    rows = [f"  {name} = {value}," for name, value in _fields(work, kind) if value]
    return roman("\n".join((f"@{kind}{{{key(work)},", *rows, "}")))


def key(work: Work) -> str:
    """Return a stable ASCII key: who, when, what, and four figures of the sha256 of the document's name."""
    who = (work.authors or work.editors)[:1]
    first = next((word for word in _words(work.title or work.own_name) if word not in _SMALL_WORDS), "")
    name = "".join(_words(who[0].family)) if who else ""
    stem = f"{name}{_first_year(work)}{first}" if name else f"{first}{_first_year(work)}"
    sign = hashlib.sha256(work.identity.encode("utf-8", "replace")).hexdigest()[:4]
    return f"{stem if stem[:1].isalpha() else f'document{stem}'}-{sign}"


def escape(text: str) -> str:
    """Return text that TeX prints as it is."""
    return text.translate(_TABLE)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain.replace("'", ""))


def _first_year(work: Work) -> str:
    return re.sub(r"[^0-9]", "", str(work.issued.start[0])) if work.issued and work.issued.start else ""


def _type(work: Work) -> str:
    if work.kind in PERIODICALS:
        return "article"
    if work.kind is Kind.THESIS and re.search(r"ph\.?\s?d|doctor", work.genre, re.IGNORECASE):
        return "phdthesis"
    if work.kind is Kind.THESIS and re.search(r"master|\bm\.?[as]\b", work.genre, re.IGNORECASE):
        return "mastersthesis"
    return TYPES.get(work.kind, "misc")


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    yield "author", _people(work.authors)
    yield "editor", _people(work.editors)
    yield "translator", _people(work.translators)
    titled = _held(work.title or work.own_name)
    yield "title", f"{{{titled}}}" if titled else ""
    yield CONTAINER.get(kind, "howpublished"), _held(work.container)
    yield "edition", _held(work.edition)
    yield "volume", _held(work.volume)
    yield "number", _held(work.issue)
    yield "pages", _held(ranges(work.pages, lambda _, last: last).replace("–", "--"))
    publisher = "school" if kind.endswith("thesis") else PUBLISHER.get(work.kind, "publisher")
    yield publisher, _held(work.publisher)
    yield "address", _held(work.place)
    yield "type", _held(work.genre if kind in ("techreport", "phdthesis", "mastersthesis") else "")
    yield from _date(work)
    yield "doi", f"{{{work.doi.removeprefix('https://doi.org/').translate(_IN_ADDRESS)}}}" if work.doi else ""
    yield "url", f"{{{work.url.translate(_IN_ADDRESS)}}}" if work.url else ""
    yield "note", _held("; ".join(_notes(work)))


def _date(work: Work) -> Iterator[tuple[str, str]]:
    date = work.issued
    if work.undated:
        yield "year", "{n.d.}"
    if date is None:
        return
    yield "year", _held(f"ca. {date.year}" if date.circa else date.year)
    if date.until:
        return  # the months of a range stand in the note
    yield "month", MONTHS[date.start[1] - 1] if len(date.start) >= _MONTH else _held(date.season)
    yield "day", _held(str(date.start[2])) if len(date.start) == _DAY else ""


def _notes(work: Work) -> Iterator[str]:
    if work.original:
        yield f"{work.event.capitalize()} {written(work.original)}"
    if work.issued and work.issued.until and len(work.issued.start) >= _MONTH:
        yield f"Dated {written(work.issued)}"
    if work.kind in (Kind.LETTER, Kind.DOCUMENT, Kind.WEB) and work.genre:
        yield work.genre
    if work.recipients:
        yield f"To {', '.join(name.natural for name in work.recipients)}"
    if work.archive:
        yield work.archive


def _people(names: Sequence[Name]) -> str:
    return f"{{{' and '.join(_person(name) for name in names)}}}" if names else ""


def _person(name: Name) -> str:
    if not name.given:
        return _held(name.family)  # one unit, whatever commas and “and” it holds
    parts = (name.family, name.suffix, name.given) if name.suffix else (name.family, name.given)
    return ", ".join(_held(part) if re.search(r",|\band\b", part) else escape(part) for part in parts)


def _held(text: str) -> str:
    """Return text in braces: inside a field BibTeX then keeps its capitals and does not take it apart."""
    return f"{{{escape(text)}}}" if text else ""
