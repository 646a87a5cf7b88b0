"""Read documents within limits of time and memory, whatever their bytes do to the code that reads them."""

from __future__ import annotations

import signal
import threading
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

from embeddings.documents.readers import FORMATS
from embeddings.documents.reading import RefusalReason, content_of, read_content, suffix_of
from embeddings.documents.sandbox.confinement import TOO_MUCH_MEMORY
from embeddings.documents.sandbox.process import COMMAND, WorkerEnded, WorkerProcess
from embeddings.documents.sandbox.transfer import TransferError, from_bytes, to_bytes, unpack_document
from embeddings.documents.soundness import UnsoundDocument, check
from embeddings.errors import DocumentRefused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from embeddings.documents.document import Document
    from embeddings.settings import ReadingSettings

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
            message = from_bytes(answer)
            if message.get("last"):
                self._stop()
            return _document(path, message)
        except (TransferError, UnsoundDocument) as error:
            self._stop()
            raise DocumentRefused(path, RefusalReason.CRASHED, "its answer is no document") from error

    def _start(self, path: str) -> WorkerProcess:
        try:
            worker = self._worker = WorkerProcess(self._command)
            worker.ask((to_bytes(asdict(self._settings)),), START_SECONDS, SMALL_ANSWER)
        except (OSError, WorkerEnded) as error:
            self._stop()
            raise DocumentRefused(path, RefusalReason.CRASHED, "its process does not start") from error
        return worker

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None


def _document(path: str, message: dict[str, Any]) -> Document:
    if "document" in message:
        document = unpack_document(message["document"])
        check(document)
        if document.path != path:
            raise TransferError
        return document
    match message.get("refused"):
        case [str(reason), str(detail)] if reason in set(RefusalReason):
            raise DocumentRefused(path, RefusalReason(reason), detail[:LONGEST_DETAIL])
        case _:
            raise TransferError


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
