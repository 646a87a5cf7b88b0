"""The configuration file and the folder of documents."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.cli.checks.check import Check, State
from bot.wording.lists import both, counted

if TYPE_CHECKING:
    from bot.config import Settings
    from embeddings.settings import ArchiveSettings

SHOWN_FORMATS = 4


def configuration(settings: Settings) -> Check:
    """Look at which configuration file is in force; that it is sound was found out by reading it."""
    if settings.file is None:
        return Check("configuration", State.OK, "no file, every setting at its default")
    return Check("configuration", State.OK, f"{settings.file}, every key known and in range")


def source(settings: ArchiveSettings) -> Check:
    """Count the files in the folder of documents, and those of a format that is read."""
    from embeddings.documents.folder import walk
    from embeddings.documents.readers import FORMATS

    paths, refused = walk(settings.source, settings.reading.documents)
    suffixes = Counter(PurePosixPath(path).suffix.lower() for path in paths)
    readable = sum(count for suffix, count in suffixes.items() if suffix in FORMATS)
    found = f"{settings.source}: {counted(len(paths), 'file')}, {readable:,} of a format that is read"
    others = [suffix or "no ending" for suffix, _ in suffixes.most_common() if suffix not in FORMATS]
    if not readable:
        return Check("documents", State.FAIL, found, f"Put documents there: {both(sorted(FORMATS))}.")
    if others or refused:
        advice = f"{counted(len(refused), 'name')} cannot be read; `pincite reindex` says why."
        if others:
            advice = f"Convert the others ({both(others[:SHOWN_FORMATS])}) to a format that is read."
        return Check("documents", State.WARN, found, advice)
    return Check("documents", State.OK, found)
