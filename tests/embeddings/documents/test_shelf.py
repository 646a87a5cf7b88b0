"""Files put into the folder of documents, and taken out, by people who are not at the machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from embeddings.documents import shelf
from embeddings.documents.readers import FORMATS
from embeddings.documents.record.sidecar import LARGEST
from embeddings.documents.shelf import admit, folders, restore, walk, withdraw
from embeddings.errors import (
    AlreadyRestored,
    DocumentExists,
    DocumentRefused,
    RefusalReason,
    SourceUnavailable,
    StorageFailed,
    UnknownDocument,
)
from embeddings.files import PART
from embeddings.settings import ArchiveSettings, ReadingSettings

WORDS = b"The quarry was flooded in 1911."


@pytest.fixture
def settings(tmp_path: Path) -> ArchiveSettings:
    (tmp_path / "source").mkdir()
    reading = ReadingSettings(megabytes=0.01)
    return ArchiveSettings(source=tmp_path / "source", data=tmp_path / "data", reading=reading)


def everything(folder: Path) -> dict[str, bytes | str | None]:
    """Return all there is below a folder: contents of files, targets of links."""
    return {
        file.relative_to(folder).as_posix(): (
            str(file.readlink()) if file.is_symlink() else file.read_bytes() if file.is_file() else None
        )
        for file in sorted(folder.rglob("*"))
    }


def test_a_file_is_written_as_it_came_and_a_reindex_sees_it(settings: ArchiveSettings) -> None:
    assert admit(settings, "quarry.txt", WORDS) == "quarry.txt"
    (settings.source / "letters").mkdir()
    assert admit(settings, "Größe 1.TXT", WORDS, folder="letters") == "letters/Größe 1.TXT"
    assert everything(settings.source) == {"quarry.txt": WORDS, "letters": None, "letters/Größe 1.TXT": WORDS}
    assert walk(settings.source, 10) == (["letters/Größe 1.TXT", "quarry.txt"], [])


def test_nothing_is_overwritten_unless_that_is_wanted(settings: ArchiveSettings) -> None:
    admit(settings, "quarry.txt", WORDS)
    with pytest.raises(DocumentExists, match="quarry"):
        admit(settings, "quarry.txt", b"other")
    assert everything(settings.source) == {"quarry.txt": WORDS}
    admit(settings, "quarry.txt", b"other", replace=True)
    assert everything(settings.source) == {"quarry.txt": b"other"}


@pytest.mark.parametrize("there", ["cafe\u0301.txt", "CAFÉ.txt", "ｃafé.txt"])
def test_a_name_spelt_otherwise_is_the_same_name(settings: ArchiveSettings, there: str) -> None:
    (settings.source / there).write_bytes(WORDS)
    with pytest.raises(DocumentExists) as caught:
        admit(settings, "café.txt", b"other")
    assert caught.value.document == there
    assert admit(settings, "café.txt", b"other", replace=True) == there
    assert everything(settings.source) == {there: b"other"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../quarry.txt", RefusalReason.BAD_NAME),
        ("/etc/quarry.txt", RefusalReason.BAD_NAME),
        ("..\\quarry.txt", RefusalReason.BAD_NAME),
        ("C:quarry.txt", RefusalReason.BAD_NAME),
        ("..", RefusalReason.BAD_NAME),
        (".txt", RefusalReason.BAD_NAME),
        (".hidden.txt", RefusalReason.BAD_NAME),
        ("․․／quarry.txt", RefusalReason.BAD_NAME),
        ("a⁄b／c.txt", RefusalReason.BAD_NAME),
        ("a\x00.txt", RefusalReason.BAD_NAME),
        ("a\n.txt", RefusalReason.BAD_NAME),
        ("\u202etxt.exe.txt", RefusalReason.BAD_NAME),
        ("a\u200b.txt", RefusalReason.BAD_NAME),
        ("a\ud800.txt", RefusalReason.BAD_NAME),
        ("CON.txt", RefusalReason.BAD_NAME),
        ("lpt1.tar.txt", RefusalReason.BAD_NAME),
        (" a.txt", RefusalReason.BAD_NAME),
        ("a.txt.", RefusalReason.BAD_NAME),
        ("a" * 197 + ".txt", RefusalReason.BAD_NAME),
        ("é" * 99 + ".txt", RefusalReason.BAD_NAME),
        ("", RefusalReason.BAD_NAME),
        ("quarry.exe", RefusalReason.UNKNOWN_FORMAT),
        ("quarry", RefusalReason.UNKNOWN_FORMAT),
        ("quarry.csl.json", RefusalReason.UNKNOWN_FORMAT),
        ("quarry.json", RefusalReason.UNKNOWN_FORMAT),
    ],
)
def test_a_name_that_is_not_one_plain_documents_is_refused(
    settings: ArchiveSettings, name: str, reason: RefusalReason
) -> None:
    with pytest.raises(DocumentRefused) as caught:
        admit(settings, name, WORDS)
    assert caught.value.reason == reason
    assert everything(settings.source.parent) == {"source": None}


def test_size_and_emptiness_are_refused_by_the_limits_of_reading(settings: ArchiveSettings) -> None:
    admit(settings, "most.txt", b"a" * 10_000)
    for content, reason in ((b"a" * 10_001, RefusalReason.TOO_LARGE), (b" \n", RefusalReason.EMPTY)):
        with pytest.raises(DocumentRefused) as caught:
            admit(settings, "no.txt", content)
        assert caught.value.reason == reason
    assert list(everything(settings.source)) == ["most.txt"]


def test_a_record_beside_a_document_is_taken_within_its_own_limit(settings: ArchiveSettings) -> None:
    assert admit(settings, "a.txt.csl.json", b'{"title": "A"}' + b" " * 20_000) == "a.txt.csl.json"
    with pytest.raises(DocumentRefused):
        admit(settings, "b.txt.csl.json", b"{" * (LARGEST + 1))


@pytest.mark.parametrize(
    "folder", ["..", "../elsewhere", "/tmp", "a/../..", ".hidden", "linked", "none", "file.txt"]
)
def test_a_folder_that_is_not_a_real_one_below_the_source_is_refused(
    settings: ArchiveSettings, folder: str
) -> None:
    elsewhere = settings.source.parent / "elsewhere"
    elsewhere.mkdir()
    (settings.source / ".hidden").mkdir()
    (settings.source / "a").mkdir()
    (settings.source / "file.txt").write_bytes(WORDS)
    (settings.source / "linked").symlink_to(elsewhere)
    before = everything(settings.source.parent)
    with pytest.raises(DocumentRefused):
        admit(settings, "quarry.txt", WORDS, folder=folder)
    assert everything(settings.source.parent) == before
    assert folders(settings) == ("a",)


def test_the_index_is_no_folder_for_documents_even_below_them(settings: ArchiveSettings) -> None:
    inside = ArchiveSettings(source=settings.source, data=settings.source / "index")
    (inside.data / "generations").mkdir(parents=True)
    with pytest.raises(DocumentRefused):
        admit(inside, "quarry.txt", WORDS, folder="index/generations")
    assert folders(inside) == ()


def test_a_link_in_the_place_of_the_file_is_replaced_and_never_written_through(settings: ArchiveSettings) -> None:
    secret = settings.source.parent / "secret.txt"
    secret.write_bytes(b"do not touch")
    (settings.source / "quarry.txt").symlink_to(secret)
    with pytest.raises(DocumentExists):
        admit(settings, "quarry.txt", WORDS)
    admit(settings, "quarry.txt", WORDS, replace=True)
    assert secret.read_bytes() == b"do not touch"
    assert everything(settings.source) == {"quarry.txt": WORDS}


def test_a_folder_of_the_name_is_never_replaced(settings: ArchiveSettings) -> None:
    (settings.source / "quarry.txt").mkdir()
    with pytest.raises(DocumentRefused):
        admit(settings, "quarry.txt", WORDS, replace=True)


def test_without_a_folder_of_documents_that_is_said(settings: ArchiveSettings) -> None:
    settings.source.rmdir()
    with pytest.raises(SourceUnavailable):
        admit(settings, "quarry.txt", WORDS)


@pytest.mark.parametrize("failing", ["fsync", "link", "replace"])
def test_a_disk_that_fails_leaves_what_there_was(
    settings: ArchiveSettings, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    admit(settings, "quarry.txt", WORDS)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr(os, failing, fail)
    if failing == "link":  # a file system without hard links
        admit(settings, "new.txt", WORDS)
        with pytest.raises(DocumentExists):
            admit(settings, "quarry.txt", WORDS)
        assert everything(settings.source) == {"new.txt": WORDS, "quarry.txt": WORDS}
        return
    with pytest.raises(StorageFailed):
        admit(settings, "quarry.txt", b"other", replace=True)
    assert everything(settings.source) == {"quarry.txt": WORDS}


def test_who_comes_second_does_not_overwrite(settings: ArchiveSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_same", lambda _place, _name: None)  # both looked before either wrote
    admit(settings, "quarry.txt", WORDS)
    with pytest.raises(DocumentExists):
        admit(settings, "quarry.txt", b"other")
    assert everything(settings.source) == {"quarry.txt": WORDS}


PIECES = st.sampled_from(
    [
        "..",
        ".",
        "/",
        "\\",
        "／",
        "․",
        "a",
        "é",
        "e\u0301",
        "\x00",
        "\n",
        "\u202e",
        ":",
        "CON",
        " ",
        "~",
        "%2e",
        "\ud800",
    ]
)
NAMES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


@given(name=NAMES, ending=st.sampled_from(["", *FORMATS, ".csl.json", ".txt.csl.json", PART]))
@example("../../etc/passwd", "")
@example("a" * 300, ".txt")
def test_whatever_the_name_nothing_but_one_visible_file_in_the_folder_comes_of_it(name: str, ending: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        settings = ArchiveSettings(source=root / "source", data=root / "data")
        settings.source.mkdir()
        (root / "outside.txt").write_bytes(WORDS)
        try:
            path = admit(settings, name + ending, b"new")
        except DocumentRefused:
            assert everything(root) == {"outside.txt": WORDS, "source": None}
        else:
            assert everything(root) == {"outside.txt": WORDS, "source": None, f"source/{path}": b"new"}
            assert "/" not in path
            paths, refused = walk(settings.source, 10)
            assert refused == []
            assert paths == ([] if path.endswith(".csl.json") else [path])


def test_a_document_that_is_taken_out_is_kept_elsewhere_with_its_record_and_can_be_put_back(
    settings: ArchiveSettings, tmp_path: Path
) -> None:
    (settings.source / "letters").mkdir()
    admit(settings, "quarry.txt", WORDS, folder="letters")
    admit(settings, "quarry.txt.csl.json", b"{}", folder="letters")
    before = everything(settings.source)
    away = withdraw(settings, "letters/quarry.txt", tmp_path / "removed")
    assert everything(settings.source) == {"letters": None}
    assert everything(away) == before
    assert restore(settings, away) == ("letters/quarry.txt",)
    assert everything(settings.source) == before
    assert not away.exists()
    with pytest.raises(AlreadyRestored):
        restore(settings, away)


def test_a_folder_that_does_not_exist_is_named(settings: ArchiveSettings) -> None:
    with pytest.raises(DocumentRefused) as caught:
        admit(settings, "quarry.txt", WORDS, folder="letters/new")
    assert (caught.value.reason, caught.value.detail) == (RefusalReason.NO_FOLDER, "letters/new")


def test_what_is_put_back_overwrites_nothing(settings: ArchiveSettings, tmp_path: Path) -> None:
    admit(settings, "quarry.txt", WORDS)
    away = withdraw(settings, "quarry.txt", tmp_path / "removed")
    admit(settings, "quarry.txt", b"new")
    with pytest.raises(DocumentExists):
        restore(settings, away)
    assert everything(settings.source) == {"quarry.txt": b"new"}
    assert everything(away) == {"quarry.txt": WORDS}


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/hostname", "", "none.txt", "letters", "linked/a.txt", "a\0"]
)
def test_nothing_outside_the_folder_is_taken_away(settings: ArchiveSettings, tmp_path: Path, path: str) -> None:
    (tmp_path / "outside.txt").write_bytes(WORDS)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_bytes(WORDS)
    (settings.source / "letters").mkdir()
    (settings.source / "linked").symlink_to(tmp_path / "elsewhere")
    before = everything(tmp_path)
    with pytest.raises(UnknownDocument):
        withdraw(settings, path, tmp_path / "removed")
    assert everything(tmp_path) == before
