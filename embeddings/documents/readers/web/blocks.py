"""A page's blocks and statements: what the readers of pages, books and mails have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from embeddings.documents.readers.web.collector import (
    DEEPEST,
    MOST_STRETCHES,
    Collector,
    TooDeep,
    TooMany,
)
from embeddings.documents.readers.web.kinds import kinds
from embeddings.documents.readers.web.pages import PageMarks
from embeddings.documents.readers.web.parser import parse
from embeddings.documents.readers.web.sorting import sort
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.documents.document import Statement
    from embeddings.documents.text_builder import TextBuilder


Result = TypeVar("Result")


def with_page_marks(build: Callable[[PageMarks], Result]) -> Result:
    """Return what `build` makes; it is called again if what looked like page numbers turns out to be none."""
    marks = PageMarks()
    result = build(marks)
    return result if marks.trusted else build(PageMarks(by_class=False))


def add_page(
    builder: TextBuilder,
    path: str,
    page: str,
    marks: PageMarks,
    *,
    xhtml: bool = False,
    site: bool = True,
    letter: bool = False,
    anchors: str = "",
) -> list[Statement]:
    """Add a page's blocks to `builder` and return what its head says.

    `site` says that the page may come with a site's navigation around its text, which chapters and mails do not;
    `letter`, that what is set as a quotation is one, however much it is. `marks` go on from a chapter to the next;
    `anchors` is put before every anchor. Raises DocumentRefused: BROKEN for elements nested without end, TOO_LARGE
    for too many paragraphs.
    """
    collector = _collected(path, page, marks, xhtml=xhtml)
    for stretch, kind, level in kinds(sort(collector.stretches, site=site), letter=letter):
        anchor = f"{anchors}{stretch.anchor}" if stretch.anchor else None
        builder.add(kind, stretch.text, level=level, page=stretch.page, anchor=anchor)
    return collector.head.statements


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
