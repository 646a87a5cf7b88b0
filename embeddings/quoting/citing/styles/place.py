"""The words for a place in a work: a page, else a paragraph, else a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.numbers import ranges, several
from embeddings.quoting.citing.styles.rich import clean, quote

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.numbers import Shorten
    from embeddings.quoting.quote import Locator


@dataclass(frozen=True, slots=True)
class Wording:
    """How a style names places; ``{}`` stands for what is named. An empty form is never used."""

    page: str
    pages: str
    paragraph: str
    paragraphs: str
    section: str


def paged(pages: str, wording: Wording, shorten: Shorten) -> str:
    """Return pages in a style's words; nothing for no pages."""
    form = wording.pages if several(pages) else wording.page
    return form.format(ranges(pages, shorten)) if pages else ""


def place(locator: Locator, wording: Wording, shorten: Shorten) -> str:
    """Return the most exact place that the locator names; nothing where it names none."""
    if page := clean(locator.page):
        return paged(page, wording, shorten)
    if locator.paragraph is not None:
        first, last = locator.paragraph, locator.last_paragraph
        several_of_them = last is not None and last != first
        return wording.paragraphs.format(f"{first}–{last}") if several_of_them else wording.paragraph.format(first)
    section = clean(locator.section)
    return wording.section.format(quote(section), plain=section) if section else ""
