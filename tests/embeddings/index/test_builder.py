from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from embeddings.archive import Archive
from embeddings.documents.reading import RefusalReason
from embeddings.errors import GenerationDamaged, ReindexRunning, SourceUnavailable
from embeddings.index import builder
from embeddings.index.pointer import LOCK, current_id, generation_folder, read_pointer
from embeddings.progress import Stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from embeddings.settings import ArchiveSettings

QUARRY, MILL = "The quarry at Hollin was flooded in 1911.", "The mill burned in 1907."


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
    archive = Archive.open(settings)
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
    assert Archive.open(settings).documents() == ("quarry.txt",)


def test_only_the_last_three_generations_are_kept(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY)
    built = []
    for number in range(5):
        settings_for(mill=f"The mill burned {number} times.")
        built.append(builder.build(settings).generation)
    assert generations(settings) == built[-3:]
    assert read_pointer(settings.data) == built[:-4:-1]


@pytest.mark.parametrize("name", ["archive.sqlite", "vectors.faiss", "manifest.json"])
@pytest.mark.parametrize("harm", ["flip", "truncate", "remove"])
def test_a_damaged_generation_is_refused_and_the_one_before_served(
    settings_for: Callable[..., ArchiveSettings], name: str, harm: str
) -> None:
    settings = settings_for(quarry=QUARRY)
    before = builder.build(settings).generation
    settings_for(mill=MILL)
    damaged = builder.build(settings).generation
    _harm(generation_folder(settings.data, damaged) / name, harm)
    archive = Archive.open(settings)
    assert archive.generation == before
    assert archive.damage is not None
    assert archive.damage.file.name == name


def test_a_damaged_only_generation_is_an_error(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY)
    only = builder.build(settings).generation
    _harm(generation_folder(settings.data, only) / "vectors.faiss", "flip")
    with pytest.raises(GenerationDamaged):
        Archive.open(settings)
    assert builder.build(settings).encoded == 1
    assert Archive.open(settings).damage is None


def test_a_lost_export_of_the_model_is_made_again(settings_for: Callable[..., ArchiveSettings]) -> None:
    settings = settings_for(quarry=QUARRY)
    builder.build(settings)
    shutil.rmtree(settings.data / "models")
    assert Archive.open(settings).ask("When was the quarry flooded?").answered


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
