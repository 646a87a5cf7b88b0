"""What the formats of word processors have in common: paragraphs with styles, rows of tables, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TITLE_LEVEL = 0  # until it is known whether there is one: the document's title
DEEPEST_LEVEL = 6
LONGEST_CELL = 300  # a longer one is text that a table only places
CELLS_APART = " | "
UNREADABLE_SIGN = "▯"  # a sign out of a font of pictures
_HEADING = re.compile(r"heading ([1-9])")
_INDEXES = ("toc ", "contents ", "table of figures", "index ")
_STYLES: dict[str, tuple[BlockKind, int | None]] = {
    "title": (BlockKind.HEADING, TITLE_LEVEL),
    "subtitle": (BlockKind.HEADING, 2),
    **dict.fromkeys(("header", "footer"), (BlockKind.FURNITURE, None)),
    **dict.fromkeys(("footnote text", "endnote text", "footnote", "endnote"), (BlockKind.FOOTNOTE, None)),
    **dict.fromkeys(
        ("quote", "intense quote", "quotations", "quotation", "block text", "block quotation"),
        (BlockKind.QUOTATION, None),
    ),
}
_RAISED = str.maketrans("0123456789ivxlcdm", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜᵈᵐ")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class Paragraph:
    """A block to be, and the notes it refers to."""

    kind: BlockKind
    text: str
    level: int | None = None
    notes: list[str] = field(default_factory=list)  # set at the foot of the page
    counted: bool = False  # shown with a number that the word processor counts


def kind_of_style(name: str) -> tuple[BlockKind, int | None]:
    """Return what a style's English name, which word processors store in every language, says of a paragraph."""
    name = " ".join(name.lower().split())
    if found := _HEADING.fullmatch(name):
        return BlockKind.HEADING, int(found[1])
    if name.startswith(_INDEXES):
        return BlockKind.FURNITURE, None
    if name.startswith(("list bullet", "list number")):
        return BlockKind.LIST_ITEM, None
    return _STYLES.get(name, (BlockKind.PARAGRAPH, None))


def row_of(cells: Sequence[Sequence[Paragraph]]) -> list[Paragraph]:
    """Return a table's row as one paragraph, its cells parted by bars; as its paragraphs where they are text."""
    inside = [paragraph for cell in cells for paragraph in cell if paragraph.text.strip()]
    filled = [cell for cell in ([one for one in cell if one.text.strip()] for cell in cells) if cell]
    data = all(len(cell) == 1 and _is_data(cell[0]) for cell in filled)
    if len(filled) < 2 or not data:  # noqa: PLR2004 - one cell is no row
        return inside
    text = CELLS_APART.join(" ".join(paragraph.text.split()) for paragraph in inside)
    return [Paragraph(BlockKind.PARAGRAPH, text, notes=[note for one in inside for note in one.notes])]


def _is_data(paragraph: Paragraph) -> bool:
    return paragraph.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and len(paragraph.text) <= LONGEST_CELL


def raised(mark: str) -> str:
    """Return a note's mark with its digits, or its letters of Roman numbers, raised."""
    return mark.translate(_RAISED)


def note_mark(number: int, *, roman: bool = False) -> str:
    """Return the raised mark of a note that the word processor numbers itself."""
    shown = str(number)
    if roman:
        shown = ""
        for value, letters in _ROMAN:
            shown += letters * (number // value)
            number %= value
    return raised(shown)


def pieces_of(paragraphs: Iterable[Paragraph]) -> Iterator[Piece]:
    """Yield the pieces of a document's paragraphs, each followed by its notes.

    Level 1 is the title's. Where no paragraph is styled as the title, it is that of the first heading, if no other
    has its level and no text stands before it; else the headings begin at level 2.
    """
    listed = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    levels = [paragraph.level for paragraph in listed if paragraph.level is not None]
    shift = 0 if levels and _is_titled(listed, levels) else 1
    for paragraph in listed:
        level = None if paragraph.level is None else min(DEEPEST_LEVEL, max(1, paragraph.level + shift))
        yield Piece(paragraph.text, paragraph.kind, level, counted=paragraph.counted)
        for note in paragraph.notes:
            yield Piece(note, BlockKind.FOOTNOTE)


def _is_titled(listed: list[Paragraph], levels: list[int]) -> bool:
    """Say whether a heading of level 1 is the title, and no paragraph is styled as one."""
    first = listed[0]
    return TITLE_LEVEL not in levels and first.level == 1 and levels.count(1) == 1
