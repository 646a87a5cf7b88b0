"""What is seen of a folder, and what a machine may refuse: nothing stops the rest, nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from embeddings.archive import Archive
from embeddings.documents import shelf
from embeddings.errors import DiskNearlyFull, RefusalReason, SourceProblem, SourceShrunk, SourceUnavailable
from embeddings.index.building import space
from embeddings.index.generations.pointer import CURRENT
from embeddings.index.words import full_text
from embeddings.models import cache
from embeddings.settings import ArchiveSettings
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LAMP = "The lamp was lit at nine, and nobody told the pilot of it.\n"
FERRY = "The ferry sank at ten in the storm of that year.\n"


@pytest.fixture
def settings(tmp_path: Path) -> ArchiveSettings:
    source = tmp_path / "source"
    (source / "sub").mkdir(parents=True)
    (source / "a.txt").write_text(LAMP)
    (source / "sub" / "b.txt").write_text(FERRY)
    return ArchiveSettings(source, tmp_path / "data")


@pytest.fixture
def built(settings: ArchiveSettings) -> Iterator[Archive]:
    archive = Archive(settings)
    archive.build()
    yield archive
    archive.close()


@pytest.mark.parametrize("size", [200, 246, 247, 251, 255])
def test_a_name_of_any_length_is_a_document_s(settings: ArchiveSettings, size: int) -> None:
    name = "n" * (size - 4) + ".txt"
    (settings.source / name).write_text(FERRY)
    archive = Archive(settings)
    assert name in archive.build().added
    assert archive.show(name).text == FERRY
    archive.close()


def _closed(monkeypatch: pytest.MonkeyPatch, closed: Path) -> None:
    """Let a folder be one that may not be listed: the user who runs the tests may list any."""
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(shelf.os, "scandir", refuse)


def test_documents_below_a_folder_that_cannot_be_read_are_kept_and_told(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    _closed(monkeypatch, built.settings.source / "sub")
    report = built.build()
    assert report.removed == ()
    assert [(one.document, one.reason) for one in report.refused] == [("sub", RefusalReason.UNREADABLE)]
    assert built.find("ferry sank").count == 1
    (built.settings.source / "c.txt").write_text("A third one came in June.\n")
    report = built.build()
    assert (report.added, report.removed, report.committed) == (("c.txt",), (), True)
    assert built.find("ferry sank").count == 1


def test_a_document_that_cannot_be_read_any_more_is_kept_and_told(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = built.settings.source / "sub" / "b.txt"
    file.chmod(0o000)
    opened = os.open

    def refuse(path: Any, *rest: Any, **options: Any) -> int:
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    open_file = Path.open

    def refuse_open(self: Path, *rest: Any, **options: Any) -> Any:
        if self.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return open_file(self, *rest, **options)

    monkeypatch.setattr(Path, "open", refuse_open)
    report = built.build()
    assert report.removed == ()
    assert [(one.document, one.reason) for one in report.refused] == [("sub/b.txt", RefusalReason.UNREADABLE)]
    assert built.find("ferry sank").count == 1


@pytest.mark.parametrize(("source", "data"), [("s", "s"), ("s", "s/index"), ("s/inner", "s")])
def test_documents_and_index_in_each_other_are_refused(tmp_path: Path, source: str, data: str) -> None:
    (tmp_path / source).mkdir(parents=True)
    (tmp_path / source / "a.txt").write_text(LAMP)
    with pytest.raises(SourceUnavailable) as refused:
        Archive(ArchiveSettings(tmp_path / source, tmp_path / data)).build()
    assert refused.value.reason is SourceProblem.OVERLAPS


def test_an_index_is_served_from_a_folder_that_nobody_may_write_to(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    monkeypatch.setattr(full_text.os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
    reader = Archive(built.settings)
    assert reader.find("lamp was lit").count == 1
    assert reader.ask("When was the lamp lit?").answered
    reader.close()


def test_a_pointer_that_is_gone_is_no_empty_archive(built: Archive) -> None:
    for number in range(8):
        (built.settings.source / f"c{number}.txt").write_text(f"Bridge number {number} fell in the flood.\n")
    built.build()
    (built.settings.data / CURRENT).unlink()
    for file in built.settings.source.glob("c*.txt"):
        file.unlink()
    other = Archive(built.settings)
    assert other.find("bridge number").count == 8
    assert other.damage is not None
    with pytest.raises(SourceShrunk):
        other.build()
    other.close()


def test_a_full_disk_is_noticed_before_the_model_is_prepared(
    settings: ArchiveSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[object] = []
    monkeypatch.setattr(cache, "prepare", lambda *given: prepared.append(given))
    monkeypatch.setattr(space.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(DiskNearlyFull):
        Archive(settings).build()
    assert prepared == []


def test_the_model_is_prepared_once_on_a_machine(
    settings: ArchiveSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "shared"))
    made: list[Path] = []
    export = cache._export

    def counted(files: Any, folder: Path, *, fast: bool) -> None:
        made.append(folder)
        export(files, folder, fast=fast)

    monkeypatch.setattr(cache, "_export", counted)
    others = [ArchiveSettings(settings.source, tmp_path / f"data{number}") for number in range(2)]
    for one in (settings, *others):
        archive = Archive(one)
        archive.build()
        assert archive.find("lamp").count == 1
        archive.close()
    assert len(made) == 1
    (shared,) = (tmp_path / "shared" / "models").iterdir()
    (shared / "tokenizer.json").write_bytes(b"damaged")
    key = cache.prepare(tmp_path / "data9", settings.model)
    assert len(made) == 2  # a damaged one is not taken over
    assert cache.read_card(tmp_path / "data9", key)


def test_the_machine_s_folder_is_the_user_s_unless_named() -> None:
    assert cache.machine_folder({"PINCITE_CACHE": ""}) is None
    assert cache.machine_folder({"PINCITE_CACHE": "/x"}) == Path("/x/models")
    assert cache.machine_folder({}) is None
    if sys.platform == "linux":
        assert cache.machine_folder({"XDG_CACHE_HOME": "/c"}) == Path("/c/pincite/models")
        assert cache.machine_folder({"HOME": "/h"}) == Path("/h/.cache/pincite/models")


def _ask(settings: ArchiveSettings) -> subprocess.CompletedProcess[str]:
    folders = ["--source", str(settings.source), "--data", str(settings.data)]
    command = [sys.executable, "-m", "bot", *folders, "ask", "When was the lamp lit?"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_three_first_questions_at_once_are_all_answered(settings: ArchiveSettings) -> None:
    with ThreadPoolExecutor(3) as people:
        done = list(people.map(_ask, [settings] * 3))
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    assert all("lit at nine" in one.stdout for one in done)


def test_closed_output_is_a_sentence(built: Archive) -> None:
    folders = f"--source {built.settings.source} --data {built.settings.data}"
    script = f'"{sys.executable}" -m bot {folders} ask "When was the lamp lit?" >&-'
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (
        1,
        "pincite: There is nowhere to print: standard output is closed.\n",
    )
