"""One websocket of the gateway: HELLO, IDENTIFY or RESUME, heartbeats, and the close codes that say what went wrong."""

from __future__ import annotations

import asyncio
import json
import time
import zlib
from collections import deque
from contextlib import suppress
from enum import IntEnum
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from tests.discord.gateway import Op, Session
from tests.discord.world.visibility import chunks, guilds, intents_of, on_shard

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.discord.gateway import Gateway


class Close(IntEnum):
    """Gateway close codes."""

    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    RATE_LIMITED = 4008
    INVALID_SHARD = 4010
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


GOODBYE = frozenset({1000, 1001})  # a client that closes so will not resume
PAYLOAD_LIMIT = 4096  # bytes a client may send at once
RECEIVED_LIMIT, RECEIVED_S = 120, 60.0  # messages a client may send in so many seconds
INTENTS_END = 1 << 26  # first bit above every known intent


class Refused(Exception):
    """The client's message ends the connection with this close code."""

    def __init__(self, code: Close) -> None:
        super().__init__(code)
        self.code = code


async def accept(gateway: Gateway, request: web.Request) -> web.WebSocketResponse:
    """Serve one websocket to its end."""
    if gateway.turns_away():
        raise web.HTTPServiceUnavailable
    try:
        compress = compressor(request.query.get("compress"))
    except ValueError as error:
        raise web.HTTPBadRequest(reason="unknown compression") from error
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    connection = Connection(gateway, socket, request.transport, compress)
    with gateway.line(connection):
        await connection.talk()
    return socket


class Connection:
    """Speaks with one client until either side hangs up."""

    def __init__(
        self,
        gateway: Gateway,
        socket: web.WebSocketResponse,
        transport: asyncio.BaseTransport | None,
        compress: Callable[[bytes], bytes] | None,
    ) -> None:
        self._gateway = gateway
        self._socket = socket
        self._transport = transport
        self._compress = compress
        self._outbox: asyncio.Queue[str | int] = asyncio.Queue()  # messages, or the code to close with
        self._received: deque[float] = deque(maxlen=RECEIVED_LIMIT)
        self._hung_up = False  # whether this side closed the connection
        self.silent = False  # from now on the client hears nothing, and is told nothing of it
        self.session: Session | None = None

    async def talk(self) -> None:
        """Serve the client until the websocket is closed."""
        writer = asyncio.create_task(self._write())
        self.send(Op.HELLO, {"heartbeat_interval": self._gateway.heartbeat_ms, "_trace": ["local"]})
        try:
            async for message in self._socket:
                if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    break
                try:
                    self._receive(message.data)
                except Refused as refusal:
                    self._outbox.put_nowait(refusal.code)
        finally:
            if self.session is not None and self.session.deliver == self._outbox.put_nowait:
                self.session.deliver = None
                if self._socket.close_code in GOODBYE and not self._hung_up:
                    self._gateway.forget(self.session)
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer

    def send(self, op: Op, data: Any) -> None:
        """Send a message that is not an event."""
        self._outbox.put_nowait(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close the connection with a code."""
        self._outbox.put_nowait(code)

    def cut(self) -> None:
        """Break the connection off without a word."""
        if isinstance(self._transport, asyncio.Transport):
            self._transport.abort()

    async def _write(self) -> None:
        while True:
            frame = await self._outbox.get()
            if self._gateway.delay_s:
                await asyncio.sleep(self._gateway.delay_s)
            if self.silent:
                continue
            try:
                if isinstance(frame, int):
                    self._hung_up = True
                    await self._socket.close(code=frame)
                elif self._compress is None:
                    await self._socket.send_str(self._gateway.outward(frame))
                else:
                    await self._socket.send_bytes(self._compress(self._gateway.outward(frame).encode()))
            except ConnectionError:
                return  # the client is gone; the reader notices and ends the conversation

    def _receive(self, raw: str | bytes) -> None:
        now = time.monotonic()
        if len(self._received) == RECEIVED_LIMIT and now - self._received[0] < RECEIVED_S:
            raise Refused(Close.RATE_LIMITED)
        self._received.append(now)
        op, data = _parsed(raw)
        if op is Op.HEARTBEAT:
            self._gateway.heartbeats.append(now)
            self.send(Op.HEARTBEAT_ACK, None)
        elif op is Op.IDENTIFY:
            self._identify(data)
        elif op is Op.RESUME:
            self._resume(data)
        elif self.session is None:
            raise Refused(Close.NOT_AUTHENTICATED)
        elif op is Op.REQUEST_MEMBERS:
            for chunk in chunks(self._gateway.world, data):
                self.session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
        elif op is Op.PRESENCE:
            self._gateway.presences.append(data)
        elif op is not Op.VOICE_STATE:
            raise Refused(Close.UNKNOWN_OPCODE)

    def _identify(self, data: dict[str, Any]) -> None:
        if self.session is not None:
            raise Refused(Close.ALREADY_AUTHENTICATED)
        if data.get("token") != self._gateway.token:
            raise Refused(Close.AUTHENTICATION_FAILED)
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise Refused(Close.INVALID_SHARD)
        if not 0 <= data["intents"] < INTENTS_END:
            raise Refused(Close.INVALID_INTENTS)
        intents = intents_of(data["intents"])
        if self._gateway.world.model.unapproved(intents, self._gateway.approved):
            raise Refused(Close.DISALLOWED_INTENTS)
        session = Session(self._gateway.world, intents, (number, count))
        self._attach(session)
        self._gateway.open(session)
        self._greet(session)

    def _greet(self, session: Session) -> None:
        world = self._gateway.world
        mine = [guild for guild in guilds(world) if on_shard("GUILD_CREATE", guild, session.shard)]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": world.model.user(world.bot_id),
                "guilds": [{"id": guild["id"], "unavailable": True} for guild in mine],
                "session_id": session.id,
                "resume_gateway_url": self._gateway.url,
                "shard": list(session.shard),
                "application": {"id": world.application_id, "flags": 0},
            },
        )
        for guild in mine:
            session.announce("GUILD_CREATE", guild)
        self._gateway.greeted(session)

    def _resume(self, data: dict[str, Any]) -> None:
        if data.get("token") != self._gateway.token:
            raise Refused(Close.AUTHENTICATION_FAILED)
        session = self._gateway.sessions.get(data.get("session_id", ""))
        if session is None:
            self.send(Op.INVALID_SESSION, False)
            return
        if not session.can_resume(data["seq"]):
            raise Refused(Close.INVALID_SEQUENCE)
        self._attach(session)
        for frame in session.missed(data["seq"]):
            self._outbox.put_nowait(frame)
        session.dispatch("RESUMED", {"_trace": ["local"]})
        self._gateway.resumed(session)

    def _attach(self, session: Session) -> None:
        self.session = session
        session.deliver = self._outbox.put_nowait


def _parsed(raw: str | bytes) -> tuple[Op, Any]:
    if len(raw) > PAYLOAD_LIMIT:
        raise Refused(Close.DECODE_ERROR)
    try:
        message = json.loads(raw)
        return Op(message["op"]), message.get("d")
    except (AttributeError, KeyError, TypeError, json.JSONDecodeError):
        raise Refused(Close.DECODE_ERROR) from None
    except ValueError:
        raise Refused(Close.UNKNOWN_OPCODE) from None


def compressor(wanted: str | None) -> Callable[[bytes], bytes] | None:
    """Return what turns a message into its compressed bytes, each one flushed; None where they go out as text.

    `wanted` is the `compress` parameter of the client's address. zstd-stream is served where the package
    `zstandard` is installed, which is also where a client asks for it.

    Raises:
        ValueError: no such compression.

    """
    if wanted is None:
        return None
    if wanted == "zlib-stream":
        deflate = zlib.compressobj()
        return lambda data: deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)
    if wanted == "zstd-stream" and find_spec("zstandard") is not None:
        # By name: it ships no types for the checker, and is only there where the client has it too.
        zstandard = import_module("zstandard")
        stream = zstandard.ZstdCompressor().compressobj()
        return lambda data: stream.compress(data) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    raise ValueError(wanted)
