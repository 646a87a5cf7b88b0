from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.asking.cooldown import Cooldown


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(
    questions=st.integers(1, 5),
    seconds=st.integers(1, 60),
    pauses=st.lists(st.floats(0, 40, allow_nan=False), max_size=60),
)
def test_in_no_stretch_of_time_more_is_allowed_and_waiting_as_long_as_said_is_enough(
    questions: int, seconds: int, pauses: list[float]
) -> None:
    clock, allowed = Clock(), []
    cooldown = Cooldown(clock)
    for pause in pauses:
        clock.now += pause
        wait = cooldown.take("ada", questions, seconds)
        recent = [at for at in allowed if clock.now - at < seconds]
        if wait:
            assert len(recent) == questions
            assert 0 < wait <= seconds
            later, clock.now = clock.now, clock.now + wait + 1e-6
            probe = [at for at in allowed if clock.now - at < seconds]
            assert len(probe) < questions
            clock.now = later
        else:
            assert len(recent) < questions
            allowed.append(clock.now)


def test_after_the_pause_that_was_told_the_next_question_is_allowed() -> None:
    clock = Clock()
    cooldown = Cooldown(clock)
    assert [cooldown.take("ada", 2, 30) for _ in range(2)] == [0, 0]
    clock.now += 10
    wait = cooldown.take("ada", 2, 30)
    assert wait == 20
    clock.now += wait
    assert cooldown.take("ada", 2, 30) == 0


def test_everyone_has_their_own() -> None:
    cooldown = Cooldown(Clock())
    assert cooldown.take((1, "ada"), 1, 30) == 0
    assert cooldown.take((1, "bob"), 1, 30) == 0
    assert cooldown.take((2, "ada"), 1, 30) == 0
    assert cooldown.take((1, "ada"), 1, 30) > 0


def test_where_either_number_is_nothing_nobody_waits() -> None:
    cooldown = Cooldown(Clock())
    assert {cooldown.take("ada", 0, 30) for _ in range(9)} == {0}
    assert {cooldown.take("ada", 5, 0) for _ in range(9)} == {0}
    assert len(cooldown) == 0


def test_a_limit_that_was_lowered_holds_at_once() -> None:
    clock = Clock()
    cooldown = Cooldown(clock)
    for _ in range(5):
        assert cooldown.take("ada", 5, 30) == 0
        clock.now += 1
    assert cooldown.take("ada", 2, 30) == 30 - 2  # the last but one has to leave the window


def test_no_more_members_are_kept_than_are_to_be() -> None:
    cooldown = Cooldown(Clock(), most_kept=100)
    for member in range(1000):
        cooldown.take(member, 1, 30)
    assert len(cooldown) == 100
    assert cooldown.take(999, 1, 30) > 0
    assert cooldown.take(0, 1, 30) == 0
