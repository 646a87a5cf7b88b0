"""One sentence or two for each error, made from one message in each language's `errors.ftl`.

An error is a class that carries data. Its message is named after it, and its attributes are the message's values.
"""

from __future__ import annotations

import errno
import re
from enum import Enum, StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from bot.words.inert import inert_line
from bot.words.kinds import either, kind
from bot.words.markdown import escape
from bot.words.phrases import Phrases, terminal_phrases
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = {False: 300, True: 100}  # characters of one value, on a terminal and in Discord


class Audience(StrEnum):
    """Who hears of an error."""

    KEEPER = "keeper"  # who runs Pincite, on a terminal and in the log; the only one to see the machine's paths
    ADMIN = "admin"  # in Discord
    MEMBER = "member"  # in Discord


# What is said to whom: of each class, from the error's own up to its bases, the first of these that it has. The
# keeper hears the message itself and its advice.
HEARD: Mapping[Audience, tuple[str, ...]] = {
    Audience.KEEPER: ("",),
    Audience.ADMIN: (".admin", ".member"),
    Audience.MEMBER: (".member",),
}


def explain(error: BaseException, audience: Audience = Audience.KEEPER, phrases: Phrases | None = None) -> str:
    """Return what to tell of an error, on one line: for Discord in markdown, else in the terminal's language."""
    return " ".join(part for part in parts(error, audience, phrases) if part)


def parts(
    error: BaseException, audience: Audience = Audience.KEEPER, phrases: Phrases | None = None
) -> tuple[str, str]:
    """Return what happened and, for the keeper, what to do; either may be empty."""
    phrases = phrases or terminal_phrases()
    found = next(
        name + attribute
        for kind in [*type(error).__mro__, Exception]
        for name in [message_of(kind)]
        for attribute in HEARD[audience]
        if name + attribute in phrases
    )
    said = values_of(error, phrases, discord=audience is not Audience.KEEPER)
    advice = f"{found}.advice"
    return phrases(found, **said), phrases(advice, **said).strip() if advice in phrases else ""


def refusal(reason: str, detail: str = "", phrases: Phrases | None = None, *, discord: bool = False) -> str:
    """Return why a file was not indexed, from the value of a `RefusalReason`."""
    phrases = phrases or terminal_phrases()
    said = _values({"reason": reason, "detail": detail}, phrases, discord=discord)
    return phrases("refusal", **said | {"reason": _key(str(said["reason"]))})


def message_of(kind: type[BaseException]) -> str:
    """Return the name of an error class's message."""
    return "error-" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", kind.__name__).lower()


def values_of(error: BaseException, phrases: Phrases, *, discord: bool) -> dict[str, str | float]:
    """Return what an error's message is filled in with."""
    return {"kind": type(error).__name__} | _values(_data(error), phrases, discord=discord)


def _data(error: BaseException) -> Mapping[str, Any]:
    match error:
        case OSError():
            code = errno.errorcode.get(error.errno or 0, "")
            return {"file": error.filename, "code": code, "detail": error.strerror or str(error)}
        case ImportError():
            return {"name": error.name or str(error)}
        case PinciteError():
            return {name: value for name, value in vars(error).items() if not name.startswith("_")}
        case _:
            return {}


def _shown(value: Any, phrases: Phrases, *, discord: bool) -> str | float:
    match value:
        case Enum():
            return _key(str(value.value))
        case bool() | str() | PurePath() | dict() | BaseException():
            text = inert_line(str(value))
        case int() | float():
            return value
        case _:
            text = kind(value, phrases)
    most = LONGEST[discord]
    if len(text) > most and not isinstance(value, PurePath):
        text = text[: most - 1] + "…"
    return escape(text) if discord else text


def _key(value: str) -> str:
    return value.replace(" ", "-")


def _values(data: Mapping[str, Any], phrases: Phrases, *, discord: bool) -> dict[str, str | float]:
    """Return values made inert, each with the count of what it lists: of one that is absent, 0."""
    said: dict[str, str | float] = {}
    for name, value in data.items():
        if discord and isinstance(value, PurePath):
            continue  # where things are on the machine is nobody's business there
        several = list(value) if isinstance(value, (list, tuple)) else [value]
        kept = [_shown(one, phrases, discord=discord) for one in several if one not in (None, "")]
        said[name] = kept[0] if len(kept) == 1 else either([str(one) for one in kept] or [""], phrases)
        said[f"{name}-count"] = len(kept)
    return said
