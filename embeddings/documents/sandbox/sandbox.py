"""Read documents within limits of time and memory, whatever their bytes do to the code that reads them."""

from __future__ import annotations

import contextlib
import os
import signal
import site
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

import embeddings
from embeddings.documents.document import UnsoundDocument, check
from embeddings.documents.readers import FORMATS
from embeddings.documents.reading import content_of, read_content, suffix_of
from embeddings.documents.sandbox.confinement import TOO_MUCH_MEMORY
from embeddings.documents.sandbox.transfer import (
    FrameError,
    Reply,
    TransferError,
    from_bytes,
    receive,
    send,
    to_bytes,
)
from embeddings.errors import DocumentRefused, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

# One worker process, seen from the parent.

COMMAND = (
    sys.executable,
    "-P",
    "-m",
    "embeddings.documents.sandbox.worker",
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


# Plain text up to this size is read in this process: decoding it, and finding its lines by expressions that take
# time in proportion to it whatever it holds, can do no harm, and a folder of small files is read several times as
# fast.
HARMLESS = {".txt": 1_000_000}
START_SECONDS = 60.0  # for the worker's interpreter and imports, on the slowest of machines
LONGEST_DETAIL = 200
# An answer holds the text as JSON, which is at most six bytes for one, and the blocks.
ANSWER_PER_BYTE, SMALL_ANSWER = 8, 64_000_000


class Sandbox:
    """One worker process, started when it is first needed, replaced when it fails, ended by `close`.

    Threads may share a sandbox; their files are read one after the other. For more at a time, make several.
    """

    def __init__(self, settings: ReadingSettings, command: Sequence[str] = COMMAND) -> None:
        self._settings = settings
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker. The sandbox may be used again: it then starts another."""
        with self._lock:
            self._stop()

    def read(self, source: Path, path: str) -> Document:
        """Read the file at `path` below `source`; raises DocumentRefused."""
        suffix = suffix_of(path)
        if suffix not in FORMATS:
            raise DocumentRefused(path, RefusalReason.UNKNOWN_FORMAT, suffix)
        return self.parse(path, content_of(source, path, self._settings))

    def parse(self, path: str, content: bytes) -> Document:
        """Read a file of a known format whose bytes are given; raises DocumentRefused."""
        suffix = suffix_of(path)
        if len(content) <= HARMLESS.get(suffix, 0):
            return read_content(path, content, self._settings)
        with self._lock:
            try:
                return self._read(path, content)
            except DocumentRefused:
                raise
            except BaseException:
                self._stop()  # an answer may still be under way
                raise

    def _read(self, path: str, content: bytes) -> Document:
        most = max(SMALL_ANSWER, ANSWER_PER_BYTE * len(content))
        worker = self._worker or self._start(path)
        try:
            answer = worker.ask((path.encode(), content), self._settings.seconds, most)
        except WorkerEnded as ended:
            self._stop()
            raise _refusal(path, ended, self._settings) from ended
        try:
            reply = from_bytes(answer, Reply)
            if reply.last:
                self._stop()
            return _document(path, reply)
        except (TransferError, UnsoundDocument) as error:
            self._stop()
            raise DocumentRefused(path, RefusalReason.CRASHED, "its answer is no document") from error

    def _start(self, path: str) -> WorkerProcess:
        try:
            worker = self._worker = WorkerProcess(self._command)
            worker.ask((to_bytes(self._settings),), START_SECONDS, SMALL_ANSWER)
        except (OSError, WorkerEnded) as error:
            self._stop()
            raise DocumentRefused(path, RefusalReason.CRASHED, "its process does not start") from error
        return worker

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None


def _document(path: str, reply: Reply) -> Document:
    if reply.refused is not None:
        reason, detail = reply.refused
        raise DocumentRefused(path, reason, detail[:LONGEST_DETAIL])
    document = reply.document
    if document is None or document.path != path:
        raise TransferError
    check(document)
    return document


def _refusal(path: str, ended: WorkerEnded, settings: ReadingSettings) -> DocumentRefused:
    if ended.late:
        return DocumentRefused(path, RefusalReason.TOO_SLOW, f"limit {settings.seconds:g} s")
    if ended.status == TOO_MUCH_MEMORY:
        return DocumentRefused(path, RefusalReason.TOO_MUCH_MEMORY, f"limit {settings.memory_megabytes} MB")
    return DocumentRefused(path, RefusalReason.CRASHED, _death(ended.status))


def _death(status: int | None) -> str:
    if status is None or status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
