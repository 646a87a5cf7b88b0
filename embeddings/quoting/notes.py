"""Tie a footnote to the paragraph that its mark stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embeddings.documents.document import Block
    from embeddings.index.catalogue import Outline

_MARK = re.compile(r"\[?(?P<mark>[0-9]{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡])[\].):]?(?=\D)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = {raised: digit for digit, raised in _RAISED.items()}


def paragraph_of_mark(text: str, outline: Outline, note: Block) -> int | None:
    """Return the number of the paragraph before a note that holds its mark, as ``[4]`` or raised, or None.

    Notes of several chapters may bear the same mark: the nearest one before the note is its own.
    """
    found = _MARK.match(text, note.start, note.end)
    if found is None:
        return None
    mark = found["mark"].translate(_LOWERED)
    raised = mark.translate(_RAISED)
    alone = rf"\[{re.escape(mark)}\]|(?<![⁰¹²³⁴-⁹]){re.escape(raised)}(?![⁰¹²³⁴-⁹])"
    in_text = re.compile(alone if mark.isdigit() else rf"\[{re.escape(mark)}\]|(?<=\w){re.escape(mark)}")
    before = (block for block, _ in reversed(outline) if block.number is not None and block.start < note.start)
    return next((block.number for block in before if in_text.search(text, block.start, block.end)), None)
