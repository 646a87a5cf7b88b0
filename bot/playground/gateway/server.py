"""The gateway's listening end: sessions, connections, and the disturbances a client must survive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground.gateway.compression import compressor
from bot.playground.gateway.connection import Connection, Op

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import discord

    from bot.playground.gateway.session import Session
    from bot.playground.pulse import Pulse
    from bot.playground.world.world import World


class Gateway:
    """Accepts websockets and tells every session what happens in the world."""

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
        self._connections: set[Connection] = set()
        world.subscribe(self._announce)

    async def accept(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket to its end."""
        if self.refusing:
            self.refused += 1
            self._pulse.beat()
            raise web.HTTPServiceUnavailable
        try:
            compress = compressor(request.query.get("compress"))
        except ValueError as error:
            raise web.HTTPBadRequest(reason="unknown compression") from error
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(self, socket, request.transport, compress)
        self._connections.add(connection)
        try:
            await connection.talk()
        finally:
            self._connections.discard(connection)
            self._pulse.beat()
        return socket

    @property
    def ready(self) -> bool:
        """Tell whether a client is there that has been sent READY and its guilds."""
        return any(one.deliver is not None for one in self.sessions.values() if one.id in self._greeted)

    @property
    def connected(self) -> int:
        """Return how many connections stand."""
        return len(self._connections)

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
        for connection in list(self._connections):
            connection.cut()

    def ask_to_reconnect(self) -> None:
        """Tell every client to connect anew and resume (op 7)."""
        for connection in list(self._connections):
            connection.send(Op.RECONNECT, None)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is invalid (op 9); unless `resumable`, forget the sessions."""
        if not resumable:
            self.sessions.clear()
            self._greeted.clear()
        for connection in list(self._connections):
            connection.send(Op.INVALID_SESSION, resumable)

    def silence(self) -> None:
        """Send nothing more over the connections that stand, no acknowledgement of heartbeats either."""
        for connection in list(self._connections):
            connection.silent = True

    def close(self, code: int) -> None:
        """Close every connection with a code."""
        for connection in list(self._connections):
            connection.close(code)

    def _announce(self, event: str, data: Mapping[str, Any]) -> None:
        for session in list(self.sessions.values()):
            session.announce(event, data)
        self._pulse.beat()
