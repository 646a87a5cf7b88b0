"""Whatever fails between Discord and the bot: every question that reached it is answered, once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from bot.sending import sender as persistence
from tests.scene import online
from tests.turmoil import KINDS, Numbered, Turmoil, hasten

if TYPE_CHECKING:
    from tests.scene import Scene

FAULTS = 60


@pytest.mark.parametrize("seed", [1])
async def test_no_answer_is_lost_and_none_comes_twice(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(persistence, "PAUSES_S", (0.05, 0.05, 0.1, 0.2, 0.5, 1.0))
    async with online(Numbered(0.05), caplog, heartbeat_ms=250, deadline_s=1.0) as scene:
        hasten(scene.bot)
        scene.log.set_level(logging.ERROR, "discord")
        outcome = await Turmoil(scene.discord, scene.bot, seed=seed, at_once=20).run(FAULTS)
        assert outcome.faults.total() == FAULTS
        assert set(outcome.faults) == {str(kind) for kind in KINDS}
        assert outcome.unheard == []
        assert outcome.lost == []
        assert outcome.repeated == []
        assert outcome.broken == []
        assert_logged_once(scene)


def assert_logged_once(scene: Scene) -> None:
    """What cannot be helped is one line each, without a traceback."""
    warnings = [record for record in scene.logged(logging.WARNING) if record.name.startswith("bot")]
    assert all(record.exc_info is None and "\n" not in record.getMessage() for record in warnings)
