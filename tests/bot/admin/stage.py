"""Two servers with their admins and members, and a bot whose archive does what a test wants."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import discord

from bot.config import DiscordSettings
from bot.memory import Memory
from bot.running.service import create_bot
from embeddings.errors import ReindexCancelled, UnknownDocument, UnknownGeneration
from embeddings.index.listing import ArchiveState, DocumentSummary, Listing
from embeddings.progress import Stage as Step
from embeddings.report import GenerationSummary
from embeddings.settings import ArchiveSettings, ReadingSettings
from tests.bot.samples import REPORT, FakeArchive
from tests.discord import LocalDiscord
from tests.scene import OPENAPI, Scene, texts_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    import pytest

    from bot.client import PinciteBot
    from embeddings.errors import GenerationDamaged
    from embeddings.progress import Cancelled, Progress
    from embeddings.report import Refusal, ReindexReport
    from tests.discord import Channel, Exchange, Member
    from tests.discord.guild import Guild

MANAGES = discord.Permissions(manage_guild=True)
CREATED = "2026-03-01T10:00:00+00:00"


def generation(number: int, **changes: Any) -> GenerationSummary:
    """Return a generation that is kept."""
    whole = GenerationSummary(f"{number:06d}-x", False, CREATED, 10 * number, 100, "model", 200, 5_000_000)
    return replace(whole, **changes)


class Library(FakeArchive):
    """An archive that an admin keeps; a reindex of it goes on until it is let go."""

    generation: str = "000002-x"

    def __init__(self, source: Path, data: Path) -> None:
        super().__init__()
        self.settings = ArchiveSettings(source=source, data=data, reading=ReadingSettings(megabytes=0.1))
        self.shelf = [DocumentSummary(f"d{n:02d}.txt", f"Title {n}", "Ada Moor", "1901") for n in range(20)]
        self.refusals: tuple[Refusal, ...] = ()
        self.kept = [generation(2, current=True), generation(1)]
        self.damage: GenerationDamaged | None = None
        self.go, self.gone_on = threading.Event(), threading.Event()
        self.go.set()
        self.calls: list[tuple[bool, bool]] = []
        self.report: ReindexReport | Exception = REPORT
        self.step = (Step.ENCODING, 30, 120)

    def state(self) -> ArchiveState:
        documents, free = len(self.shelf), 900_000_000
        refused = len(self.refusals)
        return ArchiveState(
            self.generation, CREATED, documents, 77, refused, "MiniLM", 12_000_000, free, (), self.damage
        )

    def documents(self) -> tuple[str, ...]:
        return tuple(one.path for one in self.shelf)

    def listing(self, search: str = "", *, skip: int = 0, most: int = 10) -> Listing:
        found = [one for one in self.shelf if search in f"{one.path} {one.title}"]
        return Listing(len(found), tuple(found[skip : skip + most]))

    def summary(self, document: str) -> DocumentSummary:
        for one in self.shelf:
            if one.path == document:
                return one
        raise UnknownDocument(document)

    def refused(self) -> tuple[Refusal, ...]:
        return self.refusals

    def refresh(self) -> bool:
        return False

    def generations(self) -> list[GenerationSummary]:
        return self.kept

    def roll_back(self, to: str) -> GenerationSummary:
        if to not in {one.id for one in self.kept}:
            raise UnknownGeneration(to)
        self.kept = [replace(one, current=one.id == to) for one in self.kept]
        self.generation = to
        return next(one for one in self.kept if one.id == to)

    def build(self, *, full: bool, force: bool, progress: Progress, cancelled: Cancelled) -> ReindexReport:
        self.calls.append((full, force))
        progress(*self.step)
        self.gone_on.set()
        while not self.go.wait(0.01):
            if cancelled():
                raise ReindexCancelled
        if isinstance(self.report, Exception):
            raise self.report
        return self.report


@dataclass(slots=True)
class Stage:
    """What a test of the admin's side acts on; `here` and `there` are two servers."""

    discord: LocalDiscord
    bot: PinciteBot
    library: Library
    memory: Memory
    admin: Member
    member: Member
    there: Guild
    stranger: Member  # an admin there, an ordinary member here
    settings: DiscordSettings
    scene: Scene
    running: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def here(self) -> Guild:
        return self.discord.guild

    @property
    def reindexing(self) -> Any:
        return self.bot.get_cog("Admin").desk.reindexing  # type: ignore[union-attr]

    async def restart(self) -> None:
        """End the bot, and start another one with the same memory, as a restarted process does."""
        await self.stop()
        self.start()
        await self.discord.wait_ready()

    def start(self) -> None:
        self.bot = self.scene.bot = create_bot(self.library, self.settings, self.memory)
        self.running.append(asyncio.create_task(self.bot.start(self.discord.token)))

    async def stop(self) -> None:
        await self.discord.until(lambda: self.bot.was_ready)
        await asyncio.sleep(0.01)  # for what follows being ready
        await self.bot.close()
        await self.running.pop()

    async def until(self, condition: Callable[[], bool]) -> None:
        await self.discord.until(condition)

    def channel_texts(self, channel: Channel | None = None) -> list[str]:
        """Return the texts of all that everybody sees in a channel."""
        shown = self.discord.messages(channel or self.discord.channel, viewer=self.member)
        return ["\n".join(texts_of(one)) for one in shown]


@asynccontextmanager
async def staged(
    tmp_path: Path, log: pytest.LogCaptureFixture, settings: DiscordSettings | None = None, **options: Any
) -> AsyncIterator[Stage]:
    """Bring the bot online in two servers, and hold it to its promises when it goes."""
    log.set_level(logging.DEBUG, "bot")
    log.set_level(logging.WARNING, "discord")
    (tmp_path / "source").mkdir(exist_ok=True)
    library = options.pop("library", None) or Library(tmp_path / "source", tmp_path / "data")
    settings = replace(settings or DiscordSettings(), memory=tmp_path / "memory")
    memory = Memory.open(settings.memory)
    async with LocalDiscord(**options) as local:
        if OPENAPI.exists():
            local.check_against(OPENAPI)
        admin = local.add_member("Grace", permissions=MANAGES)
        there = local.add_guild("There", channel_name="lounge")
        stranger = there.add_member("Sam", permissions=MANAGES)
        local.guild.admit(stranger)
        there.admit(local.member)
        with local.redirect():
            stage = Stage(local, None, library, memory, admin, local.member, there, stranger, settings, None)  # type: ignore[arg-type]
            stage.scene = Scene(local, None, library, log, settings, memory, None)  # type: ignore[arg-type]
            stage.start()
            try:
                await local.wait_ready()
                yield stage
            finally:
                if isinstance(library, Library):
                    library.go.set()
                if stage.running:  # a test that failed may have left it stopped
                    await stage.stop()
                memory.close()
        stage.scene.check()


def said(exchange: Exchange) -> str:
    """Return all the text of the answers, components and sentences alike."""
    return "\n".join("\n".join([one["content"], *texts_of(one)]) for one in exchange.messages)


def buttons(message: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of a message's live buttons, with what each carries."""
    return {
        one["label"]: one["custom_id"] for one in controls(message) if one["type"] == 2 and not one.get("disabled")
    }


def control(message: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the control of a name that a message shows."""
    return next(one for one in controls(message) if one["custom_id"].split(":")[1] == name)


def controls(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def walk(parts: Any) -> None:
        for one in parts:
            if "custom_id" in one:
                found.append(one)
            walk(one.get("components", ()))

    walk(message["components"])
    return found
