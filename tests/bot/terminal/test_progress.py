from __future__ import annotations

import io
import threading
import time

import pytest

from bot.terminal.progress import Lines, reported


def wait_for(lines: list[str], count: int) -> None:
    deadline = time.monotonic() + 10
    while len(lines) < count:
        assert time.monotonic() < deadline, lines
        time.sleep(0.001)


def test_lasting_work_says_now_and_then_where_it_stands() -> None:
    lines: list[str] = []
    with Lines("Indexing", lines.append, every=0.002) as report:
        report("Reading", 0, None)
        wait_for(lines, 1)
        report("Embedding", 412, 2091)
        wait_for(lines, 2)
    assert lines == ["Indexing: Reading\n", "Indexing: Embedding (412 of 2,091)\n"]


def test_work_that_does_not_move_does_not_repeat_itself() -> None:
    lines: list[str] = []
    with Lines("Indexing", lines.append, every=0.001) as report:
        report("Reading", 3, None)
        wait_for(lines, 1)
        time.sleep(0.02)
    assert lines == ["Indexing: Reading (3)\n"]


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with reported("Indexing") as report:
        report("Reading", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_the_thread_that_writes_ends_with_the_work_even_if_it_fails() -> None:
    before = threading.active_count()

    def work() -> None:
        with Lines("Indexing"):
            assert threading.active_count() == before + 1
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - what else is told, told by whom, is not the matter here
        work()
    assert threading.active_count() == before


def test_bars_are_drawn_on_a_terminal_and_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    with reported("Indexing seeds") as report:
        report("Embedding passages", 412, 2091)
        report("Writing the index", 0, None)
    drawn = screen.getvalue()
    assert "Indexing seeds" in drawn
    assert "Embedding passages" in drawn
    # The stage before is done when the next begins.
    assert "2,091 / 2,091" in drawn
    assert "✓" in drawn
    assert drawn.endswith("\x1b[2K") or drawn.rstrip("\x1b[?25h\n").endswith("\x1b[2K")


def test_quiet_work_draws_nothing_on_a_terminal_either(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    with reported("Answering", quietly=True) as report:
        report("Questions", 1, 2)
    assert screen.getvalue() == ""
