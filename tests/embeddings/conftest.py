from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from embeddings.documents.reading import read_content
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import resolve
from embeddings.models import cache
from embeddings.settings import ArchiveSettings, ReadingSettings
from tests.conftest import share_models

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.archive import Archive
    from embeddings.documents.document import Document
    from embeddings.documents.record.record import Record
    from embeddings.models.encoder import Encoder, TokenCounter

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = "000_3dd2897dd6c0e64e.txt"


@pytest.fixture(scope="session")
def seed() -> Document:
    return read_content(SEED, (SEEDS / SEED).read_bytes(), ReadingSettings())


@pytest.fixture(scope="session")
def seed_record(seed: Document) -> Record:
    return resolve(SEED, claims_of(seed))


@pytest.fixture(scope="session")
def model_key(archive: Archive) -> str:
    return cache.prepare(archive.settings.data, archive.settings.model)


@pytest.fixture(scope="session")
def encoder(archive: Archive, model_key: str) -> Encoder:
    return cache.load(archive.settings.data, model_key)


@pytest.fixture(scope="session")
def counter(archive: Archive, model_key: str) -> TokenCounter:
    return cache.counter(archive.settings.data, model_key)


@pytest.fixture
def settings_for(archive: Archive, tmp_path: Path) -> Callable[..., ArchiveSettings]:
    """Make a source folder of the given files and a data folder that has the exported model already."""

    def make(**documents: str) -> ArchiveSettings:
        source, data = tmp_path / "source", tmp_path / "data"
        source.mkdir(exist_ok=True)
        for name, text in documents.items():
            (source / f"{name}.txt").write_text(text, encoding="utf-8")
        if not data.exists():
            share_models(archive, data)
        return ArchiveSettings(source=source, data=data, rerank=archive.settings.rerank)

    return make
