"""Remove what no generation needs: by the process that holds the lock, and only what nobody reads."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from embeddings.errors import GenerationDamaged, NoGeneration
from embeddings.files import PART
from embeddings.index.lease import unread
from embeddings.index.manifest import MANIFEST
from embeddings.index.pointer import FOLDER, generation_folder, identities, read_pointer
from embeddings.models import storage

if TYPE_CHECKING:
    from pathlib import Path


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
