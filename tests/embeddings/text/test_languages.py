from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import embeddings.text
from embeddings.text.languages import codes, listed, pattern_of, words

FOLDER = Path(embeddings.text.__path__[0]) / "languages"
KINDS = tuple(tomllib.loads((FOLDER / "en" / "words.toml").read_text("utf-8")))


def test_something_is_known_of_five_languages_at_least() -> None:
    assert {"de", "en", "es", "fr", "ru"} <= set(codes())


def test_each_language_has_a_table_of_the_same_kinds_of_words() -> None:
    kinds = {code: set(tomllib.loads((FOLDER / code / "words.toml").read_text("utf-8"))) for code in codes()}
    assert all(kinds[code] == set(KINDS) for code in kinds), kinds


@pytest.mark.parametrize("code", codes())
def test_a_language_has_twelve_months_and_four_seasons_and_none_has_two_meanings(code: str) -> None:
    for kind, count in (("months", 12), ("seasons", 4)):
        forms = [form.casefold() for held in listed(kind, code) for form in held.split()]
        assert len(listed(kind, code)) == count
        assert len(forms) == len(set(forms))


def test_a_kind_is_empty_only_where_a_language_has_none() -> None:
    empty = {(kind, code) for code in codes() for kind in KINDS if not listed(kind, code)}
    assert empty == {
        *(
            (kind, "ru") for kind in ("articles", "byline_words")
        ),  # Russian has no articles, nor an "of" for authors
        *(
            ("day_particles", code) for code in ("de", "fr", "it", "ru")
        ),  # "5. Mai", "1er mai", "1º maggio", "5 мая"
        *(("decade_endings", code) for code in ("es", "fr", "it")),  # "les années 1890"
        *(("rest_words", code) for code in ("es", "fr", "it", "ru")),
        ("name_joiners", "es"),  # "y" joins the two surnames of one person as well
        ("name_joiners", "it"),  # a single "e" may be an initial
        ("possessive_words", "es"),  # "su" is a person's as well
    }


def test_a_pattern_takes_the_longest_word_and_any_white_space_within_a_phrase() -> None:
    assert re.match(pattern_of(frozenset({"up", "up to"})), "up  to 1910")[0] == "up  to"  # type: ignore[index]
    assert re.match(pattern_of(frozenset()), "") is None


def test_words_are_folded_and_those_of_all_languages_come_together() -> None:
    assert "fussnoten" in words("notes_headings", "de")
    assert {"notes", "fussnoten", "примечания"} <= words("notes_headings")
    assert "notes" not in words("notes_headings", "ru")


def test_a_kind_of_words_that_nobody_wrote_down_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        words("nonesuch")
