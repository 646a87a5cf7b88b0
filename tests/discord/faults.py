"""Answers that come late, wrong or not at all: failures on demand, and rate limits.

Rate limits are kept as Discord keeps them: a bucket of calls for each route and channel, and one for all together.
None is kept unless asked for. A client that reads the headers never sees a 429 of a bucket; it waits until the
bucket is full again.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

Outcome = int | Literal["drop", "lose"]
TOO_MANY = 429
# What calls of one bucket have in common beside the route: Discord's major parameters.
_MAJOR = re.compile(r"/(?:channels|guilds)/\d+|/webhooks/\d+(?:/[^/]+)?")
# Interactions are outside of the limit for everything together.
_FREE = re.compile(r"\w+ /(?:interactions|webhooks)/")


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls whose "METHOD /path" the pattern finds.

    `status`: an HTTP status instead of an answer; "drop" closes the connection before the call has any effect,
    "lose" after it took effect. None leaves the answer alone (with `delay`, in seconds: late).
    """

    pattern: re.Pattern[str]
    status: Outcome | None
    times: int
    retry_after: float = 0.05
    delay: float = 0.0


class Faults:
    """The failures still to come, first asked first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Arrange a failure."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Arrange none any more."""
        self._waiting.clear()

    def take(self, route: str) -> Fault | None:
        """Return the failure that strikes this call, if one does, and count it."""
        for fault in self._waiting:
            if fault.pattern.search(route):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

    @property
    def pending(self) -> int:
        """Return how many calls are still to fail: a test that arranged failures ends with none."""
        return sum(fault.times for fault in self._waiting)


def fault(
    route_regex: str, *, status: Outcome | None, times: int = 1, retry_after: float = 0.05, delay: float = 0.0
) -> Fault:
    """Return a failure for routes that `route_regex` is found in."""
    return Fault(re.compile(route_regex), status, times, retry_after, delay)


def failure(fault: Fault) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Return status, body and headers of a failure on demand.

    A rate limit carries the `Via` header: without it the client takes the answer for a ban at the edge and
    does not try again.
    """
    assert isinstance(fault.status, int)
    if fault.status != TOO_MANY:
        return fault.status, {"message": f"{fault.status}: on demand", "code": 0}, {}
    body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": False}
    headers = {
        "Via": "1.1 local",
        "Retry-After": str(fault.retry_after),
        "X-RateLimit-Limit": "5",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset-After": str(fault.retry_after),
        "X-RateLimit-Scope": "user",
    }
    return fault.status, body, headers


@dataclass(slots=True)
class Bucket:
    """`limit` calls in `per` seconds, counted from the first one of them."""

    limit: int
    per: float
    used: int = 0
    ends: float = 0.0  # on the clock given to `take`

    def take(self, now: float) -> float:
        """Count a call; return 0.0 if it may pass, else the seconds until the bucket is full again."""
        if now >= self.ends:
            self.used, self.ends = 0, now + self.per
        if self.used >= self.limit:
            return self.ends - now
        self.used += 1
        return 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the limits say to a call: the headers of its answer, and the answer itself where it is too much."""

    headers: dict[str, str]
    body: dict[str, Any] | None = None


class Buckets:
    """The limits in force."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rules: list[tuple[re.Pattern[str], int, float]] = []
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._together: Bucket | None = None

    def limit(self, route_regex: str, limit: int, per: float) -> None:
        """Keep calls whose "METHOD /path" the expression is found in to `limit` in `per` seconds, by channel."""
        self._rules.append((re.compile(route_regex), limit, per))

    def limit_together(self, limit: int, per: float) -> None:
        """Keep all calls but those that answer interactions to `limit` in `per` seconds."""
        self._together = Bucket(limit, per)

    def take(self, route: str) -> Verdict:
        """Count a call."""
        now = self._clock()
        if self._together is not None and not _FREE.match(route):
            wait = self._together.take(now)
            if wait:
                return _too_much(
                    wait, {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, together=True
                )
        for pattern, limit, per in self._rules:
            if pattern.search(route):
                return self._of_route(pattern.pattern, route, Bucket(limit, per), now)
        return Verdict({})

    def _of_route(self, rule: str, route: str, fresh: Bucket, now: float) -> Verdict:
        major = _MAJOR.search(route)
        bucket = self._buckets.setdefault((rule, major[0] if major else ""), fresh)
        wait = bucket.take(now)
        left = bucket.ends - now
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": sha256(rule.encode()).hexdigest()[:32],
        }
        if not wait:
            return Verdict(headers)
        return _too_much(wait, headers | {"X-RateLimit-Scope": "user"}, together=False)


def _too_much(wait: float, headers: dict[str, str], *, together: bool) -> Verdict:
    # Without the `Via` header the client takes the answer for a ban at the edge and does not try again.
    body = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": together}
    return Verdict({"Via": "1.1 local", "Retry-After": f"{wait:.3f}", **headers}, body)
