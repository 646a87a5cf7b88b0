"""Remove what no generation needs: by the process that holds the lock, and only what nobody reads."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.files import PART
from embeddings.index.generations.manifest import MANIFEST
from embeddings.index.generations.pointer import FOLDER, generation_folder, identities, read_pointer
from embeddings.models import cache as storage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Leases: a generation that somebody reads is not removed, whichever process reads it.
#
# A lease is a shared lock of the operating system on the generation's manifest; to remove a generation takes an
# exclusive one. The system ends a lease with its process, however that ends.

if sys.platform == "win32":

    def _lock(_descriptor: int, *, shared: bool) -> bool:
        """Succeed: on Windows, a folder with an open file in it cannot be renamed, and so not be removed."""
        del shared
        return True

else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Lease:
    """Held from its making until it is released."""

    def __init__(self, file: Path) -> None:
        """Lease the generation of this manifest; raises OSError, also when it is just being removed."""
        self._descriptor: int | None = os.open(file, os.O_RDONLY)
        if not _lock(self._descriptor, shared=True):
            self.release()
            raise FileNotFoundError(str(file))

    def release(self) -> None:
        """End it; again is no error."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def unread(file: Path) -> Iterator[bool]:
    """Say whether nobody leases the generation of this manifest, and let nobody while the context lasts."""
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:  # without a manifest it cannot be opened by anybody
        yield True
        return
    try:
        yield _lock(descriptor, shared=False)
    finally:
        os.close(descriptor)


def prune(data: Path) -> None:
    """Remove uncommitted generations that nobody reads, and what builds left behind that were killed.

    The caller holds the lock, so nobody is still writing any of it. What cannot be removed now is left to the
    next time: the index is right with it and without.
    """
    with suppress(OSError):
        for entry in [*data.glob(f"*{PART}"), *(data / FOLDER).glob(f"*{PART}"), *_dead_exports(data)]:
            _remove(entry)
    try:
        kept = read_pointer(data)
    except NoGeneration:
        kept = []
    except GenerationDamaged:
        return  # which ones are needed is not known
    for name in set(identities(data)).difference(kept):
        folder = generation_folder(data, name)
        with suppress(OSError), unread(folder / MANIFEST) as free:
            if free:
                # In one step out of everybody's sight: never is there half a generation under its name.
                gone = folder.with_name(name + PART)
                folder.replace(gone)
                _remove(gone)


def _dead_exports(data: Path) -> list[Path]:
    """Return what processes that are no more left of exports of a model, which are named by them."""
    return [entry for entry in (data / storage.FOLDER).glob(f"*{PART}") if not _runs(entry.name.split(".")[-2])]


def _runs(process: str) -> bool:
    if not process.isdigit():
        return False
    if sys.platform == "win32" or int(process) == os.getpid():  # there, asking would end it
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)
