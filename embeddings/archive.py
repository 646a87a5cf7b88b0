"""The archive: documents and their current generation behind one door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from embeddings.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.document import Attribution, Block
    from embeddings.documents.record import Record
    from embeddings.quoting.quote import Answer
    from embeddings.report import ReindexReport
    from embeddings.settings import ArchiveSettings


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the index holds it, for people and for `pincite show`."""

    path: str
    sha256: str
    text: str
    record: Record
    outline: tuple[tuple[Block, Attribution], ...]


class Archive:
    """Thread-safe once opened."""

    settings: ArchiveSettings

    @classmethod
    def open(cls, settings: ArchiveSettings) -> Self:
        """Open the current generation and make the encoder ready to answer.

        Raises:
            NoGeneration: nothing has been indexed yet.
            GenerationDamaged: a file is missing or altered.

        """
        raise NotImplementedError

    @classmethod
    def build(
        cls, settings: ArchiveSettings, *, full: bool = False, progress: Progress = silent
    ) -> ReindexReport:
        """Build and commit a new generation; does not need an open archive."""
        raise NotImplementedError

    @property
    def generation(self) -> str:
        """Return the identity of the generation being served."""
        raise NotImplementedError

    def ask(
        self, question: str, *, top: int | None = None, history: Sequence[Mapping[str, str]] = ()
    ) -> Answer:
        """Answer one question; blocking, CPU-bound, safe to call from many threads."""
        raise NotImplementedError

    def show(self, document: str) -> DocumentView:
        """Return a document as indexed; raises UnknownDocument."""
        raise NotImplementedError

    def documents(self) -> tuple[str, ...]:
        """Return the paths of all indexed documents, sorted."""
        raise NotImplementedError

    def reindex(self, *, full: bool = False, progress: Progress = silent) -> ReindexReport:
        """Build a new generation and serve it."""
        raise NotImplementedError

    def close(self) -> None:
        """Release files."""
        raise NotImplementedError


def answer_json(answer: Answer, identity: str | None = None) -> dict[str, Any]:
    """Return an answer in the contract's JSON form."""
    raise NotImplementedError
