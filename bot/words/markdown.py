"""Discord's markdown: make any text inert in it, and read inert text back exactly.

Discord's clients parse markdown from left to right and try one rule before all others: a backslash before
anything but a letter, a digit or white space makes that one character plain text. So a construct is dead when
a character it cannot do without is escaped. Its parts, and what they need:

====================================================  =========================================
bold, italics, underline, strikethrough, spoiler      ``*`` ``_`` ``~`` ``|``
code, code block                                      `````
mention, channel, role, slash command, custom emoji,  ``<``, and ``>`` and the sign between: the server looks
timestamp, guild navigation, sound, e-mail, phone     for mentions in the raw text, past backslashes
block quote, heading, subtext                         ``>`` ``#``
masked link                                           ``[`` ``]``
@everyone, @here                                      ``@``
URL, emoji shortcode                                  ``:`` before anything but white space
host name of an invite                                ``.`` between two characters of a word
bullet                                                ``-`` ``+`` before white space
numbered list                                         ``.`` after the number that begins a line
====================================================  =========================================

What this leaves alone keeps prose readable where people copy a message's raw text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from embeddings.quoting.quote import Span

ALWAYS = r"[\\*_~|`<>\[\]@#]"
BEFORE_TEXT = r":(?=\S)"
IN_A_NAME = r"(?<=\w)\.(?=\w)"
NUMBERED = r"[^\S\n]*\d+\.(?=\s|\Z)"
BULLET = r"[-+](?=\s|\Z)"
# The last character of a match is the one to escape.
_LIVE = re.compile(f"^{NUMBERED}|{ALWAYS}|{BEFORE_TEXT}|{IN_A_NAME}|{BULLET}", re.MULTILINE)
_NUMBERED = re.compile(NUMBERED)
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")

QUOTED = "> "
STRONG = "**"
SMALL = "-# "
_ESCAPED_OR_STRONG = re.compile(rf"{_ESCAPED.pattern}|{re.escape(STRONG)}")


def escape(text: str) -> str:
    """Return markdown that Discord shows as exactly this text, whatever it holds."""
    return "".join(_escaped(text))


def unescape(markdown: str) -> str:
    """Return the text that escaped markdown shows: ``unescape(escape(text)) == text`` for every text."""
    return _ESCAPED.sub(r"\1", markdown)


def block_quote(text: str, strong: Sequence[Span] = ()) -> str:
    """Return a text as a block quote in markdown, parts of it in bold.

    Args:
        text: What is quoted.
        strong: Spans of `text`, in any order; of those that touch or overlap one is made.

    """
    spans = list(_lines(text, _merged(strong)))
    pieces = _escaped(text, starts=[start for start, _ in spans])
    pieces = [f"\n{QUOTED}" if piece == "\n" else piece for piece in pieces]
    for start, end in spans:
        pieces[start] = STRONG + pieces[start]
        pieces[end - 1] += STRONG
    return QUOTED + "".join(pieces)


def unquote(markdown: str) -> str:
    """Return the text that a block quote shows: ``unquote(block_quote(text, strong)) == text``."""
    lines = (line.removeprefix(QUOTED) for line in markdown.split("\n"))
    return _ESCAPED_OR_STRONG.sub(lambda match: match[1] or "", "\n".join(lines))


def subtext(text: str) -> str:
    """Return a line of text, inert, as Discord's small print."""
    return f"{SMALL}{escape(text)}"


def bold(text: str) -> str:
    """Return a line of text, inert, in bold."""
    return f"{STRONG}{escape(text)}{STRONG}"


def italic(text: str) -> str:
    """Return a line of text, inert, in italics; it begins and ends with a word."""
    return f"*{escape(text)}*"


def _escaped(text: str, starts: Iterable[int] = ()) -> list[str]:
    """Return what each character becomes; where bold begins, at one of `starts`, is as good as a new line."""
    pieces = list(text)
    numbered = (_NUMBERED.match(text, start) for start in starts)
    ends = {match.end() for match in (*_LIVE.finditer(text), *numbered) if match}
    for end in ends:
        pieces[end - 1] = f"\\{text[end - 1]}"
    return pieces


def _lines(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Cut spans at line breaks and take the white space off their edges.

    Clients differ on bold that goes on over the lines of a block quote.
    """
    for start, end in spans:
        for line in re.finditer(r"[^\n]+", text[start:end]):
            words = line[0].strip()
            if words:
                first = start + line.start() + line[0].index(words)
                yield first, first + len(words)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Make one of spans that touch: ``**a****b**`` is not two bold letters."""
    ordered = sorted(span for span in spans if span[0] < span[1])
    while ordered:
        start, end = ordered.pop(0)
        while ordered and ordered[0][0] <= end:
            end = max(end, ordered.pop(0)[1])
        yield start, end
