"""`pincite run`: everything from reading the token to the last open question, as one exit code."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from bot.asking.answering import Answering
from bot.asking.workers import Reading, behind_the_event_loop
from bot.buttons import BELOW_ANSWERS
from bot.client import PinciteBot, ShardedBot
from bot.commands.admin import Admin
from bot.commands.ask import Ask
from bot.commands.conversation import Conversation
from bot.commands.help import Help
from bot.commands.menus import Menus
from bot.commands.scholar import Scholar
from bot.daily.posting import Daily
from bot.memory import Answers, Memory, Schedules, Servers, Votes
from bot.running.connecting import stay_connected
from bot.running.forgetting import Forgetting
from bot.running.logs import configure
from bot.running.upkeep import Upkeep
from bot.services import Services
from bot.terminal.opening import open_or_build
from bot.terminal.streams import complain, note
from bot.token import read_token
from bot.words import say
from bot.words.errors import explain
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    import aiohttp

    from bot.config import DiscordSettings, Settings
    from bot.token import Token
    from embeddings.archive import Archive

# Put the bot together: the client, what it works with, and everything that members and admins meet.

PARTS = (Ask, Scholar, Conversation, Help, Menus, Forgetting, Daily, Admin)


def create_bot(
    archive: Archive,
    settings: DiscordSettings,
    memory: Memory | None = None,
    *,
    shards: int | None = None,
    connector: aiohttp.BaseConnector | None = None,
) -> PinciteBot:
    """Return a bot that is not yet connected.

    Without a `memory` it remembers nothing beyond its own end; `shards` are its connections to Discord, by default
    as many as are set; `connector` makes them, by default the network's.
    """
    options: dict[str, Any] = {} if connector is None else {"connector": connector}
    wanted = settings.shards if shards is None else shards
    remembered = memory or Memory.in_ram()
    servers, answers = Servers(remembered), Answers(remembered, archive)
    answering = Answering(archive, settings, servers, answers)
    votes, reading = Votes(remembered), Reading(settings.waiting)
    schedules = Schedules(remembered)
    services = Services(archive, settings, remembered, servers, answers, votes, schedules, answering, reading)
    if wanted > 1:
        return ShardedBot(services, PARTS, BELOW_ANSWERS, shard_count=wanted, **options)
    return PinciteBot(services, PARTS, BELOW_ANSWERS, **options)


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
            note(say("token-exposed", file=token.origin))
        archive = open_or_build(settings.archive)
        try:
            # In such a thread, for those that it starts to look twice at passages live on.
            with ThreadPoolExecutor(1, initializer=behind_the_event_loop) as warming:
                warming.submit(archive.ask, WARMING).result()
            _log.info("%s", say("taken-up", generation=archive.generation))
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
