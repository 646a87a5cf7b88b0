"""Every error the Discord side raises on purpose.

BotError
└── DiscordError
    ├── TokenError
    │   ├── TokenMissing       no token was given anywhere
    │   ├── TokenUnreadable    the file that should hold it cannot be read
    │   ├── TokenMalformed     what was given cannot be a token
    │   └── TokenRefused       Discord does not accept it
    ├── IntentsRefused         Discord does not grant what the bot asks to be told
    ├── NotConnected           Discord could not be reached, however often it was tried
    ├── MoreShards             the bot is in so many servers that one connection does not do
    ├── Busy                   as many questions are open as may be
    ├── YearsUnreadable        what somebody typed means no years
    └── MemoryUnusable         what the bot remembers cannot be read or written

Errors carry data, never prose, and never the token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError

if TYPE_CHECKING:
    from pathlib import Path


class DiscordError(BotError):
    """Base of the errors of the Discord side."""


class TokenError(DiscordError):
    """Base of the errors about the bot's token."""


class TokenMissing(TokenError):
    """Neither the environment nor the configuration gives a token."""


class TokenUnreadable(TokenError):
    """The token's file cannot be read or holds none; `detail` says which."""

    def __init__(self, file: Path, detail: str) -> None:
        super().__init__(str(file), detail)
        self.file = file
        self.detail = detail


class TokenMalformed(TokenError):
    """What `origin` (a variable or a file) gives holds characters that no token has."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin


class TokenRefused(TokenError):
    """Discord refused the token that `origin` gave."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin


class IntentsRefused(DiscordError):
    """Discord closed the gateway with `code` because of the events the bot asks for."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class NotConnected(DiscordError):
    """`attempts` attempts to connect failed, the last one with `detail`."""

    def __init__(self, attempts: int, detail: str) -> None:
        super().__init__(attempts, detail)
        self.attempts = attempts
        self.detail = detail


class Busy(DiscordError):
    """All places in line are taken, `places` of them."""

    def __init__(self, places: int) -> None:
        super().__init__(places)
        self.places = places


class MoreShards(DiscordError):
    """Discord wants the bot to connect `shards` times, each time for a part of its servers."""

    def __init__(self, shards: int) -> None:
        super().__init__(shards)
        self.shards = shards


class YearsUnreadable(DiscordError):
    """What was `typed` means no years."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class MemoryUnusable(DiscordError):
    """The database `file` cannot be opened, read or written; `detail` says why."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(file, detail)
        self.file = file
        self.detail = detail
