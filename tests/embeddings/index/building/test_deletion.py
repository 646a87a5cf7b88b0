"""A document that is deleted is gone with one reindex, wherever one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.archive import Archive
from embeddings.index.building import builder
from embeddings.index.building.gathering import FILE, EmbeddingCache
from embeddings.index.generations.generation import Generation, open_current
from embeddings.index.words.full_text import Analysed
from tests.conftest import share_models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from embeddings.settings import ArchiveSettings

KEPT = {
    "quarry": "The quarry at Hollin was flooded in 1911, when the dam above it gave way.",
    "mill": "The mill burned in 1907, and nobody was hurt.",
}
GONE = "The zephyrine was discovered in 1823. The Grand Zephyrine Society (GZS) kept the only zephyrine ever seen."
QUESTION = "When was the zephyrine discovered?"


@pytest.fixture(scope="module")
def deleted(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gone]:
    """An archive after one reindex without a document, and the vectors that were the document's."""
    place = tmp_path_factory.mktemp("deletion")
    settings = type(archive.settings)(place / "source", place / "data", rerank=archive.settings.rerank)
    for folder in (settings.source, settings.data):
        folder.mkdir()
    share_models(archive, settings.data)
    for name, text in {**KEPT, "zephyrine": GONE}.items():
        (settings.source / f"{name}.txt").write_text(text, "utf-8")
    builder.build(settings)
    generation, _ = open_current(settings.data)
    keys = generation.store.prepared("zephyrine.txt").keys
    rows = generation.store.vector_rows()
    vectors = generation.vectors.rows(np.array([rows[key] for key in keys]))
    generation.close()
    # What a reindex that did not come to its end would have left.
    EmbeddingCache(settings.data).add(keys, vectors)
    (settings.source / "zephyrine.txt").unlink()
    assert builder.build(settings).removed == ("zephyrine.txt",)
    opened = Archive(settings).open()
    yield Gone(opened, keys, vectors)
    opened.close()


class Gone:
    """What was deleted, and what is left."""

    def __init__(self, left: Archive, keys: tuple[bytes, ...], vectors: np.ndarray) -> None:
        self.left = left
        self.keys = keys
        self.vectors = vectors

    @property
    def generation(self) -> Generation:
        return self.left._served.now.generation


def test_it_is_absent_from_answers(deleted: Gone) -> None:
    for question in (QUESTION, "zephyrine", "“the only zephyrine ever seen”", "What was the GZS?"):
        answer = deleted.left.ask(question)
        assert all("ephyrine" not in quote.text for quote in (*answer.quotes, *answer.nearest)), question
        assert all(quote.document != "zephyrine.txt" for quote in (*answer.quotes, *answer.nearest)), question


def test_it_is_absent_from_find(deleted: Gone) -> None:
    assert deleted.left.find("zephyrine").count == 0
    assert deleted.left.find("was").documents == 2


def test_it_is_absent_from_the_store(deleted: Gone) -> None:
    store = deleted.generation.store
    assert list(store.paths()) == ["mill.txt", "quarry.txt"]
    tables = [name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"document", "passage", "window", "word", "initialism", "analysis"} <= set(tables)
    for table in tables:
        assert "ephyrine" not in repr(store.rows(f"SELECT * FROM {table}")).lower(), table
    for (found,) in store.rows("SELECT found FROM analysis"):
        assert "ephyrine" not in repr(Analysed.load(found))


def test_it_is_absent_from_the_lexical_index(deleted: Gone) -> None:
    index = deleted.generation.store.full_text
    assert index.passages == 2
    assert (index.frequency("zephyrine"), index.document_frequency("zephyrine")) == (0, 0)
    assert index.phrase_frequency(("the", "only")) == 0
    assert deleted.generation.store.vocabulary.near("zephyrin", 2) == []


def test_it_is_absent_from_the_vectors(deleted: Gone) -> None:
    assert not set(deleted.keys) & set(deleted.generation.store.vector_rows())
    for vector in deleted.vectors:
        assert max(deleted.generation.vectors.search(vector, 10).values()) < 0.9


def test_it_is_absent_from_the_cache(deleted: Gone) -> None:
    data = deleted.left.settings.data
    assert not (data / FILE).exists()
    assert EmbeddingCache(data).get(deleted.keys[0], deleted.vectors.shape[1]) is None


def test_no_file_of_the_generation_holds_a_byte_of_it(deleted: Gone) -> None:
    files = [file for file in deleted.generation.folder.rglob("*") if file.is_file()]
    assert len(files) > 5
    for file in files:
        content = file.read_bytes()
        assert b"ephyrine" not in content, file
        assert not [key for key in deleted.keys if key in content], file


def test_it_is_back_when_it_comes_back(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(**KEPT, zephyrine=GONE)
    builder.build(settings)
    (settings.source / "zephyrine.txt").unlink()
    builder.build(settings)
    settings_for(zephyrine=GONE)
    builder.build(settings)
    archive = Archive(settings).open()
    assert archive.find("zephyrine").count == 3
    archive.close()
