from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.running.upkeep import Upkeep
from embeddings.archive import Archive
from embeddings.settings import ArchiveSettings, ReindexSettings
from tests.conftest import share_models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SOON = 60.0  # seconds


@pytest.fixture
def settings(archive: Archive, tmp_path: Path) -> ArchiveSettings:
    """One document and its index."""
    made = ArchiveSettings(tmp_path / "source", tmp_path / "data", reindex=ReindexSettings(settle_seconds=0.2))
    made.source.mkdir()
    share_models(archive, made.data)
    write(made, 1907)
    Archive(made).build()
    return made


@pytest.fixture
def kept(settings: ArchiveSettings) -> Iterator[Archive]:
    opened = Archive(settings).open()
    yield opened
    opened.close()


def write(settings: ArchiveSettings, year: int) -> None:
    (settings.source / "mill.txt").write_text(f"The mill burned in {year}.", "utf-8")


def eventually(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def says(archive: Archive, year: int) -> bool:
    return archive.show("mill.txt").text == f"The mill burned in {year}."


def test_the_bot_takes_up_what_another_process_built_and_says_so(
    settings: ArchiveSettings, kept: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with Upkeep(kept, settings, look_every=0.02):
        write(settings, 1908)
        built = Archive(settings).build().generation
        eventually(lambda: says(kept, 1908))
        eventually(lambda: f"Serving generation {built}" in caplog.text)


def test_damage_is_said_once_in_one_sentence(
    settings: ArchiveSettings, kept: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    write(settings, 1908)
    built = Archive(settings).build().generation
    (settings.data / "generations" / built / "vectors.faiss").write_bytes(b"")
    looks = threading.Semaphore(0)
    refresh = kept.refresh

    def counted(*, verify: bool = False) -> bool:
        looks.release()
        return refresh(verify=verify)

    kept.refresh = counted  # type: ignore[method-assign]
    with Upkeep(kept, settings, look_every=0.02):
        for _ in range(4):
            assert looks.acquire(timeout=SOON)
    warnings = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert "vectors.faiss" in warnings[0]
    assert says(kept, 1907)


def test_in_watching_mode_a_change_is_taken_in_without_a_word_from_anybody(
    settings: ArchiveSettings, kept: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    watching = replace(settings, reindex=replace(settings.reindex, watch=True))
    write(settings, 1908)  # while nobody watched
    with Upkeep(kept, watching):
        eventually(lambda: says(kept, 1908))
        eventually(lambda: "0 added, 1 changed, 0 removed, 0 unchanged" in caplog.text)
        write(settings, 1909)
        eventually(lambda: says(kept, 1909))
        (settings.source / "mill.txt").unlink()
        eventually(lambda: "--force" in caplog.text)
        assert says(kept, 1909)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("pincite_")]


def test_without_watching_mode_nothing_is_reindexed(settings: ArchiveSettings, kept: Archive) -> None:
    write(settings, 1908)
    with Upkeep(kept, settings, look_every=0.02):
        time.sleep(1)
    assert says(kept, 1907)
