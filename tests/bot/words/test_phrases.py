from __future__ import annotations

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from bot.words import DEFAULT, LANGUAGES, Phrases, language_of
from tests.conftest import ROOT

FOLDER = ROOT / "bot" / "words"
OTHERS = sorted(set(LANGUAGES) - {DEFAULT})


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


def variables(node: object) -> set[str]:
    """Return the names of the values that a message is filled in with."""
    if isinstance(node, fluent.VariableReference):
        return {node.id.name}
    if isinstance(node, list):
        return {name for one in node for name in variables(one)}
    if isinstance(node, fluent.BaseNode):
        return {name for part in vars(node).values() for name in variables(part)}
    return set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_sentence_with_the_same_values(language: str) -> None:
    english, other = messages(DEFAULT), messages(language)
    assert set(other) == set(english)
    assert {name: variables(one.value) for name, one in other.items()} == {
        name: variables(one.value) for name, one in english.items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_files_are_named_alike_in_every_language(language: str) -> None:
    assert {file.name for file in (FOLDER / language).iterdir()} == {
        file.name for file in (FOLDER / DEFAULT).iterdir()
    }


def test_a_sentence_is_found_by_discords_name_of_the_language() -> None:
    assert [language_of(locale) for locale in ("en-GB", "en-US", "de", "fr")] == ["en", "en", "de", None]
    assert Phrases.of("de")("busy") != Phrases.of("en")("busy") == Phrases.of("tlh")("busy")


def test_a_sentence_that_is_missing_is_a_defect() -> None:
    with pytest.raises(KeyError):
        Phrases.of("en")("no-such-sentence")
    assert "no-such-sentence" not in Phrases.of("en")
