"""Questions go on, from many threads, while the index is built again and again."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from embeddings.index.generations.pointer import identities, read_pointer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from embeddings.settings import ArchiveSettings

THREADS = 8
QUESTION = "When was the quarry at Hollin flooded?"
YEARS = range(1900, 1999)
MEGABYTE = 1_000_000


def text(year: int) -> str:
    return f"The quarry at Hollin was flooded in {year}, when the dam gave way."


@contextmanager
def load(archive: Archive, years: dict[str, set[int]]) -> Iterator[list[BaseException]]:
    """Ask from many threads; `years` says what a generation's documents hold."""
    done = threading.Event()
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            while not done.is_set():
                answer = archive.ask(QUESTION)
                said = {quote.text for quote in (*answer.quotes, *answer.nearest)}
                years.setdefault(answer.generation, set()).update(int(one.split(",")[0][-4:]) for one in said)
                assert len(said) == 1, said  # both documents say the same year, in any one generation
        except BaseException as error:  # noqa: BLE001 - the test reports whatever it was
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    try:
        yield failures
    finally:
        done.set()
        for thread in threads:
            thread.join()


def resident() -> int:
    """Return the bytes of memory in use by this process."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


def test_five_reindexes_under_load_and_twenty_more_with_memory_flat(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(one=text(1899), two=text(1899))
    Archive(settings).build()
    archive = Archive(settings).open()
    years: dict[str, set[int]] = {archive.generation: {1899}}
    reindexed = iter(YEARS)

    def reindex() -> None:
        year = next(reindexed)
        settings_for(one=text(year), two=text(year))
        report = archive.build()
        assert report.changed == ("one.txt", "two.txt")
        assert archive.generation == report.generation

    with load(archive, years) as failures:
        for _ in range(5):
            reindex()
    assert failures == []
    assert {len(said) for said in years.values()} == {1}  # of one generation each
    assert len(years) > 2
    assert set(identities(settings.data)) == set(read_pointer(settings.data))
    if sys.platform != "linux":
        pytest.skip("memory is measured on Linux")
    gc.collect()
    before = resident()
    for _ in range(20):
        reindex()
        archive.ask(QUESTION)
    gc.collect()
    assert resident() - before < 30 * MEGABYTE
    open_files = [entry.readlink() for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    assert len([file for file in open_files if str(settings.data) in str(file)]) <= 2  # the store and its lease
    archive.close()


def test_a_question_in_flight_finishes_on_the_generation_it_began_with(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(one=text(1911))
    settings = type(settings)(settings.source, settings.data, reindex=type(settings.reindex)(generations=1))
    first = Archive(settings).build().generation
    archive = Archive(settings).open()
    with archive._served.leased() as serving:
        settings_for(one=text(1912))
        second = archive.build().generation
        assert archive.generation == second
        assert set(identities(settings.data)) == {first, second}  # though only one is to be kept
        assert serving.generation.store.document_at("one.txt").text == text(1911)
    assert identities(settings.data) == [second]
    archive.close()


def test_a_generation_built_by_another_process_is_taken_up(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(one=text(1911))
    Archive(settings).build()
    archive = Archive(settings).open()
    assert not archive.refresh()
    settings_for(one=text(1912))
    Archive(settings).build()  # as `pincite reindex` does, which knows nothing of this archive
    assert archive.refresh()
    assert archive.ask(QUESTION).quotes[0].text == text(1912)
    Archive(settings).roll_back()
    assert archive.refresh()
    assert archive.ask(QUESTION).quotes[0].text == text(1911)
    archive.close()


def test_a_damaged_new_generation_is_not_taken_up_and_a_damaged_old_one_is_left(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(one=text(1911))
    Archive(settings).build()
    archive = Archive(settings).open()
    settings_for(one=text(1912))
    second = Archive(settings).build().generation
    store = settings.data / "generations" / second / "archive.sqlite"
    content = store.read_bytes()
    store.write_bytes(content[:-1])
    assert not archive.refresh()
    assert archive.damage is not None
    assert archive.ask(QUESTION).quotes[0].text == text(1911)
    assert not archive.refresh()
    store.write_bytes(content)
    (settings.data / "generations" / archive.generation / "vectors.faiss").write_bytes(b"")
    assert archive.refresh(verify=True)
    assert archive.generation == second
    assert archive.ask(QUESTION).quotes[0].text == text(1912)
    assert archive.damage is not None
    archive.close()


def test_a_store_that_fails_while_it_is_served_gives_way_to_the_one_before(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(one=text(1911))
    first = Archive(settings).build().generation
    settings_for(one=text(1912))
    second = Archive(settings).build().generation
    archive = Archive(settings).open()
    store = settings.data / "generations" / second / "archive.sqlite"
    content = store.read_bytes()
    with store.open("r+b") as stream:
        stream.write(content.replace(b"1912", b"1999"))
    archive._served.now.generation.store.rows("PRAGMA shrink_memory")  # as if it were read for the first time
    answer = archive.ask(QUESTION)
    assert answer.generation == first
    assert answer.quotes[0].text == text(1911)
    archive.close()
