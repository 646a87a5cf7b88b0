"""The text between two block edges, as a browser would set it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from embeddings.documents.readers.numbering import figure
from embeddings.documents.readers.web.elements import (
    BLOCKS,
    HEADINGS,
    INVISIBLE_CLASSES,
    LISTED,
    LISTS,
    NOTE_TYPES,
    PREFORMATTED,
    RULE,
    UNSEEN,
    Hint,
    Region,
    State,
    Stretch,
    hint_of,
    region_of,
)
from embeddings.documents.readers.web.marked import Marked
from embeddings.documents.readers.web.sheets import Sheets, hides
from embeddings.documents.readers.web.statements import HEAD_TAGS, Head
from embeddings.documents.readers.web.tables import Tables

if TYPE_CHECKING:
    from embeddings.documents.readers.web.pages import PageMark, PageMarks

_LINE_END = "\0"  # of a <br>, for a line feed of the file is a space; no page that is read holds it
_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_AROUND_LINE_END = re.compile(r" ?\0 ?")
# Control characters are not seen; a soft hyphen is no character of the word but says where a line may end.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\ufeff]")
_RAISED = re.compile(r"\s*[0-9+−-]{1,9}\s*")
# "10" with a raised 6 is not 106, and a raised note number no part of the year before it.
_SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")

Mark = tuple[int, bool, int]


class Inline:
    """Collects pieces of text, and how much of it leads elsewhere."""

    __slots__ = ("_pieces", "linked", "seen")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.linked = 0  # characters in links, spaces not counted
        self.seen = False  # whether there is anything but space

    def add(self, text: str, *, linked: bool, raised: bool) -> None:
        """Append text as it stands in the page."""
        if raised and _RAISED.fullmatch(text):
            text = text.translate(_SUPERSCRIPT)
        self._pieces.append(text)
        if not self.seen and not text.isspace():
            self.seen = True
        if linked:
            self.linked += len(text) - sum(map(text.count, " \t\n\r\f"))

    def end_line(self) -> None:
        """Append the line feed of a ``<br>``."""
        self._pieces.append(_LINE_END)

    def mark(self) -> Mark:
        """Return where it stands, for `since` and `forget`."""
        return len(self._pieces), self.seen, self.linked

    def since(self, mark: Mark) -> str:
        """Return the text added since a mark."""
        return "".join(self._pieces[mark[0] :]).replace(_LINE_END, "\n")

    def forget(self, mark: Mark) -> None:
        """Take away what was added since a mark."""
        length, self.seen, self.linked = mark
        del self._pieces[length:]

    def text(self, *, preformatted: bool) -> str:
        """Return the text: white space collapsed outside preformatted text, none at the ends of lines."""
        text = "".join(self._pieces)
        if not preformatted:
            text = _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", text))
            return _UNSEEN.sub("", text).strip()
        lines = _UNSEEN.sub("", text.replace(_LINE_END, "\n")).expandtabs().split("\n")
        return "\n".join(map(str.rstrip, lines))


DEEPEST = 1000  # elements in one another; browsers stop at 512
MOST_STRETCHES = 250_000
MOST_KNOWN = 10_000
# The attributes that tell what an element is.
_TELLING = ("class", "id", "style", "role", "epub:type", "hidden", "open")
_NO_NUMBERS = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_ANCHOR = re.compile(r"[^\s\"'<>]{1,200}")
_CALL = re.compile(r"[\[({]?(?:[0-9]{1,3}|[a-z]|[*†‡§]{1,3}|\^)[\])}]?[.:]?")
_NOTE_ID = re.compile(r"_?(?:(?:fn|ftn|foot\w*|note\w*|en|edn|n)[-_:]?\d+|cite_note.*)", re.IGNORECASE)
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2060-\u2064\ufe0f]")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(slots=True)
class _Count:
    """A numbered list under way."""

    following: int  # the number of its next item
    form: str


def _whole(typed: str | None, otherwise: int) -> int:
    """Return the whole number that an attribute gives."""
    text = (typed or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else otherwise


class TooDeep(Exception):
    """The page's elements nest deeper than any page's should."""


class TooMany(Exception):
    """The page has more paragraphs than are read."""


class Collector:
    """The parser's target: `stretches` in the page's order, `head` with what the page says of itself."""

    def __init__(self, marks: PageMarks) -> None:
        self.stretches: list[Stretch] = []
        self.head = Head()
        self.marked = Marked()
        self._marks = marks
        self._tables = Tables(self.stretches)
        self._state = State()
        self._open: list[State] = []
        self._known: dict[tuple[object, ...], State] = {}
        self._page_marks: list[tuple[int, PageMark, Mark]] = []  # the depth each was opened at
        self._inline = Inline()
        self._anchor: str | None = None
        self._page: str | None = None  # on which the text under way begins
        self._answering = False
        self._lists: list[_Count | None] = []  # those that are open, None for one that is not numbered
        self._number = ""  # of the item that has just begun
        self._sheet: list[str] | None = None  # the style sheet under way
        self._sheets = Sheets()
        self._leading: tuple[int, Mark] | None = None  # a link at the very beginning that may be a note's mark

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._open.append(self._state)
        if len(self._open) > DEEPEST:
            raise TooDeep
        if tag in BLOCKS:
            self._flush()
            self._tables.start(tag)
        self._mark(tag)
        if tag in LISTS or tag == "li":
            self._count(tag, attributes)
        elif tag == "style":
            self._sheet = []
        if tag in HEAD_TAGS:
            self.head.start(tag, attributes)
        elif attributes or tag == "time":
            self.marked.start(tag, attributes, len(self._open))
        self._state = self._with_attributes(tag, attributes) if attributes else self._plain(tag)
        if self._sheets and self._sheets.hide(tag, attributes) and tag not in ("html", "body"):
            self._state = self._state._replace(seen=False)
        if attributes and self._state.seen:
            self._name(tag, attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self.head.listening:
            self.head.end(tag)
        self.marked.end(len(self._open))
        if self._leading and self._leading[0] == len(self._open):
            self._answering = bool(_CALL.fullmatch(self._inline.since(self._leading[1]).strip()))
            self._leading = None
        if self._page_marks and self._page_marks[-1][0] == len(self._open):
            self._end_page_mark()
        if tag == "q" and self._state.seen:
            self._text("”")
        if tag in BLOCKS:
            self._flush()
            self._tables.end(tag)
        if tag in LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._number = ""
        elif tag == "style" and self._sheet is not None:
            self._sheets.add("".join(self._sheet))
            self._sheet = None
        if self._open:
            self._state = self._open.pop()

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self._sheet is not None:
            self._sheet.append(text)
        elif self.head.listening:
            self.head.data(text)
        elif self.marked.listening:
            self.marked.data(text)
        if self._state.seen:
            self._text(text)

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def close(self) -> None:
        """Take the end of the page."""
        self._flush()

    def _text(self, text: str) -> None:
        state = self._state
        if not self._inline.seen:
            self._page = self._marks.current
        self._inline.add(text, linked=state.linked, raised=state.raised)

    def _mark(self, tag: str) -> None:
        """Put in what an element stands for by itself."""
        if tag == "br":
            self._inline.end_line()
        elif tag == "hr":
            self._append(Stretch("", RULE, self._state.region, self._state.main))
        elif tag == "q" and self._state.seen:
            self._text("“")

    def _count(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a list, or an item of one with the number that a browser puts before it."""
        if tag in LISTS:
            bare = bool(_NO_NUMBERS.search(attributes.get("style", ""))) or "reversed" in attributes
            counts = tag == "ol" and not bare
            self._lists.append(
                _Count(_whole(attributes.get("start"), 1), attributes.get("type", "1")) if counts else None
            )
            return
        inner = self._lists[-1] if self._lists else None
        self._number = ""
        if inner is not None and self._state.seen:
            inner.following = _whole(attributes.get("value"), inner.following)
            self._number = f"{figure(inner.following, inner.form)}. "
            inner.following += 1

    def _plain(self, tag: str) -> State:
        """Return the state inside an element without attributes."""
        state = self._state
        if tag in UNSEEN or tag in ("title", "dialog"):
            return state._replace(seen=False)
        if tag == "sup":
            return state._replace(raised=True)
        if tag not in BLOCKS:
            return state
        # The page's main part is its text even where the navigation before it was never closed.
        inherited = Region.TEXT if tag == "main" else state.region
        # A paragraph in a list's item is still the item's.
        block = state.tag if state.tag in LISTED and tag in ("p", "div") else tag
        return state._replace(
            tag=block,
            region=max(inherited, region_of(tag, "", [], within_text=state.main)),
            main=state.main or tag in ("main", "article"),
            quoted=state.quoted or tag == "blockquote",
            preformatted=state.preformatted or tag in PREFORMATTED,
            counted=tag == "ol" if tag in LISTS else state.counted,
        )

    def _with_attributes(self, tag: str, attributes: dict[str, str]) -> State:
        # Most elements of a page look like one of a few.
        key = (self._state, tag, *map(attributes.get, _TELLING))
        known = self._known.get(key)
        if known is None:
            known = self._inside(tag, attributes)
            if len(self._known) < MOST_KNOWN:
                self._known[key] = known
        return known._replace(linked=True) if tag == "a" and "href" in attributes else known

    def _inside(self, tag: str, attributes: dict[str, str]) -> State:
        """Return the state inside an element with attributes."""
        state = self._plain(tag)
        holder = tag in ("html", "body")
        shown = not ("hidden" in attributes or hides(attributes.get("style", "")))
        classes = attributes.get("class", "").lower().split()
        if tag == "dialog" and "open" in attributes:
            state = state._replace(seen=self._state.seen)
        if not holder and (not shown or not INVISIBLE_CLASSES.isdisjoint(classes)):
            state = state._replace(seen=False)
        role = attributes.get("role", "").lower()
        if role == "main":
            state = state._replace(main=True)
        if tag in BLOCKS and not holder:
            names = [*attributes.get("class", "").split(), *attributes.get("id", "").split()]
            region = region_of(tag, role, names, within_text=state.main)
            state = state._replace(region=max(state.region, region))
        types = {*attributes.get("epub:type", "").lower().split(), role.removeprefix("doc-")}
        hint = Hint.NOTE if NOTE_TYPES & types else hint_of(classes)
        if hint is Hint.METADATA and tag != "p":
            hint = Hint.BYLINE  # a box of that name may hold anything
        if hint is Hint.NOTE:
            state = state._replace(region=self._state.region)  # an aside, and yet the text's
        if hint and (tag in BLOCKS or hint is Hint.NOTE):
            state = state._replace(hint=hint, quoted=state.quoted or hint is Hint.QUOTATION)
        return state

    def _name(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what can be led to, what leads back from a note, and where a printed page begins."""
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
        before = self._anchor
        # The nearest before the text, or else the first within it.
        if name and _ANCHOR.fullmatch(name) and (self._anchor is None or not self._inline.seen):
            self._anchor = name
        mark = self._marks.begin(tag, attributes)
        named = name or (before and _NOTE_ID.fullmatch(before))
        if mark:
            self._page_marks.append((len(self._open), mark, self._inline.mark()))
        elif tag == "a" and named and "#" in attributes.get("href", "") and not self._inline.seen:
            self._leading = (len(self._open), self._inline.mark())

    def _end_page_mark(self) -> None:
        _, mark, place = self._page_marks.pop()
        if self._marks.end(mark, self._inline.since(place)):
            self._inline.forget(place)

    def _flush(self) -> None:
        """Make a stretch of the text since the last block edge."""
        inline, state = self._inline, self._state
        if not inline.seen:
            self._inline = Inline()
            return
        text = inline.text(preformatted=state.preformatted)
        visible = len(text) - text.count(" ") - text.count("\n")
        parts = _BLANK_LINE.split(text) if state.tag not in HEADINGS else [_BLANK_LINE.sub("\n", text)]
        for part in filter(_VISIBLE.search, parts):
            number, self._number = self._number, ""
            self._append(
                Stretch(
                    number + (dedent(part) if state.preformatted else part.strip()),
                    state.tag,
                    state.region,
                    state.main,
                    state.hint,
                    state.quoted,
                    min(1.0, inline.linked / max(1, visible)),
                    state.preformatted,
                    self._answering,
                    self._anchor,
                    self._page,
                    state.counted and state.tag in LISTED,
                )
            )
            self._anchor, self._answering = None, False
        self._inline = Inline()
        self._leading = None

    def _append(self, stretch: Stretch) -> None:
        self.stretches.append(stretch)
        if len(self.stretches) > MOST_STRETCHES:
            raise TooMany
