from __future__ import annotations

import threading
from dataclasses import replace
from queue import Empty, Queue
from typing import TYPE_CHECKING

import pytest

from embeddings.index.building.watching import settled_changes
from embeddings.settings import ArchiveSettings, ReindexSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOON, NOT = 30.0, 1.5  # seconds: to wait for what comes, and for what must not
REST = 0.3


@pytest.fixture
def settings(tmp_path: Path) -> ArchiveSettings:
    source = tmp_path / "source"
    source.mkdir()
    return ArchiveSettings(source, source / "index", reindex=ReindexSettings(settle_seconds=REST))


@pytest.fixture
def told(settings: ArchiveSettings) -> Iterator[Queue[None]]:
    """What the watcher tells, once it is at work."""
    changes: Queue[None] = Queue()
    stop = threading.Event()

    def watch() -> None:
        for change in settled_changes(settings, stop):
            changes.put(change)

    thread = threading.Thread(target=watch)
    thread.start()
    # That it is at work is told by its telling.
    for attempt in range(100):
        (settings.source / "first.txt").write_text(str(attempt))
        try:
            changes.get(timeout=2 * REST + 0.5)
            break
        except Empty:
            continue
    quiet(changes)
    yield changes
    stop.set()
    thread.join(SOON)
    assert not thread.is_alive()


def quiet(changes: Queue[None]) -> None:
    with pytest.raises(Empty):
        while True:
            changes.get(timeout=NOT)


def test_changes_are_told_once_the_folder_is_at_rest(settings: ArchiveSettings, told: Queue[None]) -> None:
    (settings.source / "sub").mkdir()
    for number in range(5):
        (settings.source / "sub" / f"{number}.txt").write_text("words")
    told.get(timeout=SOON)
    quiet(told)
    (settings.source / "sub" / "3.txt").unlink()
    told.get(timeout=SOON)


def test_hidden_files_and_the_index_itself_are_no_changes(settings: ArchiveSettings, told: Queue[None]) -> None:
    settings.data.mkdir()
    quiet(told)
    (settings.data / "CURRENT").write_text("x")
    (settings.source / ".hidden").write_text("x")
    quiet(told)


def test_a_folder_that_is_exchanged_for_another_is_a_change_and_watched_on(
    settings: ArchiveSettings, told: Queue[None], tmp_path: Path
) -> None:
    settings.source.rename(tmp_path / "unmounted")
    settings.source.mkdir()
    told.get(timeout=SOON)
    quiet(told)
    (settings.source / "new.txt").write_text("words")
    told.get(timeout=SOON)


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path, settings: ArchiveSettings) -> None:
    stop = threading.Event()
    absent = replace(settings, source=tmp_path / "absent")
    threading.Timer(2 * REST, stop.set).start()
    assert list(settled_changes(absent, stop)) == []
