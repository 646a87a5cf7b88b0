"""What the client did: every REST call with its answer, what was wrong with it, and waiting for more."""

from __future__ import annotations

import asyncio
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.discord.errors import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TICK_S = 0.05  # between looks at what changes outside this Discord, a client's own state for one
_TOKEN = re.compile(r"/(?:interactions|webhooks)/\d+/([^/]+)")


@dataclass(frozen=True, slots=True)
class Request:
    """One REST call of the client.

    `path` has no query and no API prefix; `body` is the parsed JSON (of a multipart form: its payload_json),
    None without one. `status` is 0 where the connection was dropped unanswered. `at` is the time of arrival on
    the clock of `time.monotonic`, in seconds.
    """

    method: str
    path: str
    body: Any
    status: int
    response: Any
    at: float
    query: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()

    @property
    def route(self) -> str:
        """Return method and path as one string, as fault patterns see it."""
        return f"{self.method} {self.path}"


class Pulse:
    """One beat for the whole local Discord; a beat wakes every waiter once."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def beat(self) -> None:
        """Say that something changed."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, condition: Callable[[], bool], timeout: float, awaited: str) -> None:  # noqa: ASYNC109 - public API
        """Return as soon as `condition` holds; NoAnswer naming `awaited` after `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                while not condition():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._next.wait(), TICK_S)
        except TimeoutError:
            raise NoAnswer(awaited, timeout) from None

    async def quiet(self, seconds: float) -> None:
        """Return once nothing has changed for `seconds`."""
        while True:
            try:
                async with asyncio.timeout(seconds):
                    await self._next.wait()
            except TimeoutError:
                return


class Recorder:
    """Keeps requests in the order they were answered, and findings in the order they were met."""

    def __init__(self) -> None:
        self.pulse = Pulse()
        self.requests: list[Request] = []
        self._by_token: dict[str, list[Request]] = {}
        self.unknown: list[Request] = []
        self.violations: list[str] = []  # the client's: what Discord would not accept
        self.infidelities: list[str] = []  # the double's own: answers that are not as specified
        self.followers: list[Callable[[Request], None]] = []  # told of every answered request
        self.in_flight = 0

    def add(self, request: Request, *, unknown: bool = False) -> None:
        """Record an answered request."""
        self.requests.append(request)
        token = _TOKEN.match(request.path)
        if token is not None:
            self._by_token.setdefault(token[1], []).append(request)
        if unknown:
            self.unknown.append(request)
        for follow in self.followers:
            follow(request)
        self.pulse.beat()

    def with_token(self, token: str) -> list[Request]:
        """Return the calls made with an interaction's token, in order."""
        return self._by_token.get(token, [])

    def violate(self, route: str, problem: str) -> None:
        """Record what Discord would not accept of a request."""
        self.violations.append(f"{route}: {problem}")

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Count a request as in flight."""
        self.in_flight += 1
        try:
            yield
        finally:
            self.in_flight -= 1
            self.pulse.beat()
