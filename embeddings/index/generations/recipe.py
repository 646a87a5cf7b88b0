"""What decides how a document is prepared, beside its own bytes.

Documents that did not change are taken over from the generation before, if and only if all of this is as it was.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import embeddings
from embeddings.models.cache import SLOW
from embeddings.report import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from embeddings.index.generations.manifest import Manifest
    from embeddings.settings import ArchiveSettings

# Where the code is that makes of a file what is stored of it. Its text is hashed: a version number that has to be
# raised by hand with every change to a reader will one day not be.
_CODE = ("documents", "index", "text")
_SUFFIXES = (".py", ".toml")  # code, and words of languages
_LIBRARIES = ("chardet", "lxml", "markdown-it-py", "pypdfium2", "PyYAML", "sentencex", "tokenizers")


def recipe_of(settings: ArchiveSettings, model: str) -> dict[str, str]:
    """Return a fingerprint for each cause of preparing everything anew; `model` is the model's key."""
    return {
        Cause.MODEL.value: model,
        Cause.PASSAGES.value: f"{settings.passages.tokens} {settings.passages.window_tokens}",
        Cause.READING.value: _reading(settings),
        Cause.PROGRAM.value: _program(),
    }


def causes(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Cause, ...]:
    """Return what differs between two recipes."""
    return tuple(cause for cause in Cause if before.get(cause) != now.get(cause))


def outdated(manifest: Manifest, settings: ArchiveSettings) -> tuple[Cause, ...]:
    """Return which settings have changed since a generation was made, as far as that is told at no cost."""
    fits = {
        Cause.MODEL: manifest.model_name == settings.model.chosen
        and manifest.model.endswith(SLOW) != settings.model.fast,
        Cause.PASSAGES: (manifest.passage_tokens, manifest.window_tokens)
        == (settings.passages.tokens, settings.passages.window_tokens),
        Cause.READING: manifest.recipe.get(Cause.READING) == _reading(settings),
    }
    return tuple(cause for cause, fit in fits.items() if not fit)


def _reading(settings: ArchiveSettings) -> str:
    reading = asdict(settings.reading)
    del reading["documents"]  # of no consequence to any one document
    return json.dumps(reading, sort_keys=True)


def _program() -> str:
    sums = hashlib.sha256()
    root = Path(embeddings.__path__[0])
    for folder in _CODE:
        for file in sorted(one for one in (root / folder).rglob("*.*") if one.suffix in _SUFFIXES):
            sums.update(f"\0{file.relative_to(root).as_posix()}\0".encode())
            sums.update(file.read_bytes())
    for line in _versions():
        sums.update(line.encode())
    return sums.hexdigest()


def _versions() -> Iterator[str]:
    for library in _LIBRARIES:
        try:
            yield f"\0{library}={version(library)}"
        except PackageNotFoundError:
            yield f"\0{library}"
