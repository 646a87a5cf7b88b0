"""A Discord on loopback, faithful enough for the unmodified client: for tests, and to show the bot to people.

transport   `gateway/` (websocket), `rest/` (HTTP)
state       `world/`
driver      `guild.py`, `member.py`, `exchange.py`: what people do, what they get
watching    `recorder.py`, `outgoing.py`, `pings.py`, `limits/`, `schema.py`
disturbing  `faults.py`, and the gateway's own

    async with LocalDiscord() as discord:
        with discord.redirect():
            client = asyncio.create_task(bot.start(discord.token))
            await discord.wait_ready()
            exchange = await discord.member.slash("ask", {"question": "Who wrote this?"})
            print(exchange.acknowledged_ms, exchange.messages)

Needs the package simcord, which models Discord's state; it is not among the bot's own dependencies.
"""

from __future__ import annotations

from bot.playground.errors import NoAnswer, NoSuchCommand, NoSuchComponent, NotOffered
from bot.playground.exchange import Exchange
from bot.playground.guild import Guild
from bot.playground.local import LOCAL_TOKEN, LocalDiscord
from bot.playground.member import Member
from bot.playground.recorder import Request
from bot.playground.world.channel import Channel, File, Role

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
