"""`/admin settings` and `/admin gaps`: each server's own, kept safely, seen by nobody else."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from bot.admin import gaps as gaps_panel
from bot.admin.settings import STYLES
from bot.admin.shape import custom_id
from bot.memory import ServerSettings
from bot.memory.gaps import Gaps, grouped
from tests.bot.admin.stage import Stage, buttons, control, said, staged

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOW = 1_770_000_000.0


async def of(stage: Stage, server: str | None = None) -> ServerSettings:
    return await stage.bot.services.servers.of(int(server or stage.here.id))


def remember(
    stage: Stage, question: str, server: str | None = None, *, direct: bool = False, **changes: Any
) -> None:
    """Keep an answer as the bot does."""
    row = {
        "id": f"{question}{time.perf_counter_ns()}",
        "server": None if direct else int(server or stage.here.id),
        "channel": 1,
        "made": time.time(),
        "question": question,
        "asked": "{}",
        "private": 0,
        "generation": "000002-x",
        "answered": 0,
        "confidence": 0.1,
        "quotes": "[]",
        **changes,
    }
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    stage.memory.run_blocking(
        lambda db: db.execute(f"INSERT INTO answer ({names}) VALUES ({marks})", tuple(row.values())).rowcount
    )


def vote(stage: Stage, answer: str, voter: str, *, up: bool) -> None:
    stage.memory.run_blocking(
        lambda db: db.execute("INSERT INTO vote VALUES (?, ?, ?)", (answer, voter, up)).rowcount
    )


async def test_every_setting_is_changed_shown_and_kept_over_a_restart(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        role, channel = stage.here.add_role("Readers"), stage.here.add_channel("answers")
        exchange = await stage.admin.slash("admin settings")
        (message,) = exchange.messages
        assert exchange.ephemeral
        choices: list[tuple[str, list[Any]]] = [
            ("settings-channels", [channel]),
            ("settings-askers", [role]),
            ("settings-admins", [role]),
            ("settings-style", ["mla"]),
            ("settings-length", ["paragraph"]),
            ("settings-language", ["de"]),
        ]
        for name, values in choices:
            pressed = await stage.admin.press(message, custom_id(name), values=values)
            assert "✓" in said(pressed), name
        pressed = await stage.admin.press(message, custom_id("settings-threads"))
        assert "Jede Frage in einem Antwortkanal bekommt einen eigenen" in said(pressed)
        form = await stage.admin.press(message, custom_id("settings-cooldown"))
        await stage.admin.submit(form, {"questions": "7", "seconds": "120"})
        await stage.admin.press(message, custom_id("settings-gaps"))
        wanted = ServerSettings(
            language="de",
            answer_channels=(int(channel.id),),
            in_threads=True,
            asker_roles=(int(role.id),),
            admin_roles=(int(role.id),),
            citation_style="mla",
            length="paragraph",
            cooldown_questions=7,
            cooldown_seconds=120,
            record_gaps=False,
        )
        assert await of(stage) == wanted
        await stage.restart()
        assert await of(stage) == wanted
        shown = await stage.admin.slash("admin settings")
        assert "7 Fragen pro Mitglied in 120 s" in said(shown)
        for name, wanted_id in (("settings-channels", channel.id), ("settings-askers", role.id)):
            assert [one["id"] for one in control(shown.messages[0], name)["default_values"]] == [wanted_id]
        chosen = control(shown.messages[0], "settings-style")["options"]
        assert [one["value"] for one in chosen if one.get("default")] == ["mla"]
        assert await of(stage, stage.there.id) == ServerSettings()


async def test_settings_go_back_to_nobody_and_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        server = int(stage.here.id)
        await stage.bot.services.servers.change(
            server, language="de", answer_channels=(1,), asker_roles=(2,), admin_roles=(3,), in_threads=True
        )
        message = (await stage.admin.slash("admin settings")).messages[0]  # of channels and roles that are gone
        for name in ("settings-channels", "settings-askers", "settings-admins"):
            await stage.admin.press(message, custom_id(name), values=[])
        await stage.admin.press(message, custom_id("settings-language"), values=["-"])
        await stage.admin.press(message, custom_id("settings-threads"))
        assert await of(stage) == ServerSettings()
        await stage.admin.press(message, custom_id("settings-askers"), values=[stage.here.id], forged=True)
        assert (await of(stage)).asker_roles == ()  # the role of everybody


async def test_values_made_by_hand_change_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = (await stage.admin.slash("admin settings")).messages[0]
        await stage.admin.press(message, custom_id("settings-style"), values=["../x"], forged=True)
        await stage.admin.press(message, custom_id("settings-style"), values=["bibtex"], forged=True)
        await stage.admin.press(message, custom_id("settings-language"), values=["xx"], forged=True)
        for questions, seconds in (("0", "5"), ("101", "5"), ("5", "3601"), ("x", "5"), ("٣", "5"), ("", "")):
            form = await stage.admin.press(message, custom_id("settings-cooldown"))
            wrong = await stage.admin.submit(form, {"questions": questions, "seconds": seconds}, forged=True)
            assert "that is not a number in the given range" in said(wrong)
        assert await of(stage) == ServerSettings()
        assert "bibtex" not in STYLES


async def test_an_answer_channel_without_the_right_to_read_it_is_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = (await stage.admin.slash("admin settings")).messages[0]
        warned = await stage.admin.press(message, custom_id("settings-channels"), values=[stage.discord.channel])
        assert "Message Content Intent" in said(warned)
        gone = await stage.admin.press(message, custom_id("settings-channels"), values=[])
        assert "Message Content Intent" not in said(gone)


async def test_gaps_are_grouped_counted_and_nobodys(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        remember(stage, "Who owned the ferry")
        remember(stage, "who owned  the FERRY?")
        remember(stage, "When was the quarry flooded?", id="q", answered=1, confidence=0.9)
        remember(stage, "Who kept the lamp?", id="k", answered=1, confidence=0.9)
        for answer, voter, up in (("q", "a", False), ("q", "b", False), ("q", "c", True), ("k", "a", True)):
            vote(stage, answer, voter, up=up)
        remember(stage, f"What did <@{stage.member.id}> and <#5> say?")
        remember(stage, "My private sorrow", private=1)
        remember(stage, "Asked on the other server", stage.there.id)
        remember(stage, "Asked in a direct message", direct=True)
        exchange = await stage.admin.slash("admin gaps")
        assert exchange.ephemeral
        text = said(exchange)
        assert "3 questions found no answer" in text
        assert text.index("**who owned the FERRY?**") < text.index("**When was the quarry flooded?**")
        assert "asked 2 times · 2 times without an answer · <t:" in text
        assert "asked once · 2 votes against · <t:" in text
        assert "**What did \\@… and \\#… say?**" in text
        for hidden in ("lamp", "sorrow", "other server", "direct message", stage.member.id):
            assert hidden not in text
        other = await stage.stranger.slash("admin gaps", channel=stage.there.channel)
        assert "One question found no answer" in said(other)
        assert "Asked on the other server" in said(other)
        tally = said(await stage.admin.slash("admin status"))
        assert "2 answered, 4 without an answer" in tally


async def test_the_list_is_cleared_after_a_question_and_begins_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        for number in range(20):
            remember(stage, f"Question {number}")
        message = (await stage.admin.slash("admin gaps")).messages[0]
        turned = await stage.admin.press(message, buttons(message)["Next ▶"])
        assert "**Question 11**" in said(turned)
        sure = await stage.admin.press(message, buttons(turned.messages[0])["Clear"])
        assert "will not be shown again" in said(sure)
        cleared = await stage.admin.press(message, buttons(sure.messages[0])["Yes, clear it"])
        assert "There are none." in said(cleared)
        remember(stage, "Afterwards")
        again = await stage.admin.press(message, buttons(cleared.messages[0])["Refresh"])
        assert "**Afterwards**" in said(again)
        # The answers themselves are kept: their buttons go on working.
        assert stage.memory.run_blocking(lambda db: db.execute("SELECT count(*) FROM answer").fetchone()) == (21,)


async def test_a_server_that_does_not_want_the_list_has_none_and_never_gets_what_was_asked_meanwhile(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        message = (await stage.admin.slash("admin settings")).messages[0]
        await stage.admin.press(message, custom_id("settings-gaps"))
        remember(stage, "Meanwhile")
        assert "switched off for this server" in said(await stage.admin.slash("admin gaps"))
        await stage.admin.press(message, custom_id("settings-gaps"))
        assert "There are none." in said(await stage.admin.slash("admin gaps"))


async def test_long_and_hostile_questions_fit_and_stay_text(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        for number in range(gaps_panel.EACH):
            remember(stage, f"{number} " + "@everyone **[x](https://e.org)** ||`<@1>`\n" * 60)
        exchange = await stage.admin.slash("admin gaps")
        assert "\\@everyone \\*\\*\\[x\\]" in said(exchange)


def test_questions_are_the_same_whatever_their_marks_and_cases() -> None:
    found = grouped(
        [
            ("What is IT?", NOW, 0, 0, 0),
            ("what is it", NOW + 5, 0, 0, 0),
            ("what is it!!", NOW + 9, 1, 2, 0),
            ("liked", NOW, 1, 1, 1),
        ]
    )
    assert [(one.question, one.times, one.unanswered, one.disliked) for one in found] == [
        ("what is it!!", 3, 2, 2)
    ]
    assert (found[0].first, found[0].last) == (NOW, NOW + 9)


async def test_gaps_are_read_with_the_votes_of_each_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        remember(stage, "Old", made=NOW)
        gaps = Gaps(stage.memory)
        server = int(stage.here.id)
        assert [one.question for one in await gaps.of(server)] == ["Old"]
        assert await gaps.of(server, NOW + 1) == ()
        assert json.dumps([one.question for one in await gaps.of(int(stage.there.id))]) == "[]"
