"""Whether people talk in a text as they do in a novel: in quotation marks, one paragraph after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.attribution.marks import OPENING, quoted
from embeddings.documents.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.document import Block

_TOLD = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
RUN = 3  # paragraphs of talk, one after the other
FEWEST_RUNS = 2
FEWEST_IN_A_RUN = 6  # that are talk beyond doubt
LEAST, MUCH = 0.12, 0.3  # of all paragraphs: with less there is no dialogue, with more there is
LONGEST_LINE = 700  # characters of a paragraph of talk


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
