"""A session of questions while everything between Discord and the bot fails, hundreds of times at random.

usage: python -m tests.benchmarks.discord_faults [--faults N] [--seed N]

The suite has a part of it (tests/end_to_end/test_faults.py); this is the whole, and each question is also asked of
the real archive of the seeds. Socket drops, op 7, op 9 with and without a way back, silence of the gateway; 429,
502, 503, broken connections before and after a call had its effect, and slow replies of every route that answers;
tokens that expire. Printed is what came of it; the command fails if a question that reached the bot was not answered
or was answered twice, if anything escaped, or if Discord would have refused something.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bot.config import DiscordSettings
from bot.running.service import create_bot
from embeddings.archive import Archive
from embeddings.settings import ArchiveSettings
from tests.discord import LocalDiscord
from tests.scene import OPENAPI
from tests.turmoil import Numbered, Outcome, Turmoil, hasten


class Kept(logging.Handler):
    """Counts what the bot logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        (self.errors if record.levelno >= logging.ERROR else self.warnings).append(record.getMessage())


async def session(archive: Archive, faults: int, seed: int, kept: Kept) -> tuple[Outcome, list[str]]:
    """Run one session; return what came of it, and what Discord would have refused."""
    async with LocalDiscord(heartbeat_ms=250) as discord:
        if OPENAPI.exists():
            discord.check_against(OPENAPI)
        with discord.redirect():
            bot = create_bot(Numbered(0.2, archive.ask), DiscordSettings(waiting=100))
            hasten(bot)
            running = asyncio.create_task(bot.start(discord.token))
            await discord.wait_ready()
            outcome = await Turmoil(discord, bot, seed=seed, at_once=12).run(faults)
            await bot.close()
            await running
        if discord.unknown_requests or discord.pinged:
            kept.errors.append(f"{discord.unknown_requests} {discord.pinged}")
        return outcome, discord.violations


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    kept = Kept()
    logging.getLogger("bot").addHandler(kept)
    for name in ("bot", "discord"):
        logging.getLogger(name).propagate = False
    logging.getLogger("discord").addHandler(logging.NullHandler())
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        settings = ArchiveSettings(data=Path(folder))
        Archive(settings).build()
        archive = Archive(settings).open()
        outcome, violations = asyncio.run(session(archive, arguments.faults, arguments.seed, kept))
        archive.close()
    figures = {
        "faults": dict(outcome.faults),
        "questions": outcome.questions,
        "lost": [(one.number, one.way) for one in outcome.lost],
        "answered twice": [(one.number, one.way) for one in outcome.repeated],
        "never heard": [(one.number, one.way) for one in outcome.unheard],
        "answered by an ordinary message": outcome.late,
        "lines in the log": len(kept.warnings),
        "errors": kept.errors + outcome.broken,
        "refused by Discord": violations,
        "seconds": round(perf_counter() - began),
    }
    print(json.dumps(figures, indent=1))
    wrong = ("lost", "answered twice", "never heard", "errors", "refused by Discord")
    sys.exit(any(figures[one] for one in wrong))


if __name__ == "__main__":
    main()
