"""Answers that were shown, so that their buttons work: what was asked, where the quotes stand, not their words."""

from __future__ import annotations

import asyncio
import json
import secrets
from contextlib import suppress
from dataclasses import astuple, dataclass
from time import time
from typing import TYPE_CHECKING, Any

from embeddings.errors import PinciteError
from embeddings.quoting.answering.recall import Reference
from embeddings.retrieval.filters import Filters
from embeddings.text.years import Years

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from bot.memory.database import Memory
    from embeddings.archive import Archive
    from embeddings.quoting.quote import Answer, Quote

DAY_S = 86_400
ID_BYTES = 12  # nobody guesses the id of an answer they have not seen
MOST_TURNS = 4  # questions that a follow-up may lean on, with their answers
_COLUMNS = (
    "id, server, channel, message, made, question, asked, parent, private, generation, answered, confidence, "
    "quotes"
)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What is remembered of an answer; whose question it answered is not."""

    id: str
    server: int | None  # None in direct messages
    channel: int
    message: int | None  # the answer's, once it has arrived
    made: float  # seconds since the epoch
    question: str
    history: tuple[Mapping[str, str], ...]  # what was said before, as it was given, besides `parent`
    filters: Filters | None
    parent: str | None  # the answer that the question followed up
    private: bool  # seen by who asked alone
    generation: str
    answered: bool
    confidence: float
    quotes: tuple[Reference, ...]  # in the order shown; later ones at the end
    suggested: str | None = None  # the question as it was perhaps meant


class Answers:
    """The answers of all servers; used from the event loop."""

    def __init__(self, memory: Memory, archive: Archive) -> None:
        self._memory = memory
        self._archive = archive

    async def keep(
        self,
        answer: Answer,
        *,
        server: int | None,
        channel: int,
        private: bool = False,
        history: Sequence[Mapping[str, str]] = (),
        filters: Filters | None = None,
        parent: str | None = None,
    ) -> KeptAnswer:
        """Remember an answer before it is sent, so that its buttons work from the first moment."""
        kept = KeptAnswer(
            id=secrets.token_urlsafe(ID_BYTES),
            server=server,
            channel=channel,
            message=None,
            made=time(),
            question=answer.question,
            history=tuple(history),
            filters=filters,
            parent=parent,
            private=private,
            generation=answer.generation,
            answered=answer.answered,
            confidence=answer.confidence,
            quotes=tuple(map(Reference.of, answer.quotes)),
            suggested=answer.suggested,
        )
        await self._memory.run(lambda db: _write(db, kept))
        return kept

    async def sent(
        self, identity: str, message: int, channel: int | None = None, *, directly: bool = False
    ) -> None:
        """Note which message shows an answer, and where, if that is not the channel it was kept with.

        `directly`: it could not be shown in its server, and came as a direct message.
        """
        where = (message, channel, directly, identity)
        await self._memory.run(
            lambda db: (
                db.execute(
                    "UPDATE answer SET message = ?, channel = coalesce(?, channel), server = iif(?, NULL, server) "
                    "WHERE id = ?",
                    where,
                ).rowcount
            )
        )

    async def extend(self, identity: str, quotes: Iterable[Quote]) -> tuple[int, ...]:
        """Add quotes that were shown later; return the place of each, of one that is there already its old one.

        Of an answer that is not remembered any more, nothing is returned.
        """
        references = [Reference.of(quote) for quote in quotes]
        return await self._memory.run(lambda db: _extend(db, identity, references))

    async def of(self, identity: str) -> KeptAnswer | None:
        """Return an answer by its id, None where it is not remembered any more."""
        return await self._memory.run(lambda db: _first(db, "id = ?", identity))

    async def of_message(self, message: int) -> KeptAnswer | None:
        """Return the answer that a message shows."""
        return await self._memory.run(lambda db: _first(db, "message = ?", message))

    async def latest_in(self, channel: int) -> KeptAnswer | None:
        """Return the last answer that everybody in a channel has seen."""
        return await self._memory.run(
            lambda db: _first(db, "channel = ? AND NOT private ORDER BY made DESC, rowid DESC", channel)
        )

    async def history_of(self, kept: KeptAnswer) -> list[dict[str, str]]:
        """Return the conversation up to and with an answer, oldest first, for a question that follows it up.

        The archive's words are read from the archive: where it does not hold them any more, the question is all
        that is left.
        """
        chain = await self._memory.run(lambda db: _chain(db, kept))
        given = [dict(turn) for turn in chain[0].history] if len(chain) < MOST_TURNS else []
        return given + await asyncio.to_thread(self._turns, chain)

    async def history_before(self, kept: KeptAnswer) -> list[dict[str, str]]:
        """Return the conversation that an answer's own question was asked in."""
        before = await self.of(kept.parent) if kept.parent else None
        return await self.history_of(before) if before else [dict(turn) for turn in kept.history]

    async def forget(self, identity: str) -> bool:
        """Delete an answer and the votes on it; say whether it was there."""
        return await self._memory.run(
            lambda db: db.execute("DELETE FROM answer WHERE id = ?", (identity,)).rowcount > 0
        )

    async def prune(self, older_than_days: int) -> int:
        """Delete old answers and the votes on them; return how many."""
        oldest = time() - older_than_days * DAY_S
        return await self._memory.run(
            lambda db: db.execute("DELETE FROM answer WHERE made < ?", (oldest,)).rowcount
        )

    def _turns(self, chain: Sequence[KeptAnswer]) -> list[dict[str, str]]:
        turns = []
        for one in chain:
            if one.question:  # a passage that nobody asked for has none
                turns.append({"role": "user", "content": one.question})
            found = None
            with suppress(PinciteError):  # a conversation goes on without what cannot be read
                found = self._archive.recall(one.quotes[0]) if one.answered and one.quotes else None
            if found:
                turns.append({"role": "assistant", "content": found.quote.text})
        return turns


def _write(db: sqlite3.Connection, kept: KeptAnswer) -> None:
    asked = {
        "history": [dict(turn) for turn in kept.history],
        "filters": _stored_filters(kept.filters),
        "suggested": kept.suggested,
    }
    db.execute(
        f"INSERT INTO answer ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our names
        (
            kept.id,
            kept.server,
            kept.channel,
            kept.message,
            kept.made,
            kept.question,
            json.dumps(asked),
            kept.parent,
            kept.private,
            kept.generation,
            kept.answered,
            kept.confidence,
            _stored_quotes(kept.quotes),
        ),
    )


def _extend(db: sqlite3.Connection, identity: str, more: Sequence[Reference]) -> tuple[int, ...]:
    kept = _first(db, "id = ?", identity)
    if kept is None:
        return ()
    quotes = list(dict.fromkeys((*kept.quotes, *more)))
    db.execute("UPDATE answer SET quotes = ? WHERE id = ?", (_stored_quotes(quotes), identity))
    return tuple(quotes.index(reference) for reference in more)


def _chain(db: sqlite3.Connection, kept: KeptAnswer) -> list[KeptAnswer]:
    chain = [kept]
    while len(chain) < MOST_TURNS and chain[0].parent:
        before = _first(db, "id = ?", chain[0].parent)
        if before is None:
            break
        chain.insert(0, before)
    return chain


def _first(db: sqlite3.Connection, condition: str, value: str | int) -> KeptAnswer | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM answer WHERE {condition} LIMIT 1", (value,)).fetchone()  # noqa: S608 - ours
    return _kept(row) if row else None


def _kept(row: tuple[Any, ...]) -> KeptAnswer:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    asked = json.loads(values.pop("asked"))
    return KeptAnswer(
        **values
        | {
            "history": tuple(asked["history"]),
            "filters": _filters(asked["filters"]),
            "suggested": asked.get("suggested"),  # answers kept by an older version have none
            "private": bool(values["private"]),
            "answered": bool(values["answered"]),
            "quotes": tuple(Reference(*reference) for reference in json.loads(values["quotes"])),
        }
    )


def _stored_quotes(quotes: Iterable[Reference]) -> str:
    return json.dumps([astuple(reference) for reference in quotes])


def _stored_filters(filters: Filters | None) -> list[Any] | None:
    return None if filters is None else [filters.author, filters.work, filters.years, filters.page_author]


def _filters(stored: list[Any] | None) -> Filters | None:
    if stored is None:
        return None
    author, work, years, *page_author = stored  # answers kept by an older version have no more than three
    return Filters(author, work, years and Years(*years), *page_author)
