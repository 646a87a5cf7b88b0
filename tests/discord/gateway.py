"""The gateway: sessions, which outlive their connections, and the disturbances a client must survive."""

from __future__ import annotations

import json
import secrets
from collections import deque
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

from tests.discord.world.visibility import on_shard, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import discord

    from tests.discord.recorder import Pulse
    from tests.discord.world.world import World

HISTORY = 1000  # events kept for a client that resumes


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Line(Protocol):
    """A connection, as seen from here."""

    silent: bool  # from now on the client hears nothing, and is told nothing of it

    def send(self, op: Op, data: Any) -> None:
        """Send a message that is not an event."""

    def close(self, code: int) -> None:
        """Close the connection with a code."""

    def cut(self) -> None:
        """Break the connection off without a word."""


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


class Gateway:
    """Tells every session what happens in the world."""

    def __init__(
        self,
        world: World,
        pulse: Pulse,
        *,
        token: str,
        approved: discord.Intents,
        heartbeat_ms: int,
        outward: Callable[[str], str],
    ) -> None:
        self.world = world
        self.token = token
        self.approved = approved
        self.heartbeat_ms = heartbeat_ms
        self.outward = outward  # rewrites addresses in outgoing text
        self.url = ""  # set once the port is known
        self.sessions: dict[str, Session] = {}
        self.delay_s = 0.0  # before every message to a client
        self.refusing = False  # whether connections are turned away
        self.refused = 0  # connections turned away
        self.identifies = 0
        self._greeted: set[str] = set()  # sessions that have been sent READY and their guilds
        self.resumes = 0
        self.heartbeats: list[float] = []  # arrivals on the clock of time.monotonic
        self.presences: list[dict[str, Any]] = []
        self._pulse = pulse
        self._lines: set[Line] = set()
        world.model.subscribe(self._announce)

    def turns_away(self) -> bool:
        """Tell whether a connection is turned away, and count it."""
        if self.refusing:
            self.refused += 1
            self._pulse.beat()
        return self.refusing

    @contextmanager
    def line(self, line: Line) -> Iterator[None]:
        """Count a connection as standing."""
        self._lines.add(line)
        try:
            yield
        finally:
            self._lines.discard(line)
            self._pulse.beat()

    @property
    def ready(self) -> bool:
        """Tell whether a client is there that has been sent READY and its guilds."""
        return any(one.deliver is not None for one in self.sessions.values() if one.id in self._greeted)

    @property
    def connected(self) -> int:
        """Return how many connections stand."""
        return len(self._lines)

    def open(self, session: Session) -> None:
        """Keep a session so that it can be resumed."""
        self.identifies += 1
        self.sessions[session.id] = session
        # Discord grants content over REST to the application, not to a session. Going by what sessions asked for
        # shows what a bot would miss that never asks for the intent.
        self.world.message_content = any(one.intents.message_content for one in self.sessions.values())

    def forget(self, session: Session) -> None:
        """Drop a session whose client said goodbye."""
        self.sessions.pop(session.id, None)
        self._greeted.discard(session.id)

    def greeted(self, session: Session) -> None:
        """Note that a session has been sent READY and its guilds."""
        self._greeted.add(session.id)
        self._pulse.beat()

    def resumed(self, _session: Session) -> None:
        """Note that a client has taken its session up again."""
        self.resumes += 1
        self._pulse.beat()

    def cut(self) -> None:
        """Break every connection off without a word; sessions stay and can be resumed."""
        for line in list(self._lines):
            line.cut()

    def ask_to_reconnect(self) -> None:
        """Tell every client to connect anew and resume (op 7)."""
        for line in list(self._lines):
            line.send(Op.RECONNECT, None)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is invalid (op 9); unless `resumable`, forget the sessions."""
        if not resumable:
            self.sessions.clear()
            self._greeted.clear()
        for line in list(self._lines):
            line.send(Op.INVALID_SESSION, resumable)

    def silence(self) -> None:
        """Send nothing more over the connections that stand, no acknowledgement of heartbeats either."""
        for line in list(self._lines):
            line.silent = True

    def close(self, code: int) -> None:
        """Close every connection with a code."""
        for line in list(self._lines):
            line.close(code)

    def _announce(self, event: str, data: Mapping[str, Any]) -> None:
        for session in list(self.sessions.values()):
            session.announce(event, data)
        self._pulse.beat()
