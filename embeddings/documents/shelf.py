"""Put files into the folder of documents and take them out again, on somebody's word who is not at the machine.

Names come from strangers. Nothing is ever written outside the folder or through a link, nothing is overwritten
unless that is wanted, and after a crash a file is there whole or not at all. What is taken out is moved away.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from embeddings.documents.readers import FORMATS
from embeddings.documents.reading import suffix_of
from embeddings.documents.record.sidecar import LARGEST, SIDECAR
from embeddings.errors import (
    AlreadyRestored,
    DocumentExists,
    DocumentRefused,
    RefusalReason,
    SourceProblem,
    SourceUnavailable,
    StorageFailed,
    UnknownDocument,
)
from embeddings.files import PART, sync_folder
from embeddings.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.settings import ArchiveSettings, ReadingSettings

# The files below the source folder that are to be read, in a fixed order.


def walk(source: Path, limit: int) -> tuple[list[str], list[Refusal]]:
    """Return the paths of all candidate files relative to `source`, sorted, and what is refused by its name.

    Hidden files and folders and sidecar files are no candidates. Linked folders are not entered: they may lead
    round in circles.

    Raises:
        SourceUnavailable: the folder is missing or cannot be listed.

    """
    if not source.exists():
        raise SourceUnavailable(source, SourceProblem.MISSING)
    if not source.is_dir():
        raise SourceUnavailable(source, SourceProblem.NOT_A_FOLDER)
    paths: list[str] = []
    refused: list[Refusal] = []
    for path, reason in sorted(_entries(source, "")):
        if reason is not None:
            refused.append(Refusal(path, reason))
        elif len(paths) >= limit:
            refused.append(Refusal(path, RefusalReason.TOO_MANY, f"limit {limit}"))
        else:
            paths.append(path)
    return paths, refused


def _entries(source: Path, below: str) -> Iterator[tuple[str, RefusalReason | None]]:
    try:
        with os.scandir(source / below) as found:
            entries = list(found)
    except OSError as error:
        if not below:
            raise SourceUnavailable(source, SourceProblem.UNREADABLE, error.strerror or "") from error
        yield below.rstrip("/"), RefusalReason.UNREADABLE
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(SIDECAR):
            continue
        path = below + entry.name
        if not path.isprintable() or "\\" in path:
            # Undecodable bytes (surrogates), line breaks, control characters.
            yield path.encode("unicode_escape").decode(), RefusalReason.BAD_NAME
        elif entry.is_dir(follow_symlinks=False):
            yield from _entries(source, path + "/")
        elif entry.is_dir():
            yield path, RefusalReason.LINKED_FOLDER
        else:
            yield path, None


LONGEST = 200  # bytes of a name: file systems take 255, and a sidecar's ending must fit as well
# Devices on Windows, whatever their ending: an archive may be moved there.
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
FORBIDDEN = frozenset('/\\<>:"|?*')
MEGABYTE = 1_000_000


def admit(settings: ArchiveSettings, name: str, content: bytes, *, folder: str = "", replace: bool = False) -> str:
    """Write a file into the folder of documents, or into a folder below it; return its path there.

    Raises:
        DocumentRefused: the name, the format, the size or the place is not allowed.
        DocumentExists: there is such a file already, and `replace` is false.
        SourceUnavailable: there is no folder of documents.
        StorageFailed: the file cannot be written.

    """
    name = checked_name(name)
    _check_content(name, content, settings.reading)
    place = _place(settings, folder, name)
    path = PurePosixPath(folder, name).as_posix()
    try:
        there = _same(place, name)
        if there is not None:
            if (place / there).is_dir() and not (place / there).is_symlink():
                raise DocumentRefused(path, RefusalReason.NOT_A_FILE)
            path = PurePosixPath(folder, there).as_posix()
            if not replace:
                raise DocumentExists(path)
        _write(place, there or name, content, replace=there is not None)
    except FileExistsError as error:
        raise DocumentExists(path) from error
    except OSError as error:
        raise StorageFailed(settings.source / path, error) from error
    return path


def checked_name(name: str) -> str:
    """Return the name that a file would be written under; raises DocumentRefused for what is not allowed."""
    name = unicodedata.normalize("NFC", name)
    if not _is_plain(name):
        shown = name.encode("unicode_escape").decode()[:LONGEST]
        raise DocumentRefused(shown, RefusalReason.BAD_NAME)
    if suffix_of(name.lower().removesuffix(SIDECAR)) not in FORMATS:
        raise DocumentRefused(name, RefusalReason.UNKNOWN_FORMAT, suffix_of(name))
    return name


def _check_content(name: str, content: bytes, reading: ReadingSettings) -> None:
    if not content.strip():
        raise DocumentRefused(name, RefusalReason.EMPTY)
    limit = LARGEST if name.lower().endswith(SIDECAR) else largest(reading)
    if len(content) > limit:
        raise DocumentRefused(name, RefusalReason.TOO_LARGE, f"limit {limit / MEGABYTE:g} MB")


def largest(reading: ReadingSettings) -> int:
    """Return how many bytes a file may have."""
    return int(reading.megabytes * MEGABYTE)


def withdraw(settings: ArchiveSettings, path: str, to: Path) -> Path:
    """Move a document, and its sidecar file if it has one, below a new folder in `to`; return that folder.

    Raises:
        UnknownDocument: there is no such file in the folder of documents.
        StorageFailed: it cannot be moved.

    """
    file = _file(settings, path)
    away = to / secrets.token_hex(8)
    try:
        _move(file, away / path)
        sidecar = file.with_name(file.name + SIDECAR)
        if sidecar.is_file():
            _move(sidecar, away / (path + SIDECAR))
    except OSError as error:
        raise StorageFailed(file, error) from error
    return away


def restore(settings: ArchiveSettings, away: Path) -> tuple[str, ...]:
    """Move back what `withdraw` moved away; return the paths. What is there again by now is not overwritten.

    Raises:
        AlreadyRestored: nothing is there to be moved back any more.
        DocumentExists: one of the files is there again.
        StorageFailed: they cannot be moved.

    """
    files = sorted(file for file in away.rglob("*") if not file.is_dir() or file.is_symlink())
    if not files:
        raise AlreadyRestored(away.name)
    paths = [file.relative_to(away).as_posix() for file in files]
    for path in paths:
        if os.path.lexists(settings.source / path):
            raise DocumentExists(path)
    try:
        for file, path in zip(files, paths, strict=True):
            _move(file, settings.source / path)
        shutil.rmtree(away, ignore_errors=True)
    except OSError as error:
        raise StorageFailed(away, error) from error
    return tuple(path for path in paths if not path.endswith(SIDECAR)) or tuple(paths)


def folders(settings: ArchiveSettings) -> tuple[str, ...]:
    """Return the folders that files can be put into, sorted, beside the folder of documents itself."""
    found = []
    for place, names, _ in os.walk(settings.source):
        below = Path(place).relative_to(settings.source)
        names[:] = [name for name in names if not _closed(settings, Path(place, name))]
        found += [(below / name).as_posix() for name in names]
    return tuple(sorted(found))


def _is_plain(name: str) -> bool:
    """Tell whether a name is one file's, the same to everybody who sees it and on every system."""
    # What some program might fold to a separator or to a dot before it looks.
    folded = unicodedata.normalize("NFKC", name)
    stem = name.split(".", 1)[0].strip().casefold()
    return (
        bool(name)
        and name.isprintable()
        and not FORBIDDEN & {*name, *folded}
        and not folded.startswith(".")
        and name == name.strip()
        and not name.endswith(".")
        and stem not in RESERVED
        and len(os.fsencode(name) if name.isascii() else name.encode()) <= LONGEST
    )


def _place(settings: ArchiveSettings, folder: str, name: str) -> Path:
    """Return the folder to write into; every step to it is a real folder below the source."""
    place = settings.source
    if not place.is_dir():
        reason = SourceProblem.NOT_A_FOLDER if place.exists() else SourceProblem.MISSING
        raise SourceUnavailable(place, reason)
    parts = PurePosixPath(folder).parts
    for part in parts:
        place /= part
        if part in {"", ".", "..", "/"} or "\\" in part or "\0" in part or _closed(settings, place):
            raise DocumentRefused(PurePosixPath(folder, name).as_posix(), RefusalReason.OUTSIDE)
        if not place.is_dir():
            raise DocumentRefused(PurePosixPath(folder, name).as_posix(), RefusalReason.NO_FOLDER, folder)
    return place


def _closed(settings: ArchiveSettings, place: Path) -> bool:
    """Tell whether a folder is none for documents: hidden, a link, or that of the index."""
    return place.name.startswith(".") or place.is_symlink() or place.resolve() == settings.data.resolve()


def _file(settings: ArchiveSettings, path: str) -> Path:
    """Return the file of a document, which is in the folder itself or reached through real folders."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\0" in path:
        raise UnknownDocument(path)
    place = settings.source
    for part in parts[:-1]:
        place /= part
        if _closed(settings, place):
            raise UnknownDocument(path)
    file = place / parts[-1]
    if not os.path.lexists(file) or (file.is_dir() and not file.is_symlink()):
        raise UnknownDocument(path)
    return file


def _same(place: Path, name: str) -> str | None:
    """Return the name of what stands there under this name, also spelt with other characters or cases."""
    wanted = _folded(name)
    with os.scandir(place) as entries:
        return next((entry.name for entry in entries if _folded(entry.name) == wanted), None)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _write(place: Path, name: str, content: bytes, *, replace: bool) -> None:
    """Give a file its name once it is on the disk; without `replace`, FileExistsError if the name is taken."""
    part = place / f".{secrets.token_hex(8)}{PART}"  # hidden: no reindex takes it for a document
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            part.replace(place / name)
        else:
            _link(part, place / name)
        sync_folder(place)
    finally:
        part.unlink(missing_ok=True)


def _link(part: Path, file: Path) -> None:
    """Rename, but never onto something."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise
    except OSError:  # file systems without hard links
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, "File exists", str(file)) from None
        part.replace(file)


def _move(file: Path, target: Path) -> None:
    """Move a file, to another disk if need be; it is never nowhere."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(file, target)
    sync_folder(target.parent)
    sync_folder(file.parent)
