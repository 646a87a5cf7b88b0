"""Reindexing on an admin's word: one at a time, on a thread of its own, shown in a message, across restarts."""

from __future__ import annotations

from bot.reindexing.pace import Pace, Standing
from bot.reindexing.reindexing import Reindexing
from bot.reindexing.running import Order, Running

__all__ = ["Order", "Pace", "Reindexing", "Running", "Standing"]
