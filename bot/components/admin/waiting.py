"""Uploads that wait for an admin to say whether they may overwrite; a restart does not lose them."""

from __future__ import annotations

import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "uploads"  # in that of the bot's memory
GOOD_FOR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """One upload."""

    name: str
    folder: str
    content: bytes


class WaitingRoom:
    """Blocking; each upload is two files."""

    def __init__(self, memory: Path) -> None:
        self._folder = memory / FOLDER

    def put(self, name: str, folder: str, content: bytes) -> str:
        """Keep an upload for an hour; return what it is asked for by. Raises StorageFailed."""
        self._clear()
        identity = secrets.token_hex(12)
        write_atomically(self._folder / f"{identity}.bin", content)
        write_atomically(self._folder / f"{identity}.json", json.dumps({"name": name, "folder": folder}).encode())
        return identity

    def take(self, identity: str) -> Waiting | None:
        """Return an upload and keep it no longer; None where it is not there any more."""
        if not identity.isalnum():  # no id of ours, and perhaps a path
            return None
        about, content = self._folder / f"{identity}.json", self._folder / f"{identity}.bin"
        try:
            if time.time() - about.stat().st_mtime > GOOD_FOR_S:
                return None
            return Waiting(**json.loads(about.read_bytes()), content=content.read_bytes())
        except (OSError, ValueError):
            return None
        finally:
            about.unlink(missing_ok=True)
            content.unlink(missing_ok=True)

    def _clear(self) -> None:
        with suppress(OSError):
            for file in self._folder.iterdir():
                if time.time() - file.stat().st_mtime > GOOD_FOR_S:
                    file.unlink(missing_ok=True)
