"""Who may do what where: what Discord's server enforces, and what its clients offer."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from tests.discord.errors import NotOffered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.discord.world.things import Channel, Place
    from tests.discord.world.world import World


class Context(IntEnum):
    """Where an interaction takes place, as commands list it in `contexts`."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


class Installed(IntEnum):
    """To whom an application is installed, as commands list it in `integration_types`."""

    GUILD = 0
    USER = 1


def context_of(world: World, channel: Channel) -> Context:
    """Return the kind of place a channel is."""
    if channel.guild_id is not None:
        return Context.GUILD
    return Context.PRIVATE_CHANNEL if world.is_private(channel.id) else Context.BOT_DM


def owners(world: World, place: Place, command: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Return for whom the application is installed there: `authorizing_integration_owners`.

    Of a command only the ways it is meant for count; an empty answer means that nobody has installed it.
    """
    kinds = {Installed.GUILD, Installed.USER}
    if command is not None:
        kinds = set(map(Installed, command.get("integration_types") or [Installed.GUILD]))
    found: dict[str, str] = {}
    guild_id = place.channel.guild_id
    context = context_of(world, place.channel)
    if Installed.GUILD in kinds:
        if context is Context.GUILD and world.has_bot(str(guild_id)):
            found[str(int(Installed.GUILD))] = str(guild_id)
        elif context is Context.BOT_DM:
            found[str(int(Installed.GUILD))] = "0"  # stands for the bot's own direct messages
    if Installed.USER in kinds and place.user_id in world.installed:
        found[str(int(Installed.USER))] = place.user_id
    return found


def require_presence(world: World, place: Place, what: str, *permissions: str) -> None:
    """Raise NotOffered unless the user sees the channel and holds the permissions there.

    Discord's server enforces this: no hand-made client gets around it.
    """
    channel, user_id = place.channel, place.user_id
    if not world.model.has_channel(channel.id):
        raise NotOffered(what, "the channel is gone")
    if world.is_private(channel.id):
        if user_id not in world.model.recipients(channel.id):
            raise NotOffered(what, "not in this conversation")
        return
    if not world.model.sees(user_id, channel.id):
        raise NotOffered(what, "cannot see the channel")
    if channel.guild_id is None:
        return
    held = world.model.permissions(user_id, channel)
    for name in permissions:
        if not getattr(held, name):
            raise NotOffered(what, f"lacks the permission {name}")


def require_offer(world: World, place: Place, command: Mapping[str, Any]) -> None:
    """Raise NotOffered unless Discord's clients show this command to this user in this place."""
    reason = _refusal(world, place, command)
    if reason is not None:
        raise NotOffered(f"the command {command['name']!r}", reason)


def _refusal(world: World, place: Place, command: Mapping[str, Any]) -> str | None:
    if not owners(world, place, command):
        return "not installed here"
    context, contexts = context_of(world, place.channel), command.get("contexts")
    if contexts is not None and context not in contexts:
        return f"not meant for {context.name}"
    if context is Context.PRIVATE_CHANNEL:
        return None
    return world.model.why_not_offered(command, place)
