"""`serve`: from the token to the exit code. What needs a signal is in `tests/end_to_end/test_the_process.py`."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from bot.config import DiscordSettings, Settings
from bot.running import service
from bot.running.service import serve
from bot.token import FILE_VARIABLE, VARIABLE
from embeddings.errors import SourceUnavailable
from embeddings.settings import ArchiveSettings
from tests.bot.samples import FakeArchive
from tests.discord import LocalDiscord

if TYPE_CHECKING:
    from pathlib import Path

WRONG = "MTA.a-wrong-token"


class Opened(FakeArchive):
    generation = "000001-x"


@pytest.fixture(autouse=True)
def archive(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Stand in for the archive; no token is set."""
    opened = Opened()
    monkeypatch.setattr(service, "open_or_build", lambda _settings: opened)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    return opened


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folders at their defaults are relative: what the service makes there goes with the test."""
    monkeypatch.chdir(tmp_path)


def the_one_line(captured: pytest.CaptureFixture[str]) -> str:
    out, err = captured.readouterr()
    assert out == ""
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    return err.removeprefix("pincite: ").rstrip()


def test_without_a_token_the_archive_is_not_even_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(service, "open_or_build", lambda _: pytest.fail("opened"))
    assert serve(Settings()) == 1
    assert VARIABLE in the_one_line(capsys)


async def test_a_refused_token_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    archive: Opened,
) -> None:
    monkeypatch.setenv(VARIABLE, WRONG)
    async with LocalDiscord() as local:
        with local.redirect():
            assert await asyncio.to_thread(serve, Settings()) == 1
    line = the_one_line(capsys)
    assert line.startswith(f"Discord refused the token in {VARIABLE}")
    assert WRONG not in line + caplog.text
    assert archive.closed


async def test_the_archive_has_answered_a_question_before_discord_hears_of_the_bot(
    monkeypatch: pytest.MonkeyPatch, archive: Opened
) -> None:
    monkeypatch.setenv(VARIABLE, WRONG)
    asked_before: list[int] = []
    async with LocalDiscord() as local:
        local.recorder.followers.append(lambda _: asked_before.append(len(archive.asked)))
        with local.redirect():
            await asyncio.to_thread(serve, Settings())
    assert asked_before == [1]


def test_an_archive_that_cannot_be_opened_is_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def refuse(settings: ArchiveSettings) -> None:
        raise SourceUnavailable(settings.source, "missing")

    monkeypatch.setattr(service, "open_or_build", refuse)
    monkeypatch.setenv(VARIABLE, WRONG)
    assert serve(Settings(archive=ArchiveSettings(source=tmp_path / "absent"))) == 1
    assert str(tmp_path / "absent") in the_one_line(capsys)


def test_a_token_file_that_everybody_can_read_is_warned_of_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text(WRONG)
    file.chmod(0o644)

    def refuse(_: ArchiveSettings) -> None:
        raise SourceUnavailable(tmp_path, "empty")

    monkeypatch.setattr(service, "open_or_build", refuse)
    assert serve(Settings(discord=DiscordSettings(token_file=str(file)))) == 1
    warning, reason = capsys.readouterr().err.splitlines()
    assert f"chmod 600 {file}" in warning
    assert "nothing that can be indexed" in reason


def test_an_unexpected_error_ends_with_a_sentence_and_a_traceback_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    archive: Opened,
) -> None:
    monkeypatch.setenv(VARIABLE, WRONG)
    monkeypatch.setattr(archive, "ask", lambda _: 1 / 0)
    assert serve(Settings()) == 1
    assert "ZeroDivisionError" in the_one_line(capsys)
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.exc_info is not None
    assert archive.closed
