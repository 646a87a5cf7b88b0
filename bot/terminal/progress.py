"""How far long work is, on standard error: bars on a terminal, now and then a line anywhere else."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, Self

from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.text import Text

from bot.terminal.console import is_animated, terminal_console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import RenderableType
    from rich.progress import Task, TaskID

# What long work tells of how far it is.


class Report(Protocol):
    """A `Progress` of the library that takes any text for a stage."""

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Report; called from a working thread."""


# Progress bars, one a stage, that leave nothing behind when the work is done.

WIDTH = 28
SLOW = 10  # a second: below it, tenths matter


@contextmanager
def bars(headline: str) -> Iterator[Report]:
    """Give a progress function that draws on standard error, safe to call from a working thread."""
    tasks: dict[str, TaskID] = {}
    with _Bars(headline) as progress:

        def report(stage: str, done: int, total: int | None, /) -> None:
            if stage not in tasks:
                # Stages follow one another: what came before is done, also where nobody knew how much it was.
                for earlier in tasks.values():
                    progress.finish(earlier)
                tasks[stage] = progress.add_task(str(stage), total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield report


class _Bars(RichProgress):
    def __init__(self, headline: str) -> None:
        self.headline = headline
        super().__init__(
            SpinnerColumn(style="label", finished_text=Text("✓", style="ok")),
            TextColumn("{task.description}", markup=False),
            BarColumn(WIDTH, style="faint", complete_style="label", finished_style="ok", pulse_style="label"),
            _Amount(),
            _Rate(),
            TimeRemainingColumn(compact=True),
            console=terminal_console(sys.stderr),
            transient=True,
            redirect_stdout=False,  # what belongs there goes there, and not through the bars' stream
        )

    def finish(self, task: TaskID) -> None:
        known = next(one.total for one in self.tasks if one.id == task)
        self.update(task, total=known or 1, completed=known or 1)

    def get_renderables(self) -> Iterable[RenderableType]:
        yield Text(self.headline, style="faint")
        yield self.make_tasks_table(self.tasks)


class _Rate(ProgressColumn):
    """Shows ``48/s`` once it is known."""

    def render(self, task: Task) -> Text:
        rate = task.finished_speed or task.speed
        if rate is None or (task.total or task.completed) <= 1:
            return Text()
        return Text(f"{rate:,.0f}/s" if rate >= SLOW else f"{rate:.1f}/s", style="faint")


class _Amount(ProgressColumn):
    """Shows ``412 / 1,000``, or ``412`` where the end is not known; nothing for what is one step."""

    def render(self, task: Task) -> Text:
        if (task.total or task.completed) <= 1:
            return Text()
        total = f" / {task.total:,.0f}" if task.total else ""
        return Text(f"{task.completed:,.0f}{total}", style="faint")


LINE_EVERY = 5.0  # seconds: what takes less says nothing


@contextmanager
def reported(headline: str, *, quietly: bool = False) -> Iterator[Report]:
    """Give a progress function that shows people what it is told until the work ends, or nothing if `quietly`."""
    if not quietly and is_animated():
        # Only a terminal needs rich.

        with bars(headline) as drawn:
            yield drawn
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
        self._now = self._written = ""
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
        amount = f" ({done:,} of {total:,})" if total and total > 1 else f" ({done:,})" if done > 1 else ""
        self._now = f"{self._headline}: {stage}{amount}\n"

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            if self._now != self._written:
                self._written = self._now
                self._write(self._written)


def _nobody(_stage: str, _done: int, _total: int | None, /) -> None:
    pass


def _to_stderr(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()
