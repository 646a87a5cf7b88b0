"""An answer as Discord's components: the quotes in order, each with its buttons, and below what is for all."""

from __future__ import annotations

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
from bot.rendering.card import card_of
from bot.rendering.parts import ANSWERED, SILENT, framed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language import Phrases
    from bot.rendering.card import Card
    from bot.rendering.parts import Part
    from embeddings.quoting.quote import Answer
    from embeddings.retrieval.filters import Filters


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
        style: How quotes are cited, a name in `embeddings.quoting.styles.FORMATS`.
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
