"""What belongs to an edition and to none of its texts: licences, who produced it, imprints and colophons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.document import Attribution, BlockKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

# The lines that part a text from the licence around it name the edition.
_BEGINS = re.compile(r"\*{3}\s*START OF (?:THE|THIS)?\s*(?P<who>[A-Z][A-Z ]+?)\s+E-?(?:BOOK|TEXT)")
_ENDS = re.compile(r"\*{3}\s*END OF (?:THE|THIS)?\s*(?P<who>[A-Z][A-Z ]+?)\s+E-?(?:BOOK|TEXT)")
_PRODUCED = re.compile(
    r"(?:Produced by|E-text prepared by|This e(?:book|text) was (?:produced|prepared) by)\b", re.IGNORECASE
)
_IMPRINTS = re.compile(r"(?:imprint|colophon|uncopyright)", re.IGNORECASE)
_EDITION = re.compile(r"\bStandard Ebooks\b|\bProject Gutenberg\b|\bWikisource\b|\bFeedbooks\b")
MOST_BEFORE = 60  # blocks ahead of the line where a text begins


def editions(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit what stands around a text to who made the edition: before its first line, after its last."""
    blocks = page.document.blocks
    begins = next((at for at, _ in enumerate(blocks[:MOST_BEFORE]) if _BEGINS.search(page.text(at))), None)
    if begins is not None:
        who = (_BEGINS.search(page.text(begins)) or {"who": ""})["who"].title()
        yield from ((at, Attribution(Role.TRANSCRIBER, who)) for at in range(begins + 1))
        ends = next((at for at in range(len(blocks) - 1, begins, -1) if _ENDS.match(page.text(at))), len(blocks))
        yield from ((at, Attribution(Role.TRANSCRIBER, who)) for at in range(ends, len(blocks)))
        first = next(
            (at for at in range(begins + 1, len(blocks)) if blocks[at].kind is not BlockKind.FURNITURE), None
        )
        if first is not None and _PRODUCED.match(page.text(first)):
            yield first, Attribution(Role.TRANSCRIBER)
    inside: Attribution | None = None
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            inside = None
            if _IMPRINTS.fullmatch(page.text(index).strip()):
                near = " ".join(page.text(at) for at in range(index, min(index + 8, len(blocks))))
                named = _EDITION.search(near)
                inside = Attribution(Role.TRANSCRIBER, named[0] if named else None)
        elif inside is not None:
            yield index, inside
