from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import embeddings.text
from embeddings.text.languages import codes, words

FOLDER = Path(embeddings.text.__path__[0]) / "languages"


def test_something_is_known_of_five_languages_at_least() -> None:
    assert {"de", "en", "es", "fr", "ru"} <= set(codes())


def test_each_language_has_a_table_of_the_same_kinds_of_words() -> None:
    kinds = {code: set(tomllib.loads((FOLDER / code / "words.toml").read_text("utf-8"))) for code in codes()}
    assert all(kinds[code] == kinds["en"] for code in kinds), kinds


def test_words_are_folded_and_those_of_all_languages_come_together() -> None:
    assert "fussnoten" in words("notes_headings", "de")
    assert {"notes", "fussnoten", "примечания"} <= words("notes_headings")
    assert "notes" not in words("notes_headings", "ru")


def test_a_kind_of_words_that_nobody_wrote_down_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        words("nonesuch")
