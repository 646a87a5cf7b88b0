"""Read the sentences of a language, and fill them in."""

from __future__ import annotations

import os
import re
import threading
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

from bot.words.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "en"
# By Fluent's name of the language: how it is called by those who speak it, and Discord's names of it.
LANGUAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "en": ("English", ("en-US", "en-GB")),
    "de": ("Deutsch", ("de",)),
}
# What tells the language of a terminal; the first that is set decides, as with other programs.
VARIABLES = ("PINCITE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
MEGABYTE, WHOLE = 1_000_000, 10  # from ten megabytes on, tenths tell nothing

_MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) *=", re.MULTILINE)


class Phrases:
    """The sentences of one language, by their names: ``phrases("may-not-ask")``, ``phrases("left-out", count=3)``.

    An attribute of a sentence is named after a full stop: ``phrases("error-busy.member")``. Values are put in as
    they are: callers make inert what comes from documents and people. A number is written, and its plural chosen,
    as the language does it.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        # No marks around values that keep the direction of writing apart: they would be characters in messages.
        self._bundle = FluentBundle([language], use_isolating=False, functions={"MEGABYTES": _megabytes})
        # To find a name in a file is quick, to parse the file is not: that waits until one of its names is wanted.
        texts = [file.read_text("utf-8") for file in _folder(language).iterdir() if file.name.endswith(".ftl")]
        self._unread = {name: text for text in texts for name in _MESSAGE.findall(text)}
        self._reading = threading.Lock()

    @staticmethod
    @cache
    def of(language: str) -> Phrases:
        """Return the phrases of a language; English for one that the bot does not speak."""
        return Phrases(language if language in LANGUAGES else DEFAULT)

    def __call__(self, name: str, /, **values: str | float) -> str:
        """Return a sentence, filled in.

        Raises:
            KeyError: no sentence has this name, or it lacks a value; both are defects that tests find.

        """
        name, _, attribute = name.partition(".")
        if not self._has(name):
            raise KeyError(name)
        message = self._bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise KeyError(name, attribute)
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(name, *errors)
        return str(text)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a sentence of this name or, after a full stop, an attribute of one."""
        name, _, attribute = name.partition(".")
        return self._has(name) and (not attribute or attribute in self._bundle.get_message(name).attributes)

    def _has(self, name: str) -> bool:
        with self._reading:
            if not self._bundle.has_message(name) and name in self._unread:
                self._bundle.add_resource(FluentResource(self._unread[name]))
            return self._bundle.has_message(name)


def language_of(locale: str) -> str | None:
    """Return the language that Discord calls so ("en-GB", "de"), None where the bot does not speak it."""
    return next((name for name, (_, locales) in LANGUAGES.items() if locale in locales), None)


def terminal_phrases(environment: Mapping[str, str] = os.environ) -> Phrases:
    """Return the phrases for a terminal and a log: in the language of the environment, else in English."""
    locale = next((value for name in VARIABLES if (value := environment.get(name))), DEFAULT)
    return Phrases.of(re.split(r"[_.@-]", locale)[0].lower())


def say(name: str, /, **values: str | float) -> str:
    """Return a sentence for a terminal or the log, what it is filled in with made inert."""
    shown = {key: inert_line(value) if isinstance(value, str) else value for key, value in values.items()}
    return terminal_phrases()(name, **shown)


def _megabytes(size: Any) -> Any:  # a Fluent number, whose type does not say that it is one
    mega = float(size) / MEGABYTE
    return fluent_number(mega, maximumFractionDigits=0 if mega >= WHOLE else 1)


def _folder(language: str) -> resources.abc.Traversable:
    return resources.files(__package__).joinpath(language)
