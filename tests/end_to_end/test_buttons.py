"""Members press what stands below the answers of the real bot, over real sockets."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.config import DiscordSettings
from bot.memory import Memory
from bot.words import Phrases, markdown
from embeddings.quoting.citing.styles import FORMATS
from tests.discord.limits.components import walk
from tests.scene import Scene, online, pressable, text_of, texts_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.memory import KeptAnswer
    from embeddings.archive import Archive
    from tests.discord import Member

EN = Phrases.of("en")
QUESTION = "When did Leon Sedov die?"
NO_COOLDOWN = {"cooldown_seconds": 0}


@pytest.fixture
async def scene(archive: Archive, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(archive, caplog) as opened:
        await opened.bot.services.servers.change(int(opened.discord.guild.id), **NO_COOLDOWN)
        yield opened


async def asked(scene: Scene, question: str = QUESTION, **options: Any) -> dict[str, Any]:
    (message,) = (await scene.discord.member.slash("ask", {"question": question, **options})).messages
    return message


async def kept(scene: Scene, message: dict[str, Any]) -> KeptAnswer:
    """Return what is remembered of an answer, once the bot has learnt which message shows it."""
    while (answer := await scene.bot.services.answers.of_message(int(message["id"]))) is None:  # noqa: ASYNC110 - no event
        await asyncio.sleep(0.01)
    return answer


async def pressed(who: Member, message: dict[str, Any], name: str, **options: Any) -> dict[str, Any]:
    """Press a button, and return the message that came of it, seen by who pressed alone."""
    exchange = await who.press(message, pressable(message)[name], **options)
    assert exchange.ephemeral
    (answer,) = exchange.messages
    return answer


async def turned(scene: Scene, message: dict[str, Any], name: str, **options: Any) -> dict[str, Any]:
    """Press what redraws a message in place, and return the message as it is then."""
    await scene.discord.member.press(message, pressable(message)[name], **options)
    redrawn = scene.discord.message(message["channel_id"], message["id"])
    assert redrawn is not None
    return redrawn


def quoted(message: dict[str, Any]) -> list[str]:
    """Return the block quotes of a message as their documents have them."""
    blocks = ["\n".join(line for line in text.split("\n") if line.startswith("> ")) for text in texts_of(message)]
    return [markdown.unquote(block) for block in blocks if block]


async def test_below_an_answer_stand_its_buttons_each_quote_with_its_own(scene: Scene) -> None:
    message = await asked(scene)
    labels = [one.get("label") or one["emoji"]["name"] for one in walk(message["components"]) if one["type"] == 2]
    assert labels == ["Context", "Cite"] * len(quoted(message)) + ["More", "👍", "👎"]


async def test_context_shows_whole_paragraphs_around_the_quote_which_is_bold_and_turns_its_pages(
    scene: Scene,
) -> None:
    message = await asked(scene)
    page = await pressed(scene.discord.member, message, "context")
    (shown,) = quoted(page)
    quote = quoted(message)[0]
    assert quote in shown
    assert len(shown) > len(quote)
    assert "Paragraphs" in text_of(page)
    bold = "".join(part for part in text_of(page).split("**")[3::2])
    assert quote.split()[0] in bold
    documents = [scene.archive.show(path) for path in scene.archive.documents()]
    pages = [shown]
    while "page:on" in pressable(page):
        page = await turned(scene, page, "page:on")
        pages.append(quoted(page)[0])
    assert len(pages) > 2
    assert len(set(pages)) == len(pages)
    paragraphs = [part for part in "\n\n".join(pages).split("\n\n") if part]
    assert all(any(paragraph in document.text for document in documents) for paragraph in paragraphs)
    back = await turned(scene, page, "page:to-quote")
    assert quoted(back)[0] == shown
    assert "page:to-quote" not in pressable(back)


async def test_cite_gives_every_style_to_copy_and_choosing_redraws(scene: Scene) -> None:
    message = await asked(scene)
    cited = await pressed(scene.discord.member, message, "cite")
    seen = {text_of(cited)}
    for style in FORMATS:
        redrawn = await turned(scene, cited, "style", values=[style])
        assert redrawn["id"] == cited["id"]
        seen.add(text_of(redrawn))
        block = text_of(redrawn).split("```")[1].strip()
        assert "Militant" in block
        if style == "csl-json":
            assert json.loads(block)[0]["title"]
    assert len(seen) == len(FORMATS)


async def test_more_shows_passages_not_shown_before_with_buttons_of_their_own_and_then_says_there_are_none(
    scene: Scene,
) -> None:
    message = await asked(scene)
    seen = quoted(message)
    more = await pressed(scene.discord.member, message, "more")
    while "more" in pressable(more):
        new = quoted(more)
        assert new
        assert not set(new) & set(seen)
        seen += new
        context = await pressed(scene.discord.member, more, "context")
        assert new[0] in quoted(context)[0]
        more = await pressed(scene.discord.member, more, "more")
        if len(seen) > 12:
            break
    else:
        assert text_of(more) == EN("nothing-further")


async def test_each_member_has_one_vote_which_they_can_change_and_take_back(scene: Scene) -> None:
    message = await asked(scene)
    bob = scene.discord.add_member("Bob")
    answer = await kept(scene, message)

    async def votes_after(who: Member, name: str, said: str) -> tuple[int, int]:
        assert text_of(await pressed(who, message, name)) == EN(said)
        return await scene.bot.services.votes.on(answer.id)

    ada = scene.discord.member
    assert await votes_after(ada, "vote:up", "vote-up") == (1, 0)
    assert await votes_after(bob, "vote:down", "vote-down") == (1, 1)
    assert await votes_after(ada, "vote:down", "vote-down") == (0, 2)
    assert await votes_after(ada, "vote:down", "vote-none") == (0, 1)


async def test_a_private_answer_is_forgotten_at_the_press_of_a_button_and_only_a_private_one(scene: Scene) -> None:
    public = await asked(scene)
    assert "forget" not in pressable(public)
    message = await asked(scene, private=True)
    answer = await kept(scene, message)
    page = await pressed(scene.discord.member, message, "context")
    assert text_of(await turned(scene, message, "forget")) == EN("forgotten")
    assert await scene.bot.services.answers.of(answer.id) is None
    assert text_of(await turned(scene, page, "page:on")) == EN("answer-forgotten")


async def test_another_member_can_press_and_sees_alone_what_comes_of_it(scene: Scene) -> None:
    message = await asked(scene)
    bob = scene.discord.add_member("Bob")
    context = await pressed(bob, message, "context")
    channel = scene.discord.channel
    assert [one["id"] for one in scene.discord.messages(channel, viewer=scene.discord.member)] == [message["id"]]
    assert context["id"] in {one["id"] for one in scene.discord.messages(channel, viewer=bob)}


async def test_buttons_work_in_direct_messages(scene: Scene) -> None:
    message = await scene.discord.reply_to(await scene.discord.member.dm(QUESTION))
    for name in ("context", "cite", "more", "vote:up"):
        (shown,) = (await scene.discord.member.press(message, pressable(message)[name])).messages
        assert len(text_of(shown)) > 20
        if name == "context":
            assert quoted(message)[0] in quoted(shown)[0]


async def test_buttons_work_after_a_restart_of_the_bot(
    archive: Archive, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    memory = Memory.open(tmp_path)
    async with online(archive, caplog, memory=memory) as scene:
        message = await asked(scene)
        page = await pressed(scene.discord.member, message, "context")
        await scene.stop_once_ready()
        memory.close()
        memory = Memory.open(tmp_path)
        await scene.restart(memory)
        again = await pressed(scene.discord.member, message, "context")
        assert quoted(again) == quoted(page)
        assert quoted(await turned(scene, page, "page:on")) != quoted(page)
        for name in ("cite", "more", "vote:down"):
            assert len(text_of(await pressed(scene.discord.member, message, name))) > 20
    memory.close()


async def test_of_an_answer_that_is_not_remembered_every_button_says_so(scene: Scene) -> None:
    message = await asked(scene)
    page = await pressed(scene.discord.member, message, "context")
    await scene.bot.services.answers.prune(older_than_days=-1)
    for name in ("context", "cite", "more", "vote:up"):
        assert text_of(await pressed(scene.discord.member, message, name)) == EN("answer-forgotten")
    assert text_of(await turned(scene, page, "page:on")) == EN("answer-forgotten")


@pytest.mark.parametrize("place", ["another server", "direct messages", "another's direct messages"])
async def test_an_answer_given_elsewhere_is_never_shown(scene: Scene, place: str) -> None:
    member = scene.discord.member
    direct = place == "another's direct messages"
    message = await scene.discord.reply_to(await member.dm(QUESTION)) if direct else await asked(scene)
    await kept(scene, message)
    elsewhere = {"another server": "server = 77", "direct messages": "server = NULL"}.get(place, "channel = 77")
    await scene.memory.run(lambda db: db.execute(f"UPDATE answer SET {elsewhere}").rowcount)
    for name in ("context", "cite", "more", "vote:up"):
        (said,) = (await member.press(message, pressable(message)[name])).messages
        assert text_of(said) == EN("answer-forgotten")


async def test_everything_is_said_in_the_members_language(scene: Scene) -> None:
    await scene.bot.services.servers.change(int(scene.discord.guild.id), language="de")
    message = await asked(scene)
    labels = [one.get("label") for one in walk(message["components"]) if one["type"] == 2]
    assert labels[:2] == ["Kontext", "Zitieren"]
    assert "Worte von der Redaktion von The Militant, nicht von Leon Trotsky." in text_of(message)
    assert "Absätze" in text_of(await pressed(scene.discord.member, message, "context"))
    assert "Notiert" in text_of(await pressed(scene.discord.member, message, "vote:up"))


async def test_more_counts_as_a_question_for_the_cooldown_and_says_how_long_to_wait(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    async with online(archive, caplog, DiscordSettings()) as scene:
        await scene.bot.services.servers.change(
            int(scene.discord.guild.id), cooldown_questions=1, cooldown_seconds=600
        )
        message = await asked(scene)
        said = text_of(await pressed(scene.discord.member, message, "more"))
        assert "<t:" in said
        assert "page" not in pressable(await pressed(scene.discord.member, message, "context"))
