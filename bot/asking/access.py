"""Who may do what: asked anew at every command, button, choice and form, whatever Discord shows to whom.

What Discord lets people see of a command is a convenience that a server can set aside; these rules it cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.config import DiscordSettings
    from bot.memory import ServerSettings


def is_admin(interaction: discord.Interaction, server: ServerSettings) -> bool:
    """Tell whether an interaction comes from an admin of the server it happens in: never in direct messages.

    An admin may manage the server (Discord says so with each interaction) or has one of its admin roles.
    What a person brings along to a server that has not taken the bot in (a user-installed app) makes nobody one.
    """
    if not isinstance(interaction.user, discord.Member) or not interaction.is_guild_integration():
        return False
    return manages(interaction.permissions) or _has_one(interaction.user, server.admin_roles)


def may_ask(who: discord.Member | discord.User, server: ServerSettings) -> bool:
    """Tell whether someone may ask: everybody where no role is named, and in direct messages."""
    if not server.asker_roles or not isinstance(who, discord.Member):
        return True
    permissions = who.resolved_permissions or who.guild_permissions
    return manages(permissions) or _has_one(who, (*server.asker_roles, *server.admin_roles))


def may_change_archive(server: int | None, settings: DiscordSettings) -> bool:
    """Tell whether the admins of a server may change the archive, which is one for all servers of the bot."""
    return server is not None and (not settings.archive_servers or server in settings.archive_servers)


def manages(permissions: discord.Permissions) -> bool:
    """Tell whether permissions are those of who may manage a server."""
    return permissions.manage_guild or permissions.administrator


def _has_one(member: discord.Member, roles: tuple[int, ...]) -> bool:
    return any(member.get_role(role) for role in roles)
