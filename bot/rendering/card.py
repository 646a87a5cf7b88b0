"""What one message says in answer to a question, cut to what Discord takes.

A passage is shown whole or not at all, and the reader is told how many are left out. One that is too long for
any message is replaced by its citation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import markdown
from bot.rendering.entry import entry, entry_without_words
from bot.rendering.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT, shortened, units
from bot.wording.inert import inert_line
from bot.wording.notes import NEAREST, NO_ANSWER, NOTHING_NEAR, SEARCHED_FOR, likelihood
from bot.wording.replies import left_out

if TYPE_CHECKING:
    from embeddings.quoting.quote import Answer, Quote

QUESTION_SHOWN = 150  # characters: readers want to recognise it, not to read it again
COMPONENTS_AROUND = 4  # the container, the head, the foot and the line above the foot
COMPONENTS_EACH = 2  # an entry and the line above it
MOST_ENTRIES = (MESSAGE_COMPONENTS - COMPONENTS_AROUND) // COMPONENTS_EACH


@dataclass(frozen=True, slots=True)
class Card:
    """The texts of one message, in markdown, top to bottom; an empty head or foot is not shown."""

    answered: bool
    head: str
    entries: tuple[str, ...]
    foot: str

    @property
    def size(self) -> int:
        """Return how much of the limit on text it takes."""
        return sum(units(text) for text in (self.head, *self.entries, self.foot))


def card_of(answer: Answer, *, asked: bool = False) -> Card:
    """Lay out an answer; `asked` puts the question above it, for readers who cannot see it elsewhere.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    offered = answer.quotes if answer.answered else answer.nearest
    head = _head(answer, asked=asked)
    room = MESSAGE_TEXT - units(head)
    lit = answer.answered
    entries = _entries(offered, room - units(_foot(answer, 0)), lit=lit)
    if len(entries) < len(offered):
        # What says how much is left out takes room itself.
        longest_foot = max(units(_foot(answer, count)) for count in range(1, len(offered) + 1))
        entries = _entries(offered, room - longest_foot, lit=lit)
    return Card(lit, head, entries, _foot(answer, len(offered) - len(entries)))


def _entries(quotes: tuple[Quote, ...], room: int, *, lit: bool) -> tuple[str, ...]:
    """Return the entries that fit in so many code units, best first."""
    shown: list[str] = []
    told: set[str] = set()
    left = room
    for quote in quotes:
        text, news = entry(quote, told, lit=lit)
        if units(text) > room:
            text, news = entry_without_words(quote, told)
        if units(text) <= left and len(shown) < MOST_ENTRIES:
            shown.append(text)
            told.update(news)
            left -= units(text)
    return tuple(shown)


def _head(answer: Answer, *, asked: bool) -> str:
    lines = [markdown.bold(inert_line(shortened(answer.question, QUESTION_SHOWN)))] if asked else []
    if answer.searched_for:
        told = SEARCHED_FOR.format(shortened(answer.searched_for, QUESTION_SHOWN))
        lines.append(markdown.subtext(inert_line(told)))
    if not answer.answered:
        lines += [NO_ANSWER, NEAREST if answer.nearest else NOTHING_NEAR]
    return "\n".join(lines)


def _foot(answer: Answer, omitted: int) -> str:
    sentences = [f"{likelihood(answer.confidence)}."] if answer.answered else []
    if omitted:
        sentences.append(left_out(omitted))
    return markdown.subtext(" ".join(sentences)) if sentences else ""
