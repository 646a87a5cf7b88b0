"""What is known of a question beforehand: where its answer stands, or that there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORT = 400  # characters: a gold span up to this is an answer, a longer one the passage that holds it
SHOWN = 1000  # characters of a quote that count: what a reader is sure to read
LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """Characters [start, end) of a document that answer a question."""

    document: str
    start: int
    end: int

    @property
    def is_short(self) -> bool:
        """Say whether the span is the answer itself rather than a passage with the answer in it."""
        return self.end - self.start <= SHORT

    def is_in(self, document: str) -> bool:
        """Say whether the span's document is the one at the path `document`: by file name, folders aside.

        A labelled set may name a document by an id; its file then bears the id made a file name.
        """
        return PurePosixPath(document).name in (PurePosixPath(self.document).name, file_name(self.document))

    def is_shown_by(self, document: str, start: int, end: int) -> bool:
        """Say whether a quote shows the span.

        Of a short span it must hold half; of a quote from a longer one, half must lie in the span.
        """
        end = min(end, start + SHOWN)
        overlap = min(end, self.end) - max(start, self.start)
        measure = self.end - self.start if self.is_short else end - start
        return overlap > 0 and 2 * overlap >= measure and self.is_in(document)

    def meets(self, document: str, start: int, end: int) -> bool:
        """Say whether a stretch of a document shares a character with the span."""
        return min(end, self.end) > max(start, self.start) and self.is_in(document)


@dataclass(frozen=True, slots=True)
class Label:
    """What a right answer to one question is; without gold and answerable, nothing is known."""

    gold: tuple[GoldSpan, ...] = ()
    answerable: bool = True  # False: the archive holds no answer, and saying so is right


def file_name(identity: str) -> str:
    """Return the name of the text file that holds a labelled set's document."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", identity).strip("_")[:LONGEST_NAME] + ".txt"


def label_of(row: Mapping[str, Any]) -> Label:
    """Return the label of a row ``{"answers": [{"doc" | "doc_id", "start", "end" | "text"}], "answerable"}``."""
    answers = row.get("answers") or ()
    return Label(tuple(map(_span, answers)), row.get("answerable") is not False)


def _span(answer: Mapping[str, Any]) -> GoldSpan:
    start = answer["start"]
    end = answer.get("end")
    return GoldSpan(
        str(answer.get("doc") or answer.get("doc_id")), start, start + len(answer["text"]) if end is None else end
    )
