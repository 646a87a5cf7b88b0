"""What the quick loop leaves out, `pytest -m "not slow"`, and why. The whole suite leaves out nothing."""

from __future__ import annotations

# The beginning of a test's id, what takes longest first, and the reason.
SLOW = {
    "tests/faults/": "makes dozens of reindexes fail",
    "tests/end_to_end/": "real models, processes and a Discord, end to end",
}


def rank(nodeid: str) -> int:
    """Return how early a test is begun: the slow ones in the order of the table, then all others."""
    return next((place for place, start in enumerate(SLOW) if nodeid.startswith(start)), len(SLOW))


def slow_reason(nodeid: str) -> str | None:
    """Return why a test is slow, or None."""
    return next((reason for start, reason in SLOW.items() if nodeid.startswith(start)), None)
