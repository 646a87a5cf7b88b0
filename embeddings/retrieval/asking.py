"""From a question in its conversation to what is searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.index.words.lexical import LexicalQuery
from embeddings.retrieval.filters import scope_of
from embeddings.retrieval.follow_up.following import follow_up
from embeddings.retrieval.follow_up.leaning import Lean, language_of, leaning
from embeddings.retrieval.holdings import Holdings
from embeddings.retrieval.understanding.names import StoreKnowledge
from embeddings.retrieval.understanding.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.index.words.lexical import Correction
    from embeddings.retrieval.filters import Filters
    from embeddings.retrieval.first_stage import Engine
    from embeddings.retrieval.holdings import Person
    from embeddings.retrieval.understanding.sources import SourceAspect

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched for."""

    readings: tuple[str, ...]  # read beside a passage; of a follow-up, what it means and its own words
    searches: tuple[str, ...]  # what the first stage looks for: the question, and other ways to put it
    words: tuple[LexicalQuery, ...] = ()  # each of them in words
    about_work: str | None = (
        None  # of a question about a work, not in it ("which issue?"): what tells which work, "" for nothing
    )
    asks: frozenset[SourceAspect] = frozenset()  # what is asked about it
    works: frozenset[int] = frozenset()  # documents named by their titles
    author: Person | None = None  # whose own words are rather wanted
    dated: frozenset[int] = frozenset()  # documents of the years that the question names
    documents: frozenset[int] | None = None  # nowhere else, if given
    speakers: frozenset[str] | None = None  # and nobody else's words
    told: str | None = None  # "searched for: …", where that is more than the question's own words
    either: bool = False  # whether one of the readings is enough, for it is not known which is meant
    suggested: str | None = None  # the question without what seems mistyped, where it is searched for with that

    @property
    def text(self) -> str:
        """Return what it means."""
        return self.readings[0]


def ask_for(
    engine: Engine,
    typed: str,
    history: Sequence[Mapping[str, object]] = (),
    filters: Filters | None = None,
    *,
    respelled: bool = False,
) -> Asked:
    """Return what a question asks for, after what was said before, within what the filters let through.

    What seems mistyped is searched for as it stands, unless it is to be `respelled`.

    Raises UnknownAuthor, UnknownWork or NothingHeld for filters that fit nothing.
    """
    store, weights = engine.generation.store, engine.weights
    scope = scope_of(store, filters) if filters else None
    question = understand(_encodable(typed), StoreKnowledge(store), weights.questions)
    said = [{name: _encodable(text) for name, text in turn.items() if isinstance(text, str)} for turn in history]
    search = question.search
    resolved = follow_up(engine, search, said)
    searches = tuple(
        dict.fromkeys((search, question.untitled or search, resolved.search, resolved.doubtful or search))
    )
    words = tuple(
        LexicalQuery.parse(text, store, weights.words, is_word=engine.encoder.is_word, respelled=respelled)
        for text in searches
    )
    corrections = tuple(dict.fromkeys(found for query in words for found in query.corrections))
    offered = tuple(dict.fromkeys(found for query in words for found in query.offered))
    understood = bool(resolved.carried or question.expansions or corrections)
    dated: frozenset[int] = frozenset()
    if question.years is not None:
        held = Holdings.of(store).documents
        dated = frozenset(h.document for h in held if any(question.years.meets(years) for years in h.years))
    readings = dict.fromkeys((resolved.brief, resolved.doubtful or search))
    if len(readings) == 1 and len(search) >= weights.questions.long:
        # A cross-encoder takes all of a story for what is asked. The first stage needs it: it says of what.
        asked = asked_in(search)
        leans = leaning(asked, language_of(asked), weights.follow_ups.few_words).lean is Lean.STRONGLY
        readings = dict.fromkeys((asked, search) if leans else (asked,))
    about_work = resolved.subject if question.tells_no_work else question.topic
    return Asked(
        either=bool(resolved.doubtful),
        readings=tuple(corrected(text, corrections) for text in readings),
        searches=tuple(corrected(text, corrections) for text in searches),
        words=words,
        about_work=about_work if question.asks else None,
        asks=question.asks,
        works=question.works,
        author=question.author,
        dated=dated,
        documents=scope.documents if scope is not None else None,
        speakers=scope.speakers if scope is not None else None,
        told=corrected(resolved.search, corrections) if understood else None,
        suggested=corrected(typed, offered) if offered else None,
    )


def asked_in(text: str) -> str:
    """Return the last sentence that asks, or the last one."""
    sentences = _SENTENCE.split(text.strip())
    return next((sentence for sentence in reversed(sentences) if sentence.endswith("?")), sentences[-1])


def _encodable(text: str) -> str:
    """Return a text with half characters, which no tokenizer takes and no database stores, as spaces."""
    return _SURROGATE.sub(" ", text)


def corrected(text: str, corrections: Sequence[Correction]) -> str:
    """Return a text with its mistyped words as they are spelled in the archive."""
    for found in corrections:
        text = re.sub(rf"\b{re.escape(found.typed)}\b", lambda _: found.used, text, flags=re.IGNORECASE)  # noqa: B023 - called at once
    return text
