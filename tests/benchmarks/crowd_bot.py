"""The bot's side of `tests/benchmarks/crowd.py`: a process of its own, told by lines on its standard input.

usage: python -m tests.benchmarks.crowd_bot REST_URL GATEWAY_URL SOURCE DATA

"reindex" begins full reindexes, one after the other, in a thread as the running bot does it; "measure" begins to
measure how late the event loop is; "stop" ends everything and prints the figures as JSON.
"""

from __future__ import annotations

import asyncio
import json
import resource
import statistics
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.asking.workers import behind_the_event_loop
from bot.config import DiscordSettings
from bot.running.service import SWITCH_S, WARMING, create_bot
from embeddings.archive import Archive
from embeddings.errors import ReindexCancelled
from embeddings.settings import ArchiveSettings
from tests.discord import LOCAL_TOKEN

TICK_S = 0.005


class Lag:
    """How much later than asked for the event loop comes back, in milliseconds."""

    def __init__(self) -> None:
        self.late: list[float] = []

    async def measure(self) -> None:
        """Measure until cancelled."""
        while True:
            began = perf_counter()
            await asyncio.sleep(TICK_S)
            self.late.append(max(0.0, perf_counter() - began - TICK_S) * 1000)

    def figures(self) -> dict[str, float]:
        """Return the middle and the tail."""
        cuts = statistics.quantiles(self.late, n=1000)
        return {
            "p50": round(cuts[499], 1),
            "p99": round(cuts[989], 1),
            "p99.9": round(cuts[998], 1),
            "max": round(max(self.late), 1),
        }


class Reindexing:
    """Full reindexes without end, in a thread."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.done = 0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Break off the one under way."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        behind_the_event_loop()
        while not self._stop.is_set():
            try:
                self._archive.build(full=True, cancelled=self._stop.is_set)
            except ReindexCancelled:
                return
            self.done += 1


async def run(source: Path, data: Path) -> None:
    """Be the bot until told to stop."""
    archive = Archive(ArchiveSettings(source, data)).open()
    with ThreadPoolExecutor(1, initializer=behind_the_event_loop) as warming:
        warming.submit(archive.ask, WARMING).result()
    bot = create_bot(archive, DiscordSettings())
    running = asyncio.create_task(bot.start(LOCAL_TOKEN))
    lag, reindexing = Lag(), Reindexing(archive)
    measuring = asyncio.create_task(asyncio.sleep(0))
    loop = asyncio.get_running_loop()
    while (word := (await loop.run_in_executor(None, sys.stdin.readline)).strip()) not in {"stop", ""}:
        if word == "reindex":
            reindexing.start()
        elif word == "measure":
            measuring = asyncio.create_task(lag.measure())
    measuring.cancel()
    await asyncio.to_thread(reindexing.stop)
    await bot.close()
    await running
    archive.close()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "lag_ms": lag.figures(),
        "reindexes": reindexing.done,
        "cpu_s": round(usage.ru_utime + usage.ru_stime, 1),
    }
    print(json.dumps(figures), flush=True)


def main() -> None:
    """Point discord.py to the local Discord, and run."""
    rest, gateway, source, data = sys.argv[1:]
    sys.setswitchinterval(SWITCH_S)
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = rest, URL(gateway)
    asyncio.run(run(Path(source), Path(data)))


if __name__ == "__main__":
    main()
