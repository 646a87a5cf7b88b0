"""Names and descriptions of commands in every language, from the same files as all other sentences.

A command "ask" is described by the phrases `command-ask` and `command-ask-description`, its option "question" by
`command-ask-question` and `command-ask-question-description`; a command "show" of the group "admin" by
`command-admin-show`; an entry "Find sources" of the menu of messages by `menu-find-sources`; a choice whose value
is "apa" by `choice-apa`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot.words.phrases import DEFAULT, Phrases, language_of

if TYPE_CHECKING:
    from discord.app_commands import TranslationContextTypes, locale_str

_DESCRIPTIONS = {Place.command_description, Place.group_description, Place.parameter_description}


def described(command: str) -> str:
    """Return the English description of a command or group ("ask", "admin show")."""
    return Phrases.of(DEFAULT)(f"command-{_slug(command)}-description")


def options_of(command: str, *options: str) -> dict[str, Any]:
    """Return the English descriptions of a command's options, for `app_commands.describe`."""
    return {option: described(f"{command} {option}") for option in options}


def entry(name: str) -> str:
    """Return the English name of an entry in a menu ("find-sources")."""
    return Phrases.of(DEFAULT)(f"menu-{name}")


def said(name: str) -> str:
    """Return the English name of a choice ("choice-monday")."""
    return Phrases.of(DEFAULT)(name)


class CommandTranslator(app_commands.Translator):
    """Says each name and description in the languages that the bot speaks; Discord shows English for others."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        """Return the text in the language of a locale, None where there is none."""
        del string  # English: what it is of tells which phrase is meant
        language, name = language_of(locale.value), phrase_of(context)
        if language is None or name is None:
            return None
        phrases = Phrases.of(language)
        return phrases(name) if name in phrases else None  # a test finds what is missing


def phrase_of(context: TranslationContextTypes) -> str | None:
    """Return the name of the phrase for a part of a command."""
    match context.data:
        case app_commands.ContextMenu() as menu:
            name = f"menu-{_slug(menu.name)}"
        case app_commands.Command() | app_commands.Group() as command:
            name = f"command-{_slug(command.qualified_name)}"
        case app_commands.Parameter() as option:
            name = f"command-{_slug(option.command.qualified_name)}-{_slug(option.name)}"
        case app_commands.Choice() as choice:
            name = f"choice-{_slug(str(choice.value))}"
        case _:
            return None
    return f"{name}-description" if context.location in _DESCRIPTIONS else name


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
