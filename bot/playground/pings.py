"""Whom a bot's message really notifies.

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

EVERYONE = "everyone"
EPHEMERAL = 1 << 6
_TEXT_DISPLAY = 10
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


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
