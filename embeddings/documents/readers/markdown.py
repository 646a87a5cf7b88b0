"""Markdown. The text is the file itself, to the character; only what its lines are is told."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped]  # PyYAML ships no types
from markdown_it import MarkdownIt

from embeddings.documents.document import BlockKind, Document, Statement, tidy
from embeddings.documents.pieces import Piece
from embeddings.documents.record.record import Origin
from embeddings.documents.shaping import shape
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from embeddings.settings import ReadingSettings

MOST_LINES = 250_000  # blank ones left out
BYTE_ORDER_MARK = "\ufeff"
_NOT_LINE_END = re.compile(r"[^\n]")


class MarkdownReader:
    """Reads .md: marks within a paragraph stay in it, those of headings and fences stand beside their text.

    Front matter is metadata; code is verse, for its lines are kept; link definitions, tags, fences and the marks
    of headings are furniture.
    """

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document, every line end as one line feed; raises DocumentRefused.

        EMPTY, TOO_LARGE for too many lines, or what `decode` says.
        """
        text = decode(path, content, declared_in(content))
        if text.count("\n") - text.count("\n\n") > MOST_LINES:
            raise DocumentRefused(path, RefusalReason.TOO_LARGE, f"more than {MOST_LINES} lines")
        start, end, statements = _front_matter(text) or (0, 0, [])
        # What stands before is blanked out, so that the parser sees only the rest, and offsets stay.
        before = max(end, int(text.startswith(BYTE_ORDER_MARK)))
        body = _NOT_LINE_END.sub(" ", text[:before]) + text[before:]
        pieces = _Lines(body, jsx=path.lower().endswith(".mdx")).pieces()
        if end:
            pieces.insert(0, Piece(text[start:end], BlockKind.METADATA, start=start))
        return shape(path, pieces, "text/markdown", statements, source=text, introduced=end > 0)


LONGEST = 64_000  # characters; beyond it the lines are shown but not interpreted
MOST_STATEMENTS = 200
DEEPEST = 3  # "extra.author.name"
_FENCED = re.compile(
    r"\ufeff?(?P<all>(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>(?:.*\n)*?)(?:(?P=fence)|\.\.\.)[ \t]*(?=\n|\Z))"
)
_KEY = re.compile(r"[\w .:-]{1,60}")


def _front_matter(text: str) -> tuple[int, int, list[Statement]] | None:
    """Return the characters ``[start, end)`` of the front matter with its fences, and what it says.

    None if the text has none. Broken front matter says nothing, but is front matter all the same.
    """
    match = _FENCED.match(text)
    if match is None or not match["inside"].strip():
        return None
    inside = match["inside"]
    found: Any = None
    if len(inside) <= LONGEST:
        try:
            # The base loader makes text of every value, as the file has it: no "no" that becomes false.
            found = tomllib.loads(inside) if match["fence"] == "+++" else yaml.load(inside, yaml.BaseLoader)  # noqa: S506 - builds text, lists and mappings only
        except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError, TypeError):
            found = None
    if match["fence"] == "---" and not isinstance(found, dict) and not _looks_like_fields(inside):
        return None  # a line across the page, text, and another
    statements = [] if not isinstance(found, dict) else list(_said(found, "", DEEPEST))
    return match.start("all"), match.end("all"), statements[:MOST_STATEMENTS]


def _looks_like_fields(inside: str) -> bool:
    lines = [line for line in inside.split("\n") if line.strip()]
    return all(re.match(r"[\w-]{1,40}:(?:\s|$)|[\s#-]", line) for line in lines[:50])


def _said(fields: dict[Any, Any], above: str, depth: int) -> Iterator[Statement]:
    seen = 0
    for key, value in fields.items():
        if not isinstance(key, str) or not _KEY.fullmatch(key) or seen > MOST_STATEMENTS:
            continue
        for one in value[:MOST_STATEMENTS] if isinstance(value, list) else [value]:
            seen += 1
            name = f"{above}{key}".lower()
            if isinstance(one, dict):
                if depth > 1:
                    yield from _said(dict(list(one.items())[:20]), f"{name}.", depth - 1)
            elif text := tidy(_text(one)):
                yield Statement(Origin.FRONT_MATTER, name, text)


def _text(value: Any) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    return "" if isinstance(value, list | dict) else str(value)


_ATX = re.compile(
    r"(?P<marks>[^\n]*?#{1,6})[ \t]+(?P<words>\S(?:[^\n]*?\S)?)"
    r"(?P<more>(?:[ \t]+#+)?(?:[ \t]*\{#(?P<anchor>[^\s{}]{1,200})\})?[ \t]*)"
)
_ALERT = re.compile(r"[ \t]{0,3}>[ \t]*\[!\w+\]")
_DEFINITION = re.compile(r"[ \t]{0,3}\[(?!\^)[^\]\n]{1,999}\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?[ \t]*")
_NOTE = re.compile(r"[ \t]{0,3}\[\^[^\]\s]{1,60}\]:")
_TABLE_RULE = re.compile(r"[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_MODULE = re.compile(r"[ \t]*(?:import|export)[ \t{*'\"].*")
_HARD_END = ("  ", "\\")
_CODE = re.compile(r"\s*<(?:script|style|!--)", re.IGNORECASE)
# Comments and tags, the innermost first: a tag of JSX may hold others.
_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"))
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DEPTH_OF_TAGS = 3
FEWEST_VERSE_LINES = 3
_LEAVES = ("heading_open", "paragraph_open", "fence", "code_block", "html_block", "hr")
Kind = tuple[BlockKind, int | None, str | None]  # kind, level, anchor
_FURNITURE: Kind = (BlockKind.FURNITURE, None, None)
_PARAGRAPH: Kind = (BlockKind.PARAGRAPH, None, None)
_VERSE: Kind = (BlockKind.VERSE, None, None)


class _Lines:
    """Goes through the parser's tokens and gives every line its block."""

    def __init__(self, text: str, *, jsx: bool) -> None:
        self._text = text
        self._jsx = jsx
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._pieces: list[Piece] = []
        self._next = 0  # the first line that belongs to no block yet

    def pieces(self) -> list[Piece]:
        # Definitions and tables are told by their lines, here: the parser takes quadratic time, and much memory.
        parser = MarkdownIt("commonmark").disable(["inline", "text_join", "reference"])
        source = self._text
        if self._jsx:
            # Tags go over many lines there, and what stands in them is indented without being code.
            parser.disable("code")
            source = _without_tags(source)
        quotes = lists = 0
        for token in parser.parse(source):
            if token.type == "blockquote_open" and quotes == 0 and token.map:
                self._quotation(*token.map)
            quotes += token.nesting if token.type.startswith("blockquote") else 0
            lists += token.nesting if token.type.endswith(("_list_open", "_list_close")) else 0
            if quotes == 0 and token.map and token.type in _LEAVES:
                self._leaf(token, *token.map, listed=lists > 0)
        self._fill(len(self._starts))
        return self._pieces

    def _leaf(self, token: Token, first: int, end: int, *, listed: bool) -> None:
        self._fill(first)
        first = max(first, self._next)
        match token.type:
            case "heading_open":
                self._heading(first, end, int(token.tag[1:]), marked=token.markup.startswith("#"))
            case "hr":
                self._add((BlockKind.BREAK, None, None), first, end)
            case "fence":
                self._fence(first, end, token.markup)
            case "code_block":
                self._add(_VERSE, first, end)
            case "html_block":
                self._tagged(first, end, _PARAGRAPH)
            case _:
                self._paragraph(first, end, (BlockKind.LIST_ITEM, None, None) if listed else _PARAGRAPH)

    def _heading(self, first: int, end: int, level: int, *, marked: bool) -> None:
        if not marked:
            self._add((BlockKind.HEADING, level, None), first, end - 1)
            self._add(_FURNITURE, end - 1, end)
            return
        start = self._starts[first]
        match = _ATX.fullmatch(self._line(first))
        if match is None:
            self._add(_FURNITURE, first, end)
            return
        self._span(_FURNITURE, start, start + match.end("marks"))
        self._span(
            (BlockKind.HEADING, level, match["anchor"]), start + match.start("words"), start + match.end("words")
        )
        self._span(_FURNITURE, start + match.start("more"), start + match.end("more"))
        self._next = end

    def _fence(self, first: int, end: int, markup: str) -> None:
        closed = end - first > 1 and self._line(end - 1).strip(" \t").startswith(markup)
        self._add(_FURNITURE, first, first + 1)
        self._add(_VERSE, first + 1, end - closed)
        self._add(_FURNITURE, end - closed, end)

    def _quotation(self, first: int, end: int) -> None:
        self._fill(first)
        alert = _ALERT.match(self._line(first))
        self._add(_PARAGRAPH if alert else (BlockKind.QUOTATION, None, None), first, end)

    def _paragraph(self, first: int, end: int, kind: Kind) -> None:
        lines = [self._line(at) for at in range(first, end)]
        if self._jsx and all(map(_MODULE.fullmatch, lines)):
            self._add(_FURNITURE, first, end)
        elif "|" in lines[0] and len(lines) > 1 and _TABLE_RULE.fullmatch(lines[1]):
            self._add(kind, first, first + 1)
            self._add(_FURNITURE, first + 1, first + 2)
            self._add(kind, first + 2, end)
        elif lines[0].lstrip().startswith("<"):
            self._tagged(first, end, kind)
        elif any(line.lstrip().startswith("[") for line in lines):
            self._defining(first, lines, kind)
        elif len(lines) >= FEWEST_VERSE_LINES and all(line.endswith(_HARD_END) for line in lines[:-1]):
            self._add(_VERSE, first, end)
        else:
            self._add(kind, first, end)

    def _defining(self, first: int, lines: Sequence[str], kind: Kind) -> None:
        """Part a paragraph where links are defined and notes begin in it."""
        kinds: list[Kind] = []
        parts: list[int] = []  # where a block begins though the kind stays
        for at, line in enumerate(lines):
            note = _NOTE.match(line)
            if note:
                parts.append(at)
            continuing = bool(kinds) and kinds[-1][0] is BlockKind.FOOTNOTE
            footnote = note or (continuing and not _DEFINITION.fullmatch(line))
            definition = _FURNITURE if _DEFINITION.fullmatch(line) else kind
            kinds.append((BlockKind.FOOTNOTE, None, None) if footnote else definition)
        self._runs(first, kinds, parts)

    def _tagged(self, first: int, end: int, kind: Kind) -> None:
        """Part lines of tags from those with text between them."""
        start = self._starts[first]
        source = self._text[start : self._end(end)]
        if _CODE.match(source) and "-->" not in source.rstrip()[:-3]:
            self._add(_FURNITURE, first, end)
            return
        shown = _without_tags(source).rstrip("\n").split("\n")
        self._runs(first, [kind if line.strip() else _FURNITURE for line in shown], [])

    def _runs(self, first: int, kinds: Sequence[Kind], parts: Sequence[int]) -> None:
        begins = set(parts)
        edges = [at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1] or at in begins]
        for start, end in pairwise([0, *edges, len(kinds)]):
            self._add(kinds[start], first + start, first + end)

    def _fill(self, end: int) -> None:
        """Make furniture of the lines that no token spoke of: they hold marks only."""
        self._add(_FURNITURE, self._next, end)

    def _add(self, kind: Kind, first: int, end: int) -> None:
        """Add the lines ``[first, end)`` as a block."""
        if first < end:
            self._span(kind, self._starts[first], self._end(end))
            self._next = end

    def _span(self, kind: Kind, start: int, end: int) -> None:
        piece = self._text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start < end:
            self._pieces.append(Piece(self._text[start:end], kind[0], kind[1], anchor=kind[2], start=start))

    def _line(self, at: int) -> str:
        return self._text[self._starts[at] : self._end(at + 1)].rstrip("\n")

    def _end(self, line: int) -> int:
        """Return where the line before `line` ends."""
        return self._starts[line] if line < len(self._starts) else len(self._text)


def _without_tags(source: str) -> str:
    """Blank out tags and comments; every other character stays at its place."""
    for opening, closing in _COMMENTS:
        source = _without(source, opening, closing)
    for _ in range(_DEPTH_OF_TAGS):
        source = _TAG.sub(_blank, source)
    return source


def _without(source: str, opening: str, closing: str) -> str:
    parts = []
    at = 0
    while (start := source.find(opening, at)) >= 0 and (end := source.find(closing, start)) >= 0:
        parts += [source[at:start], _NOT_LINE_END.sub(" ", source[start : end + len(closing)])]
        at = end + len(closing)
    return "".join([*parts, source[at:]])


def _blank(match: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", match[0])
