"""The archive: documents and their current generation behind one door."""

from __future__ import annotations

import ctypes
import difflib
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Self

from embeddings.errors import GenerationDamaged, IndexUnusable, NoGeneration, UnknownDocument
from embeddings.index.building.builder import build
from embeddings.index.generations import history
from embeddings.index.generations.manifest import verify
from embeddings.index.generations.pointer import current_id
from embeddings.index.generations.recipe import outdated
from embeddings.index.generations.serving import Served, Serving, load
from embeddings.index.listing import (
    ArchiveState,
    DocumentSummary,
    Listing,
    documents_of,
    refusals_of,
    state_of,
    summary_of,
)
from embeddings.progress import Cancelled, Progress, never, silent
from embeddings.quoting.answering.answering import answer, silence
from embeddings.quoting.answering.contract import answer_json, occurrences_json, verification_json
from embeddings.quoting.answering.recall import recall
from embeddings.quoting.checking.finding import MOST, find_phrase
from embeddings.quoting.checking.verifying import verify_quotation
from embeddings.retrieval import filters as filtering
from embeddings.retrieval.asking import ask_for
from embeddings.retrieval.search import Engine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from embeddings.documents.record.record import Record
    from embeddings.index.storage.catalogue import Outline
    from embeddings.models.encoder import ModelCard
    from embeddings.quoting.answering.recall import Recalled, Reference
    from embeddings.quoting.checking.finding import Occurrences
    from embeddings.quoting.checking.verifying import Verification
    from embeddings.quoting.quote import Answer
    from embeddings.report import Cause, CheckReport, GenerationSummary, Refusal, ReindexReport
    from embeddings.retrieval.filters import Filters
    from embeddings.settings import ArchiveSettings

# How the C library keeps memory: in few pools, so that what is given back can be used again.

_ARENA_MAX = -8  # mallopt's number for it, from malloc.h
_ARENAS = 2


@cache
def keep_few_arenas() -> None:
    """Let all threads of this process share two pools of memory; does nothing where the C library is not glibc's.

    glibc gives threads up to eight pools a core, and what one holds free another cannot use. The threads of a
    reindex live shortly and meet another pool each time: over 60 reindexes a process grew by 90 MB, and by nothing
    with two pools. Eight threads asking at once are as fast with two, in 330 instead of 380 MB.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


__all__ = ["Archive", "DocumentView", "answer_json", "occurrences_json", "verification_json"]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the index holds it, for people and for `pincite show`."""

    path: str
    sha256: str
    text: str
    record: Record
    outline: Outline


class Archive:
    """Thread-safe once opened. Each answer comes from the one generation that was current when it was asked."""

    def __init__(
        self, settings: ArchiveSettings, serving: Serving, damage: GenerationDamaged | None = None
    ) -> None:
        self.settings = settings
        self.damage = damage  # of the current generation, when an earlier one is served instead
        self._served = Served(settings, serving)
        self._exchanging = threading.Lock()
        self._passed_over: str | None = None  # the current generation, if it was found damaged

    @classmethod
    def open(cls, settings: ArchiveSettings) -> Self:
        """Open the current generation and make the encoder ready to answer.

        Raises:
            NoGeneration: nothing has been indexed yet.
            GenerationDamaged: a file is missing or altered, and no earlier generation is sound.

        """
        keep_few_arenas()
        return cls(settings, *load(settings))

    @classmethod
    def build(
        cls,
        settings: ArchiveSettings,
        *,
        full: bool = False,
        force: bool = False,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> ReindexReport:
        """Bring the index up to date; does not need an open archive. All as in `builder.build`."""
        keep_few_arenas()
        return build(settings, full=full, force=force, progress=progress, cancelled=cancelled)

    @classmethod
    def check(cls, settings: ArchiveSettings) -> CheckReport:
        """Verify every checksum and invariant of the current generation; raises NoGeneration."""
        return history.check(settings.data)

    @classmethod
    def generations(cls, settings: ArchiveSettings) -> list[GenerationSummary]:
        """Return the generations that are kept, newest first; raises NoGeneration."""
        return history.summaries(settings.data)

    @classmethod
    def roll_back(cls, settings: ArchiveSettings, to: str | None = None) -> GenerationSummary:
        """Make the generation before, or the named one, the current one. Errors as in `history.roll_back`."""
        return history.roll_back(settings.data, to)

    @property
    def generation(self) -> str:
        """Return the identity of the generation being served."""
        return self._served.now.identity

    @property
    def outdated(self) -> tuple[Cause, ...]:
        """Return which settings have changed since the generation being served was made."""
        return outdated(self._served.now.generation.manifest, self.settings)

    @property
    def model(self) -> ModelCard:
        """Return what is known of the model in use."""
        return self._served.now.encoder.card

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
        try:
            return self._answer(question, top, history, filters, began)
        except GenerationDamaged:
            # The disk failed after the generation was opened. What is sound is opened, or this raises again.
            self._exchange()
            return self._answer(question, top, history, filters, began)

    def find(self, phrase: str, *, most: int = MOST, filters: Filters | None = None) -> Occurrences:
        """Return every place where a phrase stands, in any typography, the first `most` of them in their context.

        Words are matched whole; see `quoting.phrases` for what is not told apart. `filters` hold as for `ask`.
        """
        with self._served.leased() as serving:
            generation = serving.generation
            among = filtering.documents_of(generation.store, filters) if filters else None
            return find_phrase(generation, phrase, most=most, documents=among)

    def verify_quotation(self, quotation: str, *, filters: Filters | None = None) -> Verification:
        """Return whether a quotation stands in the archive and where, or what stands there instead.

        Typography is forgiven, and what was forgiven is said. `filters` hold as for `ask`.
        """
        with self._served.leased() as serving:
            generation = serving.generation
            among = filtering.documents_of(generation.store, filters) if filters else None
            return verify_quotation(generation, quotation, documents=among)

    def show(self, document: str) -> DocumentView:
        """Return a document as indexed; raises UnknownDocument."""
        with self._served.leased() as serving:
            store = serving.generation.store
            found = store.document_at(document)
            if found is None:
                names = list(store.paths())
                named = [name for name in names if name.rsplit("/", 1)[-1] == document]
                near = named or difflib.get_close_matches(document, names, n=3, cutoff=0.5)
                raise UnknownDocument(document, tuple(near))
            return DocumentView(found.path, found.sha256, found.text, found.record, found.outline)

    def recall(self, reference: Reference) -> Recalled | None:
        """Find a quote that was shown before, by where it stood; None where the archive has changed there.

        Blocking. A document that changed elsewhere will do, if it holds the very words, and holds them once.
        """
        with self._served.leased() as serving:
            return recall(serving.generation.store, reference)

    def documents(self) -> tuple[str, ...]:
        """Return the paths of all indexed documents, sorted."""
        with self._served.leased() as serving:
            return tuple(serving.generation.store.paths())

    def authors(self, typed: str = "", limit: int = 25) -> list[str]:
        """Return the authors that what was typed so far may mean, best match first; blocking, but quick."""
        with self._served.leased() as serving:
            return filtering.authors(serving.generation.store, typed, limit)

    def works(self, typed: str = "", limit: int = 25) -> list[str]:
        """Return the titles, of documents and of what they appeared in, that may be meant, likewise."""
        with self._served.leased() as serving:
            return filtering.works(serving.generation.store, typed, limit)

    def admits(self, filters: Filters) -> None:
        """Raise what `ask` would raise for these filters: UnknownAuthor, UnknownWork or NothingHeld."""
        with self._served.leased() as serving:
            filtering.documents_of(serving.generation.store, filters)

    def listing(self, search: str = "", *, skip: int = 0, most: int = 10) -> Listing:
        """Return some documents with their records: those with every word of `search` in path, title or author."""
        with self._served.leased() as serving:
            return documents_of(serving.generation.store, search, skip=skip, most=most)

    def summary(self, document: str) -> DocumentSummary:
        """Return a document with its record; raises UnknownDocument."""
        with self._served.leased() as serving:
            return summary_of(serving.generation.store, document)

    def refused(self) -> tuple[Refusal, ...]:
        """Return the files that are not in the generation being served, and why, sorted."""
        with self._served.leased() as serving:
            return refusals_of(serving.generation, self.settings)

    def kept(self) -> list[GenerationSummary]:
        """Return the generations that are kept, newest first, each verified."""
        return history.summaries(self.settings.data)

    def go_back(self, to: str) -> GenerationSummary:
        """Make a generation that is kept the current one, and serve it. Errors as in `history.roll_back`."""
        summary = history.roll_back(self.settings.data, to)
        self.refresh()
        return summary

    def state(self) -> ArchiveState:
        """Return what is being served and how it stands; looks through the data folder."""
        with self._served.leased() as serving:
            return state_of(serving.generation, self.settings, self.damage)

    def reindex(
        self,
        *,
        full: bool = False,
        force: bool = False,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> ReindexReport:
        """Bring the index up to date and serve it; questions being answered finish on what they began with."""
        report = build(self.settings, full=full, force=force, progress=progress, cancelled=cancelled)
        self.refresh()
        return report

    def refresh(self) -> bool:
        """Serve the current generation, if another one is served, whoever made it; return whether that changed.

        A damaged one is passed over, once, and said in `damage`; a data folder that is gone changes nothing.
        """
        with self._exchanging:
            try:
                current = current_id(self.settings.data)
                if current in {self.generation, self._passed_over}:
                    return False
                return self._load()
            except NoGeneration:
                return False
            except GenerationDamaged as damage:
                self.damage = damage
                return False

    def verify(self) -> bool:
        """Verify the checksums of what is being served, else serve what is sound; return whether it was sound.

        Raises GenerationDamaged where nothing is sound.
        """
        with self._served.leased() as serving:
            folder, manifest = serving.generation.folder, serving.generation.manifest
            try:
                verify(folder, manifest)
            except GenerationDamaged as damage:
                found = damage
            else:
                return True
        self._exchange()
        self.damage = self.damage or found
        return False

    def close(self) -> None:
        """Release files, once the last answer is made."""
        self._served.now.retire()

    def _answer(
        self,
        question: str,
        top: int | None,
        history: Sequence[Mapping[str, str]],
        filters: Filters | None,
        began: float,
    ) -> Answer:
        limits = self.settings.answer
        with self._served.leased() as serving:
            engine = Engine(serving.generation, serving.encoder, serving.reranker, self.settings.rerank)
            if not serving.generation.manifest.passages:  # an archive can be emptied on purpose
                return silence(serving.generation, question, began)
            asked = ask_for(engine.generation, engine.encoder, question, history, filters)
            return answer(engine, question, asked, limits, top=top or limits.quotes, began=began)

    def _exchange(self) -> None:
        with self._exchanging:
            self._load()

    def _load(self) -> bool:
        before = self.generation
        serving, self.damage = load(self.settings, self._served.now)
        self._passed_over = None if self.damage is None else _current(self.settings.data)
        self._served.exchange(serving)
        return serving.identity != before


def _current(data: Path) -> str | None:
    try:
        return current_id(data)
    except IndexUnusable:
        return None
