"""When a passage is due: on every date once, whatever clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.clock import Rhythm, time_of, zone_of, zones

BERLIN = "Europe/Berlin"
SPRING, AUTUMN = datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 10, 30, 12, tzinfo=UTC)


@given(
    st.sampled_from(zones()),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.datetimes(timezones=st.just(UTC), min_value=datetime(2026, 1, 1), max_value=datetime(2028, 1, 1)),  # noqa: DTZ001 - as hypothesis wants it
)
def test_for_a_year_there_is_one_a_day_in_every_zone(zone: str, at: time, begin: datetime) -> None:
    rhythm, moment = Rhythm(at, zone), begin
    for day in range(1, 381):
        following = rhythm.following(moment)
        assert moment < following
        moment = following
        assert timedelta(days=day) - timedelta(hours=26) <= moment - begin <= timedelta(days=day, hours=2)


def test_a_time_that_the_clocks_leave_out_is_the_moment_they_go_on_to() -> None:
    rhythm = Rhythm(time(2, 30), BERLIN)
    first = rhythm.following(SPRING)
    assert first.astimezone(zone_of(BERLIN)).time() == time(3, 30)
    assert rhythm.following(first).astimezone(zone_of(BERLIN)).time() == time(2, 30)


def test_of_a_time_that_comes_twice_it_is_the_first() -> None:
    rhythm = Rhythm(time(2, 30), BERLIN)
    first = rhythm.following(AUTUMN)
    assert first == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert rhythm.following(first) == datetime(2027, 11, 1, 1, 30, tzinfo=UTC)


def test_a_day_of_the_week_comes_once_a_week() -> None:
    rhythm = Rhythm(time(9), BERLIN, weekday=4)
    first = rhythm.following(SPRING)
    assert first.astimezone(zone_of(BERLIN)).strftime("%A %H:%M") == "Friday 09:00"
    assert rhythm.following(first) - first == timedelta(days=7)


def test_an_unknown_zone_is_utc() -> None:
    assert Rhythm(time(9), "Mars/Olympus").following(SPRING) == datetime(2027, 3, 28, 9, tzinfo=UTC)


def test_after_a_pause_the_last_one_counts_and_the_missed_are_known() -> None:
    rhythm = Rhythm(time(9))
    due = datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert rhythm.latest(due, datetime(2027, 3, 4, 10, tzinfo=UTC)) == (datetime(2027, 3, 4, 9, tzinfo=UTC), 3)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("9:30", time(9, 30)),
        (" 09.30 ", time(9, 30)),
        ("9 pm", time(21)),
        ("12am", time(0)),
        ("12:05 PM", time(12, 5)),
        ("18 Uhr", time(18)),
        ("18h", time(18)),
        ("24:00", None),
        ("9:5", None),
        ("13pm", None),
        ("soon", None),
        ("", None),
        ("٩:30", None),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(typed: str, meant: time | None) -> None:
    assert time_of(typed) == meant
