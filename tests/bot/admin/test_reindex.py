"""`/admin reindex`: live in the channel, cancelled, insisted on, over restarts and past the life of a token."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.admin import reindexing as machinery
from embeddings.errors import ReindexRunning, SourceShrunk
from embeddings.progress import Stage as Step
from embeddings.report import Cause, Refusal, ReindexReport
from tests.bot.admin.stage import Stage, buttons, said, staged

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path("/somewhere/documents")


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machinery, "EDIT_EVERY_S", 0.02)
    monkeypatch.setattr(machinery, "LOOK_EVERY_S", 0.02)


def held(stage: Stage) -> None:
    """Have the next reindex go on until it is let go."""
    stage.library.go.clear()
    stage.library.gone_on.clear()


def shown(stage: Stage) -> Mapping[str, Any]:
    """Return the one message that everybody sees."""
    (message,) = stage.discord.messages(stage.discord.channel, viewer=stage.member)
    return message


async def begun(stage: Stage) -> Mapping[str, Any]:
    """Begin a reindex that is held; return its message."""
    held(stage)
    await stage.admin.slash("admin reindex")
    await stage.until(stage.library.gone_on.is_set)
    await stage.until(lambda: "30 of 120" in stage.channel_texts()[0])
    return shown(stage)


def jobs(stage: Stage) -> list[Any]:
    return stage.memory.run_blocking(lambda db: db.execute("SELECT message, ended FROM job").fetchall())


async def test_everybody_sees_how_far_it_is_and_what_came_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = await begun(stage)
        (text,) = stage.channel_texts()
        assert "✓ Reading documents" in text
        assert "▸ **Embedding passages**" in text
        assert "▰▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱  25%\n-# 30 of 120" in text
        assert "· Checking the index" in text
        assert list(buttons(message)) == ["Cancel"]
        stage.library.go.set()
        await stage.until(lambda: "Reindexed" in stage.channel_texts()[0])
        (text,) = stage.channel_texts()
        assert "One document: 1 added, 0 changed, 0 removed, 0 unchanged" in text
        assert "2 passages; 2 new pieces of text embedded" in text
        assert "**Added:** letters/lamp\\.txt" in text
        assert "scan\\.pdf\n-# Files of this format are not read (.pdf). Save it as plain text (.txt)." in text
        assert "Generation 000001-x" in text
        assert shown(stage)["id"] == message["id"]
        assert stage.library.calls == [(False, False)]
        assert [ended is not None for _, ended in jobs(stage)] == [True]


async def test_the_admin_gets_a_link_and_a_second_call_points_to_the_one_going_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        held(stage)
        first = await stage.admin.slash("admin reindex", {"full": True})
        assert first.ephemeral
        message = shown(stage)
        link = f"https://discord.com/channels/{stage.here.id}/{message['channel_id']}/{message['id']}"
        assert link in said(first)
        second = await stage.admin.slash("admin reindex")
        assert link in said(second)
        assert "already running" in said(second)
        elsewhere = await stage.stranger.slash("admin reindex", channel=stage.there.channel)
        assert "already running" in said(elsewhere)
        assert link not in said(elsewhere)
        assert stage.library.calls == [(True, False)]
        assert stage.channel_texts(stage.there.channel) == []


async def test_cancel_ends_it_and_the_archive_is_as_it_was(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = await begun(stage)
        pressed = await stage.admin.press(message, buttons(message)["Cancel"])
        assert pressed.ephemeral
        assert "being cancelled" in said(pressed)
        await stage.until(lambda: "Reindex cancelled" in stage.channel_texts()[0])
        assert buttons(shown(stage)) == {}
        assert [ended is not None for _, ended in jobs(stage)] == [True]
        late = await stage.admin.press(message, "admin:reindex-cancel", forged=True)
        assert "No reindex is running any more" in said(late)


async def test_it_goes_on_past_the_life_of_the_commands_token(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        await begun(stage)
        stage.discord.advance(16 * 60)
        stage.library.go.set()
        await stage.until(lambda: "Reindexed" in stage.channel_texts()[0])


async def test_where_the_bot_may_not_write_the_admin_alone_sees_it_and_is_told_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.discord.restrict_bot(stage.discord.channel, discord.Permissions(send_messages=True))
        held(stage)
        exchange = await stage.admin.slash("admin reindex")
        assert exchange.ephemeral
        assert "I may not write in this channel" in said(exchange)
        await exchange.until(lambda one: "30 of 120" in said(one))
        stage.library.go.set()
        await exchange.until(lambda one: "Reindexed" in said(one))
        assert stage.channel_texts() == []


async def test_a_private_message_that_is_out_of_reach_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.discord.restrict_bot(stage.discord.channel, discord.Permissions(send_messages=True))
        held(stage)
        await stage.admin.slash("admin reindex")
        await stage.until(stage.library.gone_on.is_set)
        stage.discord.advance(16 * 60)
        stage.library.go.set()
        await stage.until(lambda: stage.reindexing.running is None)
        status = await stage.admin.slash("admin status")
        assert "Made by `/admin reindex`" in said(status) or "last finished" in said(status)


async def test_a_deleted_message_or_channel_ends_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        shelf = stage.here.add_channel("shelf")
        held(stage)
        await stage.admin.slash("admin reindex", channel=shelf)
        await stage.until(stage.library.gone_on.is_set)
        stage.here.delete_channel(shelf)
        stage.library.go.set()
        await stage.until(lambda: stage.reindexing.running is None)
        assert [ended is not None for _, ended in jobs(stage)] == [True]


async def test_a_restart_goes_on_with_it_in_the_same_message(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        held(stage)
        await stage.admin.slash("admin reindex", {"full": True})
        await stage.until(stage.library.gone_on.is_set)
        message = shown(stage)
        await stage.stop()
        assert "continues by itself after that" in stage.channel_texts()[0]
        assert [ended for _, ended in jobs(stage)] == [None]
        stage.library.gone_on.clear()
        stage.start()
        await stage.until(stage.library.gone_on.is_set)
        await stage.until(lambda: "30 of 120" in stage.channel_texts()[0])
        stage.library.go.set()
        await stage.until(lambda: "Reindexed" in stage.channel_texts()[0])
        assert shown(stage)["id"] == message["id"]
        assert stage.library.calls == [(True, False), (True, False)]
        await stage.restart()
        await stage.admin.slash("admin status")
        assert len(stage.library.calls) == 2


async def test_after_a_restart_the_lock_of_the_process_before_is_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        await begun(stage)
        stage.library.report = ReindexRunning(FOLDER)
        await stage.stop()
        stage.library.go.set()
        stage.start()
        await stage.until(lambda: len(stage.library.calls) > 3)
        stage.library.report = ReindexReport("000003-x", (), (), (), 1, (), 1, 0, 0.1, committed=False)
        await stage.until(lambda: "Nothing has changed" in stage.channel_texts()[0])


async def test_one_begun_by_another_process_is_said_to_be_going_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.report = ReindexRunning(FOLDER)
        await stage.admin.slash("admin reindex")
        await stage.until(
            lambda: "Another reindex is running. It was started on the machine itself" in stage.channel_texts()[0]
        )
        assert str(FOLDER) not in stage.channel_texts()[0]


async def test_a_folder_that_lost_most_is_insisted_on_only_with_a_confirmation(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.report = SourceShrunk(FOLDER, 12, 9)
        await stage.admin.slash("admin reindex", {"full": True})
        await stage.until(
            lambda: "The folder has lost 9 of the 12 documents in the archive" in stage.channel_texts()[0]
        )
        message = shown(stage)
        sure = await stage.admin.press(message, buttons(message)["Reindex anyway"])
        assert sure.ephemeral
        assert stage.library.calls == [(True, False)]
        (question,) = sure.messages
        stage.library.report = ReindexReport("000003-x", (), (), ("a.txt",), 3, (), 9, 0, 0.1)
        await stage.admin.press(question, buttons(question)["Yes, reindex"])
        await stage.until(lambda: "1 removed, 3 unchanged" in stage.channel_texts()[-1])
        assert stage.library.calls == [(True, False), (True, True)]


async def test_the_option_force_asks_as_well(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        asked = await stage.admin.slash("admin reindex", {"force": True})
        assert "Forget the missing documents?" in said(asked)
        assert stage.library.calls == []
        await stage.admin.press(asked.messages[0], buttons(asked.messages[0])["Yes, reindex"])
        await stage.until(lambda: stage.library.calls == [(False, True)])


async def test_an_error_nobody_thought_of_is_told_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.report = RuntimeError("boom")
        stage.scene.expected = {"A reindex came to nothing"}
        await stage.admin.slash("admin reindex")
        await stage.until(lambda: "That did not work (RuntimeError)" in stage.channel_texts()[0])


async def test_a_long_report_fits_into_one_message(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        names = tuple(f"{'_*~' * 60}{n}.txt" for n in range(500))
        refused = tuple(Refusal(f"{'[@everyone](x)' * 20}{n}", "broken", "<@1>" * 40) for n in range(300))
        causes = (Cause.MODEL, Cause.PROGRAM)
        stage.library.report = ReindexReport(
            "000003-x", names, names, names, 7, refused, 9, 9, 4000.0, causes=causes
        )
        stage.library.step = (Step.READING, 0, None)
        await stage.admin.slash("admin reindex")
        await stage.until(lambda: "Reindexed" in stage.channel_texts()[0])
        (text,) = stage.channel_texts()
        assert "and 494 more" in text
        assert "1 h 6 min" in text


async def test_the_reports_buttons_answer_the_admin_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.refusals = (Refusal("scan.pdf", "no text"),)
        await stage.admin.slash("admin reindex")
        await stage.until(lambda: "Reindexed" in stage.channel_texts()[0])
        before, message = stage.channel_texts(), shown(stage)
        for label, words in (("Documents", "20 documents are in"), ("Not in the archive", "scan\\.pdf")):
            pressed = await stage.admin.press(message, buttons(message)[label])
            assert pressed.ephemeral
            assert words in said(pressed)
        assert stage.channel_texts() == before


async def test_it_speaks_the_servers_language(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        await stage.bot.services.servers.change(int(stage.here.id), language="de")
        await stage.admin.slash("admin reindex")
        await stage.until(lambda: "Eingelesen" in stage.channel_texts()[0])
        assert "Ein Dokument: 1 neu" in stage.channel_texts()[0]
