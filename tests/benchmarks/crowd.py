"""Two hundred members ask at once in twenty servers while a full reindex runs.

usage: python -m tests.benchmarks.crowd [--members N] [--servers N] [--documents N] [--work DIR] [--still]

The archive is the seeds and documents made of their sentences, embedded and searched with the real models. The bot
runs as a process of its own, with its settings at their defaults; Discord is this process, so that its work is not
counted as the bot's. With --still nothing is reindexed meanwhile. Printed are the milliseconds to the
acknowledgement of each command as Discord sees them, how many questions were answered and how many put off, how late
heartbeats came and how late the bot's event loop was. The command fails if a command stays unacknowledged for three
seconds, or a question without an answer and without a word.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from embeddings.archive import Archive
from embeddings.settings import ArchiveSettings
from tests.conftest import ROOT
from tests.discord import LocalDiscord

if TYPE_CHECKING:
    from tests.discord import Exchange

HEARTBEAT_MS = 1000
LAYOUT = 1 << 15  # an answer has components; what puts a question off is a sentence
LONGEST_S = 420.0
QUESTIONS = (
    "When did Leon Sedov die?",
    "Which book did Leon Sedov write?",
    "What is mutual aid?",
    "What did the workers demand?",
    "Who edited the newspaper?",
    "What is the state?",
    "How did the revolution begin?",
    "What is the role of the party?",
)


def lay_out(source: Path, documents: int) -> None:
    """Make a folder of the seeds and so many documents made of their sentences."""
    shutil.copytree(ROOT / "seeds", source)
    texts = [path.read_text(encoding="utf-8", errors="ignore") for path in sorted(source.rglob("*.txt"))]
    sentences = [part.strip() for text in texts for part in text.replace("\n", " ").split(". ") if len(part) > 40]
    chance = random.Random(7)
    for number in range(documents):
        paragraphs = ["\n".join(f"{one}." for one in chance.sample(sentences, 6)) for _ in range(20)]
        (source / f"made-{number:04}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


async def ask_all(local: LocalDiscord, members: int, servers: int) -> list[Exchange]:
    """Have everybody ask at the same time; return once everybody was told something final."""
    guilds = [local.guild, *(local.add_guild(f"Server {number}") for number in range(1, servers))]
    people = [guilds[number % servers].add_member(f"Member {number}") for number in range(members)]
    await asyncio.sleep(1)
    asked = []
    for number, person in enumerate(people):
        question = QUESTIONS[number % len(QUESTIONS)]
        asked.append(await person.slash("ask", {"question": question}, wait=False))
        await asyncio.sleep(0)  # what was dispatched goes out
    await local.until(lambda: all(one.answered or one.failed for one in asked), LONGEST_S)
    return asked


def figures_of(every: list[Exchange]) -> dict[str, Any]:
    """Return what members saw."""
    times = sorted(one.acknowledged_ms for one in every if one.acknowledged_ms is not None)
    said = [message for one in every for message in one.messages]
    return {
        "questions": len(every),
        "unacknowledged": sum(one.failed for one in every),
        "acknowledged_ms": {
            "p50": round(statistics.median(times)),
            "p99": round(times[int(0.99 * (len(times) - 1))]),
            "max": round(times[-1]),
        },
        "answered": sum(bool(message["flags"] & LAYOUT) for message in said),
        "put off": sum(not message["flags"] & LAYOUT for message in said),
    }


def heartbeats(beats: list[float]) -> dict[str, float]:
    """Return how far apart heartbeats came, against how far apart they should."""
    apart = [later - earlier for earlier, later in pairwise(beats)]
    return {"interval_ms": HEARTBEAT_MS, "longest_ms": round(max(apart) * 1000)}


async def crowd(source: Path, data: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """Run everything; return the figures."""
    async with LocalDiscord(heartbeat_ms=HEARTBEAT_MS) as local:
        command = ["-m", "tests.benchmarks.crowd_bot", local.rest_url, local.gateway_url, str(source), str(data)]
        bot = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        assert bot.stdin is not None
        try:
            await local.wait_ready(LONGEST_S)
            await local.until(lambda: any(one["name"] == "ask" for one in local.commands), LONGEST_S)
            await local.member.slash("ask", {"question": QUESTIONS[0]})
            if not arguments.still:
                bot.stdin.write(b"reindex\n")
            await asyncio.sleep(3)
            bot.stdin.write(b"measure\n")
            began = perf_counter()
            asked = await ask_all(local, arguments.members, arguments.servers)
            seconds = round(perf_counter() - began, 1)
            bot.stdin.write(b"stop\n")
            told, _ = await asyncio.wait_for(bot.communicate(), LONGEST_S)
        finally:
            if bot.returncode is None:
                bot.kill()
                await bot.wait()
        own = json.loads(told.decode().splitlines()[-1])
        return {
            **figures_of(asked),
            "seconds": seconds,
            "heartbeats": heartbeats(local.gateway.heartbeats),
            "resumed": local.gateway.resumes,
            "bot": own,
            "refused by Discord": local.violations,
        }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--servers", type=int, default=20)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--work", type=Path, help="a folder to keep the archive in; what is there is used again")
    parser.add_argument("--still", action="store_true")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = arguments.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        source, data = folder / "source", folder / "data"
        if not source.exists():
            lay_out(source, arguments.documents)
        report = Archive(ArchiveSettings(source, data)).build()
        figures = asyncio.run(crowd(source, data, arguments))
    figures = {"passages": report.passages, **figures}
    print(json.dumps(figures, indent=1))
    told = figures["answered"] + figures["put off"]
    sys.exit(bool(figures["unacknowledged"] or told < figures["questions"] or figures["refused by Discord"]))


if __name__ == "__main__":
    main()
