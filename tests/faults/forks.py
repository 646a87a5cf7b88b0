"""A process that has everything imported, and forks one child a trial: a reindex that is made to fail or die.

Reads a JSON object a line from standard input: ``{"source", "data", "n", "mode", "after"}``; writes one a line:
``{"status", "operations", "error"}``. Started with the shim preloaded; see `trials.py`.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

from embeddings.errors import PinciteError
from embeddings.index.building import builder
from embeddings.settings import ArchiveSettings, ReindexSettings

MODES = {"count": 0, "fail": 1, "kill": 2, "full": 3}


def settings_of(source: str, data: str) -> ArchiveSettings:
    # With one generation kept, a reindex also removes the one before: that is part of what must not go wrong.
    return ArchiveSettings(Path(source), Path(data), reindex=ReindexSettings(generations=1))


def child(order: dict, answers: int) -> int:
    shim = ctypes.CDLL(None)
    error = ""
    status = 0
    shim.fault_arm(os.fsencode(order["data"]), ctypes.c_long(order["n"]), MODES[order["mode"]])
    try:
        builder.build(settings_of(order["source"], order["data"]))
    except PinciteError as problem:
        status, error = 1, repr(problem)
    except BaseException:  # noqa: BLE001 - the trial reports whatever it was
        status, error = 2, traceback.format_exc()
    shim.fault_count.restype = ctypes.c_long
    operations = shim.fault_count()
    shim.fault_arm(b"", ctypes.c_long(-1), 0)
    os.write(answers, json.dumps({"operations": operations, "error": error}).encode())
    return status


def trial(order: dict) -> dict:
    reading, writing = os.pipe()
    began = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        status = 3
        try:
            status = child(order, writing)
        finally:
            os._exit(status)
    os.close(writing)
    if order.get("after") is not None:
        time.sleep(order["after"])
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read()
    _, status = os.waitpid(pid, 0)
    seconds = time.monotonic() - began
    return {"status": os.waitstatus_to_exitcode(status), "seconds": seconds, **json.loads(said or b"{}")}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(trial(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
