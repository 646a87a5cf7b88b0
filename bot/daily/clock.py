"""When a passage is due: a time of day in a zone, every day or on one day of the week.

A local time that a change of clocks leaves out is the moment that the clocks go on to; of one that comes twice it
is the first. So there is exactly one on every date.
"""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache

UTC_NAME = "UTC"
WEEK = 7
_GRACE_DAILY, _GRACE_WEEKLY = timedelta(hours=12), timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something is due."""

    at: time
    zone: str = UTC_NAME  # of the IANA database; one that this machine does not know is UTC
    weekday: int | None = None  # 0 is Monday; None: every day

    def following(self, moment: datetime) -> datetime:
        """Return the first time it is due after a moment, both in UTC."""
        zone = zone_of(self.zone) or UTC
        date = moment.astimezone(zone).date() - timedelta(days=1)
        while True:
            if self.weekday in {None, date.weekday()}:
                due = datetime.combine(date, self.at, tzinfo=zone).astimezone(UTC)
                if due > moment:
                    return due
            date += timedelta(days=1)

    def latest(self, due: datetime, now: datetime) -> tuple[datetime, int]:
        """Return the last time it was due up to now, from one that was, and how many came before that in vain."""
        missed = 0
        while (after := self.following(due)) <= now:
            due, missed = after, missed + 1
        return due, missed

    @property
    def grace(self) -> timedelta:
        """Return how late it may still be: later, the next is near."""
        return _GRACE_DAILY if self.weekday is None else _GRACE_WEEKLY


def zone_of(name: str) -> zoneinfo.ZoneInfo | None:
    """Return a time zone, None where there is none of this name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def zones() -> tuple[str, ...]:
    """Return the names of all time zones that people would choose."""
    return tuple(sorted(name for name in zoneinfo.available_timezones() if "/" in name or name == UTC_NAME))


def time_of(typed: str) -> time | None:
    """Return a time of day that somebody typed: "9", "9:30", "09.30", "9 pm"; None for anything else."""
    text = typed.strip().lower().replace(".", ":").replace(" ", "").removesuffix("uhr").removesuffix("h")
    half = text[-2:] if text[-2:] in {"am", "pm"} else ""
    hours, _, minutes = text.removesuffix(half).partition(":")
    if not (hours.isascii() and hours.isdigit() and len(hours) <= 2):  # noqa: PLR2004 - digits of an hour
        return None
    if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) == 2):  # noqa: PLR2004 - and of minutes
        return None
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - of a clock with two halves
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - of a day
