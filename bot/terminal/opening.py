"""Open the archive for a command; the first question on a folder builds its index."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bot.terminal.progress import reported
from bot.terminal.streams import note
from bot.words.inert import inert, inert_json
from embeddings.progress import Cancelled, never

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from embeddings.archive import Archive
    from embeddings.settings import ArchiveSettings


WAIT_S = 0.25  # between two looks at whether another process has made the first index


def open_archive(settings: ArchiveSettings) -> Archive:
    """Return the archive; raises PinciteError, NoGeneration where nothing has been indexed."""
    from embeddings.archive import Archive

    archive = Archive(settings).open()
    if archive.damage is not None:
        from bot.words import say
        from bot.words.errors import explain

        note(f"{say('serving-earlier')} {explain(archive.damage)}")
    if archive.outdated:
        from bot.words.reindexing import outdated

        note(outdated(archive.outdated))
    return archive


def open_or_build(settings: ArchiveSettings, cancelled: Cancelled = never) -> Archive:
    """Return the archive, its index built first where there is none; raises PinciteError."""
    from embeddings.archive import Archive
    from embeddings.errors import NoGeneration, ReindexRunning

    told = False
    while True:
        try:
            return open_archive(settings)
        except NoGeneration:
            from bot.words import say

            try:
                with reported(say("work-indexing-first", folder=str(settings.source))) as progress:
                    report = Archive(settings).build(progress=progress, cancelled=cancelled)
            except ReindexRunning:
                # Another process makes the first index; it is this one's as well.
                if not told:
                    note(say("first-index-elsewhere", folder=str(settings.data)))
                told = True
                if cancelled():
                    raise
                time.sleep(WAIT_S)
                continue
        if report.refused:
            note(say("first-index-refused", count=len(report.refused)))


# Being told to stop: like Ctrl-C, so that what is half done is undone.

TERMINATED = 128 + signal.SIGTERM


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM raise SystemExit instead of ending the process on the spot."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


# Standard output for machines: exact bytes, whatever the terminal's encoding.


def write_exactly(text: str) -> None:
    """Write a text as UTF-8, nothing added and no line end translated; on a terminal its controls are signs."""
    if sys.stdout.isatty():
        text = inert(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def write_json(value: Any, *, line: bool = False) -> None:
    """Write one JSON value and a line break: on one line in a pipe or when asked to, else indented for eyes."""
    indent = 2 if sys.stdout.isatty() and not line else None
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.flush()
    sys.stdout.buffer.write(inert_json(written).encode() + b"\n")
    sys.stdout.buffer.flush()
