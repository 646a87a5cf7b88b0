"""Which messages the bot answers, and what it takes for the question."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.conversation import without_mention
from bot.words import Phrases
from tests.bot.samples import LIT, FakeArchive
from tests.scene import Scene, online, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

EN = Phrases.of("en")


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog) as opened:
        yield opened


def asked(scene: Scene) -> list[str]:
    """Return the questions that reached the archive."""
    return [question for question, *_ in scene.archive.asked]


async def test_a_mention_is_answered_as_a_reply_and_is_not_part_of_the_question(scene: Scene) -> None:
    message = await scene.discord.member.say("When  was it\nlit?", mention_bot=True)
    reply = await scene.discord.reply_to(message)
    assert LIT in text_of(reply)
    assert reply["message_reference"]["message_id"] == message["id"]
    assert asked(scene) == ["When was it lit?"]


async def test_a_mention_at_the_end_counts_as_much(scene: Scene) -> None:
    me = scene.bot.user.id
    await scene.discord.reply_to(await scene.discord.member.say(f"When was it lit, <@!{me}>?"))
    assert asked(scene) == ["When was it lit, ?"]


async def test_a_direct_message_needs_no_mention(scene: Scene) -> None:
    message = await scene.discord.member.dm("When was it lit?")
    assert LIT in text_of(await scene.discord.reply_to(message))
    assert asked(scene) == ["When was it lit?"]


async def test_a_reply_that_pings_the_bot_is_a_question(scene: Scene) -> None:
    first = await scene.discord.reply_to(await scene.discord.member.dm("When was it lit?"))
    second = await scene.discord.member.dm("And by whom?", reply_to=first)
    await scene.discord.reply_to(second)
    public = await scene.discord.reply_to(await scene.discord.member.say("Where?", mention_bot=True))
    third = await scene.discord.member.say("Why?", reply_to=public, ping=True)
    assert LIT in text_of(await scene.discord.reply_to(third))
    assert asked(scene) == ["When was it lit?", "And by whom?", "Where?", "Why?"]


async def test_a_reply_without_a_ping_is_told_how_to_ask(scene: Scene) -> None:
    first = await scene.discord.reply_to(await scene.discord.member.say("Where?", mention_bot=True))
    second = await scene.discord.member.say("Why?", reply_to=first, ping=False)
    assert text_of(await scene.discord.reply_to(second)) == EN("reply-unreadable")
    assert asked(scene) == ["Where?"]


async def test_a_mention_without_a_question_is_asked_for_one(scene: Scene) -> None:
    message = await scene.discord.member.say(" ", mention_bot=True)
    assert text_of(await scene.discord.reply_to(message)) == EN("question-missing")
    assert asked(scene) == []


async def test_what_does_not_address_the_bot_is_none_of_its_business(scene: Scene) -> None:
    ada = scene.discord.member
    bob = scene.discord.add_member("Bob")
    hers = await ada.say("Good morning")
    await ada.say("@everyone When was it lit?")
    await ada.say(f"<@&{scene.discord.channel.guild_id}> <@{bob.id}> When was it lit?")
    await bob.say("Ada, when was it lit?", reply_to=hers)
    # An answer to what comes last shows that the others were passed over.
    last = await ada.say("Where?", mention_bot=True)
    reply = await scene.discord.reply_to(last)
    assert asked(scene) == ["Where?"]
    assert [one for one in scene.discord.messages(scene.discord.channel) if one["author"].get("bot")] == [reply]


@pytest.mark.parametrize(
    "changes",
    [
        {"author": {"bot": True}},
        {"webhook_id": "99"},
        {"type": 6},  # "Ada pinned a message", which refers to it as a reply does
        {"type": 18},  # "Ada started a thread"
    ],
)
async def test_other_bots_webhooks_and_discords_own_notices_are_not_answered(
    scene: Scene, changes: dict[str, Any]
) -> None:
    message = await scene.discord.member.say("Where?", mention_bot=True)
    await scene.discord.reply_to(message)
    author = message["author"] | changes.pop("author", {})
    scene.bot._connection.parse_message_create({**message, "id": "7", **changes, "author": author})
    await scene.discord.reply_to(await scene.discord.member.say("Why?", mention_bot=True))
    assert asked(scene) == ["Where?", "Why?"]


async def test_typing_is_shown_before_the_answer(scene: Scene) -> None:
    await scene.discord.reply_to(await scene.discord.member.say("Where?", mention_bot=True))
    routes = [request.route.split("/")[-1] for request in scene.discord.requests if "/channels/" in request.path]
    assert routes == ["typing", "messages"]


async def test_an_answer_comes_even_where_typing_cannot_be_shown(scene: Scene) -> None:
    scene.discord.fail_next("/typing", status=403)
    assert LIT in text_of(await scene.discord.reply_to(await scene.discord.member.say("Where?", mention_bot=True)))
    scene.discord.fail_next("/typing", status="drop")
    assert LIT in text_of(await scene.discord.reply_to(await scene.discord.member.say("Why?", mention_bot=True)))
    assert scene.logged(logging.WARNING) == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("<@7> why?", "why?"),
        ("<@!7>\nwhy?", "why?"),
        ("who is <@77>, <@7>", "who is <@77>,"),
        ("<@7>", ""),
        ("why?", "why?"),
    ],
)
def test_only_the_bots_own_mention_is_taken_out(text: str, question: str) -> None:
    assert without_mention(text, 7) == question


@pytest.mark.parametrize("text", ["thanks!", "hi", "danke dir", "ok cool"])
async def test_thanks_are_answered_in_one_line_once_and_with_no_passages(scene: Scene, text: str) -> None:
    first = await scene.discord.member.say(text, mention_bot=True)
    assert text_of(await scene.discord.reply_to(first)) == EN("pleasantry")
    before = len(scene.discord.messages(scene.discord.channel))
    await scene.discord.member.say(text, mention_bot=True)
    question = await scene.discord.member.say("When was it lit?", mention_bot=True)
    await scene.discord.reply_to(question)
    assert len(scene.discord.messages(scene.discord.channel)) == before + 3
    assert [asked for asked, *_ in scene.archive.asked] == ["When was it lit?"]
