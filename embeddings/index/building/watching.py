"""Tell when the folder of documents has changed and come to rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import watch

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator

    from watchfiles import Change

    from embeddings.settings import ArchiveSettings

STEP = 50  # milliseconds


def settled_changes(settings: ArchiveSettings, stop: threading.Event) -> Iterator[None]:
    """Yield after every change to the source folder, once nothing has changed for the set time, until `stop`.

    A folder that is not there is waited for, and one that is exchanged for another (mounted, moved) is a change.
    Where the system cannot watch (too many folders, some network file systems), it is looked at regularly.
    """
    polling: bool | None = None  # the system's own notifications, unless the environment says otherwise
    known: tuple[int, int] | None = None  # the folder watched last
    while not stop.is_set():
        folder = _identity(settings.source)
        if folder is None:
            stop.wait(settings.reindex.settle_seconds)
            continue
        if known not in {None, folder}:
            yield
        known = folder
        try:
            yield from _settled(settings, stop, folder, polling=polling)
        except (OSError, RuntimeError):  # the watcher's own errors are of the latter kind
            polling = True
            stop.wait(settings.reindex.settle_seconds)


def _settled(
    settings: ArchiveSettings, stop: threading.Event, folder: tuple[int, int], *, polling: bool | None
) -> Iterator[None]:
    """Yield after changes until the folder is not the one it was."""
    rest = int(settings.reindex.settle_seconds * 1000)
    changed = False
    for changes in watch(
        settings.source,
        watch_filter=_of_documents(settings),
        step=STEP,
        debounce=max(STEP, rest),
        stop_event=stop,
        rust_timeout=rest,
        yield_on_timeout=True,  # an empty set: so long has nothing changed
        raise_interrupt=False,
        force_polling=polling,
        ignore_permission_denied=True,
    ):
        if changes:
            changed = True
        elif changed:
            changed = False
            yield
        if _identity(settings.source) != folder:
            return


def _of_documents(settings: ArchiveSettings) -> Callable[[Change, str], bool]:
    """Return whether a path is one that a reindex would look at."""
    source, data = settings.source.resolve(), settings.data.resolve()

    def wanted(_change: Change, name: str) -> bool:
        path = Path(name)
        if path.is_relative_to(data) and data != source:
            return False
        inside = path.relative_to(source) if path.is_relative_to(source) else path
        return not any(part.startswith(".") for part in inside.parts)

    return wanted


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
