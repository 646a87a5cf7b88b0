"""What the running bot tells its admin; sentences for the errors in `bot/errors.py`."""

from __future__ import annotations

from bot.errors import (
    Busy,
    DiscordError,
    IntentsRefused,
    MemoryUnusable,
    MoreShards,
    NotConnected,
    TokenError,
    TokenMalformed,
    TokenMissing,
    TokenRefused,
    TokenUnreadable,
    YearsUnreadable,
)
from bot.token import FILE_VARIABLE, VARIABLE
from bot.words import DEFAULT, Phrases
from bot.words.errors import sentence
from bot.words.inert import inert_line
from bot.words.lists import counted

MESSAGE_CONTENT = 4014  # the only privileged intent that the bot can ask for
PORTAL = "https://discord.com/developers/applications"


@sentence.register(DiscordError)
def _discord(error: DiscordError) -> str:
    return f"The Discord bot cannot go on ({type(error).__name__}); its log says why."


@sentence.register(TokenError)
def _token(error: TokenError) -> str:
    return f"The bot's token cannot be used ({type(error).__name__}); get one at {PORTAL} under Bot."


@sentence.register(TokenMissing)
def _token_missing(_error: TokenMissing) -> str:
    return (
        f"There is no token: set {VARIABLE}, or write it to a file and name that in {FILE_VARIABLE} or as "
        f"`token_file` under [discord]; {PORTAL} shows it under Bot."
    )


@sentence.register(TokenUnreadable)
def _token_unreadable(error: TokenUnreadable) -> str:
    return f"The token file {error.file} cannot be used: {error.detail}."


@sentence.register(TokenMalformed)
def _token_malformed(error: TokenMalformed) -> str:
    return f"What {error.origin} holds is no bot token: it has spaces, line breaks or letters that no token has."


@sentence.register(TokenRefused)
def _token_refused(error: TokenRefused) -> str:
    return f"Discord refuses the token in {error.origin}; get a new one at {PORTAL} under Bot."


@sentence.register(IntentsRefused)
def _intents(error: IntentsRefused) -> str:
    if error.code == MESSAGE_CONTENT:
        return (
            "Discord does not let the bot read messages: switch Message Content Intent on at "
            f"{PORTAL} under Bot, or set `message_content` under [discord] to false in the configuration file."
        )
    return (
        f"Discord does not grant the intents the bot asks for (close code {error.code}); "
        f"check Privileged Gateway Intents at {PORTAL} under Bot."
    )


@sentence.register(NotConnected)
def _not_connected(error: NotConnected) -> str:
    tried = counted(error.attempts, "attempt")
    return f"Discord could not be reached in {tried} ({error.detail}); check the network and discordstatus.com."


@sentence.register(Busy)
def _busy(_error: Busy) -> str:
    return Phrases.of(DEFAULT)("busy")


@sentence.register(MoreShards)
def _more_shards(error: MoreShards) -> str:
    return f"Discord wants {counted(error.shards, 'connection')}, one for each part of the bot's servers."


@sentence.register(YearsUnreadable)
def _years(error: YearsUnreadable) -> str:
    return f'"{error.typed}" means no years; write 1907, 1900-1914, before 1910, since 1905 or 1890s.'


@sentence.register(MemoryUnusable)
def _memory(error: MemoryUnusable) -> str:
    return (
        f"What the bot remembers of its servers, {error.file}, cannot be used ({error.detail}); put the file "
        "right or move it away: without it, servers start from the defaults."
    )


def exposed_token(file: str) -> str:
    """Warn of a token file that everybody on the machine can read."""
    return inert_line(f"Every user of this machine can read the token file {file}; run: chmod 600 {file}")


def serving(name: str, servers: int) -> str:
    """Say that the bot is ready."""
    return f"{inert_line(name)} is ready to answer in {counted(servers, 'server')}"


def next_attempt(detail: str, seconds: float) -> str:
    """Say that Discord was not reached and when it is tried again."""
    return f"Discord was not reached ({inert_line(detail)}); next attempt in {seconds:.0f} s"


def undelivered(what: str, place: object, why: str) -> str:
    """Say that something could not be sent."""
    return f"{what} in channel {place} was not delivered: {inert_line(why)}"


def archive_open_to_all(servers: int) -> str:
    """Warn that nobody has said whose admins may change the archive."""
    return (
        f"The bot is in {counted(servers, 'server')}, and the admins of each may change the one archive; name the "
        "servers whose admins may in `archive_servers` under [discord]"
    )
