"""A card as Discord's components."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from discord import Colour, ui

if TYPE_CHECKING:
    from bot.rendering.card import Card

ANSWERED = Colour(0x2E7D5B)
SILENT = Colour(0x8A8F98)


def view_of(card: Card) -> ui.LayoutView:
    """Return the message's only top-level component: a container of texts with lines between them."""
    texts = [text for text in (card.head, *card.entries, card.foot) if text]
    parts = chain.from_iterable((ui.Separator[Any](), ui.TextDisplay[Any](text)) for text in texts)
    next(parts)  # no line above the first
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container[Any](*parts, accent_colour=ANSWERED if card.answered else SILENT))
    return view
