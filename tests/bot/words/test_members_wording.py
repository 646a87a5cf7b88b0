"""What members are told of errors: in their language, inert, and nothing of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import Busy, MemoryUnusable
from bot.words import LANGUAGES, Phrases, markdown
from bot.words.members import told
from embeddings.errors import (
    DiskNearlyFull,
    FilterError,
    GenerationDamaged,
    ModelNotFound,
    NoGeneration,
    NothingHeld,
    NotVerbatim,
    PinciteError,
    ReindexRunning,
    UnknownAuthor,
    UnknownDocument,
    UnknownWork,
)

FILE = Path("/srv/library/secret.db")
ERRORS = [
    (Busy(3), "busy"),
    (NoGeneration(FILE), "nothing-indexed"),
    (ReindexRunning(FILE), "reindex-running"),
    (GenerationDamaged(FILE, "checksum"), "archive-unusable"),
    (ModelNotFound("secret-model"), "archive-unusable"),
    (NotVerbatim("secret.txt", 0, 1), "archive-unusable"),
    (UnknownDocument("secret.txt"), "document-gone"),
    (FilterError(), "filter-unusable"),
    (MemoryUnusable(str(FILE), "locked"), "failed"),
    (DiskNearlyFull(FILE, 1, 2), "failed"),
    (PinciteError("secret"), "failed"),
    (ZeroDivisionError("secret"), "failed"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("error", "name"), ERRORS, ids=lambda one: type(one).__name__)
def test_an_error_is_told_in_the_members_language_without_a_word_of_the_machine(
    error: BaseException, name: str, language: str
) -> None:
    said = told(error, Phrases.of(language))
    assert said == Phrases.of(language)(name)
    assert "secret" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_is_not_known_is_named_with_those_that_may_be_meant(language: str) -> None:
    phrases = Phrases.of(language)
    for error, parts in (
        (UnknownAuthor("Mor"), ["Mor"]),
        (UnknownAuthor("Mor", ("Ada Moor",)), ["Mor", "Ada Moor?"]),
        (
            UnknownAuthor("Mor", ("Ada Moor", "Tom Mor", "X")),
            ["Mor", "Ada Moor, Tom Mor", phrases("either", first="Tom Mor", last="X")],
        ),
        (UnknownWork("Tide"), ["Tide"]),
        (UnknownWork("Tide", ("Tides", "Tidal")), ["Tide", phrases("either", first="Tides", last="Tidal")]),
        (NothingHeld("Moor", "Tides", "1900–1914"), ["Moor", "Tides", "1900–1914"]),
        (NothingHeld(None, None, "1900–1914"), ["1900–1914"]),
    ):
        said = told(error, phrases)
        assert all(part in said for part in parts), said
        assert "None" not in said


def test_what_a_member_typed_is_shown_and_not_obeyed() -> None:
    typed = "@everyone **x** <@1> [a](https://b.c)"
    said = told(UnknownAuthor(typed), Phrases.of("en"))
    assert markdown.escape(typed) in said
    assert typed not in said
    assert "\n" not in told(UnknownAuthor("a\n# b"), Phrases.of("en"))
