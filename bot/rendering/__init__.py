"""Answers as Discord messages: what is said (`entry`, `card`), what fits (`limits`), how it looks (`view`)."""

from __future__ import annotations

from bot.rendering.card import Card, card_of
from bot.rendering.view import view_of

__all__ = ["Card", "card_of", "view_of"]
