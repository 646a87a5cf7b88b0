"""The quotations in a message, each with what is said around it of where it is from.

Found are words between quotation marks of any kind, of a length that can be looked for, and paragraphs that are
set off as block quotes, with ">" before each line. Of marks within marks the outer ones count: what is quoted
inside belongs to it. A block quote's own marks at its ends are no quotation of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.quoting.checking.references import read_reference
from embeddings.quoting.checking.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST = 4  # words; fewer are a name, a title, a word used as a word
FEWEST_SIGNS = 8  # of a script without spaces, each of which counts as a word
MOST = 20  # quotations of one message
LONGEST = 8000  # characters of one
# Opening marks with those that close what they open; a closing mark can open in other languages.
PAIRS = {
    "“": "”“", "„": "“”‟", "«": "»", "»": "«", "「": "」", "『": "』", "‹": "›", "›": "‹",
    '"': '"', "＂": "＂", "‘": "’", "‚": "‘’",
}  # fmt: skip
_SPACED = frozenset("«»‹›")  # French puts a space inside
_BLOCK = re.compile(r"(?:^[ \t]*>{1,3}[ \t]?[^\n]*(?:\n|$))+", re.MULTILINE)
_BLOCK_MARK = re.compile(r"^[ \t]*>{1,3}[ \t]?", re.MULTILINE)
_BEHIND = re.compile(
    r"[ \t]*(?:\((?P<round>[^()\n]{2,160})\)"
    r"|(?:\n[ \t]*)?(?:--?|[–—―])[ \t]*(?P<dashed>[^\n–—―]{2,160}?)[ \t]*(?=\n|$))"
)
# "As Marx said,", "Connolly wrote:", "laut Marx": the name right before the words, or right behind them.
_PART = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_NAME = rf"(?P<{{}}>(?:{_PART}\.?[ \t]+){{{{0,3}}}}{_PART})"
_SAYS = (
    r"(?i:said|says|wrote|writes|puts? it|argue[sd]|declare[sd]|remark(?:s|ed)|note[sd]|claim(?:s|ed)|sagte?|"
    r"schrieb|schreibt|meinte?|erklärte?|écrivait|écrit|disait|dit|escribió|escribe|dijo|dice|писал|сказал)"
)
_TO = r"(?i:according to|in the words of|laut|nach|selon|d['’]après|según)"
_BEFORE = re.compile(
    rf"(?:{_NAME.format('first')}(?:['’]s)?[ \t]+{_SAYS}|{_TO}[ \t]+{_NAME.format('second')})[^\n.!?]{{0,60}}$"
)
_AFTER = re.compile(rf"[,.]?[ \t]*(?:{_SAYS}[ \t]+{_NAME.format('first')}|{_NAME.format('second')}[ \t]+{_SAYS})")
_SELON = re.compile(rf"[,.]?[ \t]*{_TO}[ \t]+{_NAME.format('first')}")
_FAR = 160  # characters before a quotation in which a name is looked for


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in a message: its words, which are ``message[start:end]`` but for the marks of a block quote."""

    text: str
    start: int
    end: int
    claimed: str | None = None  # whose words they are said to be, and where from


def quotations_in(message: str) -> list[Quoted]:
    """Return the quotations of a message in their order, none inside another."""
    found: list[Quoted] = []
    taken = 0
    for start, end, block in sorted(_places(message)):
        if start < taken or len(found) == MOST:
            continue
        text = _BLOCK_MARK.sub("", message[start:end]) if block else message[start:end]
        if not _is_long_enough(text):
            continue
        found.append(Quoted(text[:LONGEST].strip(), start, end, _claimed(message, start, end)))
        taken = end
    return found


def whole(message: str) -> list[Quoted]:
    """Return a message as one quotation, if it is of a length that can be looked for and asks nothing."""
    text = message.strip()
    fits = len(text) <= LONGEST and not text.endswith("?") and _is_long_enough(text)
    return [Quoted(text, 0, len(message))] if fits else []


def _places(message: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the places of block quotes and of words between marks."""
    blocks = [match.span() for match in _BLOCK.finditer(message)]
    for start, end in blocks:
        yield start, end, True
    at = 0
    open_ended: set[str] = set()  # kinds of marks that are closed nowhere from here on
    while at < len(message):
        mark = message[at]
        closing = PAIRS.get(mark)
        closed = None
        if closing is not None and mark not in open_ended and _opens(message, at):
            closed = _closed(message, at, mark, closing)
            if closed is None:
                open_ended.add(mark)
        if closed is None:
            at += 1
        else:
            yield at + 1, closed, False
            at = closed + 1


def _opens(message: str, at: int) -> bool:
    """Say whether a mark can open a quotation: not within a word, and with a word behind it."""
    before, behind = message[at - 1 : at], message[at + 1 : at + 2]
    return not before.isalnum() and bool(behind) and (not behind.isspace() or message[at] in _SPACED)


def _closed(message: str, at: int, mark: str, closing: str) -> int | None:
    """Return where what a mark opened is closed; marks of its own kind within are counted."""
    depth = 1
    end = at + 1
    limit = min(len(message), at + LONGEST)
    while end < limit:
        letter = message[end]
        if letter in closing and not (letter == "’" and message[end + 1 : end + 2].isalnum()):
            # The same sign may open and close: it closes if no word is behind it.
            depth -= 1
            if depth == 0:
                return end
        elif letter == mark and mark not in closing and _opens(message, end):
            depth += 1
        end += 1
    return None


def _is_long_enough(text: str) -> bool:
    words = [token for token in tokens_of(text[:LONGEST]) if token.is_word]
    signs = sum(not token.level.isascii() and len(token.level) == 1 for token in words)
    return len(words) >= (FEWEST_SIGNS if signs > len(words) // 2 else FEWEST)


def _claimed(message: str, start: int, end: int) -> str | None:
    """Return what a message says of where a quotation is from: a reference behind it, or a name beside it."""
    rest = message[end:].lstrip('"”“’»«›‹」』＂')
    behind = _BEHIND.match(rest)
    if behind is not None:
        said = str(behind["round"] or behind["dashed"]).strip()
        if read_reference(said).names:
            return said
    before = message[max(0, start - _FAR) : start].rstrip('"“”„«»‘‚‹›「『＂ \n\t>,:')
    told = _BEFORE.search(before) or _AFTER.match(rest) or _SELON.match(rest)
    name = "" if told is None else next(name for name in told.groups() if name).strip()
    return name if read_reference(name).names else None
