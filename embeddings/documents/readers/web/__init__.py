"""Pages in HTML and XHTML: files of their own, chapters of books, bodies of mails.

A page is parsed (`parsing`), collected into stretches of text (`collector`, by what `elements` and `tables` say),
parted from the site around it, and handed on as pieces (`kinds`), with what its head says of it (`statements`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from embeddings.documents.readers.web.collector import DEEPEST, MOST_STRETCHES, Collector, TooDeep, TooMany
from embeddings.documents.readers.web.kinds import pieces, sort
from embeddings.documents.readers.web.pages import PageMarks
from embeddings.documents.readers.web.parsing import parse
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.documents.document import Statement
    from embeddings.documents.pieces import Piece

BYTE_ORDER_MARK = "\ufeff"
Result = TypeVar("Result")


class Page(NamedTuple):
    """A page's text, piece by piece, and what its head says of it."""

    pieces: list[Piece]
    statements: list[Statement]


def with_page_marks(build: Callable[[PageMarks], Result]) -> Result:
    """Return what `build` makes; it is called again if what looked like page numbers turns out to be none."""
    marks = PageMarks()
    result = build(marks)
    return result if marks.trusted else build(PageMarks(by_class=False))


def page_of(
    path: str,
    page: str,
    marks: PageMarks,
    *,
    xhtml: bool = False,
    site: bool = True,
    letter: bool = False,
    anchors: str = "",
) -> Page:
    """Read a page.

    `site` says that the page may come with a site's navigation around its text, which chapters and mails do not;
    `letter`, that what is set as a quotation is one, however much it is. `marks` go on from a chapter to the next;
    `anchors` is put before every anchor. Raises DocumentRefused: BROKEN for elements nested without end, TOO_LARGE
    for too many paragraphs.
    """
    collector = _collected(path, page, marks, xhtml=xhtml)
    found = pieces(sort(collector.stretches, site=site), letter=letter, anchors=anchors)
    return Page(list(found), [*collector.head.statements, *collector.marked.statements()])


def _collected(path: str, page: str, marks: PageMarks, *, xhtml: bool) -> Collector:
    collector = Collector(marks)
    try:
        parse(page, collector, xhtml=xhtml)
    except TooDeep as error:
        detail = f"elements nested more than {DEEPEST} deep"
        raise DocumentRefused(path, RefusalReason.BROKEN, detail) from error
    except TooMany as error:
        detail = f"more than {MOST_STRETCHES} paragraphs"
        raise DocumentRefused(path, RefusalReason.TOO_LARGE, detail) from error
    return collector
