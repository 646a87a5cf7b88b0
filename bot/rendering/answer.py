"""An answer as Discord's components: the quotes in order, each with its buttons, and below what is for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import ui

from bot.rendering.buttons import (
    cite_button,
    context_button,
    forget_button,
    more_button,
    source_button,
    vote_buttons,
)
from bot.rendering.entry import notes, verbatim
from bot.rendering.parts import ANSWERED, SILENT, framed
from bot.sending.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT, shortened, units
from bot.words import markdown
from bot.words.inert import inert_line
from bot.words.notes import likelihood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.rendering.parts import Part
    from bot.words import Phrases
    from embeddings.quoting.quote import Answer, Quote
    from embeddings.retrieval.filters import Filters

# What one message says in answer to a question, cut to what Discord takes.
#
# A quote is shown whole or not at all: one that does not fit stands there with its citation, and its context
# shows
# the words. Where not even the citations fit, the last are left out, and the reader is told how many.

QUESTION_SHOWN = 150  # characters: readers want to recognise it, not to read it again
COMPONENTS_AROUND = 9  # the container, head, foot, the line above the foot, and a row of four buttons
COMPONENTS_EACH = 6  # a quote, the line above it, and a row of three buttons
MOST_ENTRIES = (MESSAGE_COMPONENTS - COMPONENTS_AROUND) // COMPONENTS_EACH


@dataclass(frozen=True, slots=True)
class Entry:
    """One quote's text in markdown."""

    quote: Quote
    text: str
    whole: bool  # the words stand there, not only where to read them


@dataclass(frozen=True, slots=True)
class Card:
    """The texts of one message, in markdown, top to bottom; an empty head or foot is not shown."""

    answered: bool
    head: str
    entries: tuple[Entry, ...]
    foot: str

    @property
    def size(self) -> int:
        """Return how much of the limit on text it takes."""
        return sum(units(text) for text in (self.head, *(entry.text for entry in self.entries), self.foot))


def card_of(
    answer: Answer,
    phrases: Phrases,
    *,
    asked: bool = False,
    style: str = "short",
    filters: Filters | None = None,
) -> Card:
    """Lay out an answer, its citations in a `style`; `asked` puts the question above it, `filters` what they are.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    offered = answer.quotes if answer.answered else answer.nearest
    likely = f"{likelihood(answer.confidence, phrases)}." if answer.answered else ""
    head = _head(answer, phrases, filters, asked=asked)
    return laid_out(offered, phrases, head=head, foot=likely, lit=answer.answered, style=style)


def laid_out(quotes: Sequence[Quote], phrases: Phrases, *, head: str, foot: str, lit: bool, style: str) -> Card:
    """Return a card of quotes, best first; `foot` is small print, added to where quotes are left out."""
    room = MESSAGE_TEXT - units(head)
    entries = _entries(quotes, phrases, room - units(_foot(foot, 0, phrases)), lit=lit, style=style)
    if len(entries) < len(quotes):
        # What says how much is left out takes room itself.
        longest = max(units(_foot(foot, count, phrases)) for count in range(1, len(quotes) + 1))
        entries = _entries(quotes, phrases, room - longest, lit=lit, style=style)
    return Card(lit, head, tuple(entries), _foot(foot, len(quotes) - len(entries), phrases))


def _entries(quotes: Sequence[Quote], phrases: Phrases, room: int, *, lit: bool, style: str) -> list[Entry]:
    """Return the first quotes whose citations fit in so many code units, the best of them with their words."""
    told: set[str] = set()
    entries: list[Entry] = []
    unders: list[str] = []
    for quote in quotes[:MOST_ENTRIES]:
        lines, conflicts = notes(quote, phrases, style)
        # The same words under the same title are the same contradiction.
        news = [line for line in conflicts if f"{quote.document}\0{line}" not in told]
        under = "\n".join([*lines, *news])
        bare = Entry(quote, f"{markdown.subtext(phrases('passage-too-long'))}\n{under}", whole=False)
        if units(bare.text) > room:
            break
        room -= units(bare.text)
        told.update(f"{quote.document}\0{line}" for line in news)
        entries.append(bare)
        unders.append(under)
    for at, (bare, under) in enumerate(zip(entries, unders, strict=True)):
        whole = Entry(bare.quote, f"{verbatim(bare.quote, lit=lit)}\n{under}", whole=True)
        if units(whole.text) - units(bare.text) <= room:
            room -= units(whole.text) - units(bare.text)
            entries[at] = whole
    return entries


def _head(answer: Answer, phrases: Phrases, filters: Filters | None, *, asked: bool) -> str:
    lines = [markdown.bold(inert_line(shortened(answer.question, QUESTION_SHOWN)))] if asked else []
    if answer.searched_for:
        told = phrases("searched-for", text=shortened(answer.searched_for, QUESTION_SHOWN))
        lines.append(markdown.subtext(inert_line(told)))
    if filters:
        named = ", ".join(shortened(part, QUESTION_SHOWN) for part in _named(filters, phrases))
        lines.append(markdown.subtext(inert_line(phrases("within", filters=named))))
    if not answer.answered:
        lines += [phrases("no-answer"), phrases("nearest" if answer.nearest else "nothing-near")]
    return "\n".join(lines)


def _foot(foot: str, omitted: int, phrases: Phrases) -> str:
    sentences = [foot] if foot else []
    if omitted:
        sentences.append(phrases("left-out", count=omitted))
    return markdown.subtext(" ".join(sentences)) if sentences else ""


def answer_view(
    answer: Answer,
    kept_id: str,
    phrases: Phrases,
    *,
    asked: bool = False,
    style: str = "short",
    filters: Filters | None = None,
    private: bool = False,
) -> ui.LayoutView:
    """Return the message that shows an answer.

    Args:
        answer: What is shown.
        kept_id: The id that the answer is remembered by: its buttons find it again by that.
        phrases: The language.
        asked: Whether the question stands above, for readers who cannot see it elsewhere.
        style: How quotes are cited, a name in `embeddings.quoting.citing.styles.FORMATS`.
        filters: What the answer is narrowed down to, which is told.
        private: Whether who asked sees it alone: they can have it forgotten by a button, for the menu of such a
            message offers nothing.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    card = card_of(answer, phrases, asked=asked, style=style, filters=filters)
    offered = answer.quotes if answer.answered else answer.nearest
    more = [more_button(kept_id, len(card.entries), phrases)] if offered else []
    forget = [forget_button(kept_id, phrases)] if private else []
    below = [*more, *vote_buttons(kept_id), *forget]
    return card_view(card, kept_id, range(len(card.entries)), phrases, below)


def card_view(
    card: Card, kept_id: str, numbers: Sequence[int], phrases: Phrases, below: Sequence[ui.Button[Any]]
) -> ui.LayoutView:
    """Return a card as a message of one container.

    `numbers` are the places of its quotes among those that are remembered of the answer; `below` are the buttons
    at its end.
    """
    groups: list[list[Part]] = [[ui.TextDisplay[Any](card.head)]] if card.head else []
    for entry, number in zip(card.entries, numbers, strict=True):
        buttons = [context_button(kept_id, number, phrases), cite_button(kept_id, number, phrases)]
        source = source_button(entry.quote.citation, phrases)
        row = ui.ActionRow[Any](*buttons, *([source] if source else []))
        groups.append([ui.TextDisplay[Any](entry.text), row])
    foot: list[Part] = [ui.TextDisplay[Any](card.foot)] if card.foot else []
    if below:
        foot.append(ui.ActionRow[Any](*below))
    return framed([*groups, foot] if foot else groups, ANSWERED if card.answered else SILENT)


# The passages after those that an answer showed.


def further_view(
    question: str,
    quotes: Sequence[Quote],
    kept_id: str,
    numbers: Sequence[int],
    phrases: Phrases,
    *,
    style: str,
) -> ui.LayoutView:
    """Return a message with further passages on a question; `numbers` are their places among the answer's quotes.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    about = markdown.subtext(inert_line(phrases("further-passages", question=shortened(question, QUESTION_SHOWN))))
    card = laid_out(quotes, phrases, head=about, foot="", lit=True, style=style)
    shown = numbers[: len(card.entries)]
    below = [more_button(kept_id, max(shown) + 1, phrases)] if shown else []
    return card_view(card, kept_id, shown, phrases, below)


def _named(filters: Filters, phrases: Phrases) -> list[str]:
    """Return "author Ada Moor", "years 1900–1914" and the like."""
    values = {
        "filter-author": filters.author,
        "filter-page-author": filters.page_author,
        "filter-work": filters.work,
        "filter-years": filters.years,
    }
    return [phrases(name, value=str(value)) for name, value in values.items() if value]
