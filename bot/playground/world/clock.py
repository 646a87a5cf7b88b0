"""The time Discord lives in: real, and movable forward so that a token can expire in a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from simcord._clock import Clock


class WallClock(Clock):
    """The machine's clock plus what `advance` added, where simcord's own stands still."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.elapsed)
