"""Whom a message notifies, by Discord's rule."""

from __future__ import annotations

import pytest

from tests.discord.pings import Audience, pinged, text_of

THERE = Audience(frozenset({"1", "2"}), frozenset({"7"}), everyone=True)
ALL = {"content": "<@1> <@!2> <@3> <@&7> <@&8> @everyone @here"}


@pytest.mark.parametrize(
    ("allowed", "interaction", "expected"),
    [
        (None, False, {"1", "2", "7", "everyone"}),
        (None, True, {"1", "2"}),
        ({"parse": []}, False, set()),
        ({"parse": ["users"]}, False, {"1", "2"}),
        ({"parse": ["roles"]}, True, {"7"}),
        ({"parse": ["everyone"]}, True, {"everyone"}),
        ({"users": ["2", "3"]}, False, {"2"}),
        ({"users": [2], "roles": [7]}, False, {"2", "7"}),
        ({"replied_user": True}, False, set()),
    ],
)
def test_allowed_mentions_decide(allowed, interaction, expected):
    assert pinged(ALL, allowed, THERE, interaction=interaction) == expected


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [(None, {"2"}), ({"parse": []}, set()), ({"replied_user": False}, set()), ({"replied_user": True}, {"2"})],
)
def test_a_reply_notifies_its_author_unless_told_not_to(allowed, expected):
    assert pinged({"content": "x"}, allowed, THERE, interaction=False, replied_to="2") == expected


def test_everyone_needs_the_permission():
    nobody = Audience(frozenset(), frozenset(), everyone=False)
    assert pinged(ALL, None, nobody, interaction=False) == set()


def test_text_displays_count_at_any_depth_and_embeds_do_not():
    message = {
        "content": "",
        "embeds": [{"description": "<@1>"}],
        "components": [{"type": 17, "components": [{"type": 9, "components": [{"type": 10, "content": "<@2>"}]}]}],
    }
    assert text_of(message).strip() == "<@2>"
    assert pinged(message, None, THERE, interaction=False) == {"2"}


async def test_the_bots_messages_are_followed_from_sending_to_pings(local, raw):
    path = f"/channels/{local.channel.id}/messages"
    await raw("POST", path, {"content": local.member.mention, "allowed_mentions": {"parse": []}})
    assert local.pinged == set()
    _, sent = await raw("POST", path, {"content": "nobody"})
    await raw("PATCH", f"{path}/{sent['id']}", {"content": f"{local.member.mention} @everyone"})
    assert local.pinged == set()
    await raw("POST", path, {"content": f"{local.member.mention} @everyone"})
    assert local.pinged == {local.member.id, "everyone"}


async def test_a_reply_and_an_ephemeral_answer_ping_whom_they_should(local, bot):
    other = local.add_member("Grace")
    await local.member.slash("whisper", {"text": other.mention})
    await local.reply_to(await local.member.say("quietly"))
    assert local.pinged == set()
    await local.member.slash("echo", {"text": f"{other.mention} @everyone"})
    assert local.pinged == {other.id}
    await local.reply_to(await local.member.dm("ping me"))
    assert local.pinged == {other.id, local.member.id}
    assert bot.errors == []


async def test_allowed_mentions_are_shown_as_sent(local, raw):
    path = f"/channels/{local.channel.id}/messages"
    await raw("POST", path, {"content": "a", "allowed_mentions": {"parse": [], "replied_user": False}})
    await raw("POST", path, {"content": "b"})
    shown = [one["allowed_mentions"] for one in local.messages(local.channel)]
    assert shown == [{"parse": [], "replied_user": False}, None]
