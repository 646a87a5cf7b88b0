"""A check's result, and the guard that turns whatever goes wrong in one into a result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


ADVICE = "Mend that, then run `pincite doctor` again."


class State(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"  # works, but something is missing or could be better
    FAIL = "fail"  # something will not work until it is mended


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, what was found and, unless all is well, what to do."""

    name: str
    state: State
    found: str
    advice: str = ""


def guarded(name: str, look: Callable[[], Check]) -> Check:
    """Return a check's result; one that cannot even be made has failed, and says why."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a doctor that falls ill helps nobody
        from bot.wording.errors import explain

        found, _, advice = explain(error).partition("; ")
        return Check(name, State.FAIL, found.rstrip("."), advice[:1].upper() + advice[1:] or ADVICE)
