"""A RIS record: one tag a line, in UTF-8. What the record does not say has no line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.pincite import written
from embeddings.quoting.citing.styles.rich import roman
from embeddings.quoting.citing.styles.work import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator
    from embeddings.text.dates import Date

TYPES = {
    Kind.NEWSPAPER: "NEWS",
    Kind.MAGAZINE: "MGZN",
    Kind.JOURNAL: "JOUR",
    Kind.BOOK: "BOOK",
    Kind.PAMPHLET: "PAMP",
    Kind.REPORT: "RPRT",
    Kind.PART: "CHAP",
    Kind.THESIS: "THES",
    Kind.WEB: "ELEC",
    Kind.LETTER: "PCOMM",
    Kind.DOCUMENT: "GEN",
}
LINE_END = "\r\n"  # the format asks for both
_RANGE = re.compile(r"(?P<first>\w+)\s*[-–—]\s*(?P<last>\w+)")


def compose(work: Work, _locator: Locator, _voice: Voice) -> Rich:
    """Return the record; it describes the work, so it holds no pinpoint."""
    rows = [f"{tag}  - {value}" for tag, value in _rows(work) if value]
    return roman(LINE_END.join((f"TY  - {TYPES[work.kind]}", *rows, "ER  - ", "")))


def _rows(work: Work) -> Iterator[tuple[str, str]]:
    """Yield tags and values; every value is one line already, so none can begin a tag of its own."""
    for tag, names in (
        ("AU", work.authors),
        ("ED", work.editors),
        ("A4", work.translators),
        ("A2", work.recipients),
    ):
        yield from ((tag, name.inverted) for name in names)
    yield "TI", work.title or work.own_name
    yield "T2", work.container
    yield "VL", work.volume
    yield "IS", work.issue
    pages = _RANGE.fullmatch(work.pages)
    yield "SP", pages["first"] if pages else work.pages
    yield "EP", pages["last"] if pages else ""
    if work.issued:
        yield "PY", f"{work.issued.start[0]:04d}" if work.issued.start and work.issued.start[0] > 0 else ""
        yield "DA", _date(work.issued)
    yield "PB", work.publisher
    yield "CY", work.place
    yield "ET", work.edition
    yield "M3", work.genre
    yield "AV", work.archive
    yield "N1", f"Dated {work.issued.literal}" if work.issued and work.issued.literal else ""
    yield "N1", f"{work.event.capitalize()} {written(work.original)}" if work.original else ""
    yield "DO", work.doi.removeprefix("https://doi.org/")
    yield "UR", work.url


def _date(date: Date) -> str:
    """Return ``1946/02/16/``: year, month, day, and last what figures cannot say."""
    if not date.start or date.start[0] < 0:
        return ""
    year, month, day = (*date.start, 0, 0)[:3]
    beyond = written(date) if date.until else " ".join(filter(None, ("circa" if date.circa else "", date.season)))
    return "/".join((f"{year:04d}", f"{month:02d}" if month else "", f"{day:02d}" if day else "", beyond))
