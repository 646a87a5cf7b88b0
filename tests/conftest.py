from __future__ import annotations

import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from embeddings.archive import Archive
from embeddings.settings import ArchiveSettings, RerankSettings
from tests.loop import rank, slow_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]

# A shell ignores interrupts for what it starts in the background, and so would each process that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes depends on the machine; a test must not.
settings.register_profile("pincite", deadline=None, print_blob=True)
settings.register_profile("fast", settings.get_profile("pincite"), max_examples=15)
settings.load_profile("pincite")

# Nor what an answer is: on a busy machine the second look at passages would not get through.
UNHURRIED = RerankSettings(milliseconds=60_000)


def pytest_configure(config: pytest.Config) -> None:
    if "not slow" in config.getoption("markexpr"):
        settings.load_profile("fast")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and begin with it: what takes longest must not be what all others wait for."""
    for item in items:
        if reason := slow_reason(item.nodeid):
            item.add_marker(pytest.mark.slow(reason=reason))
    items.sort(key=lambda item: rank(item.nodeid))


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the seeds indexed by the real model: made once a run, whoever comes first."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "seeds"
    with FileLock(shared.with_suffix(".lock")):
        if not shared.exists():
            made = shared.with_suffix(".part")
            Archive.build(ArchiveSettings(source=ROOT / "seeds", data=made))
            made.rename(shared)
    return shared


@pytest.fixture(scope="session")
def archive(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The seeds, indexed with the real model; a copy of each worker's own, which no other touches."""
    data = tmp_path_factory.mktemp("archive") / "data"
    shutil.copytree(seeds, data)
    opened = Archive.open(ArchiveSettings(source=ROOT / "seeds", data=data, rerank=UNHURRIED))
    yield opened
    opened.close()
