"""What was said before a question, within limits: a history comes from outside and may be anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

USER, ASSISTANT = "user", "assistant"
MOST_TURNS = 16  # the last so many; older ones have lost their hold on a question
MOST_CHARACTERS = 1200  # of a turn: what a turn is about stands at its beginning


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said."""

    role: str  # USER or ASSISTANT
    content: str  # on one line


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of the user's, and what was answered; the answer may be empty."""

    asked: str
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The last turns, oldest first."""

    turns: tuple[Turn, ...] = ()

    @classmethod
    def of(cls, history: Sequence[Mapping[str, str]]) -> Conversation:
        """Read ``[{"role", "content"}, …]``; what is neither user's nor assistant's, or no text, is left out."""
        turns = []
        for row in history[-MOST_TURNS:]:
            role, content = row.get("role"), row.get("content")
            if role in (USER, ASSISTANT) and isinstance(content, str):
                line = " ".join(content[:MOST_CHARACTERS].split())
                if any(character.isalnum() for character in line):
                    turns.append(Turn(role, line))
        return cls(tuple(turns))

    def exchanges(self) -> tuple[Exchange, ...]:
        """Return the turns as questions with their answers, oldest first; an answer to nothing is left out."""
        exchanges: list[Exchange] = []
        for turn in self.turns:
            if turn.role == USER:
                exchanges.append(Exchange(turn.content))
            elif exchanges:
                last = exchanges[-1]
                exchanges[-1] = Exchange(last.asked, f"{last.answered} {turn.content}".strip())
        return tuple(exchanges)
