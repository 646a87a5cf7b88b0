"""The HTTP side: who may call, what is refused, what goes wrong on demand, what is recorded."""

from __future__ import annotations

import asyncio
import re

import aiohttp
import discord
import pytest

from tests.discord import LocalDiscord, Request
from tests.discord.tests.small_bot import SmallBot, running


async def test_answers_are_json_by_exactly_that_name(local):
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bot {local.token}"}
        async with session.get(f"{local.rest_url}/users/@me", headers=headers) as answer:
            assert answer.headers["Content-Type"] == "application/json"
            assert (await answer.json())["id"] == local.world.bot_id


async def test_a_call_without_the_token_is_unauthorized(local, raw):
    assert (await raw("GET", "/users/@me", headers={"Authorization": "Bot wrong"}))[0] == 401
    assert (await raw("GET", "/gateway", headers={"Authorization": ""})) == (200, {"url": local.gateway_url})


async def test_an_unknown_route_is_refused_and_remembered(local, raw):
    status, answer = await raw("POST", "/channels/1/confetti", {"colour": "red"})
    assert (status, answer) == (404, {"message": "404: Not Found", "code": 0})
    (request,) = local.unknown_requests
    assert (request.route, request.body) == ("POST /channels/1/confetti", {"colour": "red"})


async def test_an_unknown_field_of_a_known_route_is_remembered_too(local, raw):
    path = f"/channels/{local.channel.id}/messages"
    status, answer = await raw("POST", path, {"content": "x", "confetti": True})
    assert status == 400
    assert "confetti" in answer["message"]
    assert [request.path for request in local.unknown_requests] == [path]


async def test_a_request_is_recorded_with_its_answer(local, raw):
    path = f"/channels/{local.channel.id}/messages"
    _, sent = await raw("POST", path, {"content": "x"}, params={"q": "1"})
    (request,) = local.requests
    assert request == Request("POST", path, {"content": "x"}, 200, sent, request.at, (("q", "1"),))
    with pytest.raises(AttributeError):
        request.status = 500


async def test_a_body_that_is_no_json_is_refused(local):
    async with aiohttp.ClientSession() as session:
        options = {"data": "{", "headers": {"Authorization": f"Bot {local.token}"}}
        async with session.post(f"{local.rest_url}/channels/1/messages", **options) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 50109)


async def test_missing_things_have_their_own_codes(local, raw):
    channel = f"/channels/{local.channel.id}"
    assert (await raw("GET", "/channels/1"))[1]["code"] == 10003
    assert (await raw("GET", f"{channel}/messages/1"))[1]["code"] == 10008
    assert (await raw("POST", f"/webhooks/{local.world.application_id}/none", {"content": "x"}))[1][
        "code"
    ] == 10015
    message = await local.member.say("mine")
    status, answer = await raw("PATCH", f"{channel}/messages/{message['id']}", {"content": "yours"})
    assert (status, answer["code"]) == (403, 50005)


async def test_a_first_response_after_the_deadline_is_refused():
    client = SmallBot()
    async with LocalDiscord(deadline_s=0.1) as local, running(local, client):
        exchange = await local.member.slash("late")
        assert exchange.failed
        assert exchange.acknowledged_ms is None
        assert exchange.messages == []
        await local.until(lambda: bool(client.errors))
        assert isinstance(client.errors[0], discord.NotFound)
        assert client.errors[0].code == 10062


async def test_a_second_first_response_is_refused(local, bot):
    exchange = await local.member.slash("twice")
    await local.until(lambda: bool(bot.errors))
    assert (bot.errors[0].status, bot.errors[0].code) == (400, 40060)
    assert [one["content"] for one in exchange.messages] == ["once"]


async def test_a_token_expires_after_a_quarter_of_an_hour(local, bot):
    exchange = await local.member.slash("whisper", {"text": "hello"})
    local.advance(15 * 60 + 1)
    late = discord.Webhook.partial(
        int(local.world.application_id), exchange.record.token, session=bot.http._HTTPClient__session
    )
    with local.redirect(), pytest.raises(discord.HTTPException) as refused:
        await late.send("too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_a_dropped_call_reaches_the_bot_as_a_lost_connection(local, bot):
    local.fail_next("POST /channels/.*/messages", status="drop")
    await local.member.say("hello", mention_bot=True)
    await local.until(lambda: bool(bot.errors))
    assert isinstance(bot.errors[0], aiohttp.ClientConnectionError)
    assert [request.status for request in local.requests if request.path.endswith("/messages")] == [0]
    assert len(local.messages(local.channel)) == 1


async def test_a_lost_answer_leaves_its_effect_and_a_repetition_adds_none(local, bot, raw):
    bot.answer_replies = False
    path = f"/channels/{local.channel.id}/messages"
    body = {"content": "once", "nonce": "1234", "enforce_nonce": True}
    local.fail_next(f"POST {path}", status="lose")
    with pytest.raises(aiohttp.ClientConnectionError):
        await raw("POST", path, body)
    status, answer = await raw("POST", path, body)
    assert (status, answer["nonce"]) == (200, "1234")
    assert [one["content"] for one in local.messages(local.channel)] == ["once"]


async def test_a_rate_limit_is_waited_out_by_the_client(local, bot):
    local.fail_next("POST /channels/.*/messages", status=429, times=2, retry_after=0.02)
    reply = await local.reply_to(await local.member.say("hello", mention_bot=True))
    assert reply["content"].startswith("heard")
    assert bot.errors == []
    statuses = [request.status for request in local.requests if request.path.endswith("/messages")]
    assert statuses == [429, 429, 200]


async def test_a_failing_server_is_tried_again_by_the_client(local, bot):
    local.fail_next("POST /channels/.*/messages", status=502)
    await local.reply_to(await local.member.say("hello", mention_bot=True))
    statuses = [request.status for request in local.requests if request.path.endswith("/messages")]
    assert statuses == [502, 200]
    assert bot.errors == []


async def test_a_delay_holds_up_one_call_and_no_other(local, raw):
    local.fail_next("GET /users/@me", delay=0.3)
    slow = asyncio.create_task(raw("GET", "/users/@me"))
    await asyncio.sleep(0.01)
    assert (await raw("GET", "/gateway/bot"))[0] == 200
    assert not slow.done()
    assert (await slow)[0] == 200


async def test_a_fault_strikes_as_often_as_asked_and_only_its_route(local, raw):
    local.fail_next(re.escape("GET /users/@me"), status=503, times=2)
    statuses = [(await raw("GET", path))[0] for path in ("/gateway", "/users/@me", "/users/@me", "/users/@me")]
    assert statuses == [200, 503, 503, 200]
