"""The machine: Python, the platform, room on the disk."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING

from bot.cli.checks.check import Check, State

if TYPE_CHECKING:
    from pathlib import Path

OLDEST = (3, 11)
GIGABYTE = 1_000_000_000
# The exported model takes 25 MB, a generation about 5 kB a passage, and a reindex needs both twice.
COMFORTABLE, NEEDED = 1.0, 0.2  # gigabytes


def python() -> Check:
    """Look at the interpreter."""
    version = platform.python_version()
    found = f"{version} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    if sys.version_info < OLDEST:
        return Check("Python", State.FAIL, found, f"Install Python {OLDEST[0]}.{OLDEST[1]} or later.")
    return Check("Python", State.OK, found)


def disk(data: Path) -> Check:
    """Look at the room left where the index is kept."""
    free = shutil.disk_usage(_existing(data)).free / GIGABYTE
    found = f"{free:,.1f} GB free for {data}"
    if free < NEEDED:
        return Check("disk", State.FAIL, found, "Free some space, or name another folder with --data.")
    if free < COMFORTABLE:
        return Check("disk", State.WARN, found, "A large archive needs more; free some space.")
    return Check("disk", State.OK, found)


def data_folder(data: Path) -> Check:
    """Look at whether the index can be written."""
    place = _existing(data)
    if not place.is_dir():
        return Check("data folder", State.FAIL, f"{place} is not a folder", "Name another with --data.")
    if not os.access(place, os.W_OK | os.X_OK):
        return Check(
            "data folder", State.FAIL, f"{place} cannot be written to", "Change its owner or mode, or use --data."
        )
    return Check("data folder", State.OK, str(data) if data.exists() else f"{data}, made when first needed")


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that exists."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.exists())
