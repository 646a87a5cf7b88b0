"""Reindexes that fail or die at a chosen point, and what must hold afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from embeddings.archive import Archive
from embeddings.index.generations.generation import open_current
from embeddings.index.generations.pointer import COMMITTED, read_pointer
from embeddings.models import cache, reranker_cache
from tests.faults.forks import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from embeddings.settings import ArchiveSettings

ROOT = Path(__file__).parents[2]
SHIM = Path(__file__).with_name("shim.c")
PERMANENT = {"CURRENT", "generations", "models", "reindex.lock"}

# What the source folder holds before the reindex and at it: one document stays, one is edited, one goes, one comes.
BEFORE = {
    "quarry.txt": "The quarry at Hollin was flooded in 1911, when the dam above it gave way.",
    "mill.txt": "The mill burned in 1907, and nobody was hurt.",
    "bakery.txt": "The bakery closed in 1899 for want of flour.",
}
AFTER = {
    "quarry.txt": BEFORE["quarry.txt"],
    "mill.txt": "The mill burned in 1908, and two horses were lost.",
    "school.txt": "The school was opened in 1923 by the mayor.",
}
QUESTIONS = {"When did the mill burn?": "mill.txt", "When was the quarry flooded?": "quarry.txt"}


def shim(folder: Path) -> Path | None:
    """Compile the shim, None where there is no compiler or no such loader."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or sys.platform != "linux":
        return None
    library = folder / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SHIM), "-ldl"], check=True)
    return library


def write(source: Path, documents: Mapping[str, str]) -> None:
    source.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        if file.name not in documents:
            file.unlink()
    for name, text in documents.items():
        (source / name).write_text(text, "utf-8")


def hashes(settings: ArchiveSettings) -> dict[str, str]:
    generation, _ = open_current(settings.data)
    try:
        return generation.store.paths()
    finally:
        generation.close()


@dataclass
class Bench:
    """A place for trials: the index before, the folder after it, and a process that forks trials."""

    place: Path
    models: Path  # an index's folder of exported models
    library: Path | None
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.settings = settings_of(str(self.place / "source"), str(self.place / "data"))
        self.template = self.place / "template"
        # The trials are of what happens to the index; the models, which they never touch, are loaded and summed once.
        self._real = cache.load, cache.prepare, reranker_cache.load
        cache.load, cache.prepare = once(cache.load), once(cache.prepare)
        reranker_cache.load = once(reranker_cache.load)
        for documents, hashed in ((AFTER, self.after), (BEFORE, self.before)):
            write(self.settings.source, documents)
            self._empty()
            Archive(self.settings).build()
            hashed.update(hashes(self.settings))
        shutil.copytree(self.settings.data, self.template, symlinks=True)
        write(self.settings.source, AFTER)

    def _empty(self) -> None:
        shutil.rmtree(self.settings.data, ignore_errors=True)
        self.settings.data.mkdir()
        (self.settings.data / cache.FOLDER).symlink_to(self.models)

    def __enter__(self) -> Self:
        preloaded = {} if self.library is None else {"LD_PRELOAD": str(self.library)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forks"],
            cwd=ROOT,
            env={**os.environ, **preloaded},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
        cache.load, cache.prepare, reranker_cache.load = self._real

    def reset(self) -> None:
        """Put back the index before."""
        shutil.rmtree(self.settings.data)
        shutil.copytree(self.template, self.settings.data, symlinks=True)

    def reindex(self, **order: Any) -> dict[str, Any]:
        """Run a reindex as a child of the forking process: `mode` at operation `n`, or killed `after` seconds."""
        said = {"source": str(self.settings.source), "data": str(self.settings.data), "n": -1, "mode": "count"}
        self._process.stdin.write(json.dumps(said | order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def interrupt(self, mode: str, n: int) -> dict[str, Any]:
        """Run a reindex that fails or dies at operation `n`; it must die, or end with an error of its own or well.

        The full-text index's threads do an operation more or fewer from run to run, so the last one counted may not
        be reached.
        """
        ended = self.reindex(mode=mode, n=n)
        reached = ended["status"] != 0 or ended["operations"] >= n
        assert ended["status"] in ((-9,) if mode == "kill" and reached else (0, 1)), (n, ended)
        return ended

    def served(self) -> str:
        """Ask, and return "before" or "after": every answer is wholly of the one or of the other."""
        archive = Archive(self.settings).open()
        assert archive.damage is None
        found = hashes(self.settings)
        assert found in (self.before, self.after)
        state, documents = ("before", BEFORE) if found == self.before else ("after", AFTER)
        for question, document in QUESTIONS.items():
            answer = archive.ask(question)
            assert answer.generation == archive.generation
            quotes = answer.quotes or answer.nearest
            assert quotes[0].document == document
            for quote in quotes:
                assert quote.text in documents[quote.document]
        archive.close()
        return state

    def hold(self) -> str:
        """Check all that must hold after a reindex that failed or died; return what was served."""
        state = self.served()
        checked = Archive(self.settings).check()
        assert checked.problems == ()
        report = Archive(self.settings).build()
        assert report.committed == (state == "before")
        assert self.served() == "after"
        self.clean()
        return state

    def clean(self) -> None:
        """No temporary file, no folder that is no generation, no cache of what is committed."""
        assert {entry.name for entry in self.settings.data.iterdir()} - {COMMITTED} == PERMANENT
        kept = read_pointer(self.settings.data)
        assert {entry.name for entry in (self.settings.data / "generations").iterdir()} == set(kept)
