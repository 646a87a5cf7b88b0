"""The archive: documents and their current generation behind one door."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from dataclasses import replace
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Self

from embeddings.errors import GenerationDamaged
from embeddings.index import listing
from embeddings.index.building import builder
from embeddings.index.generations import history as kept
from embeddings.index.generations.recipe import outdated
from embeddings.index.generations.serving import Served
from embeddings.progress import Cancelled, Progress, never, silent
from embeddings.quoting.answering.answering import answer, silence
from embeddings.quoting.answering.excerpt import excerpt
from embeddings.quoting.answering.leafing import pick
from embeddings.quoting.answering.recall import recall
from embeddings.quoting.checking.finding import MOST, find_phrase
from embeddings.quoting.checking.verifying import Verdict, verify_quotation
from embeddings.retrieval import filters as filtering
from embeddings.retrieval.asking import ask_for
from embeddings.retrieval.first_stage import Engine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.index.listing import ArchiveState, DocumentSummary, Listing
    from embeddings.index.storage.store import StoredDocument
    from embeddings.models.encoder import ModelCard
    from embeddings.quoting.answering.excerpt import Excerpt, Place
    from embeddings.quoting.answering.leafing import Order, Picked
    from embeddings.quoting.answering.recall import Recalled, Reference
    from embeddings.quoting.checking.finding import Occurrences
    from embeddings.quoting.checking.verifying import Verification
    from embeddings.quoting.quote import Answer
    from embeddings.report import Cause, CheckReport, GenerationSummary, Reading, Refusal, ReindexReport
    from embeddings.retrieval.filters import Filters
    from embeddings.settings import AnswerSettings, ArchiveSettings, Length

_ARENA_MAX = -8  # mallopt's number for it, from malloc.h
_ARENAS = 2


class Archive:
    """Documents, their index and its generations; safe to use from many threads.

    The index is opened by the first deed that reads it, or by `open`. Until then `build`, `check`, `generations`
    and `roll_back` do without; afterwards what they make the current generation is served at once. Each answer
    comes from the one generation that was current when it was asked. Whatever reads the index raises NoGeneration
    where nothing has been indexed yet, and GenerationDamaged where no generation is sound.
    """

    def __init__(self, settings: ArchiveSettings) -> None:
        keep_few_arenas()
        self.settings = settings
        self._served = Served(settings)

    def open(self) -> Self:
        """Open the current generation and make the encoder ready to answer; once it is open, do nothing."""
        self._served.open()
        return self

    def close(self) -> None:
        """Release files, once the last answer is made."""
        self._served.close()

    @property
    def generation(self) -> str:
        """Return the identity of the generation being served."""
        return self._served.now.identity

    @property
    def damage(self) -> GenerationDamaged | None:
        """Return the damage of the current generation, when an earlier one is served instead."""
        return self._served.damage

    @property
    def outdated(self) -> tuple[Cause, ...]:
        """Return which settings have changed since the generation being served was made."""
        return outdated(self._served.now.generation.manifest, self.settings)

    @property
    def model(self) -> ModelCard:
        """Return what is known of the model in use."""
        return self._served.now.encoder.card

    def build(
        self,
        *,
        full: bool = False,
        force: bool = False,
        progress: Progress = silent,
        cancelled: Cancelled = never,
    ) -> ReindexReport:
        """Bring the index up to date; arguments and errors as in `builder.build`.

        Questions being answered finish on what they began with.
        """
        report = builder.build(self.settings, full=full, force=force, progress=progress, cancelled=cancelled)
        self.refresh()
        return report

    def check(self) -> CheckReport:
        """Verify every checksum and invariant of the current generation; raises NoGeneration."""
        return kept.check(self.settings.data)

    def generations(self) -> list[GenerationSummary]:
        """Return the generations that are kept, newest first, each verified; raises NoGeneration."""
        return kept.summaries(self.settings.data)

    def roll_back(self, to: str | None = None) -> GenerationSummary:
        """Make the generation before, or the named one, the current one. Errors as in `history.roll_back`."""
        summary = kept.roll_back(self.settings.data, to)
        self.refresh()
        return summary

    def refresh(self, *, verify: bool = False) -> bool:
        """Serve the current generation, whoever made it; return whether another one is served now.

        With `verify`, what is served is read again, and gives way to what is sound if its checksums are wrong;
        then GenerationDamaged is raised where nothing is sound. A damaged new generation is passed over, once, and
        said in `damage`. A data folder that is gone changes nothing, and nor does this before the index is open.
        """
        return self._served.refresh(verify=verify)

    def ask(
        self,
        question: str,
        *,
        top: int | None = None,
        history: Sequence[Mapping[str, str]] = (),
        filters: Filters | None = None,
        length: Length | None = None,
    ) -> Answer:
        """Answer one question; blocking, CPU-bound, safe to call from many threads.

        `top` is the number of quotes at most and `length` how much each shows, by default as configured. `history`
        is what was said before, oldest first, as ``{"role": "user" | "assistant", "content": …}``: a question that
        leans on it is searched for with what it lacks, and the answer's `searched_for` says so. `filters` hold
        without exception; they raise UnknownAuthor, UnknownWork or NothingHeld.
        """
        began = perf_counter()
        limits = self.settings.answer
        limits = replace(limits, quotes=top or limits.quotes, length=length or limits.length)
        try:
            return self._answer(question, limits, history, filters, began)
        except GenerationDamaged:
            # The disk failed after the generation was opened. What is sound is opened, or this raises again.
            self._served.exchange()
            return self._answer(question, limits, history, filters, began)

    def find(self, phrase: str, *, most: int = MOST, filters: Filters | None = None) -> Occurrences:
        """Return every place where a phrase stands, in any typography, the first `most` of them in their context.

        Words are matched whole, but for "lamp*", which is any that begins so; see `quoting.checking.phrases` for
        what is not told apart. `filters` hold as for `ask`.
        """
        with self._served.leased() as serving:
            generation = serving.generation
            scope = filtering.scope_of(generation.store, filters) if filters else None
            return find_phrase(generation, phrase, most=most, among=scope, prefixes=True)

    def verify_quotation(
        self, quotation: str, *, filters: Filters | None = None, claimed: str | None = None
    ) -> Verification:
        """Return whether a quotation stands in the archive and where, or what stands there instead.

        Typography is forgiven, and so is what scholars do openly to the words they quote; both are said. `filters`
        hold as for `ask`, and where they hide a quotation, `elsewhere` says so. `claimed` is what is said of its
        source beside it.
        """
        with self._served.leased() as serving:
            generation = serving.generation
            scope = filtering.scope_of(generation.store, filters) if filters else None
            found = verify_quotation(generation, quotation, among=scope, claimed=claimed)
            if found.verdict is Verdict.ABSENT and not found.elsewhere:
                found = replace(found, unread=listing.unread(generation.store, self.settings))
            return found

    def show(self, document: str) -> StoredDocument:
        """Return a document as indexed; raises UnknownDocument."""
        with self._served.leased() as serving:
            return listing.whole(serving.generation.store, document)

    def read(self, document: str, place: Place, *, sha256: str | None = None) -> Excerpt:
        """Return a stretch of a document, with its citation.

        Arguments and errors as in `excerpt`; one that is too long is cut, and says where it goes on.
        """
        with self._served.leased() as serving:
            return excerpt(serving.generation, document, place, sha256=sha256)

    def reading(self, document: str) -> Reading:
        """Return how much of a document's file was read; raises UnknownDocument."""
        with self._served.leased() as serving:
            return listing.reading_of(serving.generation, document)

    def recall(self, reference: Reference) -> Recalled | None:
        """Find a quote that was shown before, by where it stood; None where the archive has changed there.

        Blocking. A document that changed elsewhere will do, if it holds the very words, and holds them once.
        """
        with self._served.leased() as serving:
            return recall(serving.generation.store, reference)

    def pick(
        self, order: Order, *, seed: str, after: str | None = None, filters: Filters | None = None
    ) -> Picked | None:
        """Return a passage to read that nobody asked for, as `leafing.pick` does; `filters` hold as for `ask`."""
        with self._served.leased() as serving:
            store = serving.generation.store
            return pick(
                store, filtering.scope_of(store, filters) if filters else None, order, seed=seed, after=after
            )

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
            filtering.scope_of(serving.generation.store, filters)

    def listing(
        self, search: str = "", *, skip: int = 0, most: int = 10, filters: Filters | None = None
    ) -> Listing:
        """Return some documents with their records: those with every word of `search` in path, title or author.

        `filters` hold as for `ask`.
        """
        with self._served.leased() as serving:
            generation = serving.generation
            scope = filtering.scope_of(generation.store, filters) if filters else None
            among = scope.documents if scope else None
            return listing.documents_of(generation, search, skip=skip, most=most, among=among)

    def summary(self, document: str) -> DocumentSummary:
        """Return a document with its record; raises UnknownDocument."""
        with self._served.leased() as serving:
            return listing.summary_of(serving.generation.store, document)

    def refused(self) -> tuple[Refusal, ...]:
        """Return the files that are not in the generation being served, and why, sorted."""
        with self._served.leased() as serving:
            return listing.refusals_of(serving.generation, self.settings)

    def state(self) -> ArchiveState:
        """Return what is being served and how it stands; looks through the data folder."""
        with self._served.leased() as serving:
            return listing.state_of(serving.generation, self.settings, self.damage)

    def _answer(
        self,
        question: str,
        limits: AnswerSettings,
        history: Sequence[Mapping[str, str]],
        filters: Filters | None,
        began: float,
    ) -> Answer:
        with self._served.leased() as serving:
            engine = Engine(serving.generation, serving.encoder, serving.reranker, self.settings.rerank)
            if not serving.generation.manifest.passages:  # an archive can be emptied on purpose
                return silence(serving.generation, question, began)
            asked = ask_for(engine, question, history, filters)
            found = answer(engine, question, asked, limits, began=began)
            if asked.suggested and not found.answered:
                # What seems mistyped is read otherwise only where it finds nothing as it stands.
                asked = ask_for(engine, question, history, filters, respelled=True)
                other = answer(engine, question, asked, limits, began=began)
                return other if other.answered else found
            return found


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
