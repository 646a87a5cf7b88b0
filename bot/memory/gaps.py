"""What members asked in vain: questions that found nothing, and answers that more disliked than liked."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.memory.database import Memory

DAY_S = 86_400
_MENTION = re.compile(r"<(@[!&]?|#)\d+>")
# Private questions are their askers' own; those of other servers are nobody's business here.
_ASKED = """
    SELECT a.question, a.made, a.answered, coalesce(sum(v.up = 0), 0), coalesce(sum(v.up = 1), 0)
    FROM answer a LEFT JOIN vote v ON v.answer = a.id
    WHERE a.server = ? AND a.made >= ? AND NOT a.private
    GROUP BY a.id ORDER BY a.made
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question, as it was put last; nobody's."""

    question: str
    times: int  # that it was asked in vain
    unanswered: int  # of those, the times that nothing was found
    disliked: int  # votes against the answers to it
    first: float  # seconds since the epoch
    last: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions were answered, and how many were not."""

    answered: int
    unanswered: int


class Gaps:
    """Read from the answers that are remembered; nothing is kept beside them."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, server: int, since: float = 0.0) -> tuple[Gap, ...]:
        """Return a server's gaps since a time, those asked most often first."""
        rows = await self._memory.run(lambda db: db.execute(_ASKED, (server, since)).fetchall())
        return grouped(rows)

    async def tally(self, server: int, days: int) -> Tally:
        """Return how a server's questions of so many days fared."""
        since = time.time() - days * DAY_S

        def count(db: sqlite3.Connection) -> tuple[int, int]:
            row = db.execute(
                "SELECT count(*), coalesce(sum(answered), 0) FROM answer WHERE server = ? AND made >= ? "
                "AND question <> ''",  # a passage that nobody asked for has none
                (server, since),
            ).fetchone()
            return int(row[0]), int(row[1])

        whole, answered = await self._memory.run(count)
        return Tally(answered, whole - answered)


def grouped(rows: Iterable[tuple[str, float, int, int, int]]) -> tuple[Gap, ...]:
    """Return the gaps among (question, time, answered, votes against, votes for), which are in order of time."""
    groups: defaultdict[str, list[tuple[str, float, int, int]]] = defaultdict(list)
    for question, made, answered, down, up in rows:
        if not answered or down > up:
            groups[_folded(question)].append((_nobodys(question), made, answered, down))
    found = [
        Gap(
            question=group[-1][0],
            times=len(group),
            unanswered=sum(not answered for _, _, answered, _ in group),
            disliked=sum(down for *_, down in group),
            first=group[0][1],
            last=group[-1][1],
        )
        for group in groups.values()
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.times, -gap.last)))


def _nobodys(question: str) -> str:
    """Return a question without the ids of those whom it mentions."""
    return _MENTION.sub(lambda match: f"{match[1][0]}…", question)


def _folded(question: str) -> str:
    """Return what is the same of a question, however it is written."""
    return " ".join(re.findall(r"\w+", _nobodys(question).casefold()))
