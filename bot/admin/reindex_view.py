"""What an admin sees of a reindex: how far it is, and what it came to."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from discord import ButtonStyle

from bot.admin.shape import (
    BAD,
    BUSY,
    GOOD,
    NEUTRAL,
    bar,
    button,
    line,
    lines,
    panel,
    plain,
    refusal_lines,
    row,
    span,
    when,
)
from bot.words import Phrases
from bot.words.errors import Audience, explain
from bot.words.reindexing import documents, named_causes
from embeddings.errors import ReindexCancelled, SourceProblem, SourceUnavailable
from embeddings.progress import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    import discord
    from discord import ui

    from embeddings.report import ReindexReport

# How far a reindex is and how fast it goes, told by one thread and read by another.

SURE_AFTER_S = 2.0  # a shorter time tells nothing of the rate


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the work stands; what is not known is None."""

    stage: Stage | None = None  # None: it has not begun
    done: int = 0
    total: int | None = None
    per_second: float | None = None
    remaining_s: float | None = None  # of this stage


class Pace:
    """A `Progress` of the library; `now` may be called from any thread."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        # Exchanged as a whole, never changed in place: a reader sees one report, not parts of two.
        self._told: tuple[Stage | None, int, int | None, float, int] = (None, 0, None, clock(), 0)

    def __call__(self, stage: Stage, done: int, total: int | None, /) -> None:
        """Report."""
        before, _, _, began, first = self._told
        if stage is not before:
            began, first = self._clock(), done  # what a stage finds done already was not done at this rate
        self._told = (stage, done, total, began, first)

    def now(self) -> Standing:
        """Return where the work stands."""
        stage, done, total, began, first = self._told
        seconds, progress = self._clock() - began, done - first
        if stage is None or total is None or seconds < SURE_AFTER_S or progress <= 0:
            return Standing(stage, done, total)
        rate = progress / seconds
        return Standing(stage, done, total, rate, max(0, total - done) / rate)


# A reindex that an admin asked for, while it goes on.


@dataclass(frozen=True, slots=True)
class Order:
    """What an admin asked for, and where."""

    server: int | None
    channel: int
    language: str
    full: bool = False
    force: bool = False


@dataclass(slots=True)
class Running:
    """A reindex that is going on."""

    order: Order
    pace: Pace = field(default_factory=Pace)
    cancelled: threading.Event = field(default_factory=threading.Event)
    message: discord.Message | discord.PartialMessage | None = None
    private: bool = False  # the bot may not write where it was asked: only the admin sees the message
    began: float = field(default_factory=time.time)  # seconds since the epoch

    @property
    def phrases(self) -> Phrases:
        """Return the sentences for its message."""
        return Phrases.of(self.order.language)


NAMED = 6  # documents named of each kind
REFUSED = 10
NAME = 70  # characters of a document's path
FORCEABLE = {SourceProblem.EMPTY, SourceProblem.SHRUNK}


def progress_view(running: Running) -> ui.LayoutView:
    """Return the message while the work goes on."""
    phrases = running.phrases
    stopping = running.cancelled.is_set()
    return panel(
        f"### {phrases('reindex-title')}",
        stages(running.pace.now(), phrases),
        line(),
        f"-# {phrases('reindex-began', when=when(running.began))}",
        f"-# {phrases('reindex-cannot-post')}" if running.private else None,
        row(
            button(
                phrases("reindex-cancelling" if stopping else "reindex-cancel"),
                "reindex-cancel",
                style=ButtonStyle.danger,
                disabled=stopping,
            )
        ),
        colour=BUSY,
    )


def stages(standing: Standing, phrases: Phrases) -> str:
    """Return the steps of the work: those done, the one going on with how far it is, those to come."""
    order = list(Stage)
    now = order.index(standing.stage) if standing.stage is not None else -1
    shown = []
    for number, stage in enumerate(order):
        if stage is Stage.EXPORTING and number != now:
            continue  # most reindexes need none
        name = phrases(f"stage-{stage.name.lower()}")
        if number == now:
            shown += [f"▸ **{name}**", *_amount(standing, phrases)]
        else:
            shown.append(f"✓ {name}" if number < now else f"-# · {name}")
    return lines(shown)


def paused_view(running: Running) -> ui.LayoutView:
    """Return the message while the bot is being restarted."""
    phrases = running.phrases
    return panel(
        f"### {phrases('reindex-title')}",
        stages(running.pace.now(), phrases),
        phrases("reindex-paused"),
        colour=BUSY,
    )


def outcome_view(outcome: ReindexReport | Exception, running: Running) -> ui.LayoutView:
    """Return the message once the work has ended."""
    match outcome:
        case ReindexCancelled():
            phrases = running.phrases
            return panel(f"### {phrases('reindex-cancelled')}", phrases("reindex-cancelled-kept"), colour=NEUTRAL)
        case Exception():
            return failure_view(outcome, running)
        case _:
            return report_view(outcome, running.phrases)


def failure_view(error: Exception, running: Running) -> ui.LayoutView:
    """Return the message for a reindex that came to nothing, with a way to insist where there is one."""
    phrases, full = running.phrases, int(running.order.full)
    insist = None
    if isinstance(error, SourceUnavailable) and error.reason in FORCEABLE and not running.order.force:
        insist = row(button(phrases("reindex-force"), "reindex-force", full, style=ButtonStyle.danger))
    return panel(f"### {phrases('reindex-failed')}", explain(error, Audience.ADMIN, phrases), insist, colour=BAD)


def report_view(report: ReindexReport, phrases: Phrases) -> ui.LayoutView:
    """Return the message for a reindex that is done."""
    head = phrases("reindex-done" if report.committed else "reindex-nothing")
    counts = [
        documents(report, phrases),
        phrases("reindex-passages", passages=report.passages, encoded=report.encoded),
    ]
    if report.causes:
        counts.append(phrases("reindex-causes", causes=named_causes(report.causes, phrases)))
    if report.incomplete:
        counts.append(phrases("reindex-incomplete", count=len(report.incomplete)))
    named = [
        _named(phrases(f"reindex-{kind}"), names, phrases)
        for kind, names in (("added", report.added), ("changed", report.changed), ("removed", report.removed))
        if names
    ]
    refused = _refused(report, phrases)
    foot = phrases("reindex-foot", generation=plain(report.generation), span=span(phrases, report.seconds))
    return panel(
        f"### {head}",
        lines(counts),
        line() if named else None,
        lines(named),
        line() if refused else None,
        refused,
        line(),
        f"-# {foot}",
        row(
            button(phrases("documents-title"), "documents-new", 0),
            button(phrases("documents-refused-title"), "refused-new", 0) if report.refused else None,
        ),
        colour=GOOD,
    )


def _amount(standing: Standing, phrases: Phrases) -> list[str]:
    if not standing.total:
        return []
    share = standing.done / standing.total
    parts = [phrases("progress-of", done=standing.done, total=standing.total)]
    if standing.per_second is not None and standing.remaining_s is not None:
        rate = standing.per_second
        parts.append(phrases("progress-rate", rate=round(rate) if rate >= 10 else round(rate, 1)))  # noqa: PLR2004
        parts.append(phrases("progress-left", span=span(phrases, standing.remaining_s)))
    return [f"{bar(share)}  {share:.0%}", f"-# {' · '.join(parts)}"]


def _named(title: str, names: tuple[str, ...], phrases: Phrases) -> str:
    shown = [plain(name, NAME) for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(phrases("admin-and-more", count=len(names) - NAMED))
    return f"**{title}** {', '.join(shown)}"


def _refused(report: ReindexReport, phrases: Phrases) -> str:
    if not report.refused:
        return ""
    head = phrases("reindex-refused", count=len(report.refused))
    rest = len(report.refused) - REFUSED
    more = [f"-# {phrases('admin-and-more', count=rest)}"] if rest > 0 else []
    return lines([f"**{head}**", *refusal_lines(report.refused[:REFUSED], phrases), *more])
