"""Plain text: a file of it, and the body of a mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind
from embeddings.documents.pieces import Piece
from embeddings.documents.shaping import shape
from embeddings.text.charsets import declared_in
from embeddings.text.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

MARK = ">"  # before the lines of a quotation
_LINE = re.compile(r"[^\s\ufeff](?:[^\n]*[^\s])?")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+\S.*")
_LINE_STARTS = ("", "\n", "\ufeff")


class PlainTextReader:
    """Reads .txt. A byte order mark of UTF-8 stays in the text: offsets count every character of the file."""

    def read(self, path: str, content: bytes, settings: ReadingSettings) -> Document:  # noqa: ARG002 - the size is checked before
        """Return the document, every line end as one line feed; raises DocumentRefused."""
        return lay_out(path, decode(path, content, declared_in(content)))


def lay_out(path: str, text: str) -> Document:
    """Return the document of a plain text; its blocks hold every character that is not white space, once."""
    return shape(path, pieces_of(text), "text/plain", source=text)


def pieces_of(text: str, parts: Callable[[str], bool] = lambda _: False) -> Iterator[Piece]:
    """Yield runs of lines up to a blank one, or to where quoted lines begin or end.

    `parts` says of a line that it begins a piece whatever it follows.
    """
    run: list[tuple[int, int]] = []
    quoted = False
    for match in _LINE.finditer(text):
        start = match.start()
        marked = text.startswith(MARK, start) and text[max(0, start - 1) : start] in _LINE_STARTS
        blank = run and text.count("\n", run[-1][1], start) > 1
        if run and (blank or marked is not quoted or parts(match[0])):
            yield _piece(text, run[0][0], run[-1][1], quoted=quoted)
            run = []
        run.append(match.span())
        quoted = marked
    if run:
        yield _piece(text, run[0][0], run[-1][1], quoted=quoted)


def _piece(text: str, start: int, end: int, *, quoted: bool) -> Piece:
    words = text[start:end]
    if marked := _HEADING.fullmatch(words):
        return Piece(words, BlockKind.HEADING, max(2, len(marked["marks"])), start=start)
    return Piece(words, BlockKind.QUOTATION if quoted else None, start=start)
