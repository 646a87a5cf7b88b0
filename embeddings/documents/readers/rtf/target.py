"""Where text goes: the body, a note or a text box. Each collects paragraphs, and rows of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.readers._office import Paragraph, row_of

if TYPE_CHECKING:
    from embeddings.documents.document import BlockKind

_TABS = re.compile(r" *\t[ \t]*")


@dataclass(slots=True)
class Target:
    """Paragraphs under way."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # of the paragraph that is being read
    notes: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)
    cells: list[list[Paragraph]] = field(default_factory=list)
    endnote: bool = False  # it is the target of an endnote
    mark: int | None = None  # where in `parts` the mark of a note has its place

    def end_paragraph(self, kind: BlockKind, level: int | None, *, in_table: bool) -> None:
        """Finish the paragraph that is being read."""
        text = _TABS.sub(" ", "".join(self.parts)).strip()
        done = [Paragraph(kind, text, level, self.notes)] if text or self.notes else []
        done += self.boxes
        self.parts, self.notes, self.boxes, self.mark = [], [], [], None
        if in_table:
            self.cell += done
        else:
            self.end_row()
            self.paragraphs += done

    def end_cell(self) -> None:
        """Finish a cell of a table."""
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """Finish a row of a table, if one was begun."""
        if self.cell:
            self.end_cell()
        if self.cells:
            self.paragraphs += row_of(self.cells)
            self.cells = []

    def text(self) -> str:
        """Return the text of all finished paragraphs."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs if paragraph.text)
