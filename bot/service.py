"""`pincite run`: everything from reading the token to the last open question, as one exit code."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from bot.cli.opening import open_or_build
from bot.connecting import stay_connected
from bot.creation import create_bot
from bot.logs import configure
from bot.memory import Memory
from bot.terminal.streams import complain, note
from bot.token import read_token
from bot.upkeep import Upkeep
from bot.wording.errors import explain
from bot.wording.service import exposed_token
from bot.workers import behind_the_event_loop
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    from bot.client import PinciteBot
    from bot.config import Settings
    from bot.token import Token
    from embeddings.archive import Archive

DONE, FAILED = 0, 1
WARMING = "What is this archive about?"  # any question loads what the first one needs
# Seconds for which a thread that computes may keep the interpreter while the event loop waits for it. The default
# is ten times as long, which heartbeats and two hundred commands at once feel while a reindex runs.
SWITCH_S = 0.0005
SIGNALS = (signal.SIGINT, signal.SIGTERM)

_log = logging.getLogger(__name__)


def serve(settings: Settings) -> int:
    """Run the bot until it is stopped (0), or until it cannot go on (1, with one sentence on standard error).

    The token is looked at first, for that fails fastest; the archive is open and warm before Discord is told
    that the bot is there.
    """
    try:
        sys.setswitchinterval(SWITCH_S)
        token = read_token(settings.discord.token_file)
        configure(token.value)
        if token.exposed:
            note(exposed_token(token.origin))
        archive = open_or_build(settings.archive)
        try:
            # In such a thread, for those that it starts to look twice at passages live on.
            with ThreadPoolExecutor(1, initializer=behind_the_event_loop) as warming:
                warming.submit(archive.ask, WARMING).result()
            _log.info("Serving generation %s", archive.generation)
            with closing(Memory.open(settings.discord.memory)) as memory, Upkeep(archive, settings.archive):
                asyncio.run(_run(archive, memory, settings, token))
        finally:
            archive.close()
    except PinciteError as error:
        complain(explain(error))
        return FAILED
    except Exception as error:  # noqa: BLE001 - a service ends with a sentence, whatever ended it
        _log.critical("Stopped by an unexpected error", exc_info=error)
        complain(explain(error))
        return FAILED
    return DONE


async def _run(archive: Archive, memory: Memory, settings: Settings, token: Token) -> None:
    """Stay connected until a signal comes; raises DiscordError where that is impossible."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        # Not on Windows, nor outside the main thread; there, an interrupt ends the loop instead.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop.set)

    def create(shards: int) -> PinciteBot:
        return create_bot(archive, settings.discord, memory, shards=shards)

    await stay_connected(create, token, settings.discord, stop)
