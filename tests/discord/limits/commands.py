"""Limits of application commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.discord.limits.text import count, length, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = 32
DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE_TEXT = 100
TOTAL = 8000  # characters of names, descriptions and choice values of one command
SLASH_COMMANDS = 100  # in one scope
MENU_COMMANDS = 15  # of each kind in one scope
LOCALES = frozenset(
    {
        *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt"),
        *("hu", "nl", "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs"),
        *("el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"),
    }
)
TEXT_LENGTH = 6000  # bound of min_length and max_length
_SLASH, _USER, _MESSAGE = 1, 2, 3
_GROUPS = (1, 2)
# Letters, digits, combining marks of Devanagari and Thai, hyphen, underscore, apostrophe.
_NAME = re.compile(r"[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}")


def commands_broken(commands: list[Mapping[str, Any]]) -> Iterator[str]:
    """Check the commands registered together in one scope."""
    kinds = [one.get("type", _SLASH) for one in commands]
    for kind, most in ((_SLASH, SLASH_COMMANDS), (_USER, MENU_COMMANDS), (_MESSAGE, MENU_COMMANDS)):
        if kinds.count(kind) > most:
            yield f"{kinds.count(kind)} commands of type {kind}, {most} at most"
    yield from repeated("command name", [f"{one.get('name')} ({one.get('type', _SLASH)})" for one in commands])
    for one in commands:
        yield from command_broken(one)


def command_broken(one: Mapping[str, Any]) -> Iterator[str]:
    """Check one command."""
    name = str(one.get("name") or "")
    where = f"command {name!r}"
    yield from _locales(where, one)
    if one.get("type", _SLASH) != _SLASH:
        for text in (name, *(one.get("name_localizations") or {}).values()):
            yield from length(f"{where} name", text, NAME, least=1)
        if one.get("description") or one.get("options"):
            yield f"{where} is a menu command and has a description or options"
        return
    yield from _named(where, one)
    yield from _options(where, list(one.get("options") or []))
    size = _size(one)
    if size > TOTAL:
        yield f"{where} has {size} characters in all, {TOTAL} at most"


def _locales(where: str, one: Mapping[str, Any]) -> Iterator[str]:
    for key in ("name_localizations", "description_localizations"):
        for locale in sorted((one.get(key) or {}).keys() - LOCALES):
            yield f"{where}: {locale!r} is no locale of Discord's"


def _named(where: str, one: Mapping[str, Any]) -> Iterator[str]:
    names = [one.get("name"), *(one.get("name_localizations") or {}).values()]
    for name in names:
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name != name.lower():
            yield f"{where}: name {name!r} is not 1 to {NAME} lower-case letters, digits, - _ or '"
    for text in (one.get("description"), *(one.get("description_localizations") or {}).values()):
        yield from length(f"{where} description", text, DESCRIPTION, least=1)


def _options(where: str, options: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from count(f"{where} options", options, OPTIONS)
    yield from repeated(f"{where} option", [one.get("name") for one in options])
    for locale in sorted({locale for one in options for locale in one.get("name_localizations") or {}}):
        names = [(one.get("name_localizations") or {}).get(locale, one.get("name")) for one in options]
        yield from repeated(f"{where} option ({locale})", names)
    optional = ""
    for one in options:
        inside = f"{where} option {one.get('name')!r}"
        yield from _named(inside, one)
        yield from _locales(inside, one)
        if one.get("type") in _GROUPS:
            yield from _options(inside, list(one.get("options") or []))
            continue
        if one.get("required") and optional:
            yield f"{inside} is required and stands after {optional!r}, which is not"
        optional = optional or ("" if one.get("required") else str(one.get("name")))
        yield from _choices(inside, one)
        for bound in ("min_length", "max_length"):
            value = one.get(bound)
            if value is not None and not 0 <= int(value) <= TEXT_LENGTH:
                yield f"{inside} {bound} is {value}, {TEXT_LENGTH} at most"


def _choices(where: str, one: Mapping[str, Any]) -> Iterator[str]:
    choices = one.get("choices") or []
    yield from choices_broken(where, choices)
    yield from repeated(f"{where} choice", [choice.get("name") for choice in choices])
    if choices and one.get("autocomplete"):
        yield f"{where} has choices and autocompletion"


def choices_broken(where: str, choices: list[Mapping[str, Any]]) -> Iterator[str]:
    """Check an option's choices, or those that autocompletion offers."""
    yield from count(f"{where} choices", choices, CHOICES)
    for choice in choices:
        for name in (choice.get("name"), *(choice.get("name_localizations") or {}).values()):
            yield from length(f"{where} choice name", name, CHOICE_TEXT, least=1)
        yield from _locales(f"{where} choice", choice)
        if isinstance(choice.get("value"), str):
            yield from length(f"{where} choice value", choice["value"], CHOICE_TEXT, least=1)


def _size(one: Mapping[str, Any]) -> int:
    """Return how many characters count: of each text its longest translation, or itself."""
    own = sum(_longest(one, key) for key in ("name", "description"))
    choices = sum(_longest(choice, "name") + len(str(choice.get("value"))) for choice in one.get("choices") or [])
    return own + choices + sum(_size(option) for option in one.get("options") or [])


def _longest(one: Mapping[str, Any], key: str) -> int:
    translated = (one.get(f"{key}_localizations") or {}).values()
    return max(len(str(text)) for text in (one.get(key) or "", *translated))
