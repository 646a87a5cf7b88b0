from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.mcp import shelf

if TYPE_CHECKING:
    from embeddings.archive import Archive
    from embeddings.settings import ArchiveSettings


@pytest.fixture(scope="session")
def shelved(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> ArchiveSettings:
    """The made shelf, indexed; not to be changed."""
    return shelf.build(archive, tmp_path_factory.mktemp("shelf"))
