"""Open the archive for a command; the first question on a folder builds its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.progress import reported
from bot.terminal.streams import note
from bot.wording.lists import counted
from bot.wording.reindexing import SERVING_EARLIER, outdated

if TYPE_CHECKING:
    from embeddings.archive import Archive
    from embeddings.settings import ArchiveSettings


def open_archive(settings: ArchiveSettings) -> Archive:
    """Return the archive; raises PinciteError, NoGeneration where nothing has been indexed."""
    from embeddings.archive import Archive

    archive = Archive.open(settings)
    if archive.damage is not None:
        from bot.wording.errors import explain

        note(f"{SERVING_EARLIER} {explain(archive.damage)}")
    if archive.outdated:
        note(outdated(archive.outdated))
    return archive


def open_or_build(settings: ArchiveSettings) -> Archive:
    """Return the archive, its index built first where there is none; raises PinciteError."""
    from embeddings.archive import Archive
    from embeddings.errors import NoGeneration

    try:
        return open_archive(settings)
    except NoGeneration:
        with reported(f"Indexing {settings.source}, once") as progress:
            report = Archive.build(settings, progress=progress)
    if report.refused:
        note(f"{counted(len(report.refused), 'file')} could not be indexed; `pincite reindex` says why.")
    return open_archive(settings)
