"""What the client sent: every REST call with its answer, and what was wrong with it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.playground.pulse import Pulse


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


class Recorder:
    """Keeps requests in the order they were answered, and findings in the order they were met."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
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
        self._pulse.beat()

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
            self._pulse.beat()
