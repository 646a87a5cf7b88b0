from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from embeddings.archive import Archive
from embeddings.errors import (
    GenerationDamaged,
    NoEarlierGeneration,
    NoGeneration,
    UnknownGeneration,
)
from embeddings.files import PART
from embeddings.index.generations.manifest import read_manifest, write_manifest
from embeddings.index.generations.pointer import CURRENT, current_id, generation_folder, read_pointer
from embeddings.index.storage.vectors import VECTORS, VectorIndex
from embeddings.models.files import file_sha256
from tests.faults.flips import flip

if TYPE_CHECKING:
    from collections.abc import Callable

    from embeddings.settings import ArchiveSettings


@pytest.fixture
def settings(settings_for: Callable[..., ArchiveSettings]) -> ArchiveSettings:
    """Three generations: the mill burned 1, 2 and 3 times."""
    made = settings_for(quarry="The quarry at Hollin was flooded in 1911.")
    for times in range(1, 4):
        settings_for(mill=f"The mill burned {times} times.")
        Archive(made).build()
    return made


def served(settings: ArchiveSettings) -> str:
    archive = Archive(settings).open()
    try:
        return archive.show("mill.txt").text
    finally:
        archive.close()


def test_the_generations_are_listed_newest_first(settings: ArchiveSettings) -> None:
    found = Archive(settings).generations()
    assert [one.current for one in found] == [True, False, False]
    assert [one.id for one in found] == sorted((one.id for one in found), reverse=True)
    assert {(one.documents, one.passages, one.damage) for one in found} == {(2, 2, None)}
    assert all(one.size > 0 for one in found)


def test_going_back_and_forth_serves_what_was_served_then(settings: ArchiveSettings) -> None:
    newest = current_id(settings.data)
    assert Archive(settings).roll_back().current
    assert served(settings) == "The mill burned 2 times."
    Archive(settings).roll_back()
    assert served(settings) == "The mill burned 1 times."
    with pytest.raises(NoEarlierGeneration):
        Archive(settings).roll_back()
    Archive(settings).roll_back(newest)
    assert served(settings) == "The mill burned 3 times."
    assert Archive(settings).check().problems == ()


def test_a_reindex_after_going_back_takes_in_what_is_in_the_folder_now(settings: ArchiveSettings) -> None:
    Archive(settings).roll_back()
    report = Archive(settings).build()
    assert report.changed == ("mill.txt",)
    assert served(settings) == "The mill burned 3 times."
    assert len(Archive(settings).generations()) == 3


def test_a_damaged_generation_is_listed_as_such_skipped_and_not_gone_back_to(settings: ArchiveSettings) -> None:
    earlier = read_pointer(settings.data)[1]
    flip(generation_folder(settings.data, earlier) / VECTORS, 999)
    damaged = [one for one in Archive(settings).generations() if one.damage]
    assert [(one.id, one.damage) for one in damaged] == [(earlier, "vectors.faiss: its checksum is wrong")]
    with pytest.raises(GenerationDamaged):
        Archive(settings).roll_back(earlier)
    Archive(settings).roll_back()
    assert served(settings) == "The mill burned 1 times."


def test_an_unknown_generation_is_refused_with_those_there_are(settings: ArchiveSettings) -> None:
    with pytest.raises(UnknownGeneration) as caught:
        Archive(settings).roll_back("../models")
    assert list(caught.value.known) == read_pointer(settings.data)


def test_without_an_index_there_is_nothing_to_list_check_or_go_back_to(
    settings_for: Callable[..., ArchiveSettings],
) -> None:
    settings = settings_for(mill="The mill burned.")
    for ask in (Archive.generations, Archive.check, Archive.roll_back):
        with pytest.raises(NoGeneration):
            ask(Archive(settings))


def test_the_next_reindex_replaces_a_damaged_generation_even_if_no_document_changed(
    settings: ArchiveSettings,
) -> None:
    current = current_id(settings.data)
    flip(generation_folder(settings.data, current) / VECTORS, 999)
    (problem,) = Archive(settings).check().problems
    assert "vectors.faiss" in problem
    report = Archive(settings).build()
    assert report.committed
    assert Archive(settings).check().problems == ()
    assert current not in read_pointer(settings.data)
    assert served(settings) == "The mill burned 3 times."


def test_a_damaged_pointer_serves_the_newest_says_so_and_is_mended(settings: ArchiveSettings) -> None:
    flip(settings.data / CURRENT, 8 * 5 + 1)
    archive = Archive(settings).open()
    assert archive.damage is not None
    assert archive.damage.file.name == CURRENT
    assert archive.show("mill.txt").text == "The mill burned 3 times."
    archive.close()
    assert "CURRENT" in Archive(settings).check().problems[0]
    Archive(settings).build()
    assert Archive(settings).check().problems == ()
    assert served(settings) == "The mill burned 3 times."


@pytest.mark.parametrize("harm", ["exchanged", "stretched"])
def test_a_check_finds_vectors_that_are_of_other_passages_though_every_checksum_is_right(
    settings: ArchiveSettings, harm: str
) -> None:
    folder = generation_folder(settings.data, current_id(settings.data))
    vectors = VectorIndex.load(folder / VECTORS).rows(np.arange(2))
    VectorIndex.of(vectors[::-1] if harm == "exchanged" else vectors * 2).save(folder / VECTORS)
    manifest = read_manifest(folder)
    manifest.files[VECTORS] = file_sha256(folder / VECTORS)
    write_manifest(folder, manifest)
    assert Archive(settings).check().problems


def test_what_builds_that_were_killed_left_is_removed_by_the_next_one(settings: ArchiveSettings) -> None:
    generations = settings.data / "generations"
    for leftover in (f"000009-x{PART}", "000008-y"):  # half built; built, but never committed
        (generations / leftover).mkdir()
        (generations / leftover / "archive.sqlite").write_bytes(b"half")
    (settings.data / f"CURRENT.4711{PART}").write_bytes(b"half")
    assert not Archive(settings).build().committed
    assert {entry.name for entry in generations.iterdir()} == set(read_pointer(settings.data))
    assert not list(settings.data.rglob(f"*{PART}"))
