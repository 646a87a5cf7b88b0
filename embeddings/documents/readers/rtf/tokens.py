"""The tokens of Rich Text Format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
