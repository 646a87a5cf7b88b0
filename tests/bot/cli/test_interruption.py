"""A `pincite reindex` that is told to stop while it works, as a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive
from embeddings.files import PART
from embeddings.index.generations.pointer import identities, read_pointer
from embeddings.settings import ArchiveSettings
from tests.conftest import share_models

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
SOON = 120.0  # seconds
DOCUMENTS = 60


def until(holds: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + SOON
    while not holds():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_reindex_that_is_told_to_stop_leaves_the_old_index_and_no_temporary_file(
    archive: Archive, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    settings = ArchiveSettings(tmp_path / "source", tmp_path / "data")
    settings.source.mkdir()
    share_models(archive, settings.data)
    (settings.source / "mill.txt").write_text("The mill burned in 1907.", "utf-8")
    kept = Archive(settings).build().generation
    for one in range(DOCUMENTS):
        text = "\n\n".join(
            f"House {place} of row {one} was let to a miner in {1800 + place}." for place in range(300)
        )
        (settings.source / f"{one}.txt").write_text(text, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--source", str(settings.source), "--data", str(settings.data), "reindex"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until(lambda: any((settings.data / "generations").glob(f"*{PART}")), process)
        process.send_signal(number)
        out, err = process.communicate(timeout=SOON)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert read_pointer(settings.data) == identities(settings.data) == [kept]
    assert not list(settings.data.rglob(f"*{PART}"))
    assert Archive(settings).check().problems == ()
