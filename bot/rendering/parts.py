"""What messages of the bot are made of: a frame with lines between its groups, and a plain notice."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from discord import Colour, ui

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Part = ui.Item[Any]

ANSWERED = Colour(0x2E7D5B)
DOUBTFUL = Colour(0xB7791F)
SILENT = Colour(0x8A8F98)


def framed(groups: Sequence[Sequence[Part]], colour: Colour) -> ui.LayoutView:
    """Return a message of one container, with a line between groups."""
    parts = chain.from_iterable((ui.Separator[Any](), *group) for group in groups)
    next(parts)  # no line above the first
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container[Any](*parts, accent_colour=colour))
    return sent_as_it_is(view)


def notice(text: str, *buttons: ui.Button[Any]) -> ui.LayoutView:
    """Return a sentence as components: a message made of components cannot become one of plain text."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay[Any](text))
    if buttons:
        view.add_item(ui.ActionRow[Any](*buttons))
    return sent_as_it_is(view)


def page_of(title: str, paragraphs: Iterable[str]) -> ui.LayoutView:
    """Return what the bot says of itself: a heading and paragraphs, the empty ones left out."""
    texts = [f"## {title}", *filter(None, paragraphs)]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container[Any](*map(ui.TextDisplay[Any], texts), accent_colour=SILENT))
    return sent_as_it_is(view)


def sent_as_it_is(view: ui.LayoutView) -> ui.LayoutView:
    """Tell discord.py not to keep a view: its buttons are found by their ids, whoever pressed them whenever."""
    view.stop()
    return view
