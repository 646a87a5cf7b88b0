"""One worker process, seen from the parent."""

from __future__ import annotations

import contextlib
import os
import site
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import embeddings
from embeddings.documents.sandbox.frames import FrameError, receive, send

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = (
    sys.executable,
    "-P",
    "-m",
    "embeddings.documents.worker",
)  # -P: nothing is imported from the working folder
# All of the environment that the worker sees: secrets such as the bot's token are none of its business.
_ENVIRONMENT = ("PATH", "PYTHONHOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TZ")


ENDING = 1.0  # seconds in which a process that is about to end does


class WorkerEnded(Exception):
    """The process ended, or was ended, before it answered."""

    def __init__(self, *, late: bool, status: int | None) -> None:
        super().__init__(late, status)
        self.late = late  # it was ended because its time was up
        self.status = status  # its exit status, -N for signal N


class WorkerProcess:
    """A child that answers frames with frames, and is killed when it does not in time."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it; raises OSError."""
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=os.sep,
            start_new_session=True,  # Ctrl-C goes to the parent, which ends the child
        )

    def ask(self, frames: Sequence[bytes], seconds: float, most: int) -> bytes:
        """Send frames and return the answer's bytes, at most `most`; raises WorkerEnded."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        clock = threading.Timer(seconds, end)
        clock.daemon = True
        clock.start()
        answer = None
        try:
            stdin, stdout = self._process.stdin, self._process.stdout
            assert stdin is not None
            assert stdout is not None
            for frame in frames:
                send(stdin, frame)
            answer = receive(stdout, most)
        except (OSError, FrameError):
            pass  # no answer
        finally:
            clock.cancel()
            clock.join()
        # An answer that came as the clock struck is of a process that is no more.
        if answer is None or late.is_set():
            # One that ends by itself closes its pipes before the system knows how it ended.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(ENDING)
            self.stop()
            raise WorkerEnded(late=late.is_set(), status=self._process.returncode)
        return answer

    def stop(self) -> None:
        """End the process, at once, and wait for its end."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be written cannot be
                    stream.close()
        self._process.wait()


def _environment() -> dict[str, str]:
    """Return the worker's environment; it finds this very package, and what PYTHONPATH adds for the parent."""
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    folders = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]
    root = str(Path(embeddings.__path__[0]).resolve().parent)
    # Installed packages are found anyway; before the standard library, where PYTHONPATH would put them, some of
    # them would be taken for parts of it.
    if root not in (os.path.realpath(entry) for entry in (*site.getsitepackages(), site.getusersitepackages())):
        folders.insert(0, root)
    path = os.pathsep.join(os.path.abspath(entry) for entry in folders)  # noqa: PTH100 - an entry may be a zip file
    return {**kept, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
