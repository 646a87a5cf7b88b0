"""Text with italics, and how its pieces are joined: a mark is never doubled and never left dangling.

The American manuals set a comma or a full stop before a closing quotation mark, and add no full stop to a title
that ends in one of its own, a question mark or an exclamation mark.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from embeddings.text.characters import OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# What a field holds, made fit to stand in a line.

_OVERRIDES = re.compile(f"[{OVERRIDES}]")
_LOOSE = " ,;:"
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<name>10\.[0-9]{4,9}/\S+)", re.IGNORECASE)


def clean(value: Any) -> str:
    """Return a string or a number on one line, without control characters or loose marks; else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _line(str(value))


@lru_cache(4096)  # one answer asks for the same few fields of its works again and again
def _line(value: str) -> str:
    line = " ".join(value.split())
    line = "".join(letter for letter in line if unicodedata.category(letter) != "Cc")
    line = " ".join(_OVERRIDES.sub("", line).split()).strip(_LOOSE).rstrip(_LOOSE + "–—")
    return line if any(letter.isalnum() for letter in line) else ""


def title_of(value: Any) -> str:
    """Return a title without the full stop that closes it as a sentence; that of an abbreviation stays."""
    title = clean(value)
    last = title.split(" ")[-1]
    return title[:-1] if re.fullmatch(r"[^\W\d_]{4,}\.", last) else title


def address(value: Any) -> str:
    """Return a web address, or nothing where it is none or holds credentials."""
    found = clean(value)
    return found if _ADDRESS.fullmatch(found) else ""


def doi_address(value: Any) -> str:
    """Return the address of a DOI."""
    found = _DOI.fullmatch(clean(value))
    return f"https://doi.org/{found['name']}" if found else ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in one type face."""

    text: str
    italic: bool = False


Rich = tuple[Segment, ...]  # () is nothing at all: joining leaves it out with its separator

_ENDING = (".", "?", "!", "…")
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~]")


def roman(text: str) -> Rich:
    """Return upright text; nothing for an empty string."""
    return (Segment(text),) if text else ()


def italic(text: str) -> Rich:
    """Return slanted text; nothing for an empty string."""
    return (Segment(text, italic=True),) if text else ()


def quoted(text: str) -> Rich:
    """Return text in double quotation marks, those inside it made single."""
    return roman(quote(text))


def quote(text: str) -> str:
    """Return “text”, its own double quotation marks made single; nothing for an empty string."""
    inner = text.replace("“", "‘").replace("”", "’")
    if inner.count('"') % 2 == 0:
        pieces = inner.split('"')
        inner = "".join(piece + ("‘", "’")[at % 2] for at, piece in enumerate(pieces[:-1])) + pieces[-1]
    return f"“{inner}”" if inner else ""


def join(parts: Iterable[Rich], separator: str) -> Rich:
    """Return the parts that are something, the separator between them."""
    result: Rich = ()
    for part in parts:
        if part:
            result = mark(result, separator) + part if result else part
    return result


def mark(rich: Rich, separator: str) -> Rich:
    """Return text followed by a separator, whose comma or full stop goes inside closing quotation marks."""
    point, rest = separator[:1], separator[1:]
    if not rich or point not in (".", ","):
        return rich + roman(separator)
    last = rich[-1]
    inside = _closing(last.text)
    body, closing = last.text[: len(last.text) - inside], last.text[len(last.text) - inside :]
    if point == "." and body.endswith(_ENDING):
        return rich + roman(rest)
    if not closing:
        return rich + roman(separator)
    return (*rich[:-1], Segment(body + point + closing, last.italic), *roman(rest))


def end(rich: Rich) -> Rich:
    """Return text closed with a full stop, unless it is closed already or is nothing."""
    return mark(rich, ".") if rich else ()


def capital(rich: Rich) -> Rich:
    """Return text with its first letter in upper case; for words of a style's own at the start of a sentence."""
    return (Segment(rich[0].text[:1].upper() + rich[0].text[1:], rich[0].italic), *rich[1:]) if rich else ()


def _closing(text: str) -> int:
    """Return how many closing quotation marks a text ends in; an apostrophe is none."""
    count = 0
    while count < len(text) and (text[-1 - count] in '”"' or (text[-1 - count] == "’" and _opened(text, count))):
        count += 1
    return count


def _opened(text: str, count: int) -> bool:
    before = text[: len(text) - 1 - count]
    return count > 0 and before.rfind("‘") > before.rfind("’ ")


def plain(rich: Rich) -> str:
    """Return the text without its italics."""
    return "".join(segment.text for segment in rich)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def markdown(rich: Rich, escape: Callable[[str], str] = escaped) -> str:
    """Return Markdown; `escape` makes a piece of plain text inert."""
    return "".join(f"*{escape(part.text)}*" if part.italic else escape(part.text) for part in rich)


def to_html(rich: Rich) -> str:
    """Return HTML of plain text and ``<i>`` elements."""
    return "".join(f"<i>{html.escape(part.text)}</i>" if part.italic else html.escape(part.text) for part in rich)
