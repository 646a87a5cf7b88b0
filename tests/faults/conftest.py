from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.models import cache
from tests.faults.trials import Bench, shim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from embeddings.archive import Archive


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    return shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="package")
def bench(archive: Archive, library: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with Bench(tmp_path_factory.mktemp("bench"), archive.settings.data / cache.FOLDER, library) as bench:
        yield bench
