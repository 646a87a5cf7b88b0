"""The archive: documents and their current generation behind one door."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Self

from embeddings.errors import GenerationDamaged, UnknownDocument
from embeddings.index.builder import build
from embeddings.index.generation import Generation, open_current
from embeddings.models import cache, reranker_cache
from embeddings.progress import Progress, silent
from embeddings.quoting.answering import answer
from embeddings.quoting.contract import answer_json
from embeddings.retrieval.asking import ask_for
from embeddings.retrieval.search import Engine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.documents.record import Record
    from embeddings.index.catalogue import Outline
    from embeddings.models.encoder import Encoder, ModelCard
    from embeddings.models.reranker import Reranker
    from embeddings.quoting.quote import Answer
    from embeddings.report import ReindexReport
    from embeddings.retrieval.filters import Filters
    from embeddings.settings import ArchiveSettings

__all__ = ["Archive", "DocumentView", "answer_json"]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the index holds it, for people and for `pincite show`."""

    path: str
    sha256: str
    text: str
    record: Record
    outline: Outline


@dataclass(frozen=True, slots=True)
class _Serving:
    """What answers a question: one generation, the encoder its vectors were made with, and the reranker."""

    generation: Generation
    encoder: Encoder
    reranker: Reranker | None


class Archive:
    """Thread-safe once opened. Each answer comes from the one generation that was current when it was asked."""

    def __init__(
        self, settings: ArchiveSettings, serving: _Serving, damage: GenerationDamaged | None = None
    ) -> None:
        self.settings = settings
        self.damage = damage  # of the current generation, when an earlier one is served instead
        self._serving = serving

    @classmethod
    def open(cls, settings: ArchiveSettings) -> Self:
        """Open the current generation and make the encoder ready to answer.

        Raises:
            NoGeneration: nothing has been indexed yet.
            GenerationDamaged: a file is missing or altered, and no earlier generation is sound.

        """
        serving, damage = _load(settings)
        return cls(settings, serving, damage)

    @classmethod
    def build(cls, settings: ArchiveSettings, *, full: bool = False, progress: Progress = silent) -> ReindexReport:
        """Build and commit a new generation; does not need an open archive. Errors as in `builder.build`."""
        return build(settings, full=full, progress=progress)

    @property
    def generation(self) -> str:
        """Return the identity of the generation being served."""
        return self._serving.generation.manifest.id

    @property
    def model(self) -> ModelCard:
        """Return what is known of the model in use."""
        return self._serving.encoder.card

    def ask(
        self,
        question: str,
        *,
        top: int | None = None,
        history: Sequence[Mapping[str, str]] = (),
        filters: Filters | None = None,
    ) -> Answer:
        """Answer one question; blocking, CPU-bound, safe to call from many threads.

        `top` is the number of quotes, by default the configured one. `history` is what was said before, oldest
        first, as ``{"role": "user" | "assistant", "content": …}``: a question that leans on it is searched for
        with what it lacks, and the answer's `searched_for` says so. `filters` hold without exception; they raise
        UnknownAuthor, UnknownWork or NothingHeld.
        """
        began = perf_counter()
        limits = self.settings.answer
        engine = self._engine()
        asked = ask_for(engine.generation, engine.encoder, question, history, filters)
        return answer(engine, question, asked, limits, top=top or limits.quotes, began=began)

    def _engine(self) -> Engine:
        serving = self._serving
        return Engine(serving.generation, serving.encoder, serving.reranker, self.settings.rerank)

    def show(self, document: str) -> DocumentView:
        """Return a document as indexed; raises UnknownDocument."""
        store = self._serving.generation.store
        found = store.document_at(document)
        if found is None:
            names = list(store.paths())
            named = [name for name in names if name.rsplit("/", 1)[-1] == document]
            near = named or difflib.get_close_matches(document, names, n=3, cutoff=0.5)
            raise UnknownDocument(document, tuple(near))
        return DocumentView(found.path, found.sha256, found.text, found.record, found.outline)

    def documents(self) -> tuple[str, ...]:
        """Return the paths of all indexed documents, sorted."""
        return tuple(self._serving.generation.store.paths())

    def reindex(self, *, full: bool = False, progress: Progress = silent) -> ReindexReport:
        """Build a new generation and serve it; questions being answered finish on the old one."""
        report = build(self.settings, full=full, progress=progress)
        # The old generation's files are released when the last answer that uses it is done with it.
        self._serving, self.damage = _load(self.settings)
        return report

    def close(self) -> None:
        """Release files."""
        self._serving.generation.close()


def _load(settings: ArchiveSettings) -> tuple[_Serving, GenerationDamaged | None]:
    generation, damage = open_current(settings.data)
    reranker = reranker_cache.load(settings.data, settings.rerank)
    manifest = generation.manifest
    try:
        encoder = cache.load(settings.data, manifest.model)
    except GenerationDamaged:
        # The export is a copy of an installed model: it can be made again, if that model is still the same.
        if cache.prepare(settings.data, settings.model) != manifest.model:
            generation.close()
            raise
        encoder = cache.load(settings.data, manifest.model)
    return _Serving(generation, encoder, reranker), damage
