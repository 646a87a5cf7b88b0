from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.errors import MemoryUnusable
from bot.memory import Memory, Servers, ServerSettings
from bot.memory.database import FILE, STEPS
from embeddings.settings import Length

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_an_admin_sets_is_there_after_a_restart_and_only_on_their_server(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path / "bot")
    await Servers(memory).change(1, answer_channels=(7, 8), language="de")
    memory.close()
    memory = Memory.open(tmp_path / "bot")
    servers = Servers(memory)
    assert await servers.of(1) == ServerSettings(answer_channels=(7, 8), language="de")
    assert await servers.of(2) == await servers.of(None) == ServerSettings()
    await servers.forget(1)
    assert await servers.of(1) == ServerSettings()
    memory.close()


async def test_work_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)

    def half(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO server VALUES (5, '{}')")
        raise LookupError

    with pytest.raises(LookupError):
        await memory.run(half)
    assert await memory.run(lambda db: db.execute("SELECT count(*) FROM server").fetchone()) == (0,)
    memory.close()


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"these are not the tables you are looking for" * 100)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(MemoryUnusable):
        Memory.open(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_database_of_a_later_version_is_refused(tmp_path: Path) -> None:
    Memory.open(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE) as later:
        later.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    later.close()
    with pytest.raises(MemoryUnusable, match="later version"):
        Memory.open(tmp_path)


async def test_settings_that_an_earlier_version_did_not_know_are_at_their_defaults(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)
    stored = '{"language": "de", "a_setting_of_the_future": [1]}'
    await memory.run(lambda db: db.execute("INSERT INTO server VALUES (3, ?)", (stored,)).rowcount)
    assert await Servers(memory).of(3) == ServerSettings(language="de")
    memory.close()


def test_the_length_of_quotes_is_that_of_the_archive_unless_it_is_set() -> None:
    set_to = {"short": Length.SHORT, "paragraph": Length.PARAGRAPH, "of the future": None, None: None}
    assert {one: ServerSettings(length=one).quote_length for one in set_to} == set_to
