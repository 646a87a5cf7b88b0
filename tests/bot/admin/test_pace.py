from __future__ import annotations

from bot.admin.reindex_view import Pace, Standing
from embeddings.progress import Stage


def test_rate_and_remaining_time_are_those_of_the_stage() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.now() == Standing()
    pace(Stage.READING, 0, 10)
    now[0] = 50.0
    pace(Stage.ENCODING, 100, 400)  # what was known from before took no time
    now[0] = 51.0
    pace(Stage.ENCODING, 200, 400)
    assert pace.now() == Standing(Stage.ENCODING, 200, 400)  # too early to tell
    now[0] = 60.0
    assert pace.now() == Standing(Stage.ENCODING, 200, 400, 10.0, 20.0)


def test_without_a_total_or_progress_no_time_is_promised() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace(Stage.WRITING, 0, None)
    now[0] = 100.0
    assert pace.now() == Standing(Stage.WRITING, 0, None)
    pace(Stage.CHECKING, 0, 5)
    now[0] = 200.0
    assert pace.now().remaining_s is None
