"""Failures on demand: the next calls of a route are answered wrongly, late, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Outcome = int | Literal["drop", "lose"]


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
