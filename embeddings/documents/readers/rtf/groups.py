"""What a file of Rich Text Format is made of: tokens, groups and what they inherit, where their text goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.readers._office import Paragraph, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# A control word with its number and the blank that ends it; a byte in hexadecimal; a control sign; a brace; text.
# Line ends are no part of the text.
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
)


class RtfError(Exception):
    """The file breaks the rules of the format; the message says how."""


@dataclass(frozen=True, slots=True)
class Token:
    """One of: a control word, a control sign, a brace, bytes of text."""

    word: str = ""  # or the sign, or the brace
    number: int | None = None
    text: bytes = b""
    escaped: bool = False  # a brace that is a character


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens in order; the bytes of binary data are passed over. Raises RtfError."""
    at = content.index(b"{")
    while at < len(content):
        match = _TOKEN.match(content, at)
        if match is None:
            if content[at : at + 1] == b"\\":
                raise RtfError(f"byte {at}")
            at += 1  # a line end
            continue
        at = match.end()
        kind = match.lastgroup
        if kind == "text":
            yield Token(text=match["text"])
        elif kind == "hex":
            yield Token(text=bytes.fromhex(match["hex"].decode()))
        elif kind in ("word", "number"):
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin":
                at += max(0, number or 0)
            else:
                yield Token(match["word"].decode().lower(), number)
        else:
            yield Token((match["brace"] or match["sign"]).decode("latin-1"), escaped=kind == "sign")


BODY_LEVEL = 9  # of the outline


class Destination(Enum):
    """Where a group's text goes."""

    TEXT = auto()
    SKIP = auto()
    FONTS = auto()
    STYLES = auto()
    INFORMATION = auto()
    NAME = auto()  # of a property
    MARKER = auto()  # of a list's item


@dataclass(frozen=True, slots=True)
class State:
    """The state of one group."""

    destination: Destination = Destination.TEXT
    font: int | None = None
    style: int = 0
    level: int | None = None  # of the outline, counted from 0
    listed: bool = False
    in_table: bool = False
    unseen: bool = False  # hidden
    deleted: bool = False  # by a tracked change
    substitutes: int = 1  # characters after one in Unicode, for readers that know none

    def changed(self, word: str, number: int | None) -> State:
        """Return the state after a control word."""
        change = _CHANGES.get(word)
        return self if change is None else change(self, number)

    def kind(self, of_style: tuple[BlockKind, int | None]) -> tuple[BlockKind, int | None]:
        """Return what a paragraph in this state is, and a heading's level."""
        if self.level is not None and 0 <= self.level < BODY_LEVEL:
            return BlockKind.HEADING, self.level + 1
        if of_style[0] is BlockKind.PARAGRAPH and self.listed:
            return BlockKind.LIST_ITEM, None
        return of_style


_CHANGES: dict[str, Callable[[State, int | None], State]] = {
    "pard": lambda state, _: replace(state, style=0, level=None, listed=False, in_table=False),
    "plain": lambda state, _: replace(state, font=None, unseen=False, deleted=False),
    "f": lambda state, number: replace(state, font=number),
    "s": lambda state, number: replace(state, style=number or 0),
    "uc": lambda state, number: replace(state, substitutes=max(0, number or 0)),
    "outlinelevel": lambda state, number: replace(state, level=number),
    "ls": lambda state, number: replace(state, listed=number != 0),
    "intbl": lambda state, _: replace(state, in_table=True),
    "v": lambda state, number: replace(state, unseen=number != 0),
    "deleted": lambda state, number: replace(state, deleted=number != 0),
}


# What of the properties is about the document. "operator" is whoever saved it last.
STATED = {"title", "subject", "author", "manager", "company", "category", "keywords", "comment", "doccomm"}
TIMES = {"creatim", "revtim"}
MARKERS = {"listtext", "pntext"}  # the number or bullet of an item, as it is shown
TARGETS = {"footnote", "shptxt"}  # a note, a text box
# Groups that readers may pass over, and this one does not: text boxes, and text given in Unicode, too.
STARRED = {"shpinst", "shppict", "ud"}
ENDS = {"par", "sect", "\n", "\r"}
CELL_ENDS = {"cell", "nestcell"}
ROW_ENDS = {"row", "nestrow"}
CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ",
    "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
    "~": "\u00a0", "_": "‑", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
# Groups that are no text by the word they begin with.
DESTINATIONS = {
    "fonttbl": Destination.FONTS,
    "stylesheet": Destination.STYLES,
    "info": Destination.INFORMATION,
    **dict.fromkeys(MARKERS, Destination.MARKER),
    **dict.fromkeys(
        (
            "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atnid", "bkmkend", "bkmkstart",
            "colorschememapping", "colortbl", "datastore", "filetbl", "fldinst", "footer", "footerf", "footerl",
            "footerr", "ftncn", "ftnsep", "ftnsepc", "generator", "header", "headerf", "headerl", "headerr",
            "latentstyles", "listoverridetable", "listtable", "nonesttables", "nonshppict", "objclass", "objdata",
            "objname", "pict", "pn", "pnseclvl", "pntxta", "pntxtb", "revtbl", "rsidtbl", "rxe", "shprslt", "sp",
            "tc", "tcn", "themedata", "upr", "xe", "xmlnstbl",
        ),
        Destination.SKIP,
    ),
}  # fmt: skip


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
