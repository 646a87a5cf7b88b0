"""Discord's limits, as far as they are written down: what it would refuse with 50035 "Invalid Form Body".

Every function yields sentences, one for each limit broken, with the figure that broke it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.discord.limits.commands import choices_broken, command_broken, commands_broken
from tests.discord.limits.components import modal_broken
from tests.discord.limits.messages import message_broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SEND = re.compile(r"POST (/channels/\d+/messages|/webhooks/\d+/[^/]+)")
_EDIT = re.compile(r"PATCH (/channels/\d+/messages/\d+|/webhooks/\d+/[^/]+/messages/(@original|\d+))")
_CALLBACK = re.compile(r"POST /interactions/\d+/[^/]+/callback")
_COMMANDS = re.compile(r"PUT /applications/\d+/(guilds/\d+/)?commands")
_COMMAND = re.compile(r"POST /applications/\d+/(guilds/\d+/)?commands")
_MESSAGE, _UPDATE, _AUTOCOMPLETE, _MODAL = 4, 7, 8, 9


def broken(method: str, path: str, body: Any, files: int) -> Iterator[str]:
    """Yield what Discord would refuse in a request; nothing for routes without known limits."""
    route = f"{method} {path}"
    if _COMMANDS.fullmatch(route) and isinstance(body, list):
        yield from commands_broken(body)
    elif isinstance(body, dict):
        if _SEND.fullmatch(route):
            yield from message_broken(body, files)
        elif _EDIT.fullmatch(route):
            yield from message_broken(body, files, edit=True)
        elif _CALLBACK.fullmatch(route):
            yield from _callback(body, files)
        elif _COMMAND.fullmatch(route):
            yield from command_broken(body)


def _callback(body: Mapping[str, Any], files: int) -> Iterator[str]:
    data = body.get("data") or {}
    if body.get("type") == _MESSAGE:
        yield from message_broken(data, files)
    elif body.get("type") == _UPDATE:
        yield from message_broken(data, files, edit=True)
    elif body.get("type") == _AUTOCOMPLETE:
        yield from choices_broken("autocompletion", list(data.get("choices") or []))
    elif body.get("type") == _MODAL:
        yield from modal_broken(data)
