"""How far long work is, on standard error: bars on a terminal, now and then a line anywhere else."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, Self

from bot.terminal.streams import is_animated
from embeddings.progress import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Report(Protocol):
    """A `Progress` of the library that takes any text for a stage."""

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Report; called from a working thread."""


LINE_EVERY = 5.0  # seconds: what takes less says nothing


@contextmanager
def reported(headline: str, *, quietly: bool = False) -> Iterator[Report]:
    """Give a progress function that shows people what it is told until the work ends, or nothing if `quietly`."""
    if not quietly and is_animated():
        # Only a terminal needs rich.
        from bot.terminal.bars import bars

        with bars(headline) as drawn:
            yield lambda stage, done, total, /: drawn(named(stage), done, total)
    elif quietly:
        yield _nobody
    else:
        with Lines(headline) as report:
            yield report


class Lines:
    """Writes where the work stands every few seconds, if that has changed; short work writes nothing."""

    def __init__(
        self, headline: str, write: Callable[[str], object] | None = None, every: float = LINE_EVERY
    ) -> None:
        self._headline = headline
        self._write = write or _to_stderr
        self._every = every
        self._now: tuple[str, int, int | None] = ("", 0, None)
        self._written: tuple[str, int, int | None] = self._now
        self._ended = threading.Event()
        # A thread of its own, because some steps take long and report only when they are done.
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Report."""
        self._now = (stage, done, total)

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            if self._now != self._written:
                self._written = self._now
                self._write(self._line(*self._now))

    def _line(self, stage: str, done: int, total: int | None) -> str:
        from bot.words import say

        amount = ""
        if total and total > 1:
            amount = f" ({say('progress-of', done=done, total=total)})"
        elif done > 1:
            amount = f" ({say('whole', count=done)})"
        return f"{self._headline}: {named(stage)}{amount}\n"


def named(stage: str) -> str:
    """Return what a stage of the library is called; any other text is shown as it is."""
    from bot.words import say

    return say(f"stage-{stage.name.lower()}") if isinstance(stage, Stage) else stage


def _nobody(_stage: str, _done: int, _total: int | None, /) -> None:
    pass


def _to_stderr(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()
