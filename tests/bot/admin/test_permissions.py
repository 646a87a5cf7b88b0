"""A member can do no admin thing by any route; nor can another server's admin, nor anybody in direct messages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.admin.controls import CONTROLS
from bot.admin.shape import custom_id
from tests.bot.admin.stage import Stage, buttons, said, staged
from tests.discord import File

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

OPTIONS: dict[str, dict[str, Any]] = {
    "upload": {"file": File("a.txt", b"words")},
    "documents": {"search": "x"},
    "reindex": {"full": True},
}
MANAGE_GUILD = 1 << 5
CHANGING = {"reindex", "upload", "rollback"}
REFUSED = "Only admins of this server can do this"
ELSEWHERE = "The admins of another server manage it"


def commands(stage: Stage) -> list[str]:
    group = stage.bot.tree.get_command("admin")
    assert isinstance(group, app_commands.Group)
    found = sorted(one.name for one in group.commands)
    assert len(found) == 8
    return found


def untouched(stage: Stage) -> None:
    assert stage.library.calls == []
    assert stage.library.generation == "000002-x"
    assert list(stage.library.settings.source.iterdir()) == []
    assert stage.memory.run_blocking(lambda db: db.execute("SELECT count(*) FROM server").fetchone()) == (0,)
    assert stage.memory.run_blocking(lambda db: db.execute("SELECT count(*) FROM job").fetchone()) == (0,)
    assert stage.memory.run_blocking(lambda db: db.execute("SELECT count(*) FROM schedule").fetchone()) == (0,)


async def test_every_command_is_refused_to_members_here_to_strangers_and_in_direct_messages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        for name in commands(stage):
            for who in (stage.member, stage.stranger):
                exchange = await who.slash(
                    f"admin {name}", OPTIONS.get(name), channel=stage.discord.channel, forged=True
                )
                assert exchange.ephemeral, name
                assert REFUSED in said(exchange), name
            place = stage.admin.direct_channel
            exchange = await stage.admin.slash(f"admin {name}", OPTIONS.get(name), channel=place, forged=True)
            assert "This works only in a server where you are an admin" in said(exchange), name
        untouched(stage)


async def test_every_button_choice_and_form_is_refused_to_them_however_it_is_pressed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        status = (await stage.admin.slash("admin status")).messages[0]
        assert len(CONTROLS) > 25
        for name in CONTROLS:
            for about in ("", "0", "1:x"):
                pressed = custom_id(name, about)
                exchange = await stage.member.press(status, pressed, forged=True)
                assert exchange.ephemeral, name
                assert REFUSED in said(exchange), name
            exchange = await stage.stranger.press(status, custom_id(name, "0"), values=["0"], forged=True)
            assert REFUSED in said(exchange), name
        untouched(stage)


async def test_a_form_of_an_admin_cannot_be_sent_off_by_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        panel = (await stage.admin.slash("admin settings")).messages[0]
        form = await stage.admin.press(panel, buttons(panel)["Cooldown"])
        sent = await stage.member.submit(form, {"questions": "50", "seconds": "0"}, forged=True)
        assert REFUSED in said(sent)
        documents = (await stage.admin.slash("admin documents")).messages[0]
        form = await stage.admin.press(documents, buttons(documents)["Upload"])
        sent = await stage.member.submit(form, {"file": [File("evil.txt", b"words")]}, forged=True)
        assert REFUSED in said(sent)
        untouched(stage)


async def test_no_folder_is_offered_to_who_is_no_admin(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with staged(tmp_path, caplog) as stage:
        (stage.library.settings.source / "letters").mkdir()
        options = {"folder": "let"}
        assert await stage.member.autocomplete("admin upload", options, focused="folder", forged=True) == []
        offered = await stage.admin.autocomplete("admin upload", options, focused="folder")
        assert [one["value"] for one in offered] == ["letters"]


async def test_where_servers_are_named_only_their_admins_change_the_archive(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        only_there = replace(stage.settings, archive_servers=(int(stage.there.id),))
        await stage.stop()
        stage.settings = only_there
        stage.start()
        await stage.discord.wait_ready()
        for name in commands(stage):
            exchange = await stage.admin.slash(f"admin {name}", OPTIONS.get(name), forged=True)
            assert (ELSEWHERE in said(exchange)) == (name in CHANGING), name
        panel = (await stage.admin.slash("admin status")).messages[0]
        assert "Reindex" not in buttons(panel)
        for name, one in CONTROLS.items():
            if one.archive:
                exchange = await stage.admin.press(panel, custom_id(name, "0"), forged=True)
                assert ELSEWHERE in said(exchange), name
        assert stage.library.calls == []
        await stage.stranger.slash("admin reindex", channel=stage.there.channel)
        await stage.until(lambda: stage.library.calls == [(False, False)])


async def test_an_admin_role_opens_everything_but_who_is_an_admin(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        staff = stage.here.add_role("Staff")
        lin = stage.here.add_member("Lin", roles=[staff])
        panel = (await stage.admin.slash("admin settings")).messages[0]
        await stage.admin.press(panel, custom_id("settings-admins"), values=[staff.id])
        exchange = await lin.slash("admin settings", forged=True)
        assert "Settings of this server" in said(exchange)
        refused = await lin.press(exchange.messages[0], custom_id("settings-admins"), values=[])
        assert "Only people who may manage the server can change who is an admin" in said(refused)
        servers = stage.bot.services.servers
        assert (await servers.of(int(stage.here.id))).admin_roles == (int(staff.id),)
        everybody = await stage.admin.press(
            panel, custom_id("settings-admins"), values=[staff.id, stage.here.id], forged=True
        )
        assert "The role “everyone” cannot be admin" in said(everybody)
        assert (await servers.of(int(stage.here.id))).admin_roles == (int(staff.id),)


async def test_the_command_is_offered_to_those_who_may_manage_the_server_and_only_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        await stage.admin.slash("admin status")
        (command,) = [one for one in stage.discord.commands if one["name"] == "admin"]
        assert command["default_member_permissions"] == MANAGE_GUILD
        assert command["contexts"] == [0]
        assert command["integration_types"] == [0]


async def test_a_bot_in_several_servers_warns_that_all_their_admins_may_change_the_archive(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with staged(tmp_path, caplog) as stage:
        await stage.until(lambda: "archive_servers" in caplog.text)
        caplog.clear()
        await stage.stop()
        stage.settings = replace(stage.settings, archive_servers=(1,))
        stage.start()
        await stage.admin.slash("admin status")
        assert "archive_servers" not in caplog.text
