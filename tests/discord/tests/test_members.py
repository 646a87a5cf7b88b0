"""What members do, and what they get, from a real client over sockets."""

from __future__ import annotations

import pytest

from tests.discord import NoAnswer, NoSuchCommand, NoSuchComponent

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_deferred_answer_and_its_follow_up_are_one_exchange(local):
    exchange = await local.member.slash("echo", {"text": "hello"})
    assert exchange.deferred
    assert not exchange.ephemeral
    assert not exchange.failed
    assert exchange.acknowledged_ms < 3000
    assert [one["content"] for one in exchange.messages] == ["hello", "and more"]
    assert [one["content"] for one in local.messages(local.channel)] == ["hello", "and more"]


async def test_an_ephemeral_answer_is_seen_by_its_asker_alone(local):
    other = local.add_member("Grace")
    exchange = await local.member.slash("whisper", {"text": "secret"})
    assert exchange.ephemeral
    assert not exchange.deferred
    assert [one["content"] for one in local.messages(local.channel, viewer=local.member)] == ["psst: secret"]
    assert local.messages(local.channel, viewer=other) == []


async def test_options_of_a_subcommand_arrive_typed_and_resolved(local):
    exchange = await local.member.slash("archive show", {"who": local.member.id, "times": 3})
    assert exchange.messages[0]["content"] == "Ada x3"


async def test_a_layout_is_kept_as_sent_and_its_button_answers(local):
    exchange = await local.member.slash("card", {"text": "A quote."})
    (message,) = exchange.messages
    assert message["flags"] & 1 << 15
    container = message["components"][0]
    assert container["accent_color"] == 0x336699
    assert container["components"][0]["content"] == "A quote."
    pressed = await local.member.press(message, "more")
    assert pressed.ephemeral
    assert [one["content"] for one in pressed.messages] == ["more of it"]
    assert pressed.messages[0]["interaction_metadata"]["interacted_message_id"] == message["id"]


async def test_a_button_can_change_its_message_at_once_or_later(local):
    for custom_id, text in (("turn", "turned"), ("slow turn", "turned slowly")):
        (message,) = (await local.member.slash("buttons")).messages
        pressed = await local.member.press(message, custom_id)
        assert [one["id"] for one in pressed.messages] == [message["id"]]
        assert pressed.messages[0]["content"] == text
        assert pressed.messages[0]["components"] == []


async def test_what_a_message_does_not_offer_cannot_be_pressed(local):
    (message,) = (await local.member.slash("buttons")).messages
    for custom_id in ("off", "nowhere"):
        with pytest.raises(NoSuchComponent):
            await local.member.press(message, custom_id)


async def test_a_choice_in_a_select_carries_its_values(local):
    (message,) = (await local.member.slash("buttons")).messages
    picked = await local.member.press(message, "pick", values=["a"])
    assert picked.messages[0]["content"] == "picked ['a']"


async def test_a_modal_is_shown_and_its_fields_come_back(local):
    (message,) = (await local.member.slash("buttons")).messages
    shown = await local.member.press(message, "ask why")
    assert shown.modal["title"] == "Tell us"
    sent = await local.member.submit(shown, {"field": "asking"})
    assert [one["content"] for one in sent.messages] == ["thanks for asking"]


async def test_autocompletion_offers_choices(local):
    offered = await local.member.autocomplete("word", {"start": "ta"}, focused="start")
    assert [one["name"] for one in offered] == ["taa", "tab"]


async def test_an_unregistered_command_or_option_cannot_be_typed(local):
    with pytest.raises(NoSuchCommand, match="echo"):
        await local.member.slash("nonsense", timeout=0.1)
    with pytest.raises(NoSuchCommand, match="text"):
        await local.member.slash("echo", {"no": "such option"})


async def test_a_promise_without_an_answer_is_an_error(local):
    with pytest.raises(NoAnswer):
        await local.member.slash("forget", timeout=0.3)


async def test_a_thread_and_another_channel_are_places_to_ask(local):
    elsewhere = local.add_channel("elsewhere")
    for place in (elsewhere, local.add_thread(local.channel, "a thread")):
        reply = await local.reply_to(await local.member.say("here", channel=place, mention_bot=True))
        assert reply["channel_id"] == place.id
    exchange = await local.member.slash("echo", {"text": "there"}, channel=elsewhere)
    assert exchange.messages[0]["channel_id"] == elsewhere.id
