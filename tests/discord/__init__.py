"""A Discord on loopback for the tests, faithful enough for the unmodified client.

transport   `gateway.py`, `connection.py` (websocket), `rest.py` (HTTP)
state       `world/`
people      `guild.py`, `member.py`, `exchange.py`: what they do, what they get
watching    `recorder.py`, `pings.py`, `limits/`, `schema.py`
disturbing  `faults.py`, and the gateway's own

    async with LocalDiscord() as discord:
        with discord.redirect():
            client = asyncio.create_task(bot.start(discord.token))
            await discord.wait_ready()
            exchange = await discord.member.slash("ask", {"question": "Who wrote this?"})
            print(exchange.acknowledged_ms, exchange.messages)

Its own tests lie in `tests/`.
"""

from __future__ import annotations

from tests.discord.errors import NoAnswer, NoSuchCommand, NoSuchComponent, NotOffered
from tests.discord.exchange import Exchange
from tests.discord.guild import Guild
from tests.discord.local import LOCAL_TOKEN, LocalDiscord
from tests.discord.member import Member
from tests.discord.recorder import Request
from tests.discord.world.things import Channel, File, Role

__all__ = [
    "LOCAL_TOKEN",
    "Channel",
    "Exchange",
    "File",
    "Guild",
    "LocalDiscord",
    "Member",
    "NoAnswer",
    "NoSuchCommand",
    "NoSuchComponent",
    "NotOffered",
    "Request",
    "Role",
]
