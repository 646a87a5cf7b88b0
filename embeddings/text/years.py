"""Years and spans of years, as people type them."""

from __future__ import annotations

import re
from typing import NamedTuple

FIRST, LAST = 1, 9999  # where a span is open
_YEAR = r"[12][0-9]{3}"
_TYPED = re.compile(
    (
        rf"(?P<decade>{_YEAR})'?s|(?P<first>{_YEAR})?\s*(?P<dash>-|–|—|\.\.|to)\s*(?P<last>{_YEAR}|"
        rf"[0-9]{{2}})?|(?P<one>{_YEAR})"
    ),
    re.IGNORECASE,
)


class Years(NamedTuple):
    """The years from `first` to `last`, both included."""

    first: int
    last: int

    @classmethod
    def parse(cls, typed: str) -> Years | None:
        """Read ``1913``, ``1900-1914``, ``1900-14``, ``1900-``, ``-1914`` or ``1890s``; None for anything else."""
        match = _TYPED.fullmatch(typed.strip())
        if match is None:
            return None
        if match["one"]:
            return cls(int(match["one"]), int(match["one"]))
        if match["decade"]:
            return cls(int(match["decade"]), int(match["decade"]) + 9)
        if not match["first"] and not match["last"]:
            return None
        first = int(match["first"] or FIRST)
        last = _ending(match["last"], first) if match["last"] else LAST
        return cls(first, last) if first <= last else None

    def meets(self, other: Years) -> bool:
        """Say whether both hold a year."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first if self.first > FIRST else ''}–{self.last if self.last < LAST else ''}"


def _ending(typed: str, first: int) -> int:
    """Return the last year of a span; "1913-14" leaves out its century."""
    return int(typed) if len(typed) > 2 else first // 100 * 100 + int(typed)  # noqa: PLR2004 - digits
