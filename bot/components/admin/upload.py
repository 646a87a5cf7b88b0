"""`/admin upload`: take a document from Discord into the folder of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import ButtonStyle, ui

from bot.components.admin.controls import control
from bot.components.admin.custom_ids import custom_id
from bot.components.admin.shape import BAD, BUSY, GOOD, button, panel, plain, row
from bot.components.admin.waiting import WaitingRoom
from embeddings.documents import shelf
from embeddings.documents.reading import RefusalReason
from embeddings.documents.sidecar import LARGEST
from embeddings.errors import DocumentExists, DocumentRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.components.admin.desk import Visit


@dataclass(frozen=True, slots=True)
class File:
    """A file that Discord holds."""

    name: str
    size: int  # bytes, as Discord says
    url: str

    @classmethod
    def of(cls, attachment: discord.Attachment) -> File:
        """Return that of a command's option."""
        return cls(attachment.filename, attachment.size, attachment.url)


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
    await take(visit, File(str(file["filename"]), int(file["size"]), str(file["url"])))


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
            phrases("upload-exists", path=plain(path, 300)),
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
