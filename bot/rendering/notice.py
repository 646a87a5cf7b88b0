"""What the bot says of itself: a heading and paragraphs, in markdown of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import Colour, ui

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN = Colour(0x8A8F98)


def notice_view(title: str, paragraphs: Iterable[str]) -> ui.LayoutView:
    """Return a message of one container; empty paragraphs are left out."""
    texts = [f"## {title}", *(paragraph for paragraph in paragraphs if paragraph)]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container[Any](*(ui.TextDisplay[Any](text) for text in texts), accent_colour=PLAIN))
    view.stop()  # or discord.py would keep it in memory for as long as the bot runs
    return view
