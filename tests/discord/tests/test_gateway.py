"""The websocket's own rules, and a client that lives through its disturbances."""

from __future__ import annotations

import asyncio
import json
import zlib

import discord
import pytest

from tests.discord import LocalDiscord
from tests.discord.connection import compressor
from tests.discord.tests.small_bot import SmallBot, running

INTENTS = discord.Intents.default().value


def identify(token, **changes):
    return {"op": 2, "d": {"token": token, "intents": INTENTS, "properties": {}} | changes}


async def events(socket, count):
    return [json.loads((await socket.receive()).data) for _ in range(count)]


async def test_a_dropped_client_resumes_and_misses_nothing(local, bot):
    local.drop_connections()
    missed = await local.member.say("while you were away", mention_bot=True)
    await local.wait_resumed()
    reply = await local.reply_to(missed)
    assert "while you were away" in reply["content"]
    assert len(bot.heard) == 1
    assert len(local.gateway.sessions) == 1


async def test_a_client_asked_to_reconnect_resumes(local, bot):
    local.gateway.ask_to_reconnect()
    await local.wait_resumed()
    await local.reply_to(await local.member.say("still there?"))
    assert len(bot.heard) == 1


async def test_an_invalidated_session_is_told_so_and_cannot_be_resumed(local, socket):
    async with socket(local) as ws:
        await ws.send_json(identify(local.token))
        session = (await events(ws, 3))[1]["d"]["session_id"]
        local.gateway.invalidate(resumable=False)
        (told,) = await events(ws, 1)
        assert (told["op"], told["d"]) == (9, False)
    async with socket(local) as ws:
        await ws.send_json({"op": 6, "d": {"token": local.token, "session_id": session, "seq": 2}})
        assert (await events(ws, 2))[1]["op"] == 9


async def test_heartbeats_are_acknowledged_and_counted():
    client = SmallBot()
    async with LocalDiscord(heartbeat_ms=50) as local, running(local, client):
        await local.until(lambda: len(local.gateway.heartbeats) >= 3)
        assert local.gateway.heartbeats == sorted(local.gateway.heartbeats)
        assert client.latency < 5


async def test_a_client_that_is_no_longer_answered_notices_and_resumes():
    client = SmallBot(heartbeat_timeout=0.3)
    async with LocalDiscord(heartbeat_ms=100) as local, running(local, client):
        local.gateway.silence()
        missed = await local.member.say("do you hear me?", mention_bot=True)
        await local.wait_resumed()
        assert "do you hear me?" in (await local.reply_to(missed))["content"]
        assert len(client.heard) == 1


async def test_a_client_is_told_to_resume_and_does(local, bot):
    local.gateway.invalidate(resumable=True)
    await local.wait_resumed()
    await local.reply_to(await local.member.say("still there?"))
    assert local.gateway.identifies == 1
    assert len(bot.heard) == 1


@pytest.mark.parametrize("code", [4000, 4008, 1001])
async def test_a_client_whose_connection_is_closed_comes_back(local, bot, code):
    local.gateway.close(code)
    await local.wait_resumed()
    await local.reply_to(await local.member.say("still there?"))
    assert len(bot.heard) == 1


async def test_a_client_that_is_turned_away_tries_until_it_is_let_in(local, bot):
    local.gateway.refusing = True
    local.drop_connections()
    await local.until(lambda: local.gateway.refused >= 1)
    missed = await local.member.say("while you were away", mention_bot=True)
    local.gateway.refusing = False
    await local.reply_to(missed)
    assert len(bot.heard) == 1


async def test_a_slow_gateway_delivers_late_and_everything(local, bot):
    local.gateway.delay_s = 0.05
    for number in range(4):
        await local.member.say(str(number), mention_bot=True)
    await local.until(lambda: len(bot.heard) == 4)
    assert [message.content[-1] for message in bot.heard] == list("0123")


async def test_a_client_that_talks_too_much_is_hung_up_on(local, socket):
    async with socket(local) as ws:
        await ws.send_json(identify(local.token))
        for _ in range(120):
            await ws.send_json({"op": 1, "d": None})
        while (message := await ws.receive()).data != 4008:
            assert isinstance(message.data, str)


@pytest.mark.parametrize(("code", "left"), [(1000, 0), (4000, 1)])
async def test_only_a_client_that_says_goodbye_leaves_no_session(local, socket, code, left):
    async with socket(local) as ws:
        await ws.send_json(identify(local.token))
        await local.wait_ready()
        await ws.close(code=code)
    await local.until(lambda: local.gateway.connected == 0)
    assert len(local.gateway.sessions) == left
    assert not local.gateway.ready


async def test_without_compression_messages_are_plain_text(local, socket):
    async with socket(local, "?v=10&encoding=json") as ws:
        (hello,) = await events(ws, 1)
        assert hello["op"] == 10
        await ws.send_json(identify(local.token))
        ready, guild = await events(ws, 2)
        assert (ready["t"], ready["s"], guild["t"], guild["s"]) == ("READY", 1, "GUILD_CREATE", 2)
        assert ready["d"]["resume_gateway_url"] == local.gateway_url
        assert ready["d"]["guilds"] == [{"id": guild["d"]["id"], "unavailable": True}]


async def test_a_compressed_message_ends_on_a_flush(local, socket):
    async with socket(local, "?compress=zlib-stream") as ws:
        data = (await ws.receive()).data
        assert data.endswith(b"\x00\x00\xff\xff")
        assert json.loads(zlib.decompressobj().decompress(data))["op"] == 10


def test_an_unknown_compression_is_refused():
    assert compressor(None) is None
    with pytest.raises(ValueError, match="smoke"):
        compressor("smoke")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("no json", 4002),
        ("[]", 4002),
        ('{"op": 99}', 4001),
        ('{"op": 3, "d": {}}', 4003),
        (json.dumps({"op": 1, "d": "x" * 5000}), 4002),
        (json.dumps(identify("wrong")), 4004),
        (json.dumps({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}), 4004),
    ],
)
async def test_a_wrong_message_ends_the_connection_with_its_code(local, socket, message, code):
    async with socket(local) as ws:
        await ws.receive()
        await ws.send_str(message)
        assert (await ws.receive()).data == code


@pytest.mark.parametrize(
    ("changes", "code"), [({"shard": [2, 2]}, 4010), ({"intents": 1 << 40}, 4013), ({"intents": -1}, 4013)]
)
async def test_an_impossible_identity_is_refused(local, socket, changes, code):
    async with socket(local) as ws:
        await ws.receive()
        await ws.send_json(identify(local.token, **changes))
        assert (await ws.receive()).data == code


async def test_identifying_twice_ends_the_connection(local, socket):
    async with socket(local) as ws:
        await ws.send_json(identify(local.token))
        await events(ws, 3)
        await ws.send_json(identify(local.token))
        assert (await ws.receive()).data == 4005


async def test_an_unknown_session_cannot_be_resumed(local, socket):
    async with socket(local) as ws:
        await ws.send_json({"op": 6, "d": {"token": local.token, "session_id": "gone", "seq": 1}})
        hello, answer = await events(ws, 2)
        assert (hello["op"], answer["op"], answer["d"]) == (10, 9, False)


async def test_a_sequence_from_the_future_cannot_be_resumed(local, socket):
    async with socket(local) as ws:
        await ws.send_json(identify(local.token))
        session = (await events(ws, 3))[1]["d"]["session_id"]
        async with socket(local) as other:
            await other.receive()
            await other.send_json({"op": 6, "d": {"token": local.token, "session_id": session, "seq": 99}})
            assert (await other.receive()).data == 4007


async def test_two_shards_share_the_events(local, socket):
    async with socket(local) as first, socket(local) as second:
        for number, ws in enumerate((first, second)):
            await ws.send_json(identify(local.token, shard=[number, 2]))
        owner = (int(local.world.guild_id) >> 22) % 2
        streams = [first, second]
        await events(streams[owner], 3)
        await events(streams[1 - owner], 2)
        await local.member.say("in the guild")
        (heard,) = await events(streams[owner], 1)
        assert heard["t"] == "MESSAGE_CREATE"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(streams[1 - owner].receive(), 0.1)


async def test_a_session_hears_only_what_its_intents_cover(local, socket):
    async with socket(local) as ws:
        await ws.send_json(identify(local.token, intents=discord.Intents(guilds=True).value))
        await events(ws, 3)
        await local.member.say("unheard")
        local.add_channel("heard")
        (heard,) = await events(ws, 1)
        assert heard["t"] == "CHANNEL_CREATE"


async def test_both_servers_listen_on_loopback_alone(local):
    addresses = [address for runner in local._runners for address in runner.addresses]
    assert {host for host, _ in addresses} == {"127.0.0.1"}
    assert len(addresses) == 2
