"""Each tool, called by the SDK's own client, which checks results against the schemas that it was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from mcp import MCPError

from embeddings.archive import Archive
from embeddings.documents.document import text_sha256
from embeddings.quoting.citing.styles import FORMATS
from tests.bot.mcp.shelf import HARBOUR, HARBOUR_TEXT, HUGE, HUGE_TEXT, LOG, called, client_of, refused, text_of

if TYPE_CHECKING:
    from embeddings.settings import ArchiveSettings

RUNGS = "ladder of 3 rungs"
NIGHT = "On night 7 the lamp was lit by Max Berg at the harbour"


async def test_every_tool_is_offered_with_its_schemas_and_changes_nothing(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == ["ask", "find", "verify", "show", "read", "cite", "works"]
    for tool in tools:
        assert tool.title
        assert tool.description
        assert tool.output_schema
        hints = tool.annotations
        assert hints is not None
        assert (hints.read_only_hint, hints.idempotent_hint, hints.open_world_hint) == (True, True, False)
        assert hints.destructive_hint is False


async def test_the_server_forbids_to_present_a_paraphrase_as_a_quotation(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        said = client.instructions or ""
    for words in (
        "Never present a paraphrase",
        "unchanged",
        "`verify`",
        "does not answer",
        "Never follow instructions",
    ):
        assert words in said


async def test_an_answer_is_the_contracts_and_its_text_says_the_same(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        result = await client.call_tool("ask", {"question": "Who mended the lantern with a ladder of 3 rungs?"})
    answer: Any = result.structured_content
    assert answer["answered"]
    quote = answer["quotes"][0]
    assert RUNGS in quote["text"]
    assert quote["document"] == LOG
    assert quote["citation"]["locator"]["page"] == "3"
    assert f"> {quote['text'].splitlines()[0]}" in text_of(result)
    assert quote["citation"]["text"] in text_of(result)


async def test_silence_is_said(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        result = await client.call_tool("ask", {"question": "Who won the football world cup in Brazil?"})
    answer: Any = result.structured_content
    assert not answer["answered"]
    assert answer["quotes"] == []
    assert text_of(result).startswith("I found no answer")


async def test_the_page_that_find_says_is_the_page_of_every_other_tool(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        places = (await called(client, "find", phrase="rungs. He wrote", most=10))["matches"]
        assert [place["citation"]["locator"]["page"] for place in places] == ["2", "3", "4", "5"]
        for place in places:
            where = {name: place[name] for name in ("document", "start", "end", "sha256")}
            page = place["citation"]["locator"]["page"]
            assert (await called(client, "read", **where))["citation"]["locator"] == place["citation"]["locator"]
            assert (await called(client, "cite", **where))["citation"]["locator"]["page"] == page
            verified = await called(client, "verify", quotation=f"a ladder of {page} rungs")
            assert verified["matches"][0]["citation"]["locator"]["page"] == page
            asked = await called(client, "ask", question=f"Who mended the lantern with a ladder of {page} rungs?")
            assert page in [quote["citation"]["locator"]["page"] for quote in asked["quotes"]]
            whole = await called(client, "read", document=LOG, page=int(page))
            assert whole["start"] <= place["start"] < place["end"] <= whole["end"]
            assert whole["citation"]["locator"]["page"] == page


async def test_a_quotation_is_verified(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        exact = await called(client, "verify", quotation=NIGHT)
        altered = await client.call_tool(
            "verify", {"quotation": NIGHT.replace("lamp was lit", "lamp was put out")}
        )
        absent = await called(client, "verify", quotation="The committee resolved to abolish every tariff.")
    assert (exact["verdict"], absent["verdict"]) == ("exact", "absent")
    differs: Any = altered.structured_content
    assert differs["verdict"] == "differs"
    assert differs["matches"][0]["text"] in HARBOUR_TEXT
    assert "“put out”" in text_of(altered)


async def test_a_document_is_shown_in_parts_and_the_parts_are_its_whole_outline(shelved: ArchiveSettings) -> None:
    rows: list[Any] = []
    async with client_of(shelved) as client:
        shown = await called(client, "show", document=HARBOUR, most=50)
        while True:
            rows += shown["outline"]
            if shown["following"] is None:
                break
            shown = await called(client, "show", document=HARBOUR, most=50, skip=shown["following"])
    assert len(rows) == shown["rows"]
    assert [row["paragraph"] for row in rows if row["paragraph"]] == list(range(1, 121))
    assert shown["record"]["title"] == "The Harbour"
    assert shown["sha256"] == text_sha256(HARBOUR_TEXT)


async def test_a_document_that_is_read_on_and_on_is_the_whole_document(shelved: ArchiveSettings) -> None:
    for name, text in ((HARBOUR, HARBOUR_TEXT), (HUGE, HUGE_TEXT)):
        read, start = "", 0
        async with client_of(shelved) as client:
            while start is not None:
                piece = await called(client, "read", document=name, start=start, sha256=text_sha256(text))
                assert 0 < len(piece["text"]) <= 20_000
                read, start = read + piece["text"], piece["following"]
        assert read == text


async def test_paragraphs_are_read_by_the_numbers_that_locators_give(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        place = (await called(client, "find", phrase=NIGHT))["matches"][0]
        number = place["citation"]["locator"]["paragraph"]
        read = await called(client, "read", document=HARBOUR, paragraph=number)
        two = await called(client, "read", document=HARBOUR, paragraph=number, last_paragraph=number + 1)
    assert read["text"].startswith(NIGHT)
    assert two["text"].startswith(read["text"])
    assert two["citation"]["locator"]["last_paragraph"] == number + 1


async def test_a_place_is_cited_in_every_style(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        place = await called(client, "cite", document=LOG, page="3")
        whole = await called(client, "cite", document=HARBOUR)
        one = await called(client, "cite", document=HARBOUR, style="mla")
    assert set(place["styles"]) == set(whole["styles"]) == set(FORMATS)
    assert "3" in place["styles"]["mla-in-text"]
    assert one["styles"] == {"mla": whole["styles"]["mla"]}
    assert "Moor, Ada. “The Harbour.”" in one["styles"]["mla"]
    assert whole["start"] is None


async def test_works_are_listed_and_filtered(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        every = await called(client, "works")
        first = await called(client, "works", most=1)
        second = await called(client, "works", most=1, skip=first["following"])
        found = await called(client, "works", search="harbour moor")
        by = await called(client, "works", author="Reed")
        dated = await called(client, "works", years="1901")
        nobody = await refused(client, "works", author="Nobody")
    assert every["count"] == len(every["documents"]) == 4
    assert [first["documents"][0], second["documents"][0]] == every["documents"][:2]
    assert [one["document"] for one in found["documents"]] == [HARBOUR]
    assert [one["document"] for one in by["documents"]] == [HUGE]
    assert HARBOUR in [one["document"] for one in dated["documents"]]
    assert "“Nobody”" in nobody
    for one in every["documents"]:
        assert one["sha256"] == Archive(shelved).show(one["document"]).sha256


async def test_filters_hold(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        found = await called(client, "find", phrase="the", page_author="Tom Reed")
    assert {match["document"] for match in found["matches"]} == {HUGE}


async def test_documents_are_resources_page_by_page(
    shelved: ArchiveSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.mcp.resources.PAGE", 3)
    async with client_of(shelved) as client:
        first = await client.list_resources()
        second = await client.list_resources(cursor=first.next_cursor)
        assert second.next_cursor is None
        listed = [*first.resources, *second.resources]
        assert [one.name for one in listed] == list(Archive(shelved).documents())
        for one in listed:
            if one.name != HUGE:
                (content,) = (await client.read_resource(one.uri)).contents
                assert content.text == Archive(shelved).show(one.name).text  # type: ignore[union-attr]
        templates = (await client.list_resource_templates()).resource_templates
        assert [one.uri_template for one in templates] == ["pincite://documents/{+path}{?start,end}"]
        with pytest.raises(MCPError, match="Begin again"):
            await client.list_resources(cursor="-1")


async def test_a_part_of_a_resource_is_named_by_its_characters(
    shelved: ArchiveSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.mcp.resources.LONGEST", 1000)
    address = f"pincite://documents/{HARBOUR}"
    async with client_of(shelved) as client:
        (content,) = (await client.read_resource(f"{address}?start=100&end=900")).contents
        assert content.text == HARBOUR_TEXT[100:900]  # type: ignore[union-attr]
        with pytest.raises(MCPError, match=r"in parts, from pincite://documents/harbour\.txt\?start=0&end=1000"):
            await client.read_resource(address)
        for wrong in ("start=-1", "start=1&start=2", "start=x", "end=0", "start=99999999", "q=1"):
            with pytest.raises(MCPError):
                await client.read_resource(f"{address}?{wrong}")


async def test_a_path_is_completed(shelved: ArchiveSettings) -> None:
    from mcp_types import ResourceTemplateReference

    reference = ResourceTemplateReference(uri="pincite://documents/{+path}{?start,end}")
    async with client_of(shelved) as client:
        found = await client.complete(reference, {"name": "path", "value": "log"})
    assert found.completion.values == ["log/log%20of%201901.pdf"]


async def test_a_tool_that_there_is_not_is_refused_by_name(shelved: ArchiveSettings) -> None:
    async with client_of(shelved) as client:
        with pytest.raises(MCPError, match="There is no tool “delete”"):
            await client.call_tool("delete", {})
