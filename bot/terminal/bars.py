"""Progress bars, one a stage, that leave nothing behind when the work is done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.text import Text

from bot.terminal.console import terminal_console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import RenderableType
    from rich.progress import Task, TaskID

WIDTH = 28
SLOW = 10  # a second: below it, tenths matter


@contextmanager
def bars(headline: str) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a progress function that draws on standard error, safe to call from a working thread."""
    tasks: dict[str, TaskID] = {}
    with _Bars(headline) as progress:

        def report(stage: str, done: int, total: int | None, /) -> None:
            if stage not in tasks:
                # Stages follow one another: what came before is done, also where nobody knew how much it was.
                for earlier in tasks.values():
                    progress.finish(earlier)
                tasks[stage] = progress.add_task(stage, total=total)
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
