"""All commands, menus and buttons there are, tried by everybody, everywhere: found by themselves, so none is missed.

What stands under `admin` is for admins; what is for everybody stands below by name. So whatever is added without
being one or the other fails here, and so does what is for admins and asks nobody who they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import pytest
from discord import app_commands, ui
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from bot.buttons import BELOW_ANSWERS
from bot.buttons.passages import Meant
from bot.buttons.quotes import Style
from bot.buttons.votes import Forget
from bot.config import DiscordSettings
from bot.running.service import create_bot
from bot.words import Phrases
from tests.bot.samples import FakeArchive
from tests.discord import File
from tests.scene import Scene, online, text_of

if TYPE_CHECKING:
    import re
    from collections.abc import AsyncIterator, Mapping

    from bot.client import PinciteBot
    from tests.discord import Channel, Exchange, Member

    Leaf = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
    Item = type[ui.DynamicItem[Any]]

EN = Phrases.of("en")
FOR_EVERYBODY = {
    "ask",
    "verify",
    "find",
    "help",
    "about",
    "privacy",
    "Find sources",
    "Check quotes",
    "Send to my messages",
    "Forget this answer",
}
FOR_ADMINS = "admin"
SELECTS = {Style}
ONE = settings(max_examples=1, phases=(Phase.generate,), deadline=None, database=None)
VALUES: dict[discord.AppCommandOptionType, Any] = {
    discord.AppCommandOptionType.string: "When was it lit?",
    discord.AppCommandOptionType.boolean: True,
    discord.AppCommandOptionType.integer: 1,
    discord.AppCommandOptionType.attachment: File("a.txt", b"words"),
}


def leaves(bot: PinciteBot) -> list[Leaf]:
    """Return every command that can be called, groups taken apart, and every entry of a menu."""
    kinds = (discord.AppCommandType.chat_input, discord.AppCommandType.message, discord.AppCommandType.user)
    found = [one for kind in kinds for one in bot.tree.walk_commands(type=kind)]
    return [one for one in found if not isinstance(one, app_commands.Group)]


def items(bot: PinciteBot) -> dict[re.Pattern[str], Item]:
    """Return every button and select that works without the message it came with."""
    return dict(bot._connection._view_store._dynamic_items)


@pytest.fixture
async def scene(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Scene]:
    async with online(FakeArchive(), caplog) as opened:
        await opened.bot.services.servers.change(int(opened.discord.guild.id), cooldown_questions=0)
        yield opened


@pytest.fixture
async def bot() -> PinciteBot:
    made = create_bot(FakeArchive(), DiscordSettings())
    await made.add_parts()
    return made


@pytest.fixture
def shapes(bot: PinciteBot) -> dict[Item, tuple[str, str]]:
    """Return a custom id that each item takes, as what stands before and after the answer's id.

    Made before the bot is online: the event loop must not wait for it.
    """
    made = {}
    for pattern, item in items(bot).items():
        example = find(st.from_regex(pattern, fullmatch=True), lambda _: True, settings=ONE)
        match = pattern.fullmatch(example)
        assert match is not None
        start, end = match.span("answer")
        made[item] = (example[:start], example[end:])
    return made


async def everybody(scene: Scene) -> dict[str, tuple[Member, Channel]]:
    """Return who there is, and where they are."""
    manage = discord.Permissions(manage_guild=True)
    ada, elsewhere = scene.discord.member, scene.discord.add_guild("Elsewhere")
    stranger = elsewhere.add_member("Stranger", permissions=manage)
    scene.discord.guild.admit(stranger)  # an admin there, a member here
    without = scene.discord.add_guild("Without the bot", with_bot=False)
    guest = without.add_member("Guest", permissions=manage)
    guest.install()
    return {
        "a member": (ada, scene.discord.channel),
        "an admin of another server": (stranger, scene.discord.channel),
        "an admin in direct messages": (stranger, stranger.direct_channel),
        "an admin where the bot was brought along": (guest, without.channel),
    }


async def call(leaf: Leaf, who: Member, where: Channel) -> Exchange:
    if isinstance(leaf, app_commands.ContextMenu):
        message = await who.say("When was it lit?", channel=where)
        return await who.use_on_message(leaf.name, message, forged=True)
    options = {
        option.name: VALUES[option.type]
        for option in leaf.parameters
        if option.type in VALUES and not option.choices and option.name != "author"
    }
    options |= {"years": "1901"} if "years" in options else {}
    return await who.slash(leaf.qualified_name, options, channel=where, forged=True)


def stored(scene: Scene) -> list[Any]:
    """Return what servers have set and what was begun for them."""
    return scene.bot.services.memory.run_blocking(
        lambda db: [db.execute(f"SELECT * FROM {table}").fetchall() for table in ("server", "job", "schedule")]
    )


def test_every_command_is_for_everybody_or_for_admins(bot: PinciteBot) -> None:
    roots = {
        leaf.qualified_name.split()[0] if isinstance(leaf, app_commands.Command) else leaf.name
        for leaf in leaves(bot)
    }
    assert roots - {FOR_ADMINS} == FOR_EVERYBODY


def test_every_button_is_one_below_answers(bot: PinciteBot) -> None:
    assert set(items(bot).values()) == set(BELOW_ANSWERS)
    assert len(BELOW_ANSWERS) == len(items(bot)) > 5


def test_nothing_else_listens_to_what_is_pressed(bot: PinciteBot) -> None:
    """A button that a listener answers is looked after where it is listened to: the admin's, in `bot/commands/admin`."""
    listening = {
        type(cog).__module__
        for cog in bot.cogs.values()
        for event, _ in cog.get_listeners()
        if event == "on_interaction"
    }
    assert all("admin" in module for module in listening)


async def test_what_is_for_everybody_answers_everybody_everywhere(scene: Scene) -> None:
    for name, (who, where) in (await everybody(scene)).items():
        for leaf in leaves(scene.bot):
            if leaf.qualified_name in FOR_EVERYBODY:
                exchange = await call(leaf, who, where)
                assert not exchange.failed, (name, leaf.qualified_name)
                (message,) = exchange.messages
                assert text_of(message), (name, leaf.qualified_name)
                assert EN("error-exception.member") not in text_of(message), (name, leaf.qualified_name)


async def test_what_is_for_admins_is_refused_to_everybody_else_and_has_no_effect(scene: Scene) -> None:
    people = await everybody(scene)
    before = stored(scene)
    for name, (who, where) in people.items():
        for leaf in leaves(scene.bot):
            if leaf.qualified_name.split()[0] == FOR_ADMINS:
                exchange = await call(leaf, who, where)
                assert not exchange.failed, (name, leaf.qualified_name)
                assert exchange.ephemeral, (name, leaf.qualified_name)
                said = text_of(exchange.messages[0])
                assert EN("admin-only") in said or EN("admin-in-servers-only") in said, (name, leaf.qualified_name)
    assert stored(scene) == before
    assert scene.archive.asked == []


async def test_a_button_shows_an_answer_nowhere_but_where_it_was_given(
    shapes: dict[Item, tuple[str, str]], scene: Scene
) -> None:
    people = await everybody(scene)
    ada, here = people["a member"]
    answer = (await ada.slash("ask", {"question": "When was it lit?"}, channel=here)).messages[0]
    kept = await scene.bot.services.answers.of_message(int(answer["id"]))
    assert kept is not None
    theirs = {
        name: (who, (await who.slash("ask", {"question": "Where?"}, channel=where)).messages[0])
        for name, (who, where) in people.items()
        if where != here
    }
    for item, (before, after) in shapes.items():
        pressed = before + kept.id + after
        show(scene, answer, item, pressed)
        exchange = await press(ada, answer, item, pressed)
        assert EN("error-exception.member") not in shown(exchange), item
        # Of private answers, and of those to a question that was perhaps meant otherwise: this is neither.
        assert (EN("answer-forgotten") in shown(exchange)) == (item in {Forget, Meant}), item
        for name, (who, message) in theirs.items():
            show(scene, message, item, pressed)
            refused = shown(await press(who, message, item, pressed))
            assert EN("answer-forgotten") in refused, (name, item)
            assert "lamp" not in refused, (name, item)
    assert await scene.bot.services.answers.of(kept.id) is not None


def show(scene: Scene, message: Mapping[str, Any], item: Item, pressed: str) -> None:
    """Put a button or select below a message, as no bot but ours could."""
    stored = scene.discord.world.stored(message["channel_id"], message["id"])
    assert stored is not None
    options = [{"label": "A style", "value": "apa"}]
    shape = {"type": 3, "options": options} if item in SELECTS else {"type": 2, "style": 2, "label": "Press"}
    stored.components = [{"type": 1, "id": 1, "components": [{**shape, "id": 2, "custom_id": pressed}]}]


async def press(who: Member, message: Mapping[str, Any], item: Item, pressed: str) -> Exchange:
    values = ["apa"] if item in SELECTS else None
    exchange = await who.press(message, pressed, values=values, forged=True)
    assert not exchange.failed, item
    return exchange


def shown(exchange: Exchange) -> str:
    return "\n".join(text_of(message) for message in exchange.messages)
