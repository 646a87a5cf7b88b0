"""What an afternoon builds, to measure against: paragraphs, SentenceTransformer.encode, FAISS.

Every document is cut at its blank lines, each paragraph is encoded whole (what the model does not read of a long one
is lost to it), and a question's answer is the three paragraphs of the highest cosine. The best cosine is the
confidence. It never abstains, highlights nothing and knows no history, because it has nothing to do that with.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from embeddings.models.files import locate
from embeddings.settings import PACKAGED_MODEL
from tests.benchmarks.labelled import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

QUOTES = 3
BLOCK = 512  # paragraphs encoded before their vectors are written down: what is interrupted goes on from there
BLANK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters [start, end) of a document."""

    document: str
    start: int
    end: int
    text: str

    def as_quote(self, score: float) -> dict[str, Any]:
        """Return it as a quote in the contract's form."""
        return {
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "highlights": [],
            "score": score,
        }


def paragraphs(document: str, text: str) -> Iterator[Paragraph]:
    """Yield what stands between blank lines, without the white space around it."""
    edges = [0, *(edge for gap in BLANK.finditer(text) for edge in gap.span()), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = text[start:end]
        body = part.strip()
        if body:
            at = start + part.index(body)
            yield Paragraph(document, at, at + len(body), body)


class Textbook:
    """An index of a folder of text files; its vectors are kept in `work`."""

    def __init__(self, documents: Path, work: Path) -> None:
        from sentence_transformers import SentenceTransformer

        self.model = SentenceTransformer(str(locate(PACKAGED_MODEL).folder), device="cpu")
        files = sorted(file for file in documents.rglob("*.txt") if file.is_file())
        self.paragraphs = [
            one for file in files for one in paragraphs(file.relative_to(documents).as_posix(), text_of(file))
        ]
        vectors = self._vectors(work)
        self.index = faiss.IndexFlatIP(vectors.shape[1])
        self.index.add(vectors)

    def ask(self, identity: str | float, question: str) -> dict[str, Any]:
        """Return an answer in the contract's form."""
        began = perf_counter()
        query = self._encode([question])
        scores, found = self.index.search(query, min(QUOTES, len(self.paragraphs)))
        took = (perf_counter() - began) * 1000
        quotes = [
            self.paragraphs[at].as_quote(float(score)) for at, score in zip(found[0], scores[0], strict=True)
        ]
        return {
            "id": identity,
            "question": question,
            "answered": True,
            "confidence": float(scores[0][0]),
            "quotes": quotes,
            "nearest": [],
            "timings_ms": {"total": round(took, 2)},
        }

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _vectors(self, work: Path) -> np.ndarray:
        work.mkdir(parents=True, exist_ok=True)
        parts = []
        for at in range(0, len(self.paragraphs), BLOCK):
            kept = work / f"vectors-{at:07}.npy"
            if not kept.exists():
                block = self._encode([one.text for one in self.paragraphs[at : at + BLOCK]])
                partial = kept.with_suffix(".partial")
                with partial.open("wb") as file:
                    np.save(file, block, allow_pickle=False)
                partial.replace(kept)
                print(json.dumps({"encoded": at + len(block), "of": len(self.paragraphs)}), flush=True)
            parts.append(np.load(kept, allow_pickle=False))
        return np.concatenate(parts)
