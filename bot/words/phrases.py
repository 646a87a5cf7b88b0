"""Read the sentences of a language, and fill them in."""

from __future__ import annotations

import threading
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT = "en"
# By Fluent's name of the language: how it is called by those who speak it, and Discord's names of it.
LANGUAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "en": ("English", ("en-US", "en-GB")),
    "de": ("Deutsch", ("de",)),
}


class Phrases:
    """The sentences of one language, by their names: ``phrases("busy")``, ``phrases("left-out", count=3)``.

    Values are put in as they are: callers make inert what comes from documents and people. A number is written,
    and its plural chosen, as the language does it.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        # No marks around values that keep the direction of writing apart: they would be characters in messages.
        self._bundle = FluentBundle([language], use_isolating=False)
        # Files are read until the sentence looked for is found: a terminal needs those on answers only.
        self._unread = sorted(_folder(language).iterdir(), key=lambda file: file.name, reverse=True)
        self._reading = threading.Lock()

    @staticmethod
    @cache
    def of(language: str) -> Phrases:
        """Return the phrases of a language; English for one that the bot does not speak."""
        return Phrases(language if language in LANGUAGES else DEFAULT)

    def __call__(self, name: str, **values: str | float) -> str:
        """Return a sentence, filled in.

        Raises:
            KeyError: no sentence has this name, or it lacks a value; both are defects that tests find.

        """
        message = self._bundle.get_message(name) if name in self else None
        if message is None or message.value is None:
            raise KeyError(name)
        text, errors = self._bundle.format_pattern(message.value, values)
        if errors:
            raise KeyError(name, *errors)
        return str(text)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a sentence of this name."""
        if self._bundle.has_message(name):
            return True
        with self._reading:
            while self._unread and not self._bundle.has_message(name):
                self._bundle.add_resource(FluentResource(self._unread.pop().read_text("utf-8")))
        return self._bundle.has_message(name)


def language_of(locale: str) -> str | None:
    """Return the language that Discord calls so ("en-GB", "de"), None where the bot does not speak it."""
    return next((name for name, (_, locales) in LANGUAGES.items() if locale in locales), None)


def _folder(language: str) -> resources.abc.Traversable:
    return resources.files(__package__).joinpath(language)
