"""The unmodified client against the local Discord, over sockets."""

from __future__ import annotations

import asyncio
import io

import discord
import pytest

from tests.discord import LocalDiscord
from tests.discord.tests.small_bot import SmallBot, running


async def test_a_client_logs_in_and_sees_its_guild(local, bot):
    await bot.wait_until_ready()
    assert bot.user.name == "Pincite"
    assert [guild.name for guild in bot.guilds] == ["Reading Room"]
    assert bot.get_channel(int(local.channel.id)).name == "questions"
    assert [request.path for request in local.requests[:2]] == ["/users/@me", "/oauth2/applications/@me"]


async def test_a_wrong_token_is_a_login_failure():
    async with LocalDiscord() as local:
        client = SmallBot()
        with local.redirect():
            with pytest.raises(discord.LoginFailure):
                await client.start("wrong")
            await client.close()
        assert local.requests[0].status == 401


async def test_registered_commands_can_be_read_back(local, bot):
    assert {one["name"] for one in local.commands} >= {"echo", "whisper", "archive", "Check this"}
    fetched = await bot.tree.fetch_commands()
    assert {one.name for one in fetched} == {one["name"] for one in local.commands}


async def test_the_server_does_not_hold_options_to_their_bounds(local, bot):
    texts = ["", "x" * 6000]
    for text in texts:
        await local.member.slash("whisper", {"text": text}, wait=False)
    await local.until(lambda: bot.whispered == texts)


async def test_a_message_command_gets_its_target_with_its_content(local, bot):
    bot.answer_replies = False
    message = await local.member.say("unmentioned words")
    exchange = await local.member.use_on_message("Check this", message)
    assert exchange.messages[0]["content"] == "it says unmentioned words"


async def test_a_reply_refers_to_the_message_and_a_reply_to_it_is_told_from_a_ping(local, bot):
    message = await local.member.say("hello")
    reply = await local.reply_to(message)
    assert reply["message_reference"]["message_id"] == message["id"]
    assert reply["mentions"] == []
    loud = await local.reply_to(await local.member.dm("ping me"))
    assert [user["id"] for user in loud["mentions"]] == [local.member.id]
    pinging = await local.member.say("go on", reply_to=reply, ping=True)
    assert [user["id"] for user in pinging["mentions"]] == [str(bot.user.id)]
    silent = await local.member.say("go on", reply_to=reply, ping=False)
    assert silent["mentions"] == []
    await local.reply_to(silent)
    assert bot.heard[-1].reference.message_id == int(reply["id"])


async def test_a_direct_message_is_answered_in_the_same_channel(local, bot):
    message = await local.member.dm("between us")
    reply = await local.reply_to(message)
    assert reply["channel_id"] == local.member.direct_channel.id
    assert reply["content"] == "heard 'between us'"
    assert bot.heard[0].guild is None


async def test_without_the_intent_content_comes_only_with_a_mention(local, bot):
    await local.reply_to(await local.member.say("hidden"))
    await local.reply_to(await local.member.say("shown", mention_bot=True))
    mentioned = f"<@{bot.user.id}> shown"
    assert [message.content for message in bot.heard] == ["", mentioned]


async def test_with_the_intent_all_content_comes():
    intents = discord.Intents.default()
    intents.message_content = True
    client = SmallBot(intents)
    async with LocalDiscord() as local, running(local, client):
        await local.reply_to(await local.member.say("open"))
        assert [message.content for message in client.heard] == ["open"]


async def test_an_intent_that_was_not_granted_ends_the_connection():
    intents = discord.Intents.default()
    intents.members = True
    client = SmallBot(intents)
    async with LocalDiscord(approved=discord.Intents.default()) as local:
        with local.redirect(), pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(local.token)
        await client.close()


async def test_a_missing_permission_is_refused(local, bot):
    local.restrict_bot(local.channel, discord.Permissions(send_messages=True))
    await local.member.say("no answer possible", mention_bot=True)
    await local.until(lambda: bool(bot.errors))
    assert bot.errors[0].code == 50013


async def test_a_member_brings_the_permissions_of_their_role(local, bot):
    admin = local.add_member("Root", permissions=discord.Permissions(manage_guild=True))
    seen = []

    @bot.event
    async def on_interaction(interaction):
        seen.append(interaction.permissions.manage_guild)

    await admin.slash("whisper", {"text": "hey"})
    await local.member.slash("whisper", {"text": "hey"})
    assert seen == [True, False]


async def test_a_file_goes_up_and_comes_down_again(local, bot):
    channel = bot.get_channel(int(local.channel.id))
    sent = await channel.send("with a file", file=discord.File(io.BytesIO(b"bytes"), "notes.txt", description="d"))
    (attachment,) = sent.attachments
    assert attachment.filename == "notes.txt"
    assert attachment.url.startswith("http://127.0.0.1:")
    assert await attachment.read() == b"bytes"
    assert local.requests[-1].files == ("notes.txt",)


async def test_many_calls_at_once_are_all_served(local, bot):
    channel = bot.get_channel(int(local.channel.id))
    bot.answer_replies = False
    sent = await asyncio.gather(*(channel.send(f"message {number}") for number in range(30)))
    assert len({message.id for message in sent}) == 30
    assert sorted(one["content"] for one in local.messages(local.channel)) == sorted(
        f"message {number}" for number in range(30)
    )
    asked = await asyncio.gather(*(local.member.slash("echo", {"text": str(n)}) for n in range(10)))
    assert [exchange.messages[0]["content"] for exchange in asked] == [str(n) for n in range(10)]


async def test_a_sharded_client_asks_for_the_gateway_and_finds_its_guild(local):
    class Sharded(discord.AutoShardedClient):
        pass

    client = Sharded(intents=discord.Intents.default(), guild_ready_timeout=0.05)
    async with running(local, client):
        await client.wait_until_ready()
        assert [guild.name for guild in client.guilds] == ["Reading Room"]
    assert "/gateway/bot" in [request.path for request in local.requests]


async def test_members_are_sent_to_a_client_that_asks_for_them(local):
    intents = discord.Intents.default()
    intents.members = True
    client = SmallBot(intents)
    async with running(local, client):
        await client.wait_until_ready()
        (found,) = await client.guilds[0].query_members("Ad")
        assert found.name == "Ada"
        assert {member.name for member in client.guilds[0].members} >= {"Ada", "Pincite"}


async def test_the_client_points_at_the_real_addresses_again_afterwards(local):
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    with local.redirect():
        assert local.rest_url == discord.http.Route.BASE
    assert before == (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)


async def test_a_conversation_is_as_specified_on_both_sides(openapi):
    client = SmallBot()
    async with LocalDiscord() as local:
        local.check_against(openapi)
        async with running(local, client):
            await local.member.slash("echo", {"text": "hello"})
            (card,) = (await local.member.slash("card", {"text": "A quote."})).messages
            await local.member.press(card, "more")
            (buttons,) = (await local.member.slash("buttons")).messages
            await local.member.submit(await local.member.press(buttons, "ask why"), {"field": "x"})
            await local.member.press(buttons, "slow turn")
            await local.member.autocomplete("word", {"start": "a"}, focused="start")
            await local.reply_to(await local.member.dm("hello"))
            message = await local.member.say("hello", mention_bot=True)
            await local.reply_to(message)
            await local.member.use_on_message("Check this", message)
            channel = await client.fetch_channel(int(local.channel.id))
            embed = discord.Embed(title="t", description="d").add_field(name="n", value="v")
            sent = await channel.send(embed=embed, file=discord.File(io.BytesIO(b"x"), "x.txt"))
            await sent.edit(content="edited")
            await channel.fetch_message(sent.id)
            assert len([one async for one in channel.history(limit=5)]) == 5
            await client.tree.fetch_commands()
        assert local.violations == []
        assert local.infidelities == []
        assert local.unknown_requests == []
