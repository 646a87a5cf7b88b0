"""The process that reads what others wrote, started by a `Sandbox` as `python -m`.

It is sent the settings, and answers that it is ready; then a path (for messages only; it opens no file) and the
file's bytes, and answers with the document or the reason of refusal, until its input ends.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import IO

from embeddings.documents.reading import read_content
from embeddings.documents.sandbox.confinement import confine, set_alarm, used_memory
from embeddings.documents.sandbox.transfer import Reply, from_bytes, receive, send, to_bytes
from embeddings.errors import DocumentRefused, RefusalReason
from embeddings.settings import ReadingSettings

LARGEST_FRAME = 1 << 40  # the parent is trusted
GRACE = 5.0  # seconds beyond the limit, which the parent enforces
# A process that once held this share of what it may is replaced: freed memory in pieces is of little use.
WORN = 0.5


def main() -> int:
    """Serve until the input ends."""
    requests, answers = _pipes()
    settings = from_bytes(receive(requests, LARGEST_FRAME) or b"", ReadingSettings)
    confine(settings.memory_megabytes)
    send(answers, b"ready")
    while (path := receive(requests, LARGEST_FRAME)) is not None:
        content = receive(requests, LARGEST_FRAME) or b""
        set_alarm(settings.seconds + GRACE)
        send(answers, _answer(path.decode(), content, settings))
        set_alarm(0)
    return 0


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the two pipes to the parent, and give everybody else an empty input and an output into nothing."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def _answer(path: str, content: bytes, settings: ReadingSettings) -> bytes:
    """Return the answer; its "last" says that this process had better be replaced."""
    last = False
    try:
        document = read_content(path, content, settings)
        last = used_memory() > settings.memory_megabytes * 1_000_000 * WORN
        return to_bytes(Reply(document, last=last))
    except DocumentRefused as refused:
        reason, detail = RefusalReason(refused.reason), refused.detail
    except MemoryError:
        reason, detail, last = RefusalReason.TOO_MUCH_MEMORY, f"limit {settings.memory_megabytes} MB", True
    except RecursionError:
        reason, detail = RefusalReason.BROKEN, "nested too deep"
    except Exception as error:  # noqa: BLE001 - a fault of a reader refuses one file and is named in the report
        reason, detail, last = RefusalReason.CRASHED, _where(error), True
    return to_bytes(Reply(refused=(reason, detail), last=last))


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = str(error) if isinstance(error, ImportError) else type(error).__name__
    return f"{what}, {Path(last.filename).name} line {last.lineno}"


if __name__ == "__main__":
    sys.exit(main())
