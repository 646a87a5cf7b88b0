"""From a file to what a generation stores of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.documents.attribution import attribute
from embeddings.documents.passages import passages_of
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import resolve
from embeddings.documents.record.sidecar import SIDECAR, Sidecar, SidecarUnusable, read_sidecar
from embeddings.errors import RefusalReason
from embeddings.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from embeddings.documents.document import Document, Outline
    from embeddings.documents.passages import Passage
    from embeddings.documents.record.record import Record
    from embeddings.documents.sandbox import Sandbox
    from embeddings.models.encoder import ModelCard, TokenCounter


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document with all that is derived from it, vectors left out."""

    document: Document
    record: Record
    outline: Outline
    passages: tuple[Passage, ...]
    keys: tuple[bytes, ...]  # for each window of each passage: names its vector by model and text
    sidecar_refused: Refusal | None = None

    @property
    def embedded(self) -> tuple[str, ...]:
        """Return the texts that are embedded, one for each key."""
        return tuple(window_texts(self.document.text, self.passages))


@dataclass(frozen=True, slots=True)
class Preparer:
    """Prepares documents for one model."""

    source: Path
    sandbox: Sandbox
    counter: TokenCounter
    card: ModelCard
    budget: int  # tokens a passage may hold
    window: int  # tokens a window aims at

    def prepare(self, path: str, content: bytes) -> PreparedDocument:
        """Read and split the document at `path`, whose bytes are given; raises DocumentRefused."""
        document = self.sandbox.parse(path, content)
        sidecar, refused = self._sidecar(path)
        record = resolve(path, [*sidecar.claims, *claims_of(document)], sidecar.others)
        attributions = attribute(document, record)
        passages = tuple(passages_of(document, attributions, self.counter, self.budget, self.window))
        keys = tuple(vector_key(self.card, text) for text in window_texts(document.text, passages))
        outline = tuple(zip(document.blocks, attributions, strict=True))
        return PreparedDocument(document, record, outline, passages, keys, refused)

    def _sidecar(self, path: str) -> tuple[Sidecar, Refusal | None]:
        """Return a document's sidecar; one that cannot be used is refused, the document is not."""
        try:
            return read_sidecar(self.source, path), None
        except SidecarUnusable as error:
            return Sidecar(), Refusal(path + SIDECAR, RefusalReason.BAD_SIDECAR, error.detail)


def vector_key(card: ModelCard, text: str) -> bytes:
    """Return what names a text's vector: it is the same for the same model and text, and for nothing else."""
    parts = (card.fingerprint, card.engine.value, card.document_prompt, text)
    return hashlib.sha256("\0".join(parts).encode()).digest()


def window_texts(text: str, passages: Iterable[Passage]) -> Iterator[str]:
    """Yield the text of each window of each passage, in order."""
    for passage in passages:
        for window in passage.windows:
            start, end = passage.span(window)
            yield text[start:end]


def passage_budget(wanted: int, card: ModelCard, counter: TokenCounter) -> int:
    """Return how many tokens a passage may hold: what is configured, but never more than the model reads.

    A few are kept free: the parts of a passage can tokenize to more together than apart.
    """
    spare = 8
    prompt = sum(counter.count([card.document_prompt]))
    return max(1, min(wanted, card.max_tokens - card.special_tokens - prompt - spare))
