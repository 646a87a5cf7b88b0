"""Rate limits as Discord keeps them, and a client that waits."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.discord.faults import Bucket, Buckets

MESSAGES = r"POST /channels/\d+/messages"


def statuses(local, ending="/messages"):
    return [request.status for request in local.requests if request.path.endswith(ending)]


def test_a_bucket_is_full_again_after_its_time():
    bucket = Bucket(2, 10.0)
    assert [bucket.take(now) for now in (0.0, 1.0, 4.0)] == [0.0, 0.0, 6.0]
    assert bucket.take(10.0) == 0.0


def test_each_channel_and_each_interaction_has_its_own_bucket():
    buckets = Buckets(lambda: 0.0)
    buckets.limit("POST", 1, 10.0)
    routes = ["/channels/1/messages", "/channels/2/messages", "/webhooks/3/a", "/webhooks/3/b"]
    assert [buckets.take(f"POST {route}").body for route in routes] == [None] * 4
    assert all(buckets.take(f"POST {route}").body for route in routes)
    assert buckets.take("GET /channels/1").body is None


def test_interactions_are_outside_of_the_limit_for_all_together():
    buckets = Buckets(lambda: 0.0)
    buckets.limit_together(1, 10.0)
    assert buckets.take("GET /users/@me").body is None
    assert buckets.take("POST /interactions/1/t/callback").body is None
    assert buckets.take("PATCH /webhooks/1/t/messages/@original").body is None
    assert buckets.take("GET /users/@me").body == {
        "message": "You are being rate limited.",
        "retry_after": 10.0,
        "global": True,
    }


async def test_a_call_too_many_is_answered_as_discord_answers_it(local, raw):
    local.limit(MESSAGES, limit=1, per=30.0)
    path = f"/channels/{local.channel.id}/messages"
    assert (await raw("POST", path, {"content": "x"}))[0] == 200
    status, answer = await raw("POST", path, {"content": "x"})
    assert (status, answer["global"]) == (429, False)
    assert 0 < answer["retry_after"] <= 30
    assert len(local.messages(local.channel)) == 1


async def test_the_client_reads_the_headers_and_waits_before_it_is_told_to(local, bot):
    bot.answer_replies = False
    local.limit(MESSAGES, limit=3, per=0.3)
    channel = bot.get_channel(int(local.channel.id))
    began = time.monotonic()
    await asyncio.gather(*(channel.send(str(number)) for number in range(9)))
    assert time.monotonic() - began > 0.5
    assert len(local.messages(local.channel)) == 9
    # The first ones cannot know of the limit; from then on the client keeps to it.
    assert statuses(local).count(429) <= 6
    before = len(local.requests)
    for number in range(6):
        await channel.send(f"again {number}")
    assert [request.status for request in local.requests[before:]] == [200] * 6


async def test_a_limit_for_all_together_holds_every_route_up(local, bot):
    bot.answer_replies = False
    local.limit_together(limit=3, per=0.4)
    channel = bot.get_channel(int(local.channel.id))
    for number in range(4):
        await channel.send(str(number))
    assert statuses(local).count(429) == 1
    assert len(local.messages(local.channel)) == 4


@pytest.mark.usefixtures("bot")
async def test_answers_to_commands_are_held_up_by_the_limit_of_their_own_route(local):
    local.limit(r"PATCH /webhooks/", limit=1, per=0.2)
    began = time.monotonic()
    exchange = await local.member.slash("echo", {"text": "hello"}, wait=False)
    # Both go to the same webhook: after the first one the client waits.
    await exchange.until(lambda one: [message["content"] for message in one.messages] == ["hello", "and more"])
    assert time.monotonic() - began > 0.15
    assert 429 not in statuses(local, "@original")
