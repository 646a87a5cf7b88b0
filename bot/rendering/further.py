"""The passages after those that an answer showed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import markdown
from bot.rendering.answer import card_view
from bot.rendering.buttons import more_button
from bot.rendering.card import QUESTION_SHOWN, laid_out
from bot.rendering.limits import shortened
from bot.wording.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord import ui

    from bot.language import Phrases
    from embeddings.quoting.quote import Quote


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
