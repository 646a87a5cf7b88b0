"""A gateway session: outlives its connection, so that a client can resume where it was cut off."""

from __future__ import annotations

import json
import secrets
from collections import deque
from typing import TYPE_CHECKING, Any

from bot.playground.world.visibility import on_shard, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import discord

    from bot.playground.world.world import World

HISTORY = 1000  # events kept for a client that resumes


class Session:
    """Numbers events and keeps them; hands them to the connection while there is one."""

    def __init__(self, world: World, intents: discord.Intents, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.deliver: Callable[[str], None] | None = None  # the connection's way out, while it stands
        self._world = world
        self._history: deque[tuple[int, str]] = deque(maxlen=HISTORY)

    def announce(self, event: str, data: Mapping[str, Any]) -> None:
        """Dispatch what happened in the world, if this session may see it, in the form it may see."""
        if on_shard(event, data, self.shard):
            shown = shaped(self._world, event, data, self.intents)
            if shown is not None:
                self.dispatch(event, shown)

    def dispatch(self, event: str, data: Mapping[str, Any]) -> None:
        """Dispatch an event to this session alone."""
        self.sequence += 1
        frame = json.dumps({"op": 0, "t": event, "s": self.sequence, "d": data})
        self._history.append((self.sequence, frame))
        if self.deliver is not None:
            self.deliver(frame)

    def can_resume(self, sequence: int) -> bool:
        """Tell whether every event after `sequence` is still kept."""
        oldest = self._history[0][0] if self._history else self.sequence + 1
        return oldest - 1 <= sequence <= self.sequence

    def missed(self, sequence: int) -> list[str]:
        """Return the events after `sequence`, oldest first."""
        return [frame for number, frame in self._history if number > sequence]
