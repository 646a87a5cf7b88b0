from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from embeddings.index.generations.leases import Lease, prune, unread
from embeddings.index.generations.manifest import MANIFEST
from embeddings.index.generations.pointer import generation_folder, identities, write_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[4]
HOLD = (
    "import sys; from pathlib import Path; from embeddings.index.generations.leases import Lease\n"
    "lease = Lease(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """The manifest of a generation that is committed no more."""
    folder = generation_folder(tmp_path, "000001-a")
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text("{}")
    write_pointer(tmp_path, ["000002-b"])
    return folder / MANIFEST


@pytest.fixture
def reader(manifest: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that leases it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(manifest)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_what_another_process_reads_is_kept_until_that_process_is_killed(
    manifest: Path, reader: subprocess.Popen[str], tmp_path: Path
) -> None:
    prune(tmp_path)
    assert manifest.exists()
    reader.kill()
    reader.wait()
    prune(tmp_path)
    assert identities(tmp_path) == []


def test_a_lease_lasts_until_it_is_released(manifest: Path, tmp_path: Path) -> None:
    first, second = Lease(manifest), Lease(manifest)
    first.release()
    first.release()
    with unread(manifest) as free:
        assert not free
    second.release()
    prune(tmp_path)
    assert not manifest.parent.exists()


def test_what_is_being_removed_cannot_be_leased(manifest: Path) -> None:
    with unread(manifest) as free, pytest.raises(OSError, match="manifest"):
        assert free
        Lease(manifest)
    Lease(manifest).release()
