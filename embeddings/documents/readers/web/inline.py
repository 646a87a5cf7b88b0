"""The text between two block edges, as a browser would set it."""

from __future__ import annotations

import re

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
