"""`/admin upload`: take a document from Discord into the folder of documents."""

from __future__ import annotations

import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import ButtonStyle, ui

from bot.admin.controls import control
from bot.admin.shape import BAD, BUSY, GOOD, button, custom_id, panel, plain, row
from embeddings.documents import shelf
from embeddings.documents.record.sidecar import LARGEST
from embeddings.errors import DocumentExists, DocumentRefused, RefusalReason
from embeddings.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.admin.desk import Visit

# Uploads that wait for an admin to say whether they may overwrite; a restart does not lose them.

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


@dataclass(frozen=True, slots=True)
class File:
    """A file that Discord holds."""

    name: str
    size: int  # bytes, as Discord says
    url: str

    @classmethod
    def of(cls, attachment: discord.Attachment) -> File:
        """Return that of a command's option."""
        return cls(named(attachment.filename, attachment.title), attachment.size, attachment.url)


def named(filename: str, title: str | None) -> str:
    """Return the name that a file had on its owner's disk.

    Discord keeps letters beyond ASCII only in a title without its ending: two files with Cyrillic names would both
    be "___.txt", and the second taken for the first.
    """
    ending = PurePosixPath(filename).suffix
    if not title or title == PurePosixPath(filename).stem:
        return filename
    return title if ending and title.lower().endswith(ending.lower()) else title + ending


async def take(visit: Visit, file: File, folder: str = "") -> None:
    """Fetch a file and put it into the folder of documents, unless one of its name is there."""
    await visit.promise()
    settings = visit.library.settings
    shelf.checked_name(file.name)
    if file.size > max(shelf.largest(settings.reading), LARGEST):
        limit = f"limit {settings.reading.megabytes:g} MB"
        raise DocumentRefused(file.name, RefusalReason.TOO_LARGE, limit)
    try:
        content = await visit.desk.bot.http.get_from_cdn(file.url)
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        await visit.show(panel(visit.phrases("upload-lost", file=plain(file.name, 90)), colour=BAD))
        return
    try:
        path = await visit.look(shelf.admit, settings, file.name, content, folder=folder)
    except DocumentExists as there:
        waiting = await visit.look(_room(visit).put, file.name, folder, content)
        await _ask_to_replace(visit, there.document, waiting)
    else:
        await _done(visit, path)


@control("upload", archive=True)
async def choose(visit: Visit) -> None:
    """Ask for a file."""
    phrases = visit.phrases
    form = ui.Modal(title=phrases("upload"), custom_id=custom_id("uploaded"), timeout=None)
    form.add_item(
        ui.Label(
            text=phrases("upload-file"),
            description=phrases("upload-limits", megabytes=visit.library.settings.reading.megabytes),
            component=ui.FileUpload[Any](custom_id="file", min_values=1, max_values=1),
        )
    )
    await visit.ask(form)


@control("uploaded", archive=True)
async def chosen(visit: Visit) -> None:
    """Take the file that was chosen in the form."""
    there: Mapping[str, Any] = visit.fields.get("resolved", {}).get("attachments", {})
    files = [there[str(one)] for one in visit.fields.get("file", ()) if str(one) in there]
    if not files:
        await visit.show(panel(visit.phrases("upload-none"), colour=BAD))
        return
    file = files[0]
    await take(visit, File(named(str(file["filename"]), file.get("title")), int(file["size"]), str(file["url"])))


@control("upload-replace", archive=True)
async def replace(visit: Visit) -> None:
    """Overwrite, now that the admin wants it."""
    waiting = await visit.look(_room(visit).take, visit.about)
    if waiting is None:
        await visit.show(panel(visit.phrases("upload-expired"), colour=BAD))
        return
    path = await visit.look(
        shelf.admit, visit.library.settings, waiting.name, waiting.content, folder=waiting.folder, replace=True
    )
    await _done(visit, path)


@control("upload-drop", archive=True)
async def drop(visit: Visit) -> None:
    """Leave everything as it is."""
    await visit.look(_room(visit).take, visit.about)
    await visit.show(panel(visit.phrases("upload-dropped")))


def _room(visit: Visit) -> WaitingRoom:
    return WaitingRoom(visit.desk.services.settings.memory)


async def _ask_to_replace(visit: Visit, path: str, waiting: str) -> None:
    phrases = visit.phrases
    await visit.show(
        panel(
            f"### {phrases('upload-replace-sure')}",
            phrases("error-document-exists.admin", document=plain(path, 300)),
            row(
                button(phrases("upload-replace"), "upload-replace", waiting, style=ButtonStyle.danger),
                button(phrases("admin-cancel"), "upload-drop", waiting),
            ),
            colour=BUSY,
        )
    )


async def _done(visit: Visit, path: str) -> None:
    phrases = visit.phrases
    await visit.show(
        panel(
            f"### {phrases('upload-done')}",
            plain(path, 300),
            phrases("upload-reindex"),
            row(
                button(phrases("reindex-title"), "reindex-now", style=ButtonStyle.primary),
                button(phrases("documents-title"), "documents", 0),
            ),
            colour=GOOD,
        )
    )
