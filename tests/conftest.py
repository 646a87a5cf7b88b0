from __future__ import annotations

import os
import shutil
import signal
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings

from embeddings.archive import Archive
from embeddings.models import cache, reranker_cache
from embeddings.settings import ArchiveSettings, RerankSettings
from tests.loop import export_key, rank, slow_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]

# A shell ignores interrupts for what it starts in the background, and so would each process that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Tests quote English, whatever language the machine speaks.
os.environ["PINCITE_LANGUAGE"] = "en"

# Nor does a test find what this machine has prepared before, or leave anything there.
os.environ["PINCITE_CACHE"] = ""

# How long an example takes depends on the machine; a test must not.
settings.register_profile("pincite", deadline=None, print_blob=True)
settings.register_profile("fast", settings.get_profile("pincite"), max_examples=10)
settings.load_profile("pincite")

# Nor what an answer is: on a busy machine the second look at passages would not get through.
UNHURRIED = RerankSettings(milliseconds=60_000)


def is_quick(config: pytest.Config) -> bool:
    """Say whether this is the quick loop."""
    return "not slow" in config.getoption("markexpr")


def pytest_configure(config: pytest.Config) -> None:
    if is_quick(config):
        settings.load_profile("fast")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Spare the quick loop the import of files of which it runs nothing."""
    inside = is_quick(config) and collection_path.is_file() and collection_path.is_relative_to(ROOT)
    return True if inside and slow_reason(collection_path.relative_to(ROOT).as_posix()) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and begin with it: what takes longest must not be what all others wait for."""
    for item in items:
        if reason := slow_reason(item.nodeid):
            item.add_marker(pytest.mark.slow(reason=reason))
    items.sort(key=lambda item: rank(item.nodeid))


@pytest.fixture(scope="session")
def seeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the seeds indexed by the real model: made once a run, by whichever worker needs it first."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "seeds"
    with FileLock(shared.with_suffix(".lock")):
        if not shared.exists():
            made = shared.with_suffix(".part")
            kept = kept_export(request.config)
            if kept and kept.exists():
                shutil.copytree(kept, made / cache.FOLDER)
            Archive(ArchiveSettings(source=ROOT / "seeds", data=made)).build()
            if kept and not kept.exists():
                shutil.copytree(made / cache.FOLDER, kept.with_suffix(".part"), dirs_exist_ok=True)
                kept.with_suffix(".part").rename(kept)
            made.rename(shared)
    return shared


def kept_export(config: pytest.Config) -> Path | None:
    """Return where the quick loop keeps the exported model for the next run; the whole suite always makes it anew."""
    stored = getattr(config, "cache", None)
    return stored.mkdir("models") / export_key() if stored and is_quick(config) else None


@pytest.fixture(scope="session")
def archive(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The seeds, indexed with the real model; a copy of each worker's own, which no other touches."""
    data = tmp_path_factory.mktemp("archive") / "data"
    shutil.copytree(seeds, data)
    opened = Archive(ArchiveSettings(source=ROOT / "seeds", data=data, rerank=UNHURRIED)).open()
    yield opened
    opened.close()


@pytest.fixture(scope="session", autouse=True)
def one_reranker() -> Iterator[None]:
    """Load the packaged cross-encoder once a worker: it takes a second, and every archive opened would do it again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reranker_cache, "_packaged", once(reranker_cache._packaged))
        yield


def share_models(archive: Archive, data: Path) -> None:
    """Let a data folder have the models of another: exporting takes longest, and what is loaded serves both."""
    folder = data / cache.FOLDER
    folder.mkdir(parents=True)
    for model in (archive.settings.data / cache.FOLDER).resolve().iterdir():
        (folder / model.name).symlink_to(model)
