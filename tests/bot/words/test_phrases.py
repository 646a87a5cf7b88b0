from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from bot.words import DEFAULT, LANGUAGES, Phrases, language_of, terminal_phrases
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = ROOT / "bot" / "words"
OTHERS = sorted(set(LANGUAGES) - {DEFAULT})


@cache
def messages(language: str) -> dict[str, fluent.Message]:
    """Return a language's messages by name; a name that stands twice, and what is no Fluent, fail."""
    found: dict[str, fluent.Message] = {}
    for file in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, fluent.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}"
                found[entry.id.name] = entry
    return found


def variables(node: object, known: Mapping[str, fluent.Message] | None = None) -> set[str]:
    """Return the names of the values that a message is filled in with; of the messages it refers to, if `known`."""
    match node:
        case fluent.VariableReference():
            return {node.id.name}
        case fluent.MessageReference() if known is not None:
            message = known[node.id.name]
            if node.attribute is None:
                return variables(message.value, known)
            return {
                name
                for one in message.attributes
                if one.id.name == node.attribute.name
                for name in variables(one.value, known)
            }
        case list():
            return {name for one in node for name in variables(one, known)}
        case fluent.BaseNode():
            return {name for part in vars(node).values() for name in variables(part, known)}
        case _:
            return set()


def patterns(message: fluent.Message) -> dict[str, fluent.Pattern | None]:
    """Return a message's value and its attributes."""
    return {"": message.value} | {one.id.name: one.value for one in message.attributes}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_sentence_with_the_same_values(language: str) -> None:
    english, other = messages(DEFAULT), messages(language)
    assert set(other) == set(english)
    for name, message in english.items():
        filled = {key: variables(pattern) for key, pattern in patterns(other[name]).items()}
        assert filled == {key: variables(pattern) for key, pattern in patterns(message).items()}, name


@pytest.mark.parametrize("language", OTHERS)
def test_files_are_named_alike_in_every_language(language: str) -> None:
    assert {file.name for file in (FOLDER / language).iterdir()} == {
        file.name for file in (FOLDER / DEFAULT).iterdir()
    }


def test_a_sentence_is_found_by_discords_name_of_the_language() -> None:
    assert [language_of(locale) for locale in ("en-GB", "en-US", "de", "fr")] == ["en", "en", "de", None]
    assert Phrases.of("de")("stopping") != Phrases.of("en")("stopping") == Phrases.of("tlh")("stopping")


def test_a_sentence_that_is_missing_is_a_defect() -> None:
    with pytest.raises(KeyError):
        Phrases.of("en")("no-such-sentence")
    assert "no-such-sentence" not in Phrases.of("en")
    with pytest.raises(KeyError):
        Phrases.of("en")("stopping.member")
    assert "stopping.member" not in Phrases.of("en")


def test_a_file_is_parsed_when_one_of_its_sentences_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(
        "bot.words.phrases.FluentResource", lambda text: parsed.append(text) or FluentResource(text)
    )
    phrases = Phrases("en")
    phrases("no-answer")
    phrases("nearest")
    assert len(parsed) == 1
    assert "error-busy.member" in phrases
    assert len(parsed) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_refers_to_none_of_another_file(language: str) -> None:
    for file in (FOLDER / language).glob("*.ftl"):
        FluentResource(file.read_text("utf-8"))
        entries = [
            one for one in FluentParser().parse(file.read_text("utf-8")).body if isinstance(one, fluent.Message)
        ]
        variables(entries, {one.id.name: one for one in entries})  # raises KeyError where one is missing


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "de"}, "de"),
        ({"LANG": "de_DE", "LC_ALL": "POSIX"}, "en"),
        ({"LANG": "de_DE", "LC_ALL": ""}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "PINCITE_LANGUAGE": "de"}, "de"),
        ({"LANG": "de_DE.UTF-8", "PINCITE_LANGUAGE": "en"}, "en"),
    ],
)
def test_a_terminal_speaks_the_language_of_its_environment(environment: dict[str, str], language: str) -> None:
    assert terminal_phrases(environment).language == language
