"""What can go wrong between the parts of the local Discord; none of it is ever shown to a member.

Exception
├── Refusal          the answer to a REST call is an error; becomes its HTTP status and JSON body
│   └── NotServed    a route or a field this double does not know; recorded, so that a test can fail on it
├── NoSuchCommand    a member cannot type a command or an option the bot has not registered
├── NoSuchComponent  a member cannot press what the message does not show, or shows disabled
├── NotOffered       Discord would not let the member do that there
└── NoAnswer         what was waited for did not happen in time
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Refusal(Exception):
    """A REST call is answered by `status` (HTTP) and `code`, `message` (Discord's JSON error)."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(status, code, message)
        self.status = status
        self.code = code
        self.message = message


class NotServed(Refusal):
    """The double lacks this route, or a field of it; `status` tells which (404, 400)."""


class NoSuchCommand(LookupError):
    """The bot has not registered `name` (or an option of it); `known` lists what it has."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"{name!r} is not registered; known: {', '.join(self.known) or 'nothing'}")


class NoSuchComponent(LookupError):
    """The message shows no enabled component `custom_id`; `known` lists those it shows."""

    def __init__(self, custom_id: str, known: Iterable[str]) -> None:
        self.custom_id = custom_id
        self.known = tuple(known)
        super().__init__(f"{custom_id!r} is not shown; shown: {', '.join(self.known) or 'nothing'}")


class NotOffered(PermissionError):
    """Discord would not let a member do `what`, because of `reason`."""

    def __init__(self, what: str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
        self.what = what
        self.reason = reason


class NoAnswer(TimeoutError):
    """`awaited` did not happen within `timeout` seconds."""

    def __init__(self, awaited: str, timeout: float) -> None:
        super().__init__(f"{awaited}: not within {timeout:g} s")
        self.awaited = awaited
        self.timeout = timeout
