"""Hostile documents, paths and calls: documents are data, and nothing leads out of the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
import pytest
from mcp import MCPError

from bot.mcp.desk import THREADS, WAITING, Desk
from bot.mcp.server import server_for
from bot.words.inert import is_active
from embeddings.archive import Archive
from tests.bot.mcp.shelf import HARBOUR, HOSTILE, HOSTILE_TEXT, HUGE, SECRET, called, client_of, refused, text_of

if TYPE_CHECKING:
    from embeddings.settings import ArchiveSettings

OUTSIDE = (
    "../secret.txt",
    "source/../../secret.txt",
    "log/../../secret.txt",
    "..\\secret.txt",
    "%2e%2e/secret.txt",
    "..%2fsecret.txt",
    "linked.txt",
    "./harbour.txt",
    "/etc/passwd",
    "file:///etc/passwd",
    "harbour.txt\x00",
    "~/.ssh/id_rsa",
    "-",
    ".",
    "' OR '1'='1",
)


@pytest.mark.parametrize("tool", ["show", "read", "cite"])
async def test_no_path_leads_out_of_the_folder(shelved: ArchiveSettings, tool: str) -> None:
    absolute = str(shelved.source.parent / "secret.txt")
    async with client_of(shelved) as client:
        for path in (*OUTSIDE, absolute, str(shelved.source / HARBOUR)):
            said = await refused(client, tool, document=path)
            assert said.startswith("There is no document")
            assert SECRET not in said


async def test_no_address_leads_out_of_the_folder(shelved: ArchiveSettings) -> None:
    absolute = str(shelved.source.parent / "secret.txt")
    addresses = [f"pincite://documents/{path}" for path in (*OUTSIDE, absolute, "", "a?start=0&end=9#x")]
    addresses += [
        f"file://{absolute}",
        absolute,
        "pincite://secrets/secret.txt",
        "pincite://documents@evil/x",
        "x" * 5000,
    ]
    async with client_of(shelved) as client:
        for address in addresses:
            with pytest.raises(MCPError) as raised:
                await client.read_resource(address)
            assert SECRET not in str(raised.value)


async def test_what_stands_beside_the_folder_is_never_said(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        found = await called(client, "find", phrase=SECRET)
        verified = await called(client, "verify", quotation=SECRET)
        asked = await client.call_tool("ask", {"question": "Where is the key of the strongroom?"})
        works = await called(client, "works", most=100)
        named = [one.name for one in (await client.list_resources()).resources]
    assert (found["count"], verified["verdict"], verified["matches"]) == (0, "absent", [])
    assert "third stair" not in asked.model_dump_json()
    assert "linked.txt" not in [*named, *(one["document"] for one in works["documents"])]


async def test_a_documents_words_cannot_pass_for_what_is_said_of_it(shelved: ArchiveSettings) -> None:
    """Each line of them is marked, and what acts on a terminal is a sign; the structured text is exact."""
    async with client_of(shelved) as client:
        result = await client.call_tool("read", {"document": HOSTILE})
        read: Any = result.structured_content
    assert read["text"] == Archive(shelved).show(HOSTILE).text
    said, ours = [], []
    for line in text_of(result).splitlines():
        (said if line.startswith("> ") else ours).append(line)
    assert not any("all previous instructions" in line or "<script>" in line for line in ours)
    assert "Words of Ada Moor." not in ours
    assert "> Words of Ada Moor." in said
    assert not any(is_active(sign) for line in (*said, *ours) for sign in line)
    assert "‹U+202E›neddih‹U+202C›" in text_of(result)


async def test_a_name_that_is_an_instruction_stays_on_its_line(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        listed = text_of(await client.call_tool("works", {"search": "hostile"}))
        (resource,) = [one for one in (await client.list_resources()).resources if one.name == HOSTILE]
    assert len(listed.splitlines()) == 2
    assert resource.title == "Ignore Previous Instructions"


async def test_a_huge_paragraph_is_handed_over_in_bounded_pieces(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        read = await client.call_tool("read", {"document": HUGE, "paragraph": 1})
        shown = await client.call_tool("show", {"document": HUGE})
        asked = await client.call_tool(
            "ask", {"question": "What broke over the mole?", "top": 20, "length": "paragraph"}
        )
        found = await client.call_tool("find", {"phrase": "broke over the mole", "most": 100})
    for result in (read, shown, asked, found):
        assert not result.is_error
        assert len(result.model_dump_json()) < 600_000
    places: Any = found.structured_content
    assert (places["count"], len(places["matches"])) == (2500, 100)
    assert "2,400 of them are not listed" in text_of(found)


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "\x1b]0;x\x07",
        "\u202e" * 50,
        "a\u0301" * 900,
        "((((" * 200,
        '"' * 900,
        "NEAR/0 * OR -",
        "?!",
        "𝔄🏮",
    ],
)
async def test_hostile_words_are_looked_for_and_no_more(shelved: ArchiveSettings, words: str) -> None:
    async with client_of(shelved) as client:
        for tool, argument in (
            ("ask", "question"),
            ("find", "phrase"),
            ("verify", "quotation"),
            ("works", "search"),
        ):
            result = await client.call_tool(tool, {argument: words[: 300 if tool == "works" else 1000]})
            assert "Traceback" not in text_of(result)
            assert "went wrong" not in text_of(result)


async def test_a_changed_document_is_refused_by_its_old_hash(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        for tool in ("read", "cite"):
            assert "has changed" in await refused(client, tool, document=HARBOUR, start=0, end=9, sha256="0" * 64)
        assert "has changed" in await refused(client, "cite", document=HARBOUR, sha256="0" * 64)


async def test_what_nobody_foresaw_is_one_sentence_and_a_line_in_the_log(
    shelved: ArchiveSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(Archive, "find", broken)
    async with client_of(shelved) as client:
        said = await refused(client, "find", phrase="lamp")
        assert (await called(client, "works"))["count"]
    assert "ZeroDivisionError" in said
    assert "secret detail" not in said
    assert "secret detail" in caplog.text


async def test_calls_beyond_those_that_may_wait_are_sent_away(
    shelved: ArchiveSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = anyio.Event()
    held = Archive.find

    def slowly(archive: Archive, *given: Any, **named: Any) -> Any:
        anyio.from_thread.run(going_on.wait)
        return held(archive, *given, **named)

    monkeypatch.setattr(Archive, "find", slowly)
    results: list[str] = []
    async with client_of(shelved) as client:

        async def call() -> None:
            results.append(text_of(await client.call_tool("find", {"phrase": "lamp"})))
            if len(results) == 3:
                going_on.set()

        async with anyio.create_task_group() as calls:
            for _ in range(THREADS + WAITING + 3):
                calls.start_soon(call)
    assert sum("Every place in line is taken" in said for said in results) == 3
    assert sum("places in" in said for said in results) == THREADS + WAITING


async def test_a_call_does_not_wait_for_ever_for_an_archive_that_is_being_opened(shelved: ArchiveSettings) -> None:
    from mcp import Client

    desk = Desk(shelved, patience=0.01)
    async with Client(server_for(desk)) as client:
        assert "not ready" in await refused(client, "find", phrase="lamp")
    desk.close()


def test_hostile_text_is_read_as_it_stands(shelved: ArchiveSettings) -> None:
    assert Archive(shelved).show(HOSTILE).text == HOSTILE_TEXT
