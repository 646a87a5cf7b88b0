"""A full build against encoding the same passages with sentence-transformers and adding them to FAISS.

usage: python -m tests.benchmarks.build CORPUS.jsonl [--slices N] [--documents N]

Slices of the corpus (JSON lines with "id" and "text") are built in turn, each followed by the baseline on the very
passages of that build, so that both meet the same machine. The build is timed with everything: reading, splitting,
the store, both indexes, checking, committing. The baseline is `encode` and `add` alone; its model is loaded, and warm.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer

from embeddings.archive import Archive
from embeddings.index.generations.generation import open_current
from embeddings.models import cache
from embeddings.models.files import locate
from embeddings.settings import ArchiveSettings
from tests.benchmarks.reindex import lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.progress import Stage

AIM = 2.5


def passages(settings: ArchiveSettings) -> list[str]:
    """Return what was embedded for the current generation, in order."""
    generation, _ = open_current(settings.data)
    with closing(generation):
        store = generation.store
        return [text for path in store.paths() for text in store.prepared(path).embedded]


def baseline(model: SentenceTransformer, texts: Sequence[str]) -> float:
    """Return the seconds of `encode` and `add`."""
    began = perf_counter()
    vectors = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.asarray(vectors, dtype=np.float32))
    return perf_counter() - began


def build(settings: ArchiveSettings, stages: dict[str, float]) -> float:
    """Return the seconds of a full build; add those of each stage to `stages`."""
    now, since = "", perf_counter()

    def watch(stage: Stage, _done: int, _total: int | None) -> None:
        nonlocal now, since
        if stage != now:
            stages[now] = stages.get(now, 0.0) + perf_counter() - since
            now, since = str(stage), perf_counter()

    began = since
    Archive(settings).build(full=True, progress=watch)
    stages[now] = stages.get(now, 0.0) + perf_counter() - since
    return perf_counter() - began


def main() -> None:
    """Measure and print the ratio of the sums."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--slices", type=int, default=8)
    parser.add_argument("--documents", type=int, default=10**6, help="at most, evenly over the corpus")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        lay_out(arguments.corpus, place / "all", 10**6)
        files = sorted(file for file in (place / "all").rglob("*") if file.is_file())
        files = files[:: max(1, len(files) // arguments.documents)][: arguments.documents]
        first = ArchiveSettings(place, place / "first")
        cache.prepare(first.data, first.model)
        model = SentenceTransformer(str(locate(first.model.name).folder), device="cpu")
        model.encode(["warm"] * 32)
        ours, theirs, count = 0.0, 0.0, 0
        stages: dict[str, float] = {}
        for number in range(arguments.slices):
            settings = ArchiveSettings(place / f"source{number}", place / f"data{number}")
            settings.data.mkdir()
            (settings.data / cache.FOLDER).symlink_to(first.data / cache.FOLDER)
            for at, file in enumerate(files[number :: arguments.slices]):
                settings.source.mkdir(exist_ok=True)
                shutil.copy(file, settings.source / f"{at:04}.txt")
            ours += build(settings, stages)
            texts = passages(settings)
            theirs += baseline(model, texts)
            count += len(texts)
            print(f"slice {number + 1}: {theirs / ours:.2f}", flush=True)
    stages.pop("", None)
    print(
        json.dumps(
            {
                "documents": len(files),
                "passages": count,
                "full_builds_s": round(ours, 1),
                "stages_s": {name: round(seconds, 2) for name, seconds in stages.items()},
                "sentence_transformers_s": round(theirs, 1),
                "times_faster": round(theirs / ours, 2),
                "aim": AIM,
            }
        )
    )


if __name__ == "__main__":
    main()
