"""The bot's messages as it sent them: what the state no longer knows, `allowed_mentions` and who was notified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.playground.pings import EPHEMERAL, Audience, pinged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.playground.recorder import Request
    from bot.playground.world.world import World

_MESSAGES = re.compile(r"(POST|PATCH) /channels/\d+/messages(/\d+)?")
_WEBHOOK = re.compile(r"(POST|PATCH) /webhooks/\d+/[^/]+(/messages/[^/]+)?")
_CALLBACK = re.compile(r"POST /interactions/\d+/[^/]+/callback")
_OK = range(200, 300)
_DEFERRED, _MESSAGE, _UPDATE = 5, 4, 7


class Outgoing:
    """Follows the answered requests."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._loading: set[str] = set()  # responses the bot promised and has not written yet
        self.allowed: dict[str, Any] = {}  # message id -> allowed_mentions of the last request, None without
        self.pings: dict[str, set[str]] = {}  # message id -> whom it notified

    def follow(self, request: Request) -> None:
        """Take in an answered request."""
        if request.status not in _OK or not isinstance(request.body, dict):
            return
        route = request.route
        if _CALLBACK.fullmatch(route):
            self._callback(request.body, request.response)
        elif _MESSAGES.fullmatch(route) or _WEBHOOK.fullmatch(route):
            message = request.response
            if isinstance(message, dict) and "author" in message:
                # Editing notifies nobody, except where the edit is what writes a promised response.
                new = request.method == "POST" or message["id"] in self._loading
                self._note(message, request.body, new=new, interaction=bool(_WEBHOOK.fullmatch(route)))

    def _callback(self, body: Mapping[str, Any], response: Any) -> None:
        if body.get("type") == _DEFERRED:
            self._loading.add(str(response["interaction"]["response_message_id"]))
        elif body.get("type") in {_MESSAGE, _UPDATE}:
            new = body["type"] == _MESSAGE
            self._note(response["resource"]["message"], body.get("data") or {}, new=new, interaction=True)

    def _note(self, message: Mapping[str, Any], body: Mapping[str, Any], *, new: bool, interaction: bool) -> None:
        message_id = str(message["id"])
        self._loading.discard(message_id)
        self.allowed[message_id] = body.get("allowed_mentions")
        if not new:
            return
        self.pings[message_id] = pinged(
            message,
            body.get("allowed_mentions"),
            self._audience(message),
            interaction=interaction,
            replied_to=((message.get("referenced_message") or {}).get("author") or {}).get("id"),
        )

    def _audience(self, message: Mapping[str, Any]) -> Audience:
        there = self._world.audience(str(message["channel_id"]))
        if not int(message["flags"]) & EPHEMERAL:
            return there
        # Only the one who asked sees it, so nobody else can be notified by it.
        asker = str(message["interaction_metadata"]["user"]["id"])
        return Audience(there.users & {asker}, frozenset(), everyone=False)
