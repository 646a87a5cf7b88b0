"""Which language somebody is answered in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.memory import ServerSettings
from bot.sending.places import spoken_to

UNSET = ServerSettings()


def interaction(locale: str, guild_locale: str | None = None) -> Any:
    made = discord.Interaction.__new__(discord.Interaction)
    made.locale = discord.Locale(locale)
    made.guild_locale = guild_locale and discord.Locale(guild_locale)
    return made


def message(guild_locale: str | None) -> Any:
    guild = guild_locale and SimpleNamespace(preferred_locale=discord.Locale(guild_locale))
    return SimpleNamespace(guild=guild)


@pytest.mark.parametrize(
    ("origin", "language"),
    [
        (interaction("de", "en-US"), "de"),
        (interaction("en-GB", "de"), "en"),
        (interaction("fr", "de"), "de"),
        (interaction("fr", "ja"), "en"),
        (interaction("fr"), "en"),
        (message("de"), "de"),
        (message("fr"), "en"),
        (message(None), "en"),
    ],
)
def test_the_members_language_comes_before_the_servers_discord_and_english_last(
    origin: Any, language: str
) -> None:
    assert spoken_to(origin, UNSET) == language


@pytest.mark.parametrize("origin", [interaction("en-US", "en-US"), interaction("fr"), message("en-GB")])
def test_what_the_admins_of_a_server_set_comes_first(origin: Any) -> None:
    assert spoken_to(origin, ServerSettings(language="de")) == "de"
