"""Where clients are: at the other end of standard input and output, or at an address of this machine."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import threading
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager, closing, suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, cast

import anyio
import uvicorn
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from bot.errors import AddressUnusable, UsageProblem, WrongUsage
from bot.mcp.desk import Desk
from bot.mcp.server import server_for
from bot.terminal.streams import note
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from embeddings.settings import ArchiveSettings

LONGEST_MESSAGE = 4 * 1024 * 1024  # bytes, as much as the other transport takes
PIECE = 65_536
PATH = "/mcp"
PATIENCE = 2  # seconds that open connections are given when the server is stopped
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


def serve_stdio(settings: ArchiveSettings) -> None:
    """Serve the client that started this process until it closes the pipe; raises PinciteError."""
    if sys.stdin is not None and sys.stdin.isatty():
        note(say("mcp-waiting"))
    _run(_stdio, settings)


def serve_http(settings: ArchiveSettings, host: str, port: int) -> None:
    """Serve clients at an address of this machine until interrupted.

    Raises:
        WrongUsage: the address is not one of this machine alone.
        AddressUnusable: nothing can listen there.
        PinciteError: the archive cannot be opened.

    """
    with closing(_listening(host, port)) as listening:
        _run(_http, settings, listening)


async def _stdio(settings: ArchiveSettings) -> None:
    async with serving(settings) as desk:
        server = server_for(desk)
        # The SDK asks for a file that is read line by line, which this is as far as it reads.
        async with stdio_server(stdin=cast("anyio.AsyncFile[str]", Lines())) as (read, write):
            await server.run(read, write, server.create_initialization_options())


async def _http(settings: ArchiveSettings, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    named = f"[{host}]" if ":" in host else host
    names = (named, "127.0.0.1", "localhost", "[::1]")
    async with serving(settings) as desk:
        application = server_for(desk).streamable_http_app(
            streamable_http_path=PATH,
            # Nothing is kept of a client, so that one which was there before a restart goes on as before.
            stateless_http=True,
            json_response=True,
            max_request_body_size=LONGEST_MESSAGE,
            transport_security=TransportSecuritySettings(
                enable_dns_rebinding_protection=True,
                allowed_hosts=[f"{name}:{port}" for name in names],
                allowed_origins=[f"http://{name}:{port}" for name in names],
            ),
        )
        config = uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=PATIENCE,
        )
        note(say("mcp-listening", address=f"http://{named}:{port}{PATH}"))
        await uvicorn.Server(config).serve(sockets=[listening])


@asynccontextmanager
async def serving(settings: ArchiveSettings) -> AsyncIterator[Desk]:
    """Open the archive beside what is served from it: if that fails, the server ends."""
    with closing(Desk(settings)) as desk:
        async with anyio.create_task_group() as beside:
            beside.start_soon(desk.open)
            yield desk
            beside.cancel_scope.cancel()


def _run(serve: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format=FORMAT)
    logging.getLogger("bot").setLevel(logging.INFO)
    try:
        anyio.run(_interruptible, serve, *arguments)
    except BaseExceptionGroup as group:
        raise _first(group) from group


async def _interruptible(serve: Callable[..., Coroutine[Any, Any, None]], *arguments: Any) -> None:
    """Serve; an interruption is one whatever breaks in the protocol's own tasks as they are called off."""
    try:
        await serve(*arguments)
    except BaseExceptionGroup as group:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError from group
        raise


def _first(error: BaseException) -> BaseException:
    """Return what went wrong, without the groups that tasks put it into."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket at an address of this machine alone."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise AddressUnusable(host, port, getattr(error, "strerror", None) or str(error)) from error
    if not ip_address(str(address[0])).is_loopback:
        raise WrongUsage(UsageProblem.NOT_LOOPBACK)
    listening = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        listening.close()
        raise AddressUnusable(host, port, error.strerror or str(error)) from error
    return listening


class Lines:
    """Standard input line by line, read in a thread that nobody waits for: an interruption ends the server.

    What is left at its place is empty, so nothing else can take a message away. A line that is too long is given
    as an empty one.
    """

    def __init__(self) -> None:
        self._descriptor = os.dup(0)
        with suppress(OSError, AttributeError):  # elsewhere than on POSIX
            os.set_blocking(self._descriptor, True)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        self._lines = asyncio.Queue[str | None](1)  # None: there are no more
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, name="pincite-stdin", daemon=True).start()

    def __aiter__(self) -> AsyncIterator[str]:
        return self

    async def __anext__(self) -> str:
        line = await self._lines.get()
        if line is None:
            raise StopAsyncIteration
        return line

    def _read(self) -> None:
        held, dropping = bytearray(), False
        with suppress(OSError):
            while piece := os.read(self._descriptor, PIECE):
                *lines, rest = piece.split(b"\n")
                for line in lines:
                    held += line
                    if not self._given("" if dropping else held.decode("utf-8", "replace")):
                        return
                    held, dropping = bytearray(), False
                held += rest
                if len(held) > LONGEST_MESSAGE:
                    held, dropping = bytearray(), True
        self._given(None)

    def _given(self, line: str | None) -> bool:
        """Hand a line over, and wait until there is room for another; say whether somebody still takes lines."""
        putting = self._lines.put(line)
        try:
            asyncio.run_coroutine_threadsafe(putting, self._loop).result()
        except (RuntimeError, CancelledError):  # the loop is closed, or is being closed
            putting.close()
            return False
        return True
