"""Who is an admin, who may ask, who may change the archive: told by what Discord sends with each interaction."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.asking.access import is_admin, may_ask, may_change_archive
from bot.config import DiscordSettings
from bot.memory import ServerSettings
from tests.discord import LocalDiscord
from tests.discord.tests.small_bot import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from tests.discord import Member

MANAGES = discord.Permissions(manage_guild=True)


class Asked(discord.Client):
    """Answers each `/who` with whether the member is an admin and may ask, under the settings at hand."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.server = ServerSettings()
        self.told: list[tuple[bool, bool]] = []

        @self.tree.command(description="Tell who this is")
        async def who(interaction: discord.Interaction) -> None:
            self.told.append((is_admin(interaction, self.server), may_ask(interaction.user, self.server)))
            await interaction.response.send_message("told")

    async def setup_hook(self) -> None:
        await self.tree.sync()


@asynccontextmanager
async def asked() -> AsyncIterator[tuple[LocalDiscord, Asked]]:
    async with LocalDiscord() as local:
        client = Asked()
        async with running(local, client):
            yield local, client


async def told(client: Asked, member: Member, **place: Any) -> tuple[bool, bool]:
    await member.slash("who", **place)
    return client.told[-1]


async def test_whoever_may_manage_the_server_is_an_admin_there_and_in_no_direct_message() -> None:
    async with asked() as (local, client):
        admin = local.add_member("Grace", permissions=MANAGES)
        owner = local.add_member("Olga", permissions=discord.Permissions(administrator=True))
        moderator = local.add_member(
            "Mod", permissions=discord.Permissions(manage_messages=True, kick_members=True)
        )
        assert (await told(client, admin))[0]
        assert (await told(client, owner))[0]
        assert not (await told(client, moderator))[0]
        assert not (await told(client, local.member))[0]
        assert not (await told(client, admin, channel=admin.direct_channel))[0]


async def test_an_admin_role_makes_an_admin_on_its_own_server() -> None:
    async with asked() as (local, client):
        role = local.guild.add_role("Librarians")
        librarian = local.guild.add_member("Lin", roles=[role])
        assert not (await told(client, librarian))[0]
        client.server = ServerSettings(admin_roles=(7, int(role.id)))
        assert (await told(client, librarian))[0]
        assert not (await told(client, local.member))[0]
        assert not (await told(client, librarian, channel=librarian.direct_channel))[0]


async def test_a_role_of_the_same_id_as_the_server_is_nobodys() -> None:
    async with asked() as (local, client):
        client.server = ServerSettings(admin_roles=(int(local.world.guild_id),))  # @everyone
        assert not (await told(client, local.member))[0]


async def test_who_brings_the_app_to_a_server_that_did_not_take_it_in_is_no_admin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with asked() as (local, client):
        admin = local.add_member("Grace", permissions=MANAGES)
        announce = local.world.model.announce

        def brought(record: Any, payload: Any, **options: Any) -> None:
            announce(record, {**payload, "authorizing_integration_owners": {"1": admin.id}}, **options)

        monkeypatch.setattr(local.world.model, "announce", brought)
        assert not (await told(client, admin))[0]


async def test_where_roles_may_ask_they_and_admins_do_and_in_direct_messages_everybody() -> None:
    async with asked() as (local, client):
        role, staff = local.guild.add_role("Readers"), local.guild.add_role("Staff")
        reader = local.guild.add_member("Rea", roles=[role])
        librarian = local.guild.add_member("Lin", roles=[staff])
        admin = local.add_member("Grace", permissions=MANAGES)
        assert (await told(client, local.member))[1]
        client.server = ServerSettings(asker_roles=(int(role.id),), admin_roles=(int(staff.id),))
        assert [(await told(client, one))[1] for one in (reader, librarian, admin)] == [True, True, True]
        assert not (await told(client, local.member))[1]
        assert (await told(client, local.member, channel=local.member.direct_channel))[1]


def test_the_archive_is_changed_from_the_servers_that_are_named_or_from_all() -> None:
    named = DiscordSettings(archive_servers=(5, 6))
    assert [may_change_archive(server, named) for server in (5, 6, 7, None)] == [True, True, False, False]
    assert [may_change_archive(server, DiscordSettings()) for server in (5, None)] == [True, False]
