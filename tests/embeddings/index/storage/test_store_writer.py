"""A store made of the one before must be the one that is made of nothing but the documents."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from embeddings.archive import Archive
from embeddings.index.building import builder
from embeddings.index.generations.generation import Generation, open_current
from embeddings.index.words.lexical import LexicalQuery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from embeddings.settings import ArchiveSettings

TABLES = ("document", "analysis", "passage", "window", "word", "initialism")
BEFORE = {
    "bakery": "The bakery closed in 1899. The Lamp Makers Union (LMU) had asked for bread.\n\nIt never opened again.",
    "ferry": "The ferry sank. The co-operative’s men were saved; the Lamp Makers Union said so.",
    "mill": "The mill burned in 1907.\n\nThe Northern Dyers Guild met there, and the Northern Dyers Guild paid.",
    "quarry": "The quarry at Hollin was flooded in 1911, when the dam gave way.\n\nThe LMU dug it out.",
}
AFTER = {
    "abbey": "The abbey’s bells were cast in 1640. A bakery stood beside it.",
    "bakery": BEFORE["bakery"],
    "mill": "The mill burned in 1908.\n\nTwo horses were lost, and the ferry with them.",
    "quarry": BEFORE["quarry"],
    "wharf": BEFORE["ferry"],
}
QUESTIONS = (
    "When did the mill burn?",
    "Who dug out the quarry?",
    "the ferry",
    "bakery bred horses",
    "“dam gave way”",
)


def contents(generation: Generation) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: generation.store.rows(
            f"SELECT * FROM {table} ORDER BY rowid" if table != "word" else "SELECT * FROM word ORDER BY word"
        )
        for table in TABLES
    }


def ranked(generation: Generation, question: str) -> list[tuple[int, float]]:
    return list(LexicalQuery.parse(question, generation.store).search(generation.store, 100).items())


def built(settings: ArchiveSettings, documents: dict[str, str]) -> ArchiveSettings:
    for file in settings.source.iterdir():
        file.unlink()
    for name, text in documents.items():
        (settings.source / f"{name}.txt").write_text(text, "utf-8")
    builder.build(settings)
    return settings


@pytest.fixture
def made_both_ways(
    settings_for: Callable[..., ArchiveSettings], tmp_path: Path
) -> tuple[ArchiveSettings, ArchiveSettings]:
    """An index that was brought up to date, and one made of nothing but the documents."""
    settings = built(settings_for(), BEFORE)
    other = replace(settings, data=tmp_path / "other")
    other.data.mkdir()
    (other.data / "models").symlink_to(settings.data / "models")
    return built(settings, AFTER), built(other, AFTER)


def test_an_index_brought_up_to_date_is_the_one_made_anew(
    made_both_ways: tuple[ArchiveSettings, ArchiveSettings],
) -> None:
    one, other = (open_current(settings.data)[0] for settings in made_both_ways)
    with closing(one), closing(other):
        assert contents(one) == contents(other)
        words = [word for word, _ in one.store.rows("SELECT word, passages FROM word")]
        assert len(words) > 30
        for word in (*words, "unheard"):
            assert one.store.full_text.idf(word) == other.store.full_text.idf(word), word
        for question in QUESTIONS:
            assert ranked(one, question) == ranked(other, question), question
        every = np.arange(len(one.vectors))
        assert np.array_equal(one.vectors.rows(every), other.vectors.rows(every))
    assert Archive(made_both_ways[0]).check().problems == ()


def test_words_that_no_document_holds_any_more_are_forgotten(
    made_both_ways: tuple[ArchiveSettings, ArchiveSettings],
) -> None:
    with closing(open_current(made_both_ways[0].data)[0]) as generation:
        held = dict(generation.store.rows("SELECT word, passages FROM word"))
    assert "guild" not in held
    assert (held["ferry"], held["bakery"], held["horses"]) == (2, 2, 1)


def test_an_unchanged_document_is_not_analysed_again(
    settings_for: Callable[..., ArchiveSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    from embeddings.index.storage import writer as store_writer

    settings = built(settings_for(), BEFORE)
    seen: list[str] = []
    analyse = store_writer.analyse
    monkeypatch.setattr(store_writer, "analyse", lambda text, *rest: (seen.append(text), analyse(text, *rest))[1])
    (settings.source / "mill.txt").write_text(AFTER["mill"], "utf-8")
    builder.build(settings)
    assert seen == [AFTER["mill"]]
