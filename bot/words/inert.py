"""Text that came from outside, made harmless to a terminal and a log, visibly."""

from __future__ import annotations

import re

from embeddings.text.characters import OVERRIDES

# Controls that a terminal obeys (C0 but tab and newline, DEL, C1), the embeddings, overrides and isolates that
# turn the direction of what follows, the two separators that some terminals break lines at, the invisible
# digits of the deprecated format block, annotation marks and the tags that spell out unseen letters.
# Joiners and direction marks stay: scripts need them, and they act on their neighbours only.
ACTIVE = (
    f"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{OVERRIDES}\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
    "\ud800-\udfff"
)
_ACTIVE = re.compile(f"[{ACTIVE}]")
_ACTIVE_OR_BREAK = re.compile(f"[{ACTIVE}\t\n]")
PICTURES = 0x2400  # Unicode's pictures of the C0 controls stand in their order
DELETE, DELETE_PICTURE = 0x7F, "\u2421"


def inert(text: str) -> str:
    """Return a text with every character that could act on a terminal replaced by a visible sign of it.

    Line breaks and tabs stay. The result may be longer than the text.
    """
    return _ACTIVE.sub(_picture, text)


def inert_line(text: str) -> str:
    """Return the same for one line: line breaks and tabs are made visible, too."""
    return _ACTIVE_OR_BREAK.sub(_picture, text)


def inert_json(written: str) -> str:
    """Return JSON with the same characters escaped as JSON escapes them: the values are unchanged."""
    return _ACTIVE.sub(_escape, written)


def is_active(character: str) -> bool:
    """Say whether `inert` would replace a character."""
    return _ACTIVE.fullmatch(character) is not None


def picture(character: str) -> str:
    """Return the visible sign of one active character: ``␛`` for ESC, ``‹U+202E›`` for what has no picture."""
    code = ord(character)
    if code < ord(" "):
        return chr(PICTURES + code)
    return DELETE_PICTURE if code == DELETE else f"‹U+{code:04X}›"


def _picture(match: re.Match[str]) -> str:
    return picture(match[0])


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
