"""Printed page numbers within a page's markup: where the text says that a page of the original begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.readers.web.elements import PAGE_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBER = r"(?P<page>[0-9]{1,5}|[ivxlcdm]{1,9})"
_LABEL = re.compile(rf"[\s\[({{|\xa0]*(?:p(?:age|g|p)?\.?\s*)?{_NUMBER}[\s\])}}|\xa0.]*", re.IGNORECASE)
_NAME = re.compile(r"\S{1,12}")
_MOSTLY = 0.9  # of the numbers rise: a second volume begins anew
_FEWEST = 2  # marks that number the pages of a text; one may be anything


@dataclass(frozen=True, slots=True)
class PageMark:
    """An element that may mark the beginning of a page, and the name that its attributes give it."""

    label: str | None
    certain: bool


class PageMarks:
    """Recognises page marks; `current` is the page the text has reached.

    A mark by the types that e-books have for it is certain. Classes are not: their numbers must rise. `trusted`
    says after the text has been read whether they do; if not, it is to be read again without `by_class`.
    """

    def __init__(self, *, by_class: bool = True) -> None:
        self.current: str | None = None
        self.known: Mapping[str, str] = {}  # the id of an element of this page -> the page that begins there
        self._by_class = by_class
        self._uncertain: list[int] = []

    @property
    def trusted(self) -> bool:
        """Say whether the numbers found by class are those of pages."""
        numbers = self._uncertain
        rising = sum(one < other for one, other in pairwise(numbers))
        return not numbers or (len(numbers) >= _FEWEST and rising >= _MOSTLY * (len(numbers) - 1))

    def begin(self, tag: str, attributes: dict[str, str]) -> PageMark | None:
        """Return the mark that an element is, if it is one."""
        get = attributes.get
        label = self.known.get(get("id") or get("name") or "") if self.known else None
        types = f"{get('epub:type', '')} {get('role', '')}".split()
        if "pagebreak" in types or "doc-pagebreak" in types:
            return PageMark(label or get("title") or get("aria-label"), certain=True)
        if label is not None:
            self.current = label
        classes = get("class", "").lower()
        holder = not self._by_class or "page" not in classes or tag in ("body", "main", "article")
        if holder or PAGE_CLASSES.isdisjoint(classes.split()):
            return None
        return PageMark(None, certain=False)

    def end(self, mark: PageMark, text: str) -> bool:
        """Take a mark's page into account; say whether `text`, what its element holds, is nothing but the mark."""
        found = _LABEL.fullmatch(text)
        if mark.certain:
            name = (mark.label or text).strip()
            number = _LABEL.fullmatch(name)
            if number or _NAME.fullmatch(name):
                self.current = number["page"] if number else name
            return bool(found) or text.strip() in ("", name)
        if found is None:
            return False
        # Roman numbers come before the Arabic ones and are not counted with them.
        if found["page"].isdecimal():
            self._uncertain.append(int(found["page"]))
        self.current = found["page"]
        return True
