"""The real archive, kept from Discord: upload, reindex, ask, remove, roll back."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.admin import reindexing as machinery
from embeddings.archive import Archive
from embeddings.progress import Stage as Step
from embeddings.settings import ArchiveSettings, ReindexSettings
from tests.bot.admin.stage import Stage, buttons, control, said, staged
from tests.conftest import share_models
from tests.discord import File

if TYPE_CHECKING:
    from pathlib import Path

    from embeddings.progress import Cancelled, Progress
    from embeddings.report import ReindexReport

FERRY = "The ferry stood off the quay until morning, for nobody had told the pilot."
QUARRY = b"The quarry above the village was flooded in the spring of 1911, and has been a lake ever since."
QUESTION = {"question": "When was the quarry flooded?"}


@pytest.fixture
def kept(archive: Archive, tmp_path: Path) -> ArchiveSettings:
    """A small folder of documents, indexed, with the model of another archive."""
    source, data = tmp_path / "source", tmp_path / "data"
    source.mkdir()
    (source / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (source / "scan.bin").write_bytes(b"\0\1\2")
    share_models(archive, data)
    settings = ArchiveSettings(
        source=source, data=data, rerank=archive.settings.rerank, reindex=ReindexSettings(spare_megabytes=1)
    )
    Archive(settings).build()
    return settings


async def reindexed(stage: Stage) -> str:
    """Reindex, and return what everybody reads of it in the end."""
    began = len(stage.channel_texts())
    await stage.admin.slash("admin reindex")
    await stage.until(lambda: len(stage.channel_texts()) > began and stage.reindexing.running is None)
    await stage.until(lambda: "Generation" in stage.channel_texts()[-1])
    return stage.channel_texts()[-1]


async def answered(stage: Stage) -> str:
    return said(await stage.member.slash("ask", {**QUESTION, "private": True}))


def hold_the_first_reindex(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let the next reindex stand in the middle of embedding until it is called off; return what says it is there.

    However fast the machine is, it has then not ended before a test stops the bot.
    """
    there, reindex = threading.Event(), Archive.build

    def held(self: Archive, *, progress: Progress, cancelled: Cancelled, **options: Any) -> ReindexReport:
        def report(stage: Step, done: int, total: int | None, /) -> None:
            progress(stage, done, total)
            if stage is Step.ENCODING and done > 0 and not there.is_set():
                there.set()
                while not cancelled():
                    time.sleep(0.01)

        return reindex(self, progress=report, cancelled=cancelled, **options)

    monkeypatch.setattr(Archive, "build", held)
    return there


async def test_what_is_uploaded_is_quoted_what_is_removed_is_not_and_there_is_a_way_back(
    kept: ArchiveSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machinery, "EDIT_EVERY_S", 0.05)
    with closing(Archive(kept).open()) as archive:
        async with staged(tmp_path, caplog, library=archive) as stage:
            first = archive.generation
            assert "flooded" not in await answered(stage)
            await stage.admin.slash("admin upload", {"file": File("quarry.txt", QUARRY)})
            report = await reindexed(stage)
            assert "2 documents: 1 added, 0 changed, 0 removed, 1 unchanged" in report
            assert "scan\\.bin" in report
            assert "was flooded in the spring of 1911" in (await answered(stage)).replace("*", "")

            listed = (await stage.admin.slash("admin documents", {"search": "quarry"})).messages[0]
            choice = control(listed, "document")
            one = await stage.admin.press(listed, choice["custom_id"], values=[choice["options"][0]["value"]])
            sure = await stage.admin.press(listed, buttons(one.messages[0])["Remove"])
            gone = await stage.admin.press(listed, buttons(sure.messages[0])["Yes, remove it"])
            assert "1 removed, 1 unchanged" in await reindexed(stage)
            assert "flooded" not in await answered(stage)

            kept_now = (await stage.admin.slash("admin rollback")).messages[0]
            choice = control(kept_now, "generation")
            assert first in [option["value"] for option in choice["options"]]
            second = next(option["value"] for option in choice["options"] if option["value"] != first)
            sure = await stage.admin.press(kept_now, choice["custom_id"], values=[second])
            await stage.admin.press(kept_now, buttons(sure.messages[0])["Yes, go back"])
            assert archive.generation == second
            assert "was flooded" in (await answered(stage)).replace("*", "")

            await stage.admin.press(listed, buttons(gone.messages[0])["Put it back"])
            await reindexed(stage)
            assert "was flooded" in (await answered(stage)).replace("*", "")
            status = said(await stage.admin.slash("admin status"))
            assert "**2 documents**, 2 passages" in status
            assert "One file is not in the archive" in status
            assert "Made by `/admin reindex`" in status


async def test_a_restart_in_the_middle_is_gone_on_with_and_the_index_is_whole(
    kept: ArchiveSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machinery, "EDIT_EVERY_S", 0.05)
    for number in range(40):
        text = "\n\n".join(f"Note {number}.{line}: the lamp was lit at {line} o'clock." for line in range(30))
        (kept.source / f"n{number:02d}.txt").write_text(text, encoding="utf-8")
    with closing(Archive(kept).open()) as archive:
        async with staged(tmp_path, caplog, library=archive) as stage:
            first, there = archive.generation, hold_the_first_reindex(monkeypatch)
            await stage.admin.slash("admin reindex")
            await stage.until(there.is_set)
            await stage.stop()
            assert archive.generation == first
            assert "continues by itself after that" in stage.channel_texts()[0]
            stage.start()
            await stage.until(lambda: "Reindexed" in stage.channel_texts()[0])
            assert "41 documents: 40 added" in stage.channel_texts()[0]
            assert archive.generation != first
            assert Archive(kept).check().problems == ()
