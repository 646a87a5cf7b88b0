"""Status, documents, rollback: what admins look at, and what their buttons do, also after a restart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.admin.shape import custom_id, fitted, parsed
from bot.sending.limits import MESSAGE_TEXT, units
from embeddings.errors import GenerationDamaged, ReindexRunning
from embeddings.index.listing import DocumentSummary
from embeddings.report import Refusal
from tests.bot.admin.stage import buttons, control, generation, said, staged

if TYPE_CHECKING:
    import pytest


async def test_status_says_how_archive_and_bot_stand(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.refusals = (Refusal("a.bin", "unknown format"),)
        exchange = await stage.admin.slash("admin status")
        assert exchange.ephemeral
        for words in (
            "**20 documents**, 77 passages",
            "One file is not in the archive",
            "Generation 000002-x, made <t:1772359200:R>",
            "Made on the machine itself",
            "Model MiniLM",
            "12 MB on disk, 900 MB free",
            "The bot connected <t:",
            "No question is open",
            "Questions on this server in 7 days: 0 answered, 0 without an answer",
        ):
            assert words in said(exchange)
        stage.library.damage = GenerationDamaged(Path("/data/vectors"), "its checksum is wrong")
        stage.library.shelf = stage.library.shelf[:1]
        again = await stage.admin.press(exchange.messages[0], buttons(exchange.messages[0])["Refresh"])
        assert "**One document**, 77 passages" in said(again)
        assert "The index is damaged. An earlier one is in use" in said(again)
        assert "/data" not in said(again)
        assert [one["id"] for one in again.messages] == [exchange.messages[0]["id"]]  # redrawn in its place


async def test_documents_are_paged_looked_for_and_looked_at(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        exchange = await stage.admin.slash("admin documents")
        (message,) = exchange.messages
        assert exchange.ephemeral
        assert "20 documents are in the archive" in said(exchange)
        assert "**Title 0** – Ada Moor · 1901\n-# d00\\.txt" in said(exchange)
        assert "Title 8" not in said(exchange)
        await stage.restart()  # the buttons of a message work on
        turned = await stage.admin.press(message, buttons(message)["Next ▶"])
        assert "Title 8" in said(turned)
        last = await stage.admin.press(message, buttons(turned.messages[0])["Next ▶"])
        assert "Title 19" in said(last)
        assert "Next ▶" not in buttons(last.messages[0])
        form = await stage.admin.press(message, buttons(last.messages[0])["Search"])
        found = await stage.admin.submit(form, {"search": "Title 1"})
        assert "11 documents have “Title 1” in their path" in said(found)
        chosen = control(found.messages[0], "document")
        one = await stage.admin.press(message, chosen["custom_id"], values=[chosen["options"][1]["value"]])
        assert "Title: Title 10\nAuthor: Ada Moor\nDate: 1901\nFile: d10\\.txt" in said(one)
        back = await stage.admin.press(message, buttons(one.messages[0])["Back"])
        assert "11 documents have" in said(back)
        every = await stage.admin.press(message, buttons(back.messages[0])["Show all"])
        assert "20 documents are" in said(every)


async def test_a_page_that_is_there_no_more_is_the_last_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = (await stage.admin.slash("admin documents")).messages[0]
        stage.library.shelf = stage.library.shelf[:3]
        turned = await stage.admin.press(message, buttons(message)["Next ▶"])
        assert "Title 2" in said(turned)
        for about in ("99999999999999999999:x", "-1", "٣:", ""):
            odd = await stage.admin.press(message, custom_id("documents", about), forged=True)
            assert "Title 0" in said(odd) or "No document has" in said(odd)


async def test_an_empty_archive_and_hostile_records_are_shown_as_they_are(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.shelf = []
        assert "The archive is empty" in said(await stage.admin.slash("admin documents"))
        hostile = "@everyone <@1> **x** [a](https://e.org) ||s|| \u202e" * 30
        stage.library.shelf = [DocumentSummary(f"{n}{hostile}", hostile, hostile, hostile) for n in range(8)]
        stage.library.refusals = tuple(Refusal(f"{n}{hostile}", "broken", hostile) for n in range(30))
        exchange = await stage.admin.slash("admin documents")
        assert "\\@everyone \\<\\@1\\>" in said(exchange)
        message = exchange.messages[0]
        chosen = control(message, "document")
        await stage.admin.press(message, chosen["custom_id"], values=[chosen["options"][0]["value"]])
        refused = await stage.admin.press(message, custom_id("refused", 2), forged=True)
        assert "Page 3 of 3" in str(refused.messages[0]["components"])


async def test_what_was_refused_is_paged_with_its_reasons(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.refusals = tuple(Refusal(f"s{n:02d}.pdf", "encrypted") for n in range(12))
        message = (await stage.admin.slash("admin documents")).messages[0]
        shown = await stage.admin.press(message, buttons(message)["Not in the archive"])
        assert "12 files are not in the archive" in said(shown)
        assert "s09\\.pdf\n-# It is encrypted. Save it without a password." in said(shown)
        turned = await stage.admin.press(message, buttons(shown.messages[0])["Next ▶"])
        assert "s11\\.pdf" in said(turned)
        back = await stage.admin.press(message, buttons(turned.messages[0])["Documents"])
        assert "20 documents" in said(back)


async def test_rollback_chooses_among_what_is_sound_and_asks_first(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        stage.library.kept = [
            generation(3, damage="vectors: its checksum is wrong"),
            generation(2, current=True),
            generation(1),
        ]
        exchange = await stage.admin.slash("admin rollback")
        (message,) = exchange.messages
        assert "**000003-x** – damaged, cannot be used" in said(exchange)
        assert "**000002-x** – in use" in said(exchange)
        choice = control(message, "generation")
        assert [one["value"] for one in choice["options"]] == ["000001-x"]
        sure = await stage.admin.press(message, choice["custom_id"], values=["000001-x"])
        assert "Go back to 000001-x?" in said(sure)
        assert stage.library.generation == "000002-x"
        await stage.restart()
        done = await stage.admin.press(message, buttons(sure.messages[0])["Yes, go back"])
        assert "Rolled back" in said(done)
        assert stage.library.generation == "000001-x"


async def test_rollback_to_what_is_gone_or_during_a_reindex_is_explained(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = (await stage.admin.slash("admin rollback")).messages[0]
        gone = await stage.admin.press(message, custom_id("generation-back", "../../etc"), forged=True)
        assert "no longer kept" in said(gone)

        def running(_to: str) -> None:
            raise ReindexRunning(tmp_path)

        monkeypatch.setattr(stage.library, "roll_back", running)
        busy = await stage.admin.press(message, custom_id("generation-back", "000001-x"), forged=True)
        assert "Another reindex is running. It was started on the machine itself" in said(busy)
        stage.library.kept = stage.library.kept[:1]
        assert "no earlier state" in said(await stage.admin.slash("admin rollback"))


def test_what_a_button_carries_fits_and_is_read_back() -> None:
    assert parsed(custom_id("documents", 3, "a:b c")) == ("documents", "3:a:b c")
    assert units(custom_id("documents", 1234, "😀" * 60)) <= 100
    assert parsed("context:abc") is None
    assert parsed("admin") is None
    assert parsed("admin:status") == ("status", "")


def test_texts_lose_whole_lines_until_they_fit() -> None:
    texts = ["head", "\n".join("x" * 90 for _ in range(60)), "foot"]
    short = fitted(texts)
    assert sum(map(units, short)) <= MESSAGE_TEXT
    assert (short[0], short[2]) == ("head", "foot")
    assert short[1].endswith("x\n…")
    assert {len(line) for line in short[1].splitlines()} == {90, 1}
    assert sum(map(units, fitted(["y" * 5000, "z" * 5000]))) <= MESSAGE_TEXT
