"""`python -m bot run` as a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.token import FILE_VARIABLE, VARIABLE
from tests.conftest import ROOT
from tests.discord import LOCAL_TOKEN, LocalDiscord
from tests.scene import text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from embeddings.archive import Archive

# What `python -m bot` does, after discord.py has been pointed to another place than Discord.
ELSEWHERE = """
import runpy, sys, discord.gateway, discord.http, yarl
discord.http.Route.BASE, gateway = sys.argv[1:3]
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
sys.argv[1:3] = []
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
LONGEST_S = 300  # guards against a hang; a loaded machine is no failure


@asynccontextmanager
async def process(arguments: Sequence[str], **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run Python with so many arguments, in a folder of its own, and leave nothing running, nor anything there."""
    inherited = {name: value for name, value in os.environ.items() if name not in (VARIABLE, FILE_VARIABLE)}
    with tempfile.TemporaryDirectory() as folder:
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=folder,
            env=inherited | {"PYTHONPATH": str(ROOT)} | environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield running
        finally:
            if running.returncode is None:
                running.kill()
                await running.wait()


def run(archive: Archive, local: LocalDiscord | None = None) -> list[str]:
    """Return the arguments for `pincite run` over an archive that is already built."""
    start = ["-m", "bot"] if local is None else ["-c", ELSEWHERE, local.rest_url, local.gateway_url]
    folders = ["--source", str(archive.settings.source), "--data", str(archive.settings.data)]
    return [*start, *folders, "run"]


async def ending(running: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Return exit code and standard error; nothing goes to standard output."""
    out, err = await asyncio.wait_for(running.communicate(), LONGEST_S)
    assert out == b""
    return running.returncode, err.decode()


async def ready(local: LocalDiscord, running: asyncio.subprocess.Process) -> None:
    """Wait until the process is online; show what it said if it ends instead."""
    ended = asyncio.create_task(running.wait())
    greeted = asyncio.create_task(local.wait_ready(timeout=LONGEST_S))
    await asyncio.wait((ended, greeted), return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        greeted.cancel()
        pytest.fail((await running.communicate())[1].decode())
    ended.cancel()
    await greeted


async def test_without_a_token_the_process_ends_with_one_sentence(archive: Archive) -> None:
    async with process(run(archive)) as running:
        code, err = await ending(running)
    assert code == 1
    assert VARIABLE in err
    assert err.count("\n") == 1


async def test_a_refused_token_ends_the_process_with_one_sentence(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("MTA.a-wrong-token\n")
    file.chmod(0o600)
    async with LocalDiscord() as local, process(run(archive, local), **{FILE_VARIABLE: str(file)}) as running:
        code, err = await ending(running)
    assert code == 1
    assert f"pincite: Discord refused the token in {file}" in err
    assert "Traceback" not in err
    assert "a-wrong-token" not in err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_process_answers_until_a_signal_ends_it_cleanly(
    archive: Archive, number: signal.Signals
) -> None:
    async with LocalDiscord() as local, process(run(archive, local), **{VARIABLE: LOCAL_TOKEN}) as running:
        await ready(local, running)
        exchange = await local.member.slash("ask", {"question": "When did Leon Sedov die?"})
        assert "February 16, 1938" in text_of(exchange.messages[0])
        running.send_signal(number)
        code, err = await ending(running)
        assert local.violations == []
        assert local.pinged == set()
        assert not local.gateway.connected
    assert code == 0
    assert "Traceback" not in err
    assert [line for line in err.splitlines() if " INFO " not in line] == []
    assert LOCAL_TOKEN not in err


async def test_the_first_start_builds_the_index(tmp_path: Path, archive: Archive) -> None:
    data = tmp_path / "data"
    async with LocalDiscord() as local:
        arguments = ["-c", ELSEWHERE, local.rest_url, local.gateway_url]
        folders = ["--source", str(archive.settings.source), "--data", str(data)]
        async with process([*arguments, *folders, "run"], **{VARIABLE: LOCAL_TOKEN}) as running:
            await ready(local, running)
            assert (data / "CURRENT").exists()
            running.send_signal(signal.SIGTERM)
            assert (await ending(running))[0] == 0
