"""What belongs to an edition and to none of its texts: licences, who produced it, imprints and colophons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.document import Attribution, BlockKind, Role
from embeddings.documents.furniture import EDITION, edition_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.attribution.page import Page

_PRODUCED = re.compile(
    r"(?:Produced by|E-text prepared by|This e(?:book|text) was (?:produced|prepared) by)\b", re.IGNORECASE
)
_IMPRINTS = re.compile(r"(?:imprint|colophon|uncopyright)", re.IGNORECASE)
_EDITION = re.compile(r"\bStandard Ebooks\b|\bProject Gutenberg\b|\bWikisource\b|\bFeedbooks\b")


def editions(page: Page) -> Iterator[tuple[int, Attribution]]:
    """Credit what stands around a text to who made the edition: before its first line, after its last."""
    blocks = page.document.blocks
    begins, ends = edition_of(page.document.text)
    around = [at for at, block in enumerate(blocks) if block.end <= begins or block.start >= ends]
    yield from ((at, Attribution(Role.TRANSCRIBER, EDITION)) for at in around)
    within = (at for at, block in enumerate(blocks) if block.start >= begins > 0)
    first = next((at for at in within if blocks[at].kind is not BlockKind.FURNITURE), None)
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
