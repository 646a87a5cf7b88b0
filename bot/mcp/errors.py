"""Every error about what a client asks for, told in words like all others (`bot/errors.py`).

CallError
├── UnknownTool        a client calls a tool that there is not
├── MissingArgument    an argument is not there, or blank
├── UnknownArgument    the tool has no such argument
├── WrongArgument      an argument is of the wrong type or out of range
├── ArgumentTooLong    a text is longer than it may be
├── PlacesMixed        a place is named in two ways at once
├── UnknownResource    an address that leads to no document
├── WrongCursor        a list goes on from where it never was
├── ResourceTooLong    a document is too long to be handed over whole
└── NotReady           the archive is still being opened, or indexed for the first time
"""

from __future__ import annotations

import json
from typing import Any

from bot.errors import BotError


class CallError(BotError):
    """Base of the errors about what a client of `pincite mcp` asks for."""


class UnknownTool(CallError):
    """There is no tool of this name; `known` are those there are."""

    def __init__(self, tool: str, known: tuple[str, ...]) -> None:
        super().__init__(tool, known)
        self.tool = tool
        self.known = known


class MissingArgument(CallError):
    """The tool needs `argument`, which is not there or holds no word."""

    def __init__(self, tool: str, argument: str) -> None:
        super().__init__(tool, argument)
        self.tool = tool
        self.argument = argument


class UnknownArgument(CallError):
    """The tool has no `argument`; `near` may be meant."""

    def __init__(self, tool: str, argument: str, near: tuple[str, ...]) -> None:
        super().__init__(tool, argument, near)
        self.tool = tool
        self.argument = argument
        self.near = near


class WrongArgument(CallError):
    """`argument` is what is `written` (JSON), which is not of the type `expected`, nor one of the texts in it."""

    def __init__(self, tool: str, argument: str, value: Any, expected: Any) -> None:
        self.written = json.dumps(value, ensure_ascii=False, default=str)
        super().__init__(tool, argument, self.written, expected)
        self.tool = tool
        self.argument = argument
        self.expected = expected


class ArgumentTooLong(CallError):
    """The text `argument` has so many characters, and may have `most`."""

    def __init__(self, tool: str, argument: str, length: int, most: int) -> None:
        super().__init__(tool, argument, length, most)
        self.tool = tool
        self.argument = argument
        self.length = length
        self.most = most


class PlacesMixed(CallError):
    """A place is named by more than one of characters, paragraphs and page."""

    def __init__(self, tool: str) -> None:
        super().__init__(tool)
        self.tool = tool


class UnknownResource(CallError):
    """The address `uri` is not one of a document."""

    def __init__(self, uri: str) -> None:
        super().__init__(uri)
        self.uri = uri


class WrongCursor(CallError):
    """A list was to go on from a `cursor` that no list has given."""

    def __init__(self, cursor: str) -> None:
        super().__init__(cursor)
        self.cursor = cursor


class ResourceTooLong(CallError):
    """So much of a document has `length` characters; `most` are handed over at a time, as at `part`."""

    def __init__(self, document: str, length: int, most: int, part: str) -> None:
        super().__init__(document, length, most, part)
        self.document = document
        self.length = length
        self.most = most
        self.part = part


class NotReady(CallError):
    """The archive cannot be asked yet."""
