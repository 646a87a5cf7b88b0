"""Take pictures of the bot in Discord, from its real messages.

usage: python -m tests.screens.take FOLDER [NAME …]

The real bot answers from `seeds/` in the local Discord; what it sent is drawn (see `draw`), one picture a screen.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import DiscordSettings
from bot.memory import Memory
from bot.running.service import create_bot
from embeddings.archive import Archive
from embeddings.settings import ArchiveSettings
from tests.conftest import ROOT
from tests.discord import LocalDiscord
from tests.screens.draw import Screen, draw, missing
from tests.screens.scenes import SCENES, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def main() -> None:
    """Take the pictures, and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", choices=[*SCENES, []])
    args = parser.parse_args()
    if (reason := missing()) is not None:
        raise SystemExit(reason)
    for screen in asyncio.run(play(args.names or list(SCENES))):
        print(draw(screen, args.folder))


async def play(names: list[str]) -> list[Screen]:
    """Play the named scenes, and return the screens that came of them."""
    async with stage() as on:
        return [screen for name in names for screen in await SCENES[name](on)]


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Set up a Discord with the bot in it, and take it down."""
    with tempfile.TemporaryDirectory() as work:
        # A copy, for an admin adds and removes documents.
        source = Path(shutil.copytree(ROOT / "seeds", Path(work, "documents")))
        settings = replace(ArchiveSettings(), source=source, data=Path(work, "index"))
        Archive(settings).build()
        archive, memory = Archive(settings).open(), Memory.in_ram()
        async with LocalDiscord() as discord:
            with discord.redirect():
                bot = create_bot(archive, DiscordSettings(), memory)
                running = asyncio.create_task(bot.start(discord.token))
                await discord.wait_ready()
                await bot.services.servers.change(int(discord.guild.id), cooldown_seconds=0)
                try:
                    yield Stage(discord, bot, archive)
                finally:
                    await bot.close()
                    await running
        archive.close()
        memory.close()


if __name__ == "__main__":
    main()
