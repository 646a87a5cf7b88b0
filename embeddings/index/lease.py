"""Leases: a generation that somebody reads is not removed, whichever process reads it.

A lease is a shared lock of the operating system on the generation's manifest; to remove a generation takes an
exclusive one. The system ends a lease with its process, however that ends.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
