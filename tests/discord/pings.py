"""Whom a bot's message really notifies, and what else of it the state no longer knows.

Discord's rule: a mention in the text of the message (or of its text displays) notifies if `allowed_mentions`
lets it. Without `allowed_mentions`, a message lets users, roles, everyone and the author it replies to; a
response to an interaction lets users only. With it, nothing passes that it does not name. Embeds never notify.

Where Discord's own parser is not documented (mentions inside code, behind a backslash) this one counts them: a
test that nobody was pinged should fail too often rather than too rarely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.discord.recorder import Request
    from tests.discord.world.world import World

EVERYONE = "everyone"
EPHEMERAL = 1 << 6
_TEXT_DISPLAY = 10
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_MESSAGES = re.compile(r"(POST|PATCH) /channels/\d+/messages(/\d+)?")
_WEBHOOK = re.compile(r"(POST|PATCH) /webhooks/\d+/[^/]+(/messages/[^/]+)?")
_CALLBACK = re.compile(r"POST /interactions/\d+/[^/]+/callback")
_OK = range(200, 300)
_DEFERRED, _MESSAGE, _UPDATE = 5, 4, 7


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can be notified at all: ids of the users there, and of the roles the bot may mention."""

    users: frozenset[str]
    roles: frozenset[str]
    everyone: bool  # the bot holds the permission


def text_of(message: Mapping[str, Any]) -> str:
    """Return everything in a message that is parsed for mentions."""
    return "\n".join([str(message.get("content") or ""), *_displays(message.get("components") or [])])


def pinged(
    message: Mapping[str, Any],
    allowed: Mapping[str, Any] | None,
    audience: Audience,
    *,
    interaction: bool,
    replied_to: str | None = None,
) -> set[str]:
    """Return the ids (and `EVERYONE`) that the message notifies.

    `allowed` is its `allowed_mentions` as sent, None if none was; `replied_to` the author it replies to.
    """
    text = text_of(message)
    if allowed is None:
        allowed = {"parse": ["users"] if interaction else ["users", "roles", EVERYONE], "replied_user": True}
    parse = allowed.get("parse") or []
    notified = _allowed(_USER.findall(text), audience.users, "users" in parse, allowed.get("users"))
    notified |= _allowed(_ROLE.findall(text), audience.roles, "roles" in parse, allowed.get("roles"))
    if audience.everyone and EVERYONE in parse and _EVERYONE.search(text):
        notified.add(EVERYONE)
    if replied_to in audience.users and allowed.get("replied_user"):
        notified.add(str(replied_to))
    return notified


def _allowed(mentioned: list[str], there: frozenset[str], parsed: bool, named: Any) -> set[str]:
    present = {one for one in mentioned if one in there}
    return present if parsed else present & {str(one) for one in named or ()}


def _displays(components: list[Any]) -> Iterator[str]:
    for one in components:
        if one.get("type") == _TEXT_DISPLAY:
            yield str(one.get("content") or "")
        yield from _displays(one.get("components") or [])


class Outgoing:
    """The bot's messages as it sent them: follows the answered requests."""

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

    def shown(self, message: dict[str, Any] | None) -> dict[str, Any] | None:
        """Return a message, the bot's with the `allowed_mentions` it was sent with."""
        if message is None or message["author"]["id"] != self._world.bot_id:
            return message
        return {**message, "allowed_mentions": self.allowed.get(message["id"])}

    def _audience(self, message: Mapping[str, Any]) -> Audience:
        there = self._present(str(message["channel_id"]))
        if not int(message["flags"]) & EPHEMERAL:
            return there
        # Only the one who asked sees it, so nobody else can be notified by it.
        asker = str(message["interaction_metadata"]["user"]["id"])
        return Audience(there.users & {asker}, frozenset(), everyone=False)

    def _present(self, channel_id: str) -> Audience:
        model, bot_id = self._world.model, self._world.bot_id
        channel = model.channel(channel_id)
        if channel.guild_id is None:
            return Audience(model.recipients(channel_id), frozenset(), everyone=False)
        everyone = model.permissions(bot_id, channel).mention_everyone
        users, roles = model.notifiable(channel.guild_id, every_role=everyone)
        return Audience(users - {bot_id}, roles, everyone=everyone)
