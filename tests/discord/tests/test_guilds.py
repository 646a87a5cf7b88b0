"""Several servers with their people: who sees what, who may do what, and where a command is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from tests.discord import LocalDiscord, NotOffered
from tests.discord.tests.rich_bot import RichBot
from tests.discord.tests.small_bot import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.usefixtures("bot")
MANAGE = discord.Permissions(manage_guild=True)


@pytest.fixture
async def bot(local: LocalDiscord) -> AsyncIterator[RichBot]:
    client = RichBot()
    async with running(local, client):
        yield client
    assert local.violations == []
    assert local.unknown_requests == []


async def test_servers_come_and_go_and_each_has_its_own_people_and_channels(local, bot):
    other = local.add_guild("Other", channel_name="lounge")
    await local.until(lambda: len(bot.guilds) == 2)
    assert bot.get_channel(int(other.channel.id)).guild.name == "Other"
    bob, shelf = other.add_member("Bob"), other.add_channel("shelf")
    for channel in (other.channel, shelf):
        shown = await bob.slash("inside", channel=channel)
        assert shown.messages[0]["content"] == other.id
    await local.until(lambda: bot.get_channel(int(shelf.id)) is not None)
    other.delete_channel(shelf)
    await local.until(lambda: bot.get_channel(int(shelf.id)) is None)
    other.remove_bot()
    await local.until(lambda: len(bot.guilds) == 1)


async def test_servers_from_before_the_client_are_there_when_it_comes():
    async with LocalDiscord() as local:
        local.add_guild("Before")
        client = RichBot()
        async with running(local, client):
            await client.wait_until_ready()
            assert {guild.name for guild in client.guilds} == {"Reading Room", "Before"}


async def test_a_member_acts_only_where_they_are(local):
    other = local.add_guild("Other")
    with pytest.raises(NotOffered, match="cannot see"):
        await local.member.say("hello", channel=other.channel)
    with pytest.raises(NotOffered, match="cannot see"):
        await local.member.slash("inside", channel=other.channel, forged=True)
    other.admit(local.member)
    assert (await local.member.slash("inside", channel=other.channel)).messages[0]["content"] == other.id
    other.remove(local.member)
    with pytest.raises(NotOffered, match="cannot see"):
        await local.member.slash("inside", channel=other.channel)


async def test_a_role_opens_and_closes_a_channel(local, bot):
    hidden, key = local.add_channel("hidden"), local.guild.add_role("key")
    local.guild.overwrite(hidden, local.guild.everyone, deny=discord.Permissions(view_channel=True))
    local.guild.overwrite(hidden, key, allow=discord.Permissions(view_channel=True))
    await bot.get_channel(int(local.channel.id)).send("for all")
    assert local.messages(hidden, viewer=local.member) == []
    with pytest.raises(NotOffered):
        await local.member.say("let me in", channel=hidden)
    local.guild.give(local.member, key)
    await local.member.say("I am in", channel=hidden)
    assert len(local.messages(hidden, viewer=local.member)) == 1
    local.guild.take(local.member, key)
    assert local.messages(hidden, viewer=local.member) == []


async def test_what_happens_in_a_channel_the_bot_does_not_see_stays_there(local, bot):
    hidden = local.add_channel("hidden")
    local.guild.overwrite(hidden, None, deny=discord.Permissions(view_channel=True))
    await local.member.say("among ourselves", channel=hidden, mention_bot=True)
    await local.member.say("to the bot", mention_bot=True)
    await local.until(lambda: bool(bot.heard))
    assert ["to the bot" in message.content for message in bot.heard] == [True]
    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_channel(int(hidden.id)).send("may I?")
    assert refused.value.code == 50001


async def test_a_command_is_offered_to_those_with_its_permissions(local):
    admin = local.add_member("Root", permissions=MANAGE)
    assert (await admin.slash("manage")).messages[0]["content"] == "manages: True"
    with pytest.raises(NotOffered, match="default-member-permissions"):
        await local.member.slash("manage")
    forged = await local.member.slash("manage", forged=True)
    assert forged.messages[0]["content"] == "manages: False"
    elsewhere = local.add_guild("Elsewhere")
    elsewhere.admit(admin)
    with pytest.raises(NotOffered):
        await admin.slash("manage", channel=elsewhere.channel)


async def test_a_command_is_offered_in_its_contexts(local):
    with pytest.raises(NotOffered, match="BOT_DM"):
        await local.member.slash("inside", channel=local.member.direct_channel)
    forged = await local.member.slash("inside", channel=local.member.direct_channel, forged=True)
    assert forged.messages[0]["content"] == "None"


async def test_an_application_follows_who_installed_it_and_nobody_else(local, bot):
    bob = local.add_member("Bob")
    foreign = local.add_guild("Foreign", with_bot=False)
    for member in (local.member, bob):
        foreign.admit(member)
    chat = local.add_chat(local.member, bob)
    local.member.install()
    places = (local.channel, local.member.direct_channel, foreign.channel, chat)
    for place in places:
        exchange = await local.member.slash("follow", channel=place)
        assert [one["content"] for one in exchange.messages] == ["with you", "still"]
    guild, direct, away, private = bot.told
    assert guild == (True, False, False, [0, 1])
    assert direct == (False, True, False, [0, 1])
    assert away == (True, False, False, [1])
    assert private == (False, False, True, [1])
    for place in (foreign.channel, chat):
        with pytest.raises(NotOffered, match="not installed"):
            await bob.slash("follow", channel=place)
        with pytest.raises(NotOffered):
            await local.member.slash("take", channel=place)
    assert [guild.name for guild in bot.guilds] == ["Reading Room"]


async def test_the_bot_hears_and_reaches_nothing_where_it_is_not(local, bot, raw):
    foreign = local.add_guild("Foreign", with_bot=False)
    foreign.admit(local.member)
    chat = local.add_chat(local.member, local.add_member("Bob"))
    for place in (foreign.channel, chat):
        await local.member.say("who hears this?", channel=place, mention_bot=True)
        for method, path in (("POST", "/messages"), ("GET", "/messages"), ("POST", "/typing")):
            body = {"content": "me"} if path == "/messages" and method == "POST" else None
            status, answer = await raw(method, f"/channels/{place.id}{path}", body)
            assert (status, answer["code"]) == (403, 50001)
    await local.member.say("you do", mention_bot=True)
    await local.until(lambda: bool(bot.heard))
    assert len(bot.heard) == 1


async def test_languages_are_told_with_every_interaction(local, bot):
    guild = local.add_guild("Salon", locale="fr")
    zoe = guild.add_member("Zoe")
    zoe.locale = "de"
    await zoe.slash("language")
    await local.member.slash("language")
    assert bot.told == [("de", "fr"), ("en-US", "en-US")]


async def test_a_user_of_a_menu_and_another_bot(local, bot):
    robot = local.guild.add_member("Robot", bot=True)
    exchange = await local.member.use_on_user("Greet", robot)
    assert exchange.messages[0]["content"] == "hello Robot"
    await robot.say("beep", mention_bot=True)
    await local.until(lambda: bool(bot.heard))
    assert bot.heard[0].author.bot


async def test_a_thread_of_the_bots_own_making_is_a_place_like_others(local, bot):
    message = await local.member.say("thread please", mention_bot=True)
    await local.until(lambda: bool(local.threads(local.channel)))
    (thread,) = local.threads(local.channel)
    assert (thread.id, thread.name) == (message["id"], "your thread")
    await local.until(lambda: bool(local.messages(thread)))
    assert local.messages(thread)[0]["content"] == "here"
    await local.member.say("and I am here", channel=thread, mention_bot=True)
    await local.until(lambda: len(bot.heard) == 2)
    assert bot.heard[1].channel.id == int(thread.id)
    local.guild.overwrite(
        local.channel, local.guild.everyone, deny=discord.Permissions(send_messages_in_threads=True)
    )
    with pytest.raises(NotOffered, match="send_messages_in_threads"):
        await local.member.say("no more", channel=thread)


async def test_each_shard_greets_its_own_servers(local, socket):
    ours = [local.add_guild("Even", shard=(0, 2)), local.add_guild("Odd", shard=(1, 2))]
    for number, guild in enumerate(ours):
        async with socket(local) as ws:
            intents = discord.Intents.default().value
            identity = {"token": local.token, "intents": intents, "properties": {}, "shard": [number, 2]}
            await ws.receive()
            await ws.send_json({"op": 2, "d": identity})
            ready = (await ws.receive_json())["d"]
            assert guild.id in {one["id"] for one in ready["guilds"]}
            assert ours[1 - number].id not in {one["id"] for one in ready["guilds"]}
