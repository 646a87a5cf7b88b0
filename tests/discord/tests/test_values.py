"""What people put into commands, selects and forms, with Discord's client and with a hand-made one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from tests.discord import File, LocalDiscord, NoSuchCommand, NoSuchComponent, NotOffered
from tests.discord.tests.rich_bot import RichBot
from tests.discord.tests.small_bot import running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
async def bot(local: LocalDiscord, openapi) -> AsyncIterator[RichBot]:
    local.check_against(openapi)
    client = RichBot()
    async with running(local, client):
        yield client
    assert local.violations == []
    assert local.infidelities == []


async def test_a_file_goes_into_a_command(local, bot):
    await local.member.slash("take", {"file": File("notes.txt", b"words")})
    await local.member.slash("take", {"file": File("notes.txt", b"\x7fELF", content_type="application/pdf")})
    assert bot.told == [("notes.txt", "text/plain", b"words"), ("notes.txt", "application/pdf", b"\x7fELF")]


async def test_roles_channels_and_members_go_into_a_command(local, bot):
    role, shelf = local.guild.add_role("readers"), local.add_channel("shelf")
    await local.member.slash("take", {"role": role, "channel": shelf.id, "user": local.member})
    assert bot.told == ["readers", "shelf", "Ada"]


async def test_what_is_of_another_server_goes_into_no_command(local):
    other = local.add_guild("Other")
    for name, value in (("role", other.add_role("r")), ("channel", other.channel), ("user", "1")):
        with pytest.raises(NotOffered):
            await local.member.slash("take", {name: value})


async def test_every_kind_of_select_sends_its_values_and_what_they_stand_for(local, bot):
    role, shelf = local.guild.add_role("readers"), local.add_channel("shelf")
    (message,) = (await local.member.slash("selects")).messages
    ada = local.member.id
    for custom_id, values, expected in (
        ("strings", ["a", "c"], (["a", "c"], [])),
        ("users", [local.member], ([ada], ["members", "users"])),
        ("roles", [role], ([role.id], ["roles"])),
        ("mentionables", [role, ada], ([role.id, ada], ["members", "roles", "users"])),
        ("channels", [shelf], ([shelf.id], ["channels"])),
    ):
        await local.member.press(message, custom_id, values=values)
        assert bot.told[-1] == expected


async def test_a_select_takes_what_it_offers_unless_the_client_is_hand_made(local, bot):
    (message,) = (await local.member.slash("selects")).messages
    for values in ([], ["z"], ["a", "b", "c"]):
        with pytest.raises(NotOffered):
            await local.member.press(message, "strings", values=values)
        await local.member.press(message, "strings", values=values, forged=True)
        assert bot.told[-1] == (values, [])


async def test_what_is_not_shown_is_pressed_by_a_hand_made_client_alone(local):
    (message,) = (await local.member.slash("buttons")).messages
    for custom_id in ("off", "made up"):
        with pytest.raises(NoSuchComponent):
            await local.member.press(message, custom_id)
        pressed = await local.member.press(message, custom_id, forged=True)
        assert pressed.messages[0]["content"] == "nobody should press that"


async def test_an_ephemeral_message_is_pressed_by_its_asker_alone(local):
    bob = local.add_member("Bob")
    (message,) = (await local.member.slash("selects", {"private": True})).messages
    with pytest.raises(NotOffered, match="somebody else"):
        await bob.press(message, "users", values=[bob])
    await bob.press(message, "users", values=[bob], forged=True)
    await local.member.press(message, "users", values=[bob])


async def test_a_link_button_leads_to_its_address(local):
    (message,) = (await local.member.slash("buttons")).messages
    assert local.member.press_link(message) == "https://example.org/a"
    assert local.member.press_link(message, "Again") == "https://example.org/b"
    with pytest.raises(NoSuchComponent):
        local.member.press_link(message, "Nowhere")


async def test_a_form_takes_texts_choices_people_and_files(local, bot):
    shown = await local.member.slash("form")
    files = [File("a.txt", b"a"), File("b.txt", b"b")]
    await local.member.submit(shown, {"text": "words", "choice": ["x"], "who": [local.member], "files": files})
    assert bot.told == [("words", ["x"], ["Ada"], [("a.txt", b"a"), ("b.txt", b"b")])]


async def test_a_form_left_alone_sends_its_defaults(local, bot):
    await local.member.submit(await local.member.slash("form"), {"text": "ok"})
    assert bot.told == [("ok", ["y"], [], [])]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "x"},
        {"text": "xxxxxx"},
        {"text": "ok", "choice": ["z"]},
        {"text": "ok", "choice": []},
        {"text": "ok", "files": [File("a", b"")] * 3},
    ],
)
async def test_a_form_accepts_what_it_asks_for_unless_the_client_is_hand_made(local, bot, fields):
    shown = await local.member.slash("form")
    with pytest.raises(NotOffered):
        await local.member.submit(shown, fields)
    await local.member.submit(shown, fields, forged=True)
    assert len(bot.told) == 1


async def test_a_form_is_sent_by_whom_it_is_shown_to(local):
    bob = local.add_member("Bob")
    shown = await local.member.slash("form")
    with pytest.raises(NotOffered, match="somebody else"):
        await bob.submit(shown, {"text": "ok"})
    await bob.submit(shown, {"text": "ok"}, forged=True)
    with pytest.raises(NoSuchComponent):
        await local.member.submit(shown, {"nothing": "x"})


async def test_a_hand_made_client_sends_options_and_commands_that_are_not_there(local):
    with pytest.raises(NoSuchCommand):
        await local.member.slash("take", {"more": True})
    await local.member.slash("take", {"more": True, "number": 1, "text": "x"}, forged=True, wait=False)
    await local.member.slash("gone", forged=True, wait=False)


async def test_a_dismissed_message_is_gone_and_an_ephemeral_one_is_never_reached_by_its_id(local, raw):
    exchange = await local.member.slash("selects", {"private": True})
    (message,) = exchange.messages
    path = f"/channels/{message['channel_id']}/messages/{message['id']}"
    for method, body in (("GET", None), ("PATCH", {"content": "changed"}), ("DELETE", None)):
        status, answer = await raw(method, path, body)
        assert (status, answer["code"]) == (404, 10008)
    with pytest.raises(NotOffered):
        local.add_member("Bob").dismiss(message)
    local.member.dismiss(message)
    assert exchange.messages == []
    own = f"/webhooks/{local.world.application_id}/{exchange.record.token}/messages/@original"
    status, answer = await raw("PATCH", own, {"content": "changed"})
    assert (status, answer["code"]) == (404, 10008)


async def test_messages_are_edited_and_deleted_by_those_who_may(local):
    bob = local.add_member("Bob")
    admin = local.add_member("Root", permissions=discord.Permissions(manage_messages=True))
    message = await local.member.say("first")
    assert local.member.edit(message, "second")["content"] == "second"
    with pytest.raises(NotOffered):
        bob.edit(message, "third")
    with pytest.raises(NotOffered):
        bob.delete(message)
    admin.delete(message)
    own = await bob.say("mine")
    bob.delete(own)
    assert local.messages(local.channel) == []
