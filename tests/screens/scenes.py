"""What is played for the pictures, by name: each scene returns the screens that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import Permissions

from bot.words import Phrases
from tests.scene import pressable, text_of
from tests.screens.draw import PHONE, Screen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.client import PinciteBot
    from embeddings.archive import Archive
    from tests.discord import Exchange, LocalDiscord, Member


PARTS = 15  # documents that a reindex is seen to read


@dataclass(frozen=True, slots=True)
class Stage:
    """Where scenes are played."""

    discord: LocalDiscord
    bot: PinciteBot
    archive: Archive


async def answer(stage: Stage) -> list[Screen]:
    """A question by command."""
    exchange = await stage.discord.member.slash("ask", {"question": "How did Leon Sedov die?"})
    return [Screen("answer", exchange.messages)]


async def answer_on_a_phone(stage: Stage) -> list[Screen]:
    """The same on a phone, which the answer should fit."""
    return [Screen("answer-on-a-phone", [await _answered(stage)], width=PHONE)]


async def doubtful(stage: Stage) -> list[Screen]:
    """An answer that may be none."""
    exchange = await stage.discord.member.slash("ask", {"question": "How did Leon Trotsky die?"})
    return [Screen("doubtful", exchange.messages), Screen("doubtful-on-a-phone", exchange.messages, width=PHONE)]


async def silence(stage: Stage) -> list[Screen]:
    """A question that the archive does not answer, and what comes nearest."""
    exchange = await stage.discord.member.slash("ask", {"question": "What does a litre of milk cost in Tokyo?"})
    (message,) = exchange.messages
    nearest = await _pressed(stage, message, "more")
    on_a_phone = Screen("silence-on-a-phone", exchange.messages, width=PHONE)
    return [Screen("silence", exchange.messages), on_a_phone, Screen("nearest", nearest.messages)]


async def places(stage: Stage) -> list[Screen]:
    """An answer that several places give."""
    exchange = await stage.discord.member.slash("ask", {"question": "Who killed Leon Sedov?"})
    return [Screen("places", exchange.messages), Screen("places-on-a-phone", exchange.messages, width=PHONE)]


async def conversation(stage: Stage) -> list[Screen]:
    """A mention, and a follow-up in reply to the answer."""
    member = stage.discord.member
    first = await member.say("When did Leon Sedov die?", mention_bot=True)
    answered = await stage.discord.reply_to(first)
    second = await member.say("and what languages did his book come out in?", reply_to=answered)
    return [Screen("conversation", [first, answered, second, await stage.discord.reply_to(second)])]


async def context(stage: Stage) -> list[Screen]:
    """What stands around a quote, and its further pages."""
    shown = await _answered(stage)
    opened = await _pressed(stage, shown, "context")
    return [Screen("context", opened.messages)]


async def citing(stage: Stage) -> list[Screen]:
    """A quote's citation, ready to be copied."""
    opened = await _pressed(stage, await _answered(stage), "cite")
    short = Screen("cite", opened.messages)
    (message,) = opened.messages
    await stage.discord.member.press(message, pressable(message)["style"], values=["bibtex"])
    redrawn = stage.discord.message(message["channel_id"], message["id"])
    assert redrawn is not None
    return [short, Screen("cite-bibtex", [redrawn])]


async def more(stage: Stage) -> list[Screen]:
    """The passages that come next."""
    opened = await _pressed(stage, await _answered(stage), "more")
    return [Screen("more", opened.messages)]


async def german(stage: Stage) -> list[Screen]:
    """The same answer, on a server that speaks German."""
    server = int(stage.discord.guild.id)
    await stage.bot.services.servers.change(server, language="de", citation_style="chicago-notes")
    screen = Screen("german", [await _answered(stage)])
    await stage.bot.services.servers.change(server, language=None, citation_style="short")
    return [screen]


async def about(stage: Stage) -> list[Screen]:
    """What the bot says of itself."""
    told = [await stage.discord.member.slash(name) for name in ("help", "about", "privacy")]
    return [Screen("about", [message for exchange in told for message in exchange.messages])]


async def settings(stage: Stage) -> list[Screen]:
    """What an admin has set."""
    await stage.bot.services.servers.change(
        int(stage.discord.guild.id), answer_channels=(int(stage.discord.channel.id),), in_threads=True
    )
    return [Screen("settings", (await _admin(stage).slash("admin settings")).messages)]


async def gaps(stage: Stage) -> list[Screen]:
    """What was asked in vain."""
    for question in ("Who won the chess match?", "How tall is the lighthouse?", "Who won the chess match?"):
        await stage.discord.member.slash("ask", {"question": question})
    return [Screen("gaps", (await _admin(stage).slash("admin gaps")).messages)]


async def reindexing(stage: Stage) -> list[Screen]:
    """A reindex while it runs and when it is done, then what the archive holds."""
    source = stage.archive.settings.source
    (seed, *_) = sorted(source.glob("*.txt"))
    parts = seed.read_text("utf-8").split("\n\n")
    for number in range(PARTS):  # enough to be seen at work; each text is new to the cache
        shifted = parts[number % len(parts) :] + parts[: number % len(parts)]
        text = "\n\n".join(f"{part} [{number}]" if part.strip() else part for part in shifted)
        (source / f"part {number + 1:02}.txt").write_text(text, encoding="utf-8")
    (source / "scan.pdf").write_bytes(b"%PDF-1.7 of which the rest was lost")
    admin = _admin(stage)
    begun = await admin.slash("admin reindex")
    seen: list[Mapping[str, Any]] = []

    def done() -> bool:
        message = next(
            one for one in reversed(stage.discord.messages(stage.discord.channel)) if one["author"].get("bot")
        )
        if not seen or seen[-1]["components"] != message["components"]:
            seen.append(message)
        return Phrases.of("en")("reindex-done") in text_of(message)

    await stage.discord.until(done, timeout=600)
    screens = [Screen("reindexing", [*begun.messages, seen[len(seen) // 2]]), Screen("reindexed", seen[-1:])]
    panels = ("documents", "status", "rollback")
    return screens + [Screen(name, (await admin.slash(f"admin {name}")).messages) for name in panels]


SCENES: Mapping[str, Callable[[Stage], Awaitable[list[Screen]]]] = {
    scene.__name__: scene
    for scene in (
        *(
            answer,
            answer_on_a_phone,
            doubtful,
            silence,
            places,
            conversation,
            context,
            citing,
            more,
            german,
            about,
            settings,
            gaps,
        ),
        reindexing,  # last: what it adds to the archive would show in the others
    )
}


def _admin(stage: Stage) -> Member:
    return stage.discord.add_member("Grace", permissions=Permissions(manage_guild=True))


async def _answered(stage: Stage) -> Mapping[str, Any]:
    exchange = await stage.discord.member.slash("ask", {"question": "How did Leon Sedov die?"})
    (message,) = exchange.messages
    return message


async def _pressed(stage: Stage, message: Mapping[str, Any], what: str) -> Exchange:
    return await stage.discord.member.press(message, pressable(message)[what])
