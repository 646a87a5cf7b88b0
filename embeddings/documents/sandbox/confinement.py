"""What a worker gives up before it touches a file: memory without end, files, network, other programs.

The limits of the operating system hold for native code too; the audit hook catches Python code on its way. Where
a limit does not exist (memory on macOS, all of them on Windows) the watching thread and the parent's clock remain.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

MEGABYTE = 1 << 20
TOO_MUCH_MEMORY = 71  # the exit status that says so
ORPHANED = 72
_WATCH = 0.2  # seconds
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system",
    "os.chmod", "os.chown", "os.kill", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink",
    "os.truncate", "os.utime", "shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.", "pty.",
)  # fmt: skip


def confine(megabytes: int) -> None:
    """Give up what reading a document never needs; memory beyond `megabytes` is not to be had any more."""
    with suppress(ValueError, OSError, AttributeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business, and it then ends this one
    threading.Thread(target=_watch, args=(megabytes * MEGABYTE, os.getppid()), daemon=True).start()
    _limit(megabytes * MEGABYTE)
    sys.addaudithook(_audit)


def set_alarm(seconds: float) -> None:
    """End this process after so many seconds, whatever it is doing then; 0 calls it off.

    The parent's clock is the real one. This one counts where the parent is gone: the system's default action for
    the signal needs no Python to run.
    """
    with suppress(AttributeError):  # Windows has no alarm
        signal.setitimer(signal.ITIMER_REAL, seconds)


def used_memory() -> int:
    """Return the bytes of memory this process holds, 0 where the system does not say."""
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    # Elsewhere only the most it ever held is told, and that may be what the parent held when it was started.
    most = _most_held()
    return most if most > _INHERITED else 0


def _most_held() -> int:
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


_INHERITED = _most_held()


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    limits = {"RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_NPROC": 0, "RLIMIT_DATA": memory, "RLIMIT_AS": memory}
    for name, value in limits.items():
        # A limit that this system does not know, or that was already lower, changes nothing.
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))


def _watch(memory: int, parent: int) -> None:
    while True:
        time.sleep(_WATCH)
        if used_memory() > memory:
            os._exit(TOO_MUCH_MEMORY)
        if os.getppid() != parent:
            os._exit(ORPHANED)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError(event)
