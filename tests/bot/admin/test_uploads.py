"""Documents that admins put into the folder and take out of it, through Discord."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from bot.admin.shape import custom_id
from bot.admin.upload import GOOD_FOR_S, WaitingRoom, named
from tests.bot.admin.stage import Stage, buttons, control, said, staged
from tests.discord import File

if TYPE_CHECKING:
    from pathlib import Path

WORDS = b"The quarry was flooded in 1911."


def folder(stage: Stage) -> dict[str, bytes]:
    source = stage.library.settings.source
    return {file.relative_to(source).as_posix(): file.read_bytes() for file in source.rglob("*") if file.is_file()}


async def test_an_upload_lands_in_the_folder_and_a_reindex_is_offered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        (stage.library.settings.source / "letters").mkdir()
        exchange = await stage.admin.slash(
            "admin upload", {"file": File("quarry.txt", WORDS), "folder": "letters"}
        )
        assert exchange.ephemeral
        assert "letters/quarry\\.txt" in said(exchange)
        assert folder(stage) == {"letters/quarry.txt": WORDS}
        message = exchange.messages[0]
        await stage.admin.press(message, buttons(message)["Reindex"])
        await stage.until(lambda: stage.library.calls == [(False, False)])


async def test_the_panel_takes_a_file_through_a_form(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = (await stage.admin.slash("admin documents")).messages[0]
        form = await stage.admin.press(message, buttons(message)["Upload"])
        sent = await stage.admin.submit(form, {"file": [File("quarry.txt", WORDS)]})
        assert "The document is in the folder" in said(sent)
        assert folder(stage) == {"quarry.txt": WORDS}


async def test_a_file_that_is_there_is_replaced_only_on_confirmation_also_after_a_restart(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        await stage.admin.slash("admin upload", {"file": File("quarry.txt", WORDS)})
        asked = await stage.admin.slash("admin upload", {"file": File("QUARRY.txt", b"other")})
        assert "There is already a file quarry\\.txt" in said(asked)
        assert folder(stage) == {"quarry.txt": WORDS}
        await stage.restart()
        message = asked.messages[0]
        done = await stage.admin.press(message, buttons(message)["Replace it"])
        assert "is in the folder" in said(done)
        assert folder(stage) == {"quarry.txt": b"other"}
        again = await stage.admin.press(message, buttons(message)["Replace it"], forged=True)
        assert "no longer kept" in said(again)
        asked = await stage.admin.slash("admin upload", {"file": File("quarry.txt", b"third")})
        left = await stage.admin.press(asked.messages[0], buttons(asked.messages[0])["Cancel"])
        assert "Nothing has changed" in said(left)
        assert folder(stage) == {"quarry.txt": b"other"}
        assert list((tmp_path / "memory" / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("quarry.exe", WORDS, "Files of this format are not read"),
        ("../quarry.txt", WORDS, "Its name is too long, or has characters that are not allowed"),
        (".quarry.txt", WORDS, "Its name is too long, or has characters that are not allowed"),
        ("quarry\u202e.txt", WORDS, "Its name is too long, or has characters that are not allowed"),
        ("quarry.txt", b" \n ", "It holds no text"),
        ("quarry.txt", b"a" * 100_001, "It is too large (limit 0\\.1 MB)."),
        ("quarry.txt", b"a" * 1_000_001, "It is too large (limit 0\\.1 MB)."),
    ],
)
async def test_what_may_not_be_is_refused_with_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, content: bytes, words: str
) -> None:
    async with staged(tmp_path, caplog) as stage:
        exchange = await stage.admin.slash("admin upload", {"file": File(name, content)}, forged=True)
        assert words in said(exchange)
        assert folder(stage) == {}


@pytest.mark.parametrize("place", ["..", "/etc", "none", "letters/../.."])
async def test_a_folder_made_by_hand_leads_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    async with staged(tmp_path, caplog) as stage:
        exchange = await stage.admin.slash("admin upload", {"file": File("a.txt", WORDS), "folder": place})
        assert "was not added" in said(exchange)
        assert folder(stage) == {}
        assert not (tmp_path / "a.txt").exists()


async def test_a_removed_document_is_moved_away_after_a_question_and_can_be_put_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        (stage.library.settings.source / "d01.txt").write_bytes(WORDS)
        (stage.library.settings.source / "d01.txt.csl.json").write_bytes(b"{}")
        before = folder(stage)
        message = (await stage.admin.slash("admin documents")).messages[0]
        chosen = control(message, "document")
        one = await stage.admin.press(message, chosen["custom_id"], values=[chosen["options"][1]["value"]])
        sure = await stage.admin.press(message, buttons(one.messages[0])["Remove"])
        assert "Remove this document?" in said(sure)
        assert folder(stage) == before
        gone = await stage.admin.press(message, buttons(sure.messages[0])["Yes, remove it"])
        assert "Removed from the folder" in said(gone)
        assert folder(stage) == {}
        assert sorted(file.name for file in (tmp_path / "memory" / "removed").rglob("*.*")) == sorted(before)
        await stage.restart()
        carried = buttons(gone.messages[0])["Put it back"]
        back = await stage.admin.press(message, carried)
        assert "back in the folder" in said(back)
        assert folder(stage) == before
        twice = await stage.admin.press(message, carried, forged=True)
        assert said(twice).count("It has been put back already.") == 1
        assert "no longer" not in said(twice)


@pytest.mark.parametrize("about", ["../../x", "", "d01.txt", "0" * 24])
async def test_a_button_made_by_hand_removes_and_restores_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, about: str
) -> None:
    async with staged(tmp_path, caplog) as stage:
        (stage.library.settings.source / "d01.txt").write_bytes(WORDS)
        message = (await stage.admin.slash("admin status")).messages[0]
        for name in ("document-remove", "document-removed", "document-back", "upload-replace"):
            pressed = await stage.admin.press(message, custom_id(name, about), forged=True)
            words = {"upload-replace": "upload is no longer kept"}
            if name == "document-back" and about.isalnum():
                words[name] = "put back already"  # nothing is kept under this name
            assert words.get(name, "no longer in the archive") in said(pressed), name
        assert folder(stage) == {"d01.txt": WORDS}


async def test_a_file_that_discord_does_not_hand_over_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(tmp_path, caplog) as stage:

        async def lost(_url: str) -> bytes:
            raise OSError

        monkeypatch.setattr(stage.bot.http, "get_from_cdn", lost)
        exchange = await stage.admin.slash("admin upload", {"file": File("quarry.txt", WORDS)})
        assert "I could not get quarry\\.txt from Discord" in said(exchange)


def test_uploads_wait_for_an_hour_and_for_nobody_else(tmp_path: Path) -> None:
    room = WaitingRoom(tmp_path)
    first, second = room.put("a.txt", "", WORDS), room.put("b.txt", "letters", b"b")
    assert room.take("../" + first) is None
    waiting = room.take(second)
    assert waiting is not None
    assert (waiting.name, waiting.folder, waiting.content) == ("b.txt", "letters", b"b")
    assert room.take(second) is None
    old = time.time() - GOOD_FOR_S - 1
    for file in (tmp_path / "uploads").iterdir():
        os.utime(file, (old, old))
    room.put("c.txt", "", WORDS)
    assert room.take(first) is None
    assert len(list((tmp_path / "uploads").iterdir())) == 2


@pytest.mark.parametrize(
    ("filename", "title", "name"),
    [
        ("___.txt", "Письмо", "Письмо.txt"),
        ("a.txt", None, "a.txt"),
        ("a.txt", "a", "a.txt"),
        ("a_b.txt", "a b.txt", "a b.txt"),
        ("noending", "Ohne Ende", "Ohne Ende"),
    ],
)
def test_a_file_has_the_name_it_had_on_its_owner_s_disk(filename: str, title: str | None, name: str) -> None:
    assert named(filename, title) == name
