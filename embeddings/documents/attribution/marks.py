"""Where words stand in quotation marks: in a block, and as the talk of a tale, one paragraph after the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.document import Block

_CLOSERS = {'"': '"', "“": '”"', "„": '“”"', "«": "»", "»": "«", "‘": "’'", "'": "'’", "‚": "‘’", "‹": "›"}
_SINGLE = "'’‘"
OPENING = frozenset(_CLOSERS)
_NESTING = "“„«"
_MARK = re.compile("[" + "".join(sorted(set("".join(_CLOSERS)) | set("".join(_CLOSERS.values())))) + "]")
_BEFORE = frozenset("([{—–-\"“„«‘'*_/")  # what may stand right before an opening mark, besides white space
_AFTER = frozenset(".,;:!?)]}—–-\"”»’'*_…[^")

_TOLD = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
RUN = 3  # paragraphs of talk, one after the other
FEWEST_RUNS = 2
FEWEST_IN_A_RUN = 6  # that are talk beyond doubt
LEAST, MUCH = 0.12, 0.3  # of all paragraphs: with less there is no dialogue, with more there is
LONGEST_LINE = 700  # characters of a paragraph of talk


@dataclass(frozen=True, slots=True)
class Quoted:
    """Characters ``[start, end)`` between quotation marks, the marks left out; `closed` if both are there."""

    start: int
    end: int
    closed: bool = True


def quoted(text: str, start: int, end: int) -> list[Quoted]:
    """Return the outermost stretches in quotation marks of ``text[start:end]``.

    One that opens the block and is never closed goes on to its end, as the paragraphs of a long quotation do.
    """
    marks = _Marks(text, start, end)
    found: list[Quoted] = []
    after = start
    for at in marks.openings:
        if at < after:
            continue
        close = marks.closing(at)
        if close is not None:
            found.append(Quoted(at + 1, close))
            after = close + 1
        elif text[at] not in _SINGLE and (at == start or not marks.closes_after(at)):
            found.append(Quoted(at + 1, end, closed=False))
            break
    return found


class _Marks:
    """The marks of a block, and which closes which; found in one pass, for a block may be nothing but marks."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.openings: list[int] = []
        self._valid: dict[str, list[int]] = {"'": [], '"': []}  # places that may close ' and ‘, and "
        self._firm: list[int] = []  # of the first, those that surely do
        self._places: dict[str, list[int]] = {}  # of every mark
        self._closed: dict[int, int] = {}  # of marks that nest, where each is closed
        nested: dict[str, list[int]] = {opener: [] for opener in _NESTING}
        for match in _MARK.finditer(text, start, end):
            at, mark = match.start(), match[0]
            self._places.setdefault(mark, []).append(at)
            if mark in OPENING and _opens(text, at, start, end):
                self.openings.append(at)
            if at > start and _may_close(text, at, end):
                for kind, closers in (("'", "'’"), ('"', '"')):
                    if mark in closers:
                        self._valid[kind].append(at)
                if mark in "'’" and _is_firm(text, at, end):
                    self._firm.append(at)
            for opener, waiting in nested.items():
                if mark == opener:
                    waiting.append(at)
                elif mark in _CLOSERS[opener] and waiting:
                    self._closed[waiting.pop()] = at

    def closing(self, at: int) -> int | None:
        """Return where the mark at a place is closed."""
        opener = self._text[at]
        if opener in _NESTING:
            return self._closed.get(at)
        if opener in "'‘":
            # "the workers' cause": an apostrophe after an s closes nothing, if a better place follows.
            firm = _first_after(self._firm, at)
            return firm if firm is not None else _first_after(self._valid["'"], at)
        if opener == '"':
            return _first_after(self._valid['"'], at)
        places = (_first_after(self._places.get(mark, []), at) for mark in _CLOSERS[opener])
        return min((place for place in places if place is not None), default=None)

    def closes_after(self, at: int) -> bool:
        """Say whether a mark that might close the one at a place stands anywhere after it."""
        return any(self._places.get(mark, [at])[-1] > at for mark in _CLOSERS[self._text[at]])


def _first_after(places: list[int], at: int) -> int | None:
    following = bisect_right(places, at)
    return places[following] if following < len(places) else None


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "“„«»‚‹":
        return text[at] != "»" or before.isspace() or at == start
    return (before.isspace() or before in _BEFORE) and not after.isspace()


def _may_close(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    return not text[at - 1].isspace() and (after.isspace() or after in _AFTER)


def _is_firm(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else "."
    return text[at - 1] != "s" or after in ".,;:!?)—–"


def share(text: str, start: int, end: int, stretches: list[Quoted]) -> float:
    """Return which part of the letters of ``text[start:end]`` stands in quotation marks."""
    letters = sum(map(str.isalpha, text[start:end]))
    inside = sum(sum(map(str.isalpha, text[one.start : one.end])) for one in stretches)
    return inside / letters if letters else 0.0


def is_dialogue(text: str, blocks: Sequence[Block]) -> bool:
    """Say whether a document holds runs of paragraphs that open with words spoken."""
    runs: list[int] = []
    run = 0
    for block in blocks:
        spoken = (
            block.kind in _TOLD
            and text[block.start] in OPENING
            and block.end - block.start <= LONGEST_LINE
            and all(one.closed for one in quoted(text, block.start, block.end)[:1])
        )
        if spoken:
            run += 1
            continue
        runs.append(run)
        run = 0
    runs.append(run)
    long = [one for one in runs if one >= RUN]
    told = sum(block.kind in _TOLD for block in blocks)
    if sum(runs) < LEAST * told:
        return False
    if sum(runs) >= max(FEWEST_IN_A_RUN, MUCH * told):
        return True
    return len(long) >= FEWEST_RUNS or any(one >= FEWEST_IN_A_RUN for one in long)
