"""Enumerations and counts as a reader expects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SECOND, MINUTE = 1000, 60_000  # in milliseconds


def both(items: Sequence[str]) -> str:
    """Join as ``a, b and c``."""
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return ``1 passage`` or ``2,091 passages``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def megabytes(size: int) -> str:
    """Return ``1.2 MB`` or ``340 MB``."""
    mega = size / 1_000_000
    return f"{mega:,.0f} MB" if mega >= 10 else f"{mega:.1f} MB"  # noqa: PLR2004 - two digits are enough


def duration(milliseconds: float | None) -> str:
    """Return ``42 ms`` or ``1.3 s`` or ``2 min 5 s``; empty when unknown."""
    if milliseconds is None:
        return ""
    if milliseconds < SECOND:
        return f"{milliseconds:.0f} ms"
    if milliseconds < MINUTE:
        return f"{milliseconds / SECOND:.1f} s"
    minutes, rest = divmod(milliseconds, MINUTE)
    return f"{minutes:.0f} min {rest / SECOND:.0f} s"
