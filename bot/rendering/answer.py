"""An answer as Discord's components: how sure it is, the quotes, each with its buttons, and what is for all.

A quote is shown whole or not at all: one that does not fit stands there with its citation, and its context shows
the words. Where not even the citations fit, the last are left out, and the reader is told how many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import ui

from bot.rendering.buttons import (
    cite_button,
    context_button,
    forget_button,
    meant_button,
    more_button,
    nearest_button,
    source_button,
    vote_buttons,
)
from bot.rendering.entry import notes, verbatim
from bot.rendering.parts import ANSWERED, DOUBTFUL, SILENT, framed
from bot.sending.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT, units
from bot.words import markdown
from bot.words.inert import inert_line
from bot.words.lists import shortened
from bot.words.notes import by_document, is_doubtful, is_likely, likelihood, understood, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from discord import Colour

    from bot.rendering.parts import Part
    from bot.words import Phrases
    from embeddings.quoting.quote import Answer, Quote
    from embeddings.retrieval.filters import Filters

QUESTION_SHOWN = 150  # characters: readers want to recognise it, not to read it again
ROW = 5  # buttons at most beside each other
COMPONENTS_AROUND = 10  # the container, head, foot, a line, a row of three buttons, another with one
COMPONENTS_EACH = 6  # a quote, the line above it, and a row of three buttons
MOST_ENTRIES = (MESSAGE_COMPONENTS - COMPONENTS_AROUND) // COMPONENTS_EACH


@dataclass(frozen=True, slots=True)
class Entry:
    """One quote's text in markdown."""

    quote: Quote
    number: int  # its place among the quotes, best first
    text: str
    whole: bool  # the words stand there, not only where to read them


@dataclass(frozen=True, slots=True)
class Card:
    """The texts of one message, in markdown, top to bottom; an empty head or foot is not shown."""

    colour: Colour
    head: str
    entries: tuple[Entry, ...]  # those of one document together
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
    history: Sequence[Mapping[str, str]] = (),
) -> Card:
    """Lay out an answer as `answer_view` shows it.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    lines = [markdown.bold(inert_line(shortened(answer.question, QUESTION_SHOWN)))] if asked else []
    said = inert_line(verdict(answer, phrases))
    lines.append(markdown.subtext(said) if answer.answered and not is_doubtful(answer) else markdown.escape(said))
    narrowed = _narrowed(filters, phrases) if filters else None
    if told := " · ".join(filter(None, (understood(answer, history, phrases), narrowed))):
        lines.append(markdown.subtext(inert_line(told)))
    colour = SILENT if not answer.answered else DOUBTFUL if is_doubtful(answer) else ANSWERED
    return laid_out(answer.quotes, phrases, head="\n".join(lines), colour=colour, style=style, lit=True)


def further_card(question: str, quotes: Sequence[Quote], phrases: Phrases, *, style: str, near: bool) -> Card:
    """Lay out what else was found, every passage below how likely it is; `near`, of a question without an answer.

    Nothing is set off beside words that do not answer.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    about = phrases(
        "nearest-passages" if near else "further-passages", question=shortened(question, QUESTION_SHOWN)
    )
    colour = ANSWERED if all(map(is_likely, quotes)) else SILENT
    head = markdown.subtext(inert_line(about))
    return laid_out(quotes, phrases, head=head, colour=colour, style=style, lit=None)


def laid_out(
    quotes: Sequence[Quote], phrases: Phrases, *, head: str, colour: Colour, style: str, lit: bool | None
) -> Card:
    """Return a card of quotes, best first; where quotes are left out its foot says so.

    `lit`: whether the answering words are in bold. None: where the quote is likely to answer, and above each
    stands how likely that is.
    """
    room = MESSAGE_TEXT - units(head)
    entries = _entries(quotes, phrases, room, style=style, lit=lit)
    if len(entries) < len(quotes):
        # What says how much is left out takes room itself.
        longest = max(units(_foot(count, phrases)) for count in range(1, len(quotes) + 1))
        entries = _entries(quotes, phrases, room - longest, style=style, lit=lit)
    left = len(quotes) - len(entries)
    order = [number for number, _ in by_document(quotes)]
    shown = sorted(entries, key=lambda entry: order.index(entry.number))
    return Card(colour, head, tuple(shown), _foot(left, phrases) if left else "")


def _entries(quotes: Sequence[Quote], phrases: Phrases, room: int, *, style: str, lit: bool | None) -> list[Entry]:
    """Return the first quotes whose citations fit in so many code units, the best of them with their words."""
    told: set[str] = set()
    entries: list[Entry] = []
    frames: list[tuple[str, str]] = []
    again = dict(by_document(quotes))
    for number, quote in enumerate(quotes[:MOST_ENTRIES]):
        over = markdown.subtext(f"{likelihood(quote.confidence, phrases)}.") + "\n" if lit is None else ""
        lines, conflicts = notes(quote, phrases, style, again=again[number])
        # The same words under the same title are the same contradiction.
        news = [line for line in conflicts if f"{quote.document}\0{line}" not in told]
        under = "\n" + "\n".join([*lines, *news])
        bare = Entry(quote, number, f"{over}{markdown.subtext(phrases('passage-too-long'))}{under}", whole=False)
        if units(bare.text) > room:
            break
        room -= units(bare.text)
        told.update(f"{quote.document}\0{line}" for line in news)
        entries.append(bare)
        frames.append((over, under))
    for at, (bare, (over, under)) in enumerate(zip(entries, frames, strict=True)):
        words = verbatim(bare.quote, lit=is_likely(bare.quote) if lit is None else lit)
        whole = Entry(bare.quote, bare.number, f"{over}{words}{under}", whole=True)
        if units(whole.text) - units(bare.text) <= room:
            room -= units(whole.text) - units(bare.text)
            entries[at] = whole
    return entries


def _foot(omitted: int, phrases: Phrases) -> str:
    return markdown.subtext(phrases("left-out", count=omitted))


def answer_view(
    answer: Answer,
    kept_id: str,
    phrases: Phrases,
    *,
    asked: bool = False,
    style: str = "short",
    filters: Filters | None = None,
    history: Sequence[Mapping[str, str]] = (),
    private: bool = False,
) -> ui.LayoutView:
    """Return the message that shows an answer, or says that there is none.

    Args:
        answer: What is shown.
        kept_id: The id that the answer is remembered by: its buttons find it again by that.
        phrases: The language.
        asked: Whether the question stands above, for readers who cannot see it elsewhere.
        style: How quotes are cited, a name in `embeddings.quoting.citing.styles.FORMATS`.
        filters: What the answer is narrowed down to, which is told.
        history: What was said before, as `Archive.ask` takes it: it tells what a follow-up was read as.
        private: Whether who asked sees it alone: they can have it forgotten by a button, for the menu of such a
            message offers nothing, and no admin would ever see their vote.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    card = card_of(answer, phrases, asked=asked, style=style, filters=filters, history=history)
    forget = [forget_button(kept_id, phrases)] if private else []
    meant = [meant_button(kept_id, answer.suggested, phrases)] if answer.suggested else []
    if not answer.answered:
        nearest = [nearest_button(kept_id, phrases)] if answer.nearest or answer.further else []
        return card_view(card, kept_id, (), phrases, below=[*meant, *nearest, *forget])
    below = [more_button(kept_id, len(card.entries), phrases), *(forget or vote_buttons(kept_id))]
    return card_view(card, kept_id, range(len(card.entries)), phrases, below=below, last=meant)


def further_view(
    question: str,
    quotes: Sequence[Quote],
    kept_id: str,
    numbers: Sequence[int],
    phrases: Phrases,
    *,
    style: str,
    near: bool = False,
) -> ui.LayoutView:
    """Return a message with further passages on a question; `numbers` are their places among the answer's quotes.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    card = further_card(question, quotes, phrases, style=style, near=near)
    shown = numbers[: len(card.entries)]
    below = [more_button(kept_id, max(shown) + 1, phrases)] if shown else []
    return card_view(card, kept_id, numbers, phrases, below=below)


def copy_view(question: str, quotes: Sequence[Quote], phrases: Phrases, *, style: str) -> ui.LayoutView:
    """Return quotes of an answer as a message that needs nothing to be remembered: their sources are its buttons.

    Raises:
        NotVerbatim: a quote would not be shown to the character.

    """
    head = markdown.bold(inert_line(shortened(question, QUESTION_SHOWN))) if question else ""
    card = laid_out(quotes, phrases, head=head, colour=ANSWERED, style=style, lit=False)
    groups: list[list[Part]] = [[ui.TextDisplay[Any](card.head)]] if card.head else []
    for entry in card.entries:
        source = source_button(entry.quote.citation, phrases)
        groups.append([ui.TextDisplay[Any](entry.text), *([ui.ActionRow[Any](source)] if source else [])])
    if card.foot:
        groups.append([ui.TextDisplay[Any](card.foot)])
    return framed(groups, card.colour)


def card_view(
    card: Card,
    kept_id: str,
    numbers: Sequence[int],
    phrases: Phrases,
    *,
    below: Sequence[ui.Button[Any]],
    last: Sequence[ui.Button[Any]] = (),
) -> ui.LayoutView:
    """Return a card as a message of one container.

    `numbers` are the places of its quotes among those that are remembered of the answer; `below` are the buttons
    for all of them, which stand beside those of a single quote, and `last` is a row of its own.
    """
    groups: list[list[Part]] = []
    for entry in card.entries:
        buttons = _buttons(entry.quote, kept_id, numbers[entry.number], phrases)
        row = _single(buttons, below) if len(card.entries) == 1 else buttons
        groups.append([ui.TextDisplay[Any](entry.text), ui.ActionRow[Any](*row)])
    if card.head:
        groups[:1] = [[ui.TextDisplay[Any](card.head), *(groups[0] if groups else ())]]
    foot: list[Part] = [ui.TextDisplay[Any](card.foot)] if card.foot else []
    if below and len(card.entries) != 1:
        foot.append(ui.ActionRow[Any](*below))
    if last:
        foot.append(ui.ActionRow[Any](*last))
    if foot and card.entries:
        groups.append(foot)
    elif foot:
        groups[-1:] = [[*(groups[-1] if groups else ()), *foot]]
    return framed(groups, card.colour)


def _buttons(quote: Quote, kept_id: str, number: int, phrases: Phrases) -> list[ui.Button[Any]]:
    """Return the buttons of one quote, the least needed last."""
    source = source_button(quote.citation, phrases)
    shown = [context_button(kept_id, number, phrases), *([source] if source else [])]
    return [*shown, cite_button(kept_id, number, phrases)]


def _single(buttons: Sequence[ui.Button[Any]], below: Sequence[ui.Button[Any]]) -> Iterable[ui.Button[Any]]:
    """Return the one row of a message with one quote; what does not fit is on the page of its context, too."""
    return [*buttons[: ROW - len(below)], *below]


def _narrowed(filters: Filters, phrases: Phrases) -> str:
    """Return "Searched only: author Ada Moor, years 1900–1914" and the like."""
    values = {
        "filter-author": filters.author,
        "filter-page-author": filters.page_author,
        "filter-work": filters.work,
        "filter-years": filters.years,
    }
    named = (phrases(name, value=str(value)) for name, value in values.items() if value)
    return phrases("within", filters=", ".join(shortened(one, QUESTION_SHOWN) for one in named))
