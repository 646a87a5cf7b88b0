"""Feed a page to lxml's HTML parser and pass its events on, within bounds.

No tree is built. libxml2 closes what was left open and is fed in steps, so that the collector can stop it: the
few things that take it more than linear time all need elements nested without end.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from embeddings.documents.readers.web.elements import VOID

_STEP = 1 << 16
_REFERENCE = re.compile(r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]*)|0*(?P<dec>[0-9]*));?")
_LONGEST_NUMBER = 7  # digits of the last code point
_CLOSED_AT_ONCE = re.compile(r"<([A-Za-z][\w:.-]*)([^<>]*)/>")


class Events(Protocol):
    """What the parser calls. `start` may raise to end the parsing."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def data(self, text: str) -> None:
        """Take a piece of text."""

    def close(self) -> Any:
        """Return the result."""


def parse(page: str, events: Events, *, xhtml: bool) -> None:
    """Parse a page; in XHTML ``<title/>`` is a whole element, in HTML the start of one."""
    if xhtml:
        page = _CLOSED_AT_ONCE.sub(_opened_and_closed, page)
    page = _REFERENCE.sub(_checked, page)
    if not page.strip():
        return
    parser = etree.HTMLParser(target=events, huge_tree=True, no_network=True)
    for at in range(0, len(page), _STEP):
        parser.feed(page[at : at + _STEP])
    parser.close()


def _opened_and_closed(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name.lower() in VOID else f"<{name}{match[2]}></{name}>"


def _checked(match: re.Match[str]) -> str:
    """Drop a reference to what is no character; a parser would put a replacement character there."""
    digits, base = (match["hex"], 16) if match["hex"] is not None else (match["dec"], 10)
    if len(digits) > _LONGEST_NUMBER:
        return ""
    if not digits:
        return "" if "0" in match[0] else match[0]  # "&#;" is no reference but text
    number = int(digits, base)
    wrong = 0xD800 <= number <= 0xDFFF or number > 0x10FFFF or number & 0xFFFE == 0xFFFE  # noqa: PLR2004 - Unicode's own
    return "" if wrong else match[0]
