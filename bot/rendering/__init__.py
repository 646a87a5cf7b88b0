"""Answers as Discord messages: what is said (`entry`, `card`), what fits (`limits`), how it looks (`answer`)."""

from __future__ import annotations

from bot.rendering.answer import answer_view

__all__ = ["answer_view"]
