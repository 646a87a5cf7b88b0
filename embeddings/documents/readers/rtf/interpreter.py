"""Follow the control words of a file from group to group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embeddings.documents.readers._office import UNREADABLE_SIGN, Paragraph, kind_of_style, note_mark
from embeddings.documents.readers.rtf import charsets
from embeddings.documents.readers.rtf.groups import (
    CELL_ENDS,
    CHARACTERS,
    DESTINATIONS,
    ENDS,
    MARKERS,
    ROW_ENDS,
    STARRED,
    STATED,
    TARGETS,
    TIMES,
    Destination,
    RtfError,
    State,
    Target,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.readers.rtf.groups import Token

DEEPEST = 2_000  # groups in one another


@dataclass(slots=True)
class _Group:
    outside: State  # what holds again when it ends
    opened: str = ""  # the control word that made it a note, a text box, a property, a marker
    first: bool = True  # no control word has come in it


class Interpreter:
    """Reads one file."""

    def __init__(self) -> None:
        self._state = State()
        self._groups: list[_Group] = []
        self._targets = [Target()]
        self._encoding = "cp1252"
        self._default_font: int | None = None
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._stated: dict[str, str] = {}
        self._time: dict[str, int] = {}
        self._name = ""  # of a style, a property or a marker, while it is read
        self._pending = b""  # one character may be two bytes
        self._half = ""  # the first half of a surrogate pair
        self._to_pass = 0  # substitutes still to come
        self._starred = False
        self._counted = {"footnote": 0, "endnote": 0}
        self._roman_endnotes = True

    def run(self, content: bytes) -> list[Paragraph]:
        """Return the paragraphs; raises RtfError, UnicodeError."""
        for token in tokens(content):
            if token.text:
                self._bytes(token)
                continue
            self._flush()
            if token.word == "{" and not token.escaped:
                self._begin()
            elif token.word == "}" and not token.escaped:
                self._end()
                if not self._groups:
                    break
            else:
                self._control(token.word, token.number)
        else:
            raise RtfError("it ends too early")
        self._end_paragraph()
        self._targets[0].end_row()
        return self._targets[0].paragraphs

    def information(self) -> Iterator[tuple[str, str]]:
        """Yield what the file states of itself, by the control words that state it."""
        for key, words in self._stated.items():
            if joined := " ".join(words.split()):
                yield key, joined

    def _begin(self) -> None:
        if len(self._groups) >= DEEPEST:
            raise RtfError("nested too deep")
        self._groups.append(_Group(self._state))
        self._to_pass = 0
        if self._state.destination is Destination.STYLES:
            self._state = replace(self._state, style=0)
            self._name = ""

    def _end(self) -> None:
        group = self._groups.pop()
        if group.opened == "footnote":
            self._end_note(group.outside)
        elif group.opened == "shptxt":
            self._end_paragraph()
            box = self._targets.pop()
            box.end_row()
            self._targets[-1].boxes += box.paragraphs
        elif group.opened in STATED:
            self._stated[group.opened] = self._name
        elif group.opened in TIMES and self._time.get("yr"):
            parts = (self._time["yr"], self._time.get("mo", 0), self._time.get("dy", 0))
            self._stated[group.opened] = "-".join(f"{part:02}" for part in parts if part)
        elif group.opened in MARKERS and any(map(str.isalnum, self._name)):
            self._targets[-1].parts.append(f"{self._name.strip()} ")
        self._state = group.outside
        self._to_pass = 0

    def _control(self, word: str, number: int | None) -> None:
        group = self._groups[-1]
        if word == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        first, group.first = group.first, False
        if self._to_pass and word not in ("u", "uc"):
            self._to_pass -= 1  # a control word may stand in for a character
            return
        if first and self._opens(word, group, starred=starred):
            return
        destination = self._state.destination
        if destination is Destination.SKIP:
            return
        if word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word == "u":
            self._unicode((number or 0) & 0xFFFF)
            self._to_pass = self._state.substitutes
        elif destination is Destination.TEXT and (word in ENDS or word in CELL_ENDS or word in ROW_ENDS):
            self._divide(word)
        elif destination is Destination.TEXT:
            self._state = self._state.changed(word, number)
            self._set(word, number)
        else:
            self._define(word, number or 0)

    def _opens(self, word: str, group: _Group, *, starred: bool) -> bool:
        """Say whether the first word of a group makes it something else than what it stands in."""
        within = self._state.destination
        if word == "ud" and starred:
            destination = self._groups[-2].outside.destination  # round the two alternatives
        elif within is Destination.SKIP:
            destination = within
        elif within is Destination.INFORMATION:
            known = word in STATED or word in TIMES
            destination = Destination.NAME if known else Destination.SKIP
            group.opened, self._name, self._time = word, "", {}
        elif word in TARGETS and within is Destination.TEXT:
            destination, group.opened = within, word
            self._targets.append(Target())
        elif word in DESTINATIONS:
            destination, group.opened, self._name = DESTINATIONS[word], word, ""
            if word in MARKERS or word == "pn":
                group.outside = replace(group.outside, listed=True)
        elif starred and word not in STARRED:
            destination = Destination.SKIP
        else:
            return False
        self._state = replace(self._state, destination=destination)
        return True

    def _define(self, word: str, number: int) -> None:
        """Take a word of a table of fonts or styles, or of a time."""
        destination, font = self._state.destination, self._state.font
        if destination is Destination.NAME:
            self._time[word] = number
        elif (destination is Destination.FONTS and word == "f") or (
            destination is Destination.STYLES and word == "s"
        ):
            self._state = self._state.changed(word, number)
        elif destination is Destination.FONTS and word in ("fcharset", "cpg") and font is not None:
            found = charsets.of_charset(number) if word == "fcharset" else charsets.of_page(number)
            if found is not None:
                self._fonts[font] = found

    def _set(self, word: str, number: int | None) -> None:
        """Take a word that holds for the whole document, or belongs to a note."""
        target = self._targets[-1]
        if word == "ansicpg":
            self._encoding = charsets.of_page(number or 0) or self._encoding
        elif word == "deff":
            self._default_font = number
        elif word == "aftnnar":
            self._roman_endnotes = False
        elif word == "ftnalt":
            target.endnote = True
        elif word == "chftn":
            target.mark = len(target.parts)
            target.parts.append("")
        else:
            self._encoding = charsets.of_word(word) or self._encoding

    def _divide(self, word: str) -> None:
        target = self._targets[-1]
        if word in ENDS:
            self._end_paragraph()
        elif word in CELL_ENDS:
            self._state = replace(self._state, in_table=True)
            self._end_paragraph()
            target.end_cell()
        else:
            target.end_row()

    def _end_paragraph(self) -> None:
        kind, level = self._state.kind(kind_of_style(self._styles.get(self._state.style, "")))
        self._targets[-1].end_paragraph(kind, level, in_table=self._state.in_table)

    def _end_note(self, outside: State) -> None:
        """Put a note's mark where the text refers to it, and the note behind the paragraph."""
        self._state = replace(self._state, in_table=False)
        self._end_paragraph()
        note = self._targets.pop()
        note.end_row()
        target = self._targets[-1]
        mark = ""
        if target.mark is not None:
            kind = "endnote" if note.endnote else "footnote"
            self._counted[kind] += 1
            mark = note_mark(self._counted[kind], roman=note.endnote and self._roman_endnotes)
            target.parts[target.mark], target.mark = mark, None
        text = f"{mark} {note.text()}".strip()
        if text != mark and not (outside.unseen or outside.deleted):
            target.notes.append(text)

    def _bytes(self, token: Token) -> None:
        text = token.text
        if self._to_pass:
            passed = min(self._to_pass, len(text))
            self._to_pass -= passed
            text = text[passed:]
        self._groups[-1].first = False
        if self._state.destination not in (Destination.SKIP, Destination.FONTS, Destination.INFORMATION):
            self._pending += text

    def _flush(self) -> None:
        """Decode the bytes that have come since the last control word."""
        content, self._pending = self._pending, b""
        if content:
            font = self._state.font if self._state.font is not None else self._default_font
            in_text = self._state.destination in (Destination.TEXT, Destination.MARKER)
            encoding = self._fonts.get(font, self._encoding) if font is not None and in_text else self._encoding
            self._add(charsets.decode(content, encoding))

    def _unicode(self, unit: int) -> None:
        """Take a UTF-16 code unit."""
        if 0xD800 <= unit < 0xDC00:  # noqa: PLR2004 - the first half of a pair
            self._add("")
            self._half = chr(unit)
        elif 0xDC00 <= unit < 0xE000:  # noqa: PLR2004 - the second half
            pair, self._half = self._half + chr(unit), ""
            self._add(pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le"))
        elif unit in charsets.PRIVATE:
            self._add(charsets.symbol(unit & 0xFF))
        elif unit >= 0xE000 and unit < 0xF900:  # noqa: PLR2004 - signs of one font only
            self._add(UNREADABLE_SIGN)
        else:
            self._add(chr(unit))

    def _add(self, text: str) -> None:
        if self._half:
            raise UnicodeError
        destination = self._state.destination
        if destination is Destination.TEXT:
            if not (self._state.unseen or self._state.deleted):
                self._targets[-1].parts.append(text)
        elif destination is Destination.STYLES:
            self._name += text
            if self._name.endswith(";"):
                self._styles[self._state.style] = self._name[:-1]
                self._name = ""
        elif destination in (Destination.NAME, Destination.MARKER):
            self._name += text
