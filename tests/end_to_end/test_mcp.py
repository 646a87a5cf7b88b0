"""`pincite mcp` as a process of its own, spoken to by the protocol's own client over both transports."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from embeddings.archive import Archive
from tests.bot.mcp.shelf import HARBOUR, HARBOUR_TEXT, LOG, build, called, refused
from tests.conftest import ROOT, share_models

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from embeddings.settings import ArchiveSettings

LONGEST_S = 120  # guards against a hang; a loaded machine is no failure
QUOTES = 500
COMMON = ("the", "lamp", "harbour", "of", "night", "Nobody told the pilot", "o’clock", "watch", "wrote", "𝔄 lamp")
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"question": "Who mended the lantern with a ladder of 3 rungs?"}),
    ("find", {"phrase": "the lamp was lit"}),
    ("verify", {"quotation": "Nobody told the pilot of it."}),
    ("show", {"document": HARBOUR}),
    ("read", {"document": LOG, "page": "3"}),
    ("cite", {"document": HARBOUR, "paragraph": 2}),
    ("works", {}),
]


@pytest.fixture(scope="module")
def settings(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> ArchiveSettings:
    return build(archive, tmp_path_factory.mktemp("shelf"))


def command(settings: ArchiveSettings, *arguments: str) -> list[str]:
    folders = ["--source", str(settings.source), "--data", str(settings.data)]
    return [sys.executable, "-m", "bot", *folders, "mcp", *arguments]


def environment() -> dict[str, str]:
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("PINCITE_", "DISCORD_"))
    }
    return inherited | {"PYTHONPATH": str(ROOT), "PINCITE_LANGUAGE": "en"}


@asynccontextmanager
async def process(*words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a command line, and leave nothing running."""
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        *words, cwd=ROOT, env=environment(), stdin=pipe, stdout=pipe, stderr=pipe, limit=2**24
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()


@asynccontextmanager
async def over_stdio(settings: ArchiveSettings, mode: str) -> AsyncIterator[Client]:
    first, *rest = command(settings)
    started = StdioServerParameters(command=first, args=rest, cwd=ROOT, env=environment())
    async with Client(stdio_client(started), mode=mode) as client:
        yield client


@asynccontextmanager
async def serving(settings: ArchiveSettings) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run the server over HTTP at a free port; give the process and its address."""
    async with process(*command(settings, "--http", "--port", "0")) as running:
        assert running.stderr is not None
        said = (await asyncio.wait_for(running.stderr.readline(), LONGEST_S)).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+/mcp", said)
        assert address, said
        yield running, address[0]


@asynccontextmanager
async def over_http(settings: ArchiveSettings, mode: str) -> AsyncIterator[Client]:
    async with serving(settings) as (_, address), Client(address, mode=mode) as client:
        yield client


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("transport", [over_stdio, over_http])
async def test_the_protocols_own_client_calls_every_tool(
    settings: ArchiveSettings,
    transport: Callable[[ArchiveSettings, str], AbstractAsyncContextManager[Client]],
    mode: str,
) -> None:
    async with transport(settings, mode) as client:
        assert client.server_info is not None
        assert client.server_info.name == "pincite"
        assert "Never present a paraphrase" in (client.instructions or "")
        assert [tool.name for tool in (await client.list_tools()).tools] == [name for name, _ in CALLS]
        for name, arguments in CALLS:
            assert await called(client, name, **arguments)
        assert "from 1 to 20" in await refused(client, "ask", question="x", top=99)
        (content,) = (await client.read_resource(f"pincite://documents/{HARBOUR}?start=0&end=11")).contents
        assert content.text == "The Harbour"  # type: ignore[union-attr]


async def test_five_hundred_quotes_fetched_again_are_byte_for_byte_what_they_were(
    settings: ArchiveSettings,
) -> None:
    seen: dict[tuple[str, int, int], dict[str, Any]] = {}
    async with over_stdio(settings, "auto") as client:
        for phrase in COMMON:
            for match in (await called(client, "find", phrase=phrase, most=100))["matches"]:
                seen[match["document"], match["start"], match["end"]] = match
        answer = await called(client, "ask", question="Who lit the lamp at the harbour?", top=20)
        for quote in (*answer["quotes"], *answer["nearest"], *answer["further"]):
            seen[quote["document"], quote["start"], quote["end"]] = quote
        assert len(seen) >= QUOTES
        for (document, start, end), quote in list(seen.items())[: QUOTES + 50]:
            again = await called(client, "read", document=document, start=start, end=end, sha256=quote["sha256"])
            assert again["text"].encode() == quote["text"].encode()
            assert (again["role"], again["speaker"]) == (quote["role"], quote["speaker"])
            assert again["citation"]["locator"] == quote["citation"]["locator"]
    # And by what a client keeps of a document: an offset counts code points, on its side as on ours.
    whole = Archive(settings).show(HARBOUR).text
    for (document, start, end), quote in seen.items():
        if document == HARBOUR:
            assert whole[start:end] == quote["text"]


async def test_a_reindex_beside_it_is_followed_by_the_next_call(archive: Archive, tmp_path: Path) -> None:
    settings = build(archive, tmp_path)
    async with over_stdio(settings, "auto") as client:
        before = await called(client, "find", phrase="On night 7")
        place = {name: before["matches"][0][name] for name in ("document", "start", "end", "sha256")}
        (settings.source / HARBOUR).write_text("A new head\n\n" + HARBOUR_TEXT, "utf-8")
        (settings.source / LOG).unlink()
        await asyncio.to_thread(Archive(settings).build)
        after = await called(client, "find", phrase="On night 7")
        assert after["generation"] != before["generation"]
        assert after["matches"][0]["start"] == place["start"] + len("A new head\n\n")
        assert "has changed" in await refused(client, "read", **place)
        assert "There is no document" in await refused(client, "show", document=LOG)


async def test_an_index_that_is_not_there_is_built_before_the_first_answer(
    archive: Archive, tmp_path: Path
) -> None:
    source, data = tmp_path / "source", tmp_path / "data"
    source.mkdir()
    (source / HARBOUR).write_text(HARBOUR_TEXT, "utf-8")
    share_models(archive, data)
    async with over_stdio(replace(archive.settings, source=source, data=data), "auto") as client:
        assert (await called(client, "works"))["count"] == 1


INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}


def message(identity: int, tool: str, **arguments: Any) -> bytes:
    call = {"name": tool, "arguments": arguments}
    return json.dumps({"jsonrpc": "2.0", "id": identity, "method": "tools/call", "params": call}).encode() + b"\n"


@asynccontextmanager
async def spoken_to(settings: ArchiveSettings) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the server over its pipes, greeted."""
    async with process(*command(settings)) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps(INITIALIZE).encode() + b"\n")
        running.stdin.write(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n')
        assert json.loads(await asyncio.wait_for(running.stdout.readline(), LONGEST_S))["id"] == 1
        yield running


async def ending(running: asyncio.subprocess.Process) -> tuple[int | None, bytes, str]:
    out, err = await asyncio.wait_for(running.communicate(b""), LONGEST_S)  # which closes its standard input
    return running.returncode, out, err.decode()


async def test_it_ends_in_silence_when_its_client_has_gone(settings: ArchiveSettings) -> None:
    async with spoken_to(settings) as running:
        assert await ending(running) == (0, b"", "")
    async with spoken_to(settings) as running:
        transport: Any = running._transport  # type: ignore[attr-defined] # there is no public way to close only this
        transport.get_pipe_transport(1).close()
        running.stdin.write(message(2, "works"))  # type: ignore[union-attr]
        assert await asyncio.wait_for(running.wait(), LONGEST_S) == 141
        assert await running.stderr.read() == b""  # type: ignore[union-attr]


@pytest.mark.parametrize("busy", [False, True])
async def test_an_interruption_ends_it_at_once_with_one_line(settings: ArchiveSettings, busy: bool) -> None:
    async with spoken_to(settings) as running:
        if busy:
            running.stdin.write(message(2, "ask", question="Who lit the lamp?"))  # type: ignore[union-attr]
        running.send_signal(signal.SIGINT)
        code = await asyncio.wait_for(running.wait(), LONGEST_S)
        assert (code, await running.stderr.read()) == (130, b"pincite: Interrupted.\n")  # type: ignore[union-attr]


async def test_an_interruption_ends_the_server_over_http_too(settings: ArchiveSettings) -> None:
    async with serving(settings) as (running, address):
        async with Client(address) as client:
            assert await called(client, "works")
        running.send_signal(signal.SIGINT)
        assert await ending(running) == (130, b"", "pincite: Interrupted.\n")


async def test_what_is_no_message_is_passed_over(settings: ArchiveSettings) -> None:
    async with spoken_to(settings) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for garbage in (b"garbage\n", b"\xff\xfe\n", b"\n", b"[]\n", b"{}\n", b"x" * 5_000_000 + b"\n"):
            running.stdin.write(garbage)
        running.stdin.write(message(2, "find", phrase="lone").replace(b'"lone"', b'"\\ud800"'))
        running.stdin.write(message(3, "works"))
        while (told := json.loads(await asyncio.wait_for(running.stdout.readline(), LONGEST_S))).get("id") != 3:
            assert "Traceback" not in json.dumps(told)
        assert told["result"]["structuredContent"]["count"] == 4
        code, _, err = await ending(running)
    assert code == 0
    assert "Traceback" not in err


async def test_other_names_and_pages_of_a_browser_are_refused(settings: ArchiveSettings) -> None:
    """Whoever has a name lead to this machine, or a script on a page, gets nothing from the archive."""
    listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    async with serving(settings) as (_, address), httpx2.AsyncClient() as http:

        async def posted(**headers: str) -> int:
            wanted = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
            return (await http.post(address, json=listing, headers=wanted | headers)).status_code

        assert await posted() == 200
        assert await posted(Host="archive.example") == 421
        assert await posted(Host="127.0.0.1.archive.example:80") == 421
        assert await posted(Origin="http://archive.example") == 403
        assert await posted(Origin="null") == 403


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (("--http", "--host", "0.0.0.0"), 2, "this machine alone"),
        (("--http", "--host", "192.0.2.1"), 2, "this machine alone"),
        (("--http", "--port", "70000"), 2, "65535"),
        (("--port", "8000"), 2, "Add --http"),
    ],
)
async def test_an_address_that_others_can_reach_is_refused(
    settings: ArchiveSettings, arguments: tuple[str, ...], code: int, named: str
) -> None:
    async with process(*command(settings, *arguments)) as running:
        ended, out, err = await ending(running)
    assert (ended, out) == (code, b"")
    assert named in err
    assert len(err.splitlines()) == 1


async def test_an_archive_that_cannot_be_opened_ends_it_with_one_line(tmp_path: Path, archive: Archive) -> None:
    lost = replace(archive.settings, source=tmp_path / "none", data=tmp_path / "data")
    async with process(*command(lost)) as running:
        assert await asyncio.wait_for(running.wait(), LONGEST_S) == 1
        said = (await running.stderr.read()).decode()  # type: ignore[union-attr]
    assert "does not exist" in said
    assert len(said.splitlines()) == 1
