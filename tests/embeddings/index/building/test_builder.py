from __future__ import annotations

import os
import shutil
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from filelock import FileLock

from embeddings.archive import Archive
from embeddings.documents.sandbox import Sandbox
from embeddings.errors import (
    DiskNearlyFull,
    DocumentRefused,
    GenerationDamaged,
    RefusalReason,
    ReindexCancelled,
    ReindexRunning,
    SourceShrunk,
    SourceUnavailable,
)
from embeddings.index.building import builder
from embeddings.index.building.gathering import FILE, EmbeddingCache
from embeddings.index.generations import recipe
from embeddings.index.generations.pointer import LOCK, current_id, generation_folder, read_pointer
from embeddings.index.storage.preparation import PreparedDocument, Preparer
from embeddings.index.words import lexical
from embeddings.progress import Stage
from embeddings.report import Cause

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from embeddings.documents.document import Document
    from embeddings.settings import ArchiveSettings

QUARRY, MILL = "The quarry at Hollin was flooded in 1911.", "The mill burned in 1907."


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that are read and split, as it happens."""
    seen: list[str] = []
    prepare = Preparer.prepare

    def spy(self: Preparer, path: str, content: bytes) -> PreparedDocument:
        seen.append(path)
        return prepare(self, path, content)

    monkeypatch.setattr(Preparer, "prepare", spy)
    return seen


def generations(settings: ArchiveSettings) -> list[str]:
    return sorted(entry.name for entry in (settings.data / "generations").iterdir())


def test_a_second_build_takes_the_vectors_it_has(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY, mill=MILL)
    first = builder.build(settings)
    assert (first.added, first.passages, first.encoded) == (("mill.txt", "quarry.txt"), 2, 2)
    settings_for(mill="The mill burned in 1908.", bakery="The bakery never closed.")
    second = builder.build(settings)
    assert (second.added, second.changed, second.removed) == (("bakery.txt",), ("mill.txt",), ())
    assert (second.unchanged, second.passages, second.encoded) == (1, 3, 2)
    assert builder.build(settings).encoded == 0
    assert builder.build(settings, full=True).encoded == 3


def test_two_documents_with_equal_text_are_both_there(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(one=QUARRY, two=QUARRY)
    builder.build(settings)
    archive = Archive(settings).open()
    found = archive.ask("When was the quarry flooded?")
    assert {quote.document for quote in found.quotes} == {"one.txt", "two.txt"}


def test_a_file_that_cannot_be_read_never_stops_the_rest(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY, empty="")
    (settings.source / "binary.txt").write_bytes(b"\0\1\2")
    (settings.source / "picture.png").write_bytes(b"\x89PNG")
    report = builder.build(settings)
    assert report.added == ("quarry.txt",)
    assert {(item.document, item.reason) for item in report.refused} == {
        ("binary.txt", RefusalReason.NOT_TEXT),
        ("empty.txt", RefusalReason.EMPTY),
        ("picture.png", RefusalReason.UNKNOWN_FORMAT),
    }


def test_a_folder_without_a_readable_document_leaves_the_index_as_it_was(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(quarry=QUARRY)
    kept = builder.build(settings).generation
    (settings.source / "quarry.txt").unlink()
    with pytest.raises(SourceUnavailable):
        builder.build(settings)
    assert current_id(settings.data) == kept
    assert generations(settings) == [kept]


def test_one_reindex_at_a_time(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY)
    with FileLock(settings.data / LOCK), pytest.raises(ReindexRunning):
        builder.build(settings)
    assert builder.build(settings).passages == 1


@pytest.mark.parametrize("stage", list(Stage)[1:])
def test_an_interrupted_build_leaves_the_old_generation_and_nothing_behind(
    settings_for: Callable[..., ArchiveSettings], stage: Stage
) -> None:
    settings = settings_for(quarry=QUARRY)
    kept = builder.build(settings).generation
    settings_for(mill=MILL)

    def interrupt(at: Stage, _done: int, _total: int | None) -> None:
        if at is stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        builder.build(settings, progress=interrupt)
    assert current_id(settings.data) == kept
    assert generations(settings) == [kept]
    assert Archive(settings).open().documents() == ("quarry.txt",)


def test_only_the_last_three_generations_are_kept(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY)
    built = []
    for number in range(5):
        settings_for(mill=f"The mill burned {number} times.")
        built.append(builder.build(settings).generation)
    assert generations(settings) == built[-3:]
    assert read_pointer(settings.data) == built[:-4:-1]


@pytest.mark.parametrize("name", ["archive.sqlite", "vectors.faiss", "lexical/meta.json", "manifest.json"])
@pytest.mark.parametrize("harm", ["flip", "truncate", "remove"])
def test_a_damaged_generation_is_refused_and_the_one_before_served(
    settings_for: Callable[..., ArchiveSettings], name: str, harm: str
) -> None:
    settings = settings_for(quarry=QUARRY)
    before = builder.build(settings).generation
    settings_for(mill=MILL)
    damaged = builder.build(settings).generation
    _harm(generation_folder(settings.data, damaged) / name, harm)
    archive = Archive(settings).open()
    assert archive.generation == before
    assert archive.damage is not None
    # A flipped bit in the manifest can make another file look wrong.
    assert name == "manifest.json" or name.endswith(archive.damage.file.name)


def test_a_damaged_only_generation_is_an_error(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY)
    only = builder.build(settings).generation
    _harm(generation_folder(settings.data, only) / "vectors.faiss", "flip")
    with pytest.raises(GenerationDamaged):
        Archive(settings).open()
    assert builder.build(settings).encoded == 1
    assert Archive(settings).open().damage is None


def test_a_lost_export_of_the_model_is_made_again(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY)
    builder.build(settings)
    shutil.rmtree(settings.data / "models")
    assert Archive(settings).open().ask("When was the quarry flooded?").answered


def test_when_nothing_changed_no_generation_is_made(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY, empty="")
    first = builder.build(settings)
    again = builder.build(settings)
    assert (again.generation, again.committed, again.unchanged) == (first.generation, False, 1)
    assert again.refused == first.refused
    assert generations(settings) == [first.generation]


def test_only_changed_documents_are_read_again(
    settings_for: Callable[..., ArchiveSettings], prepared: list[str]
) -> None:
    settings = settings_for(quarry=QUARRY, mill=MILL)
    builder.build(settings)
    prepared.clear()
    settings_for(mill="The mill burned in 1908.")
    report = builder.build(settings)
    assert prepared == ["mill.txt"]
    assert (report.changed, report.unchanged) == (("mill.txt",), 1)
    assert Archive(settings).check().problems == ()


@pytest.mark.parametrize("trust", [True, False])
def test_an_edit_that_keeps_size_and_times_is_seen_by_the_time_of_the_change_or_the_content(
    settings_for: Callable[..., ArchiveSettings], trust: bool
) -> None:
    settings = settings_for(mill=MILL)
    settings = replace(settings, reindex=replace(settings.reindex, trust_times=trust))
    builder.build(settings)
    file = settings.source / "mill.txt"
    status = file.stat()
    file.write_text(MILL.replace("1907", "1908"), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert builder.build(settings).changed == ("mill.txt",)


def test_a_file_that_was_only_touched_is_unchanged(
    settings_for: Callable[..., ArchiveSettings], prepared: list[str]
) -> None:
    settings = settings_for(mill=MILL)
    builder.build(settings)
    prepared.clear()
    (settings.source / "mill.txt").touch()
    assert not builder.build(settings).committed
    assert prepared == []


def test_a_sidecar_changes_its_document(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(mill=MILL, quarry=QUARRY)
    builder.build(settings)
    sidecar = settings.source / "mill.txt.csl.json"
    sidecar.write_text('{"title": "On Mills"}', "utf-8")
    assert builder.build(settings).changed == ("mill.txt",)
    assert Archive(settings).open().show("mill.txt").record.title == "On Mills"
    sidecar.write_text("{", "utf-8")
    assert [item.document for item in builder.build(settings).refused] == ["mill.txt.csl.json"]
    assert [item.document for item in builder.build(settings).refused] == ["mill.txt.csl.json"]
    sidecar.unlink()
    assert builder.build(settings).refused == ()
    assert not builder.build(settings).committed


def test_moved_renamed_and_duplicated_documents_come_out_right(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(mill=MILL, quarry=QUARRY, bakery="The bakery never closed.")
    builder.build(settings)
    source = settings.source
    (source / "old").mkdir()
    (source / "mill.txt").rename(source / "old" / "mill.txt")
    (source / "quarry.txt").rename(source / "pit.txt")
    shutil.copy(source / "bakery.txt", source / "baker.txt")
    report = builder.build(settings)
    assert report.added == ("baker.txt", "old/mill.txt", "pit.txt")
    assert report.removed == ("mill.txt", "quarry.txt")
    assert (report.unchanged, report.encoded, report.passages) == (1, 0, 4)
    assert Archive(settings).open().documents() == ("baker.txt", "bakery.txt", "old/mill.txt", "pit.txt")
    assert Archive(settings).check().problems == ()


def test_two_documents_that_exchange_their_texts_are_both_right(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(one=QUARRY, two=MILL)
    builder.build(settings)
    settings_for(one=MILL, two=QUARRY)
    report = builder.build(settings)
    assert (report.changed, report.encoded) == (("one.txt", "two.txt"), 0)
    assert Archive(settings).open().ask("When was the quarry flooded?").quotes[0].document == "two.txt"


def test_a_folder_that_lost_most_of_its_documents_needs_force(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(**{f"mill{number}": f"Mill {number} burned in 190{number}." for number in range(5)})
    kept = builder.build(settings).generation
    for number in range(3):
        (settings.source / f"mill{number}.txt").unlink()
    with pytest.raises(SourceShrunk) as caught:
        builder.build(settings)
    assert (caught.value.before, caught.value.lost) == (5, 3)
    assert current_id(settings.data) == kept
    assert generations(settings) == [kept]
    report = builder.build(settings, force=True)
    assert len(report.removed) == 3
    assert not builder.build(settings).committed


def test_an_archive_can_be_emptied_by_force_and_is_then_silent(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(mill=MILL)
    builder.build(settings)
    (settings.source / "mill.txt").unlink()
    assert builder.build(settings, force=True).passages == 0
    assert Archive(settings).check().problems == ()
    answer = Archive(settings).open().ask("When did the mill burn?")
    assert (answer.answered, answer.nearest) == (False, ())
    settings_for(mill=MILL)
    assert builder.build(settings).added == ("mill.txt",)


def test_a_folder_that_was_moved_as_a_whole_has_lost_nothing(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(mill=MILL, quarry=QUARRY)
    builder.build(settings)
    inner = settings.source / "inner"
    inner.mkdir()
    for file in list(settings.source.glob("*.txt")):
        file.rename(inner / file.name)
    assert builder.build(settings).removed == ("mill.txt", "quarry.txt")


def test_a_nearly_full_disk_is_noticed_before_anything_is_written(
    settings_for: Callable[..., ArchiveSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(mill=MILL)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 10**7, 10**7))
    with pytest.raises(DiskNearlyFull) as caught:
        builder.build(settings)
    assert caught.value.free == 10**7
    assert caught.value.needed > 10**8
    assert not (settings.data / "generations").exists()


@pytest.mark.parametrize(
    ("section", "key", "value", "cause"),
    [
        ("passages", "tokens", 100, Cause.PASSAGES),
        ("reading", "pages", 4, Cause.READING),
    ],
)
def test_a_changed_setting_is_said_and_everything_read_again(
    settings_for: Callable[..., ArchiveSettings],
    prepared: list[str],
    section: str,
    key: str,
    value: int,
    cause: Cause,
) -> None:
    settings = settings_for(mill=MILL)
    builder.build(settings)
    changed = replace(settings, **{section: replace(getattr(settings, section), **{key: value})})
    assert Archive(changed).open().outdated == (cause,)
    prepared.clear()
    report = builder.build(changed)
    assert (report.causes, report.committed, prepared) == ((cause,), True, ["mill.txt"])
    assert Archive(changed).open().outdated == ()
    assert builder.build(changed).causes == ()


def test_another_version_of_the_program_reads_everything_again(
    settings_for: Callable[..., ArchiveSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(mill=MILL)
    builder.build(settings)
    monkeypatch.setattr(recipe, "version", lambda _library: "999")
    report = builder.build(settings)
    assert (report.causes, report.encoded) == ((Cause.PROGRAM,), 0)


def test_a_refusal_that_may_have_passed_is_tried_again_each_time(
    settings_for: Callable[..., ArchiveSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(mill=MILL, quarry=QUARRY)
    parse = Sandbox.parse

    def too_slow(self: Sandbox, path: str, content: bytes) -> Document:
        if path == "quarry.txt":
            raise DocumentRefused(path, RefusalReason.TOO_SLOW, "limit 30 s")
        return parse(self, path, content)

    with monkeypatch.context() as slow:
        slow.setattr(Sandbox, "parse", too_slow)
        builder.build(settings)
        again = builder.build(settings)
        assert (again.committed, [item.document for item in again.refused]) == (False, ["quarry.txt"])
    assert builder.build(settings).added == ("quarry.txt",)


def test_a_reindex_that_is_called_off_changes_nothing_and_its_vectors_are_not_lost(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(quarry=QUARRY)
    kept = builder.build(settings).generation
    settings_for(mill=MILL, bakery="The bakery never closed.")
    stop = threading.Event()

    def watch(stage: Stage, _done: int, _total: int | None) -> None:
        if stage is Stage.WRITING:
            stop.set()

    with pytest.raises(ReindexCancelled):
        builder.build(settings, progress=watch, cancelled=stop.is_set)
    assert current_id(settings.data) == kept
    assert generations(settings) == [kept]
    assert (settings.data / FILE).exists()
    assert builder.build(settings).added == ("bakery.txt", "mill.txt")
    assert not (settings.data / FILE).exists()


def test_what_was_embedded_before_a_build_ended_is_not_embedded_again(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(quarry=QUARRY)

    def interrupt(stage: Stage, _done: int, _total: int | None) -> None:
        if stage is Stage.CHECKING:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        builder.build(settings, progress=interrupt)
    assert builder.build(settings).encoded == 0
    assert Archive(settings).check().problems == ()


def test_a_deleted_document_is_nowhere_after_one_reindex(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY, mill=MILL)
    settings = replace(settings, reindex=replace(settings.reindex, generations=1))
    builder.build(settings)
    archive = Archive(settings).open()
    (last, key) = archive._served.now.generation.store.rows("SELECT id, vector_key FROM window ORDER BY id")[-1]
    vector = archive._served.now.generation.vectors.row(last)
    EmbeddingCache(settings.data).add([key], vector[np.newaxis, :])  # as an unfinished reindex leaves it
    assert QUARRY in {quote.text for quote in archive.ask("When was the quarry flooded?").quotes}
    (settings.source / "quarry.txt").unlink()
    archive.build()
    answer = archive.ask("When was the quarry at Hollin flooded?")
    assert {quote.document for quote in (*answer.quotes, *answer.nearest)} == {"mill.txt"}
    generation = archive._served.now.generation
    assert list(generation.store.paths()) == ["mill.txt"]
    assert generation.store.count() == len(generation.vectors) == 1
    assert lexical.search(generation.store, "quarry Hollin flooded", 10) == {}
    assert next(iter(generation.vectors.search(vector, 10).values())) < 0.9
    assert list(generation.snapshot().files) == ["mill.txt"]
    assert EmbeddingCache(settings.data).get(key, len(vector)) is None
    files = [file for file in settings.data.rglob("*") if file.is_file() and "models" not in file.parts]
    everything = b"".join(file.read_bytes() for file in files)
    assert not [trace for trace in (b"Hollin", b"quarry", key, vector.tobytes()) if trace in everything]


def _harm(file: Path, how: str) -> None:
    content = file.read_bytes()
    middle = len(content) // 2
    match how:
        case "flip":
            file.write_bytes(content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1 :])
        case "truncate":
            file.write_bytes(content[:middle])
        case _:
            file.unlink()
