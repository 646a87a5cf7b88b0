"""Everything that stands in Discord's list of commands, in every language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from discord import app_commands

from bot.config import DiscordSettings
from bot.running.service import create_bot
from bot.words import DEFAULT, LANGUAGES
from bot.words.commands import CommandTranslator
from tests.bot.samples import FakeArchive

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCALES = {locale for _, locales in LANGUAGES.values() for locale in locales}
# https://docs.discord.com/developers/interactions/application-commands#application-command-object
NAME = re.compile(r"[-_'\w]{1,32}")
LONGEST_DESCRIPTION = LONGEST_CHOICE = 100
LONGEST_MENU = 32
LONGEST_COMMAND = 8000  # names, descriptions and values together, each in its longest language
SLASH = 1


@pytest.fixture
async def payloads() -> list[dict[str, Any]]:
    """All commands as they are told to Discord."""
    bot = create_bot(FakeArchive(), DiscordSettings())
    await bot.add_parts()
    translator = CommandTranslator()
    return [await one.get_translated_payload(bot.tree, translator) for one in bot.tree.get_commands()]


def parts(node: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Yield every part of a command: where it stands, what it is, whether it is a choice."""
    here = f"{path}/{node['name']}"
    yield here, node, False
    for choice in node.get("choices", []):
        yield f"{here}={choice['name']}", choice, True
    for option in node.get("options", []):
        yield from parts(option, here)


def names(node: dict[str, Any]) -> list[str]:
    return [node["name"], *node.get("name_localizations", {}).values()]


async def test_every_part_of_every_command_is_named_and_described_in_every_language(
    payloads: list[dict[str, Any]],
) -> None:
    assert payloads
    for command in payloads:
        for path, node, is_choice in parts(command):
            assert set(node.get("name_localizations", {})) == LOCALES, path
            if not is_choice and command["type"] == SLASH:
                assert set(node["description_localizations"]) == LOCALES, path


async def test_names_and_descriptions_keep_to_discords_pattern_and_lengths(payloads: list[dict[str, Any]]) -> None:
    for command in payloads:
        for path, node, is_choice in parts(command):
            for name in names(node):
                if is_choice:
                    assert 1 <= len(name) <= LONGEST_CHOICE, path
                elif command["type"] == SLASH:
                    assert NAME.fullmatch(name), (path, name)
                    assert name == name.lower(), (path, name)
                else:
                    assert 1 <= len(name) <= LONGEST_MENU, path
            for said in [node.get("description"), *node.get("description_localizations", {}).values()]:
                assert said is None or 1 <= len(said) <= LONGEST_DESCRIPTION or command["type"] != SLASH, path
                assert said != "…", f"{path} is described by nobody"


async def test_what_stands_side_by_side_has_different_names_in_every_language(
    payloads: list[dict[str, Any]],
) -> None:
    families = [[one for one in payloads if one["type"] == kind] for kind in (1, 2, 3)]
    families += [node["options"] for command in payloads for _, node, _ in parts(command) if "options" in node]
    for family in families:
        for locale in LOCALES:
            shown = [one["name_localizations"][locale] for one in family]
            assert len(set(shown)) == len(shown), shown


async def test_english_is_what_the_code_calls_a_command(payloads: list[dict[str, Any]]) -> None:
    for command in payloads:
        for path, node, _ in parts(command):
            for locale in LANGUAGES[DEFAULT][1]:
                assert node["name_localizations"][locale] == node["name"], path
                assert node.get("description_localizations", {}).get(locale) in {node.get("description"), None}, (
                    path
                )


async def test_no_command_is_longer_than_discord_takes(payloads: list[dict[str, Any]]) -> None:
    for command in payloads:
        total = sum(
            max(map(len, names(node)))
            + max(map(len, [node.get("description", ""), *node.get("description_localizations", {}).values()]))
            + len(str(node.get("value", "")))
            for _, node, _ in parts(command)
        )
        assert total <= LONGEST_COMMAND, command["name"]


async def test_a_part_that_no_language_names_is_found() -> None:
    @app_commands.command(name="unheard-of", description="Nothing")
    async def unheard_of(_interaction: Any) -> None: ...

    bot = create_bot(FakeArchive(), DiscordSettings())
    payload = await unheard_of.get_translated_payload(bot.tree, CommandTranslator())
    assert payload["name_localizations"] == {}
