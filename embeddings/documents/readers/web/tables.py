"""Rows of tables become lines; tables that only lay out a page leave their contents as they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.readers.web.elements import ROW, Hint, Row, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_CELL = 300  # characters; longer ones are paragraphs side by side
MOST_ROWS = 20  # in one block
_CELL_TAGS = ("td", "th", "p", "div", "center", "caption")


class Tables:
    """Watches tables begin and end over a list of stretches under way."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._stretches = stretches
        self._tables: list[int] = []  # the stretch each open table begins with
        self._rows: list[Row | None] = []  # None parts the rows of a table from those of the table around it

    def start(self, tag: str) -> None:
        """Take the start of an element."""
        if tag == "table":
            self._tables.append(len(self._stretches))
            self._rows.append(None)
        elif tag == "tr" and self._tables:
            self._rows.append(Row(len(self._stretches), []))
        elif tag in ("td", "th") and self._rows and (row := self._rows[-1]) is not None:
            row.cells.append(len(self._stretches))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "tr" and self._rows and (row := self._rows[-1]) is not None:
            self._rows.pop()
            self._end_row(row)
        elif tag == "table" and self._tables:
            while self._rows and self._rows.pop() is not None:
                pass
            self._end_table(self._tables.pop())

    def _end_row(self, row: Row) -> None:
        """Join the cells of a row, unless one of them holds more than a cell of data does."""
        cells = self._stretches[row.start :]
        if len(cells) < 2 or not row.cells or row.cells[0] != row.start:  # noqa: PLR2004 - one cell is no row
            return
        spans = list(pairwise([*row.cells, len(self._stretches)]))
        if any(end - start > 1 for start, end in spans) or not all(map(_is_data, cells)):
            return
        # An empty cell keeps its place, so that the others stay under their headings.
        texts = [" ".join(self._stretches[start].text.split("\n")) if end > start else "" for start, end in spans]
        while not texts[-1]:
            texts.pop()
        self._stretches[row.start :] = [_joined(cells, " | ".join(texts))]

    def _end_table(self, start: int) -> None:
        """Put the rows of a table together, so many to a block."""
        merged: list[Stretch] = []
        rows: list[Stretch] = []
        for stretch in self._stretches[start:]:
            if stretch.tag == ROW and "\n" not in stretch.text and len(rows) < MOST_ROWS:
                rows.append(stretch)
                continue
            merged += _table(rows)
            rows = [stretch] if stretch.tag == ROW and "\n" not in stretch.text else []
            if not rows:
                merged.append(stretch)
        self._stretches[start:] = merged + _table(rows)


def _table(rows: Sequence[Stretch]) -> list[Stretch]:
    return [_joined(rows, "\n".join(row.text for row in rows))] if rows else []


def _joined(parts: Sequence[Stretch], text: str) -> Stretch:
    first = parts[0]
    size = sum(len(part.text) for part in parts)
    return Stretch(
        text,
        ROW,
        max(part.region for part in parts),
        first.main,
        Hint.NONE,
        first.quoted,
        sum(part.linked * len(part.text) for part in parts) / max(1, size),
        anchor=next((part.anchor for part in parts if part.anchor), None),
        page=first.page,
    )


def _is_data(cell: Stretch) -> bool:
    plain = cell.tag in _CELL_TAGS and cell.hint is Hint.NONE and not cell.preformatted
    return plain and len(cell.text) <= LONGEST_CELL
