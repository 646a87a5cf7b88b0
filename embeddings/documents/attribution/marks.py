"""Where words stand in quotation marks: in a block, and as the talk of a tale, one paragraph after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from embeddings.documents.document import Block

_CLOSERS = {'"': '"', "“": '”"', "„": '“”"', "«": "»", "»": "«", "‘": "’'", "'": "'’", "‚": "‘’", "‹": "›"}
_SINGLE = "'’‘"
OPENING = frozenset(_CLOSERS)
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
    found: list[Quoted] = []
    at = start
    while at < end:
        if text[at] not in OPENING or not _opens(text, at, start, end):
            at += 1
            continue
        close = _closing(text, at, end)
        if close is not None:
            found.append(Quoted(at + 1, close))
            at = close + 1
        elif text[at] not in _SINGLE and (
            at == start or not any(mark in text[at + 1 : end] for mark in _CLOSERS[text[at]])
        ):
            found.append(Quoted(at + 1, end, closed=False))
            break
        else:
            at += 1
    return found


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "“„«»‚‹":
        return text[at] != "»" or before.isspace() or at == start
    return (before.isspace() or before in _BEFORE) and not after.isspace()


def _closing(text: str, at: int, end: int) -> int | None:
    single = text[at] in "'‘"
    candidates = list(_candidates(text, at, end))
    if not single or not candidates:
        return candidates[0] if candidates else None
    # "the workers' cause": an apostrophe after an s closes nothing, if a better place follows.
    return next((one for one in candidates if _is_firm(text, one, end)), candidates[0])


def _is_firm(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else "."
    return text[at - 1] != "s" or after in ".,;:!?)—–"


def _candidates(text: str, at: int, end: int) -> Iterator[int]:
    depth = 0
    opener = text[at]
    for place in range(at + 1, end):
        mark = text[place]
        if mark == opener and opener in "“«„‘" and mark not in _CLOSERS[opener]:
            depth += 1
        elif mark in _CLOSERS[opener]:
            before = text[place - 1]
            after = text[place + 1] if place + 1 < end else " "
            if opener in "\"'‘" and (before.isspace() or not (after.isspace() or after in _AFTER)):
                if opener == "'" and before.isspace() and not after.isspace():
                    depth += 0
                continue
            if depth and opener not in "'‘":
                depth -= 1
                continue
            yield place


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
