from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from embeddings.documents.reading import content_of, read_content
from embeddings.documents.shelf import walk
from embeddings.errors import DocumentRefused, RefusalReason, SourceUnavailable
from embeddings.settings import ReadingSettings

if TYPE_CHECKING:
    from pathlib import Path

SMALL = ReadingSettings(megabytes=0.001)


def refusal(source: Path, name: str, settings: ReadingSettings = SMALL) -> str:
    with pytest.raises(DocumentRefused) as caught:
        read_content(name, content_of(source, name, settings), settings)
    return caught.value.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", RefusalReason.EMPTY),
        (b" \n\t\n", RefusalReason.EMPTY),
        (b"* * *\n", RefusalReason.EMPTY),
        (b"words\0words", RefusalReason.NOT_TEXT),
        ("naïve".encode("cp1252"), RefusalReason.UNDECODABLE),
        (b"a" * 1001, RefusalReason.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, reason: RefusalReason
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert refusal(tmp_path, "a.txt") == reason


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 1000)
    assert len(read_content("a.txt", content_of(tmp_path, "a.txt", SMALL), SMALL).text) == 1000


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_bytes(b"words")
    assert refusal(tmp_path, "a.xyz") == RefusalReason.UNKNOWN_FORMAT


def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert refusal(tmp_path, "a.txt") == RefusalReason.NOT_A_FILE


def test_links_out_of_the_folder_round_in_circles_and_into_nothing_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (source / "out.txt").symlink_to(tmp_path / "secret.txt")
    (source / "self.txt").symlink_to(source / "self.txt")
    (source / "gone.txt").symlink_to(source / "missing.txt")
    assert refusal(source, "out.txt") == RefusalReason.OUTSIDE
    assert refusal(source, "../secret.txt") == RefusalReason.OUTSIDE
    assert refusal(source, "self.txt") == RefusalReason.UNREADABLE
    assert refusal(source, "gone.txt") == RefusalReason.UNREADABLE


def test_text_is_kept_to_the_character_and_line_ends_become_line_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffOne\r\ntwo\rthree\u00a0\n\n".encode())
    assert (
        read_content("a.txt", content_of(tmp_path, "a.txt", SMALL), SMALL).text
        == "\ufeffOne\ntwo\nthree\u00a0\n\n"
    )


def test_the_folder_is_walked_in_order_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden.txt", ".git/x.txt", "b.txt.csl.json", "new\nline.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    (tmp_path / "loop").symlink_to(tmp_path)
    paths, refused = walk(tmp_path, 10)
    assert paths == ["a/z.txt", "b.txt"]
    assert {(item.document, item.reason) for item in refused} == {
        ("loop", RefusalReason.LINKED_FOLDER),
        ("new\\nline.txt", RefusalReason.BAD_NAME),
    }


def test_more_files_than_the_limit_are_refused_and_said(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("words")
    paths, refused = walk(tmp_path, 3)
    assert paths == ["0.txt", "1.txt", "2.txt"]
    assert [item.reason for item in refused] == [RefusalReason.TOO_MANY] * 2


def test_a_missing_source_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable):
        walk(tmp_path / "nowhere", 10)
    (tmp_path / "file").write_text("words")
    with pytest.raises(SourceUnavailable):
        walk(tmp_path / "file", 10)
