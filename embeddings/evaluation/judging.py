"""One answer against its label: what was right about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# What is known of a question beforehand: where its answer stands, or that there is none.

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


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one answer was worth."""

    label: Label
    confidence: float
    answered: bool
    rank: int  # of the first quote that shows a gold span, from 1; 0 where none does
    highlighted: bool | None  # a highlight of the first quote meets a short gold span; None: nothing to light
    quotes: int
    verbatim: int  # of these quotes, how many stand in their documents to the letter
    milliseconds: float | None
    edition_rank: int = 0  # the same rank where the other editions named under a quote count as well

    @property
    def is_right(self) -> bool:
        """Say whether the quotes answer the question: what `confidence` is the probability of."""
        return self.label.answerable and self.rank > 0

    @property
    def is_labelled(self) -> bool:
        """Say whether it is known what a right answer is."""
        return bool(self.label.gold) or not self.label.answerable


def judge(label: Label, answer: Mapping[str, Any], text_of: Callable[[str], str | None]) -> Judgement:
    """Return what an answer in the contract's JSON form is worth.

    The quotes judged are those shown to the reader: an abstention's are the nearest passages it offers.
    """
    shown: Sequence[Mapping[str, Any]] = answer["quotes"] or answer.get("nearest") or ()
    return Judgement(
        label=label,
        confidence=float(answer["confidence"]),
        answered=bool(answer["answered"]),
        rank=_rank(shows(quote, label.gold) for quote in shown),
        highlighted=_highlighted(label, shown),
        quotes=len(shown),
        verbatim=sum(_stands(quote, text_of(quote["document"])) for quote in shown),
        milliseconds=(answer.get("timings_ms") or {}).get("total"),
        edition_rank=_rank(
            any(shows(place, label.gold) for place in (quote, *(quote.get("also_in") or ()))) for quote in shown
        ),
    )


def shows(quote: Mapping[str, Any], gold: Sequence[GoldSpan]) -> bool:
    """Say whether a quote, or a place it is also in, in JSON form shows one of the gold spans."""
    return any(span.is_shown_by(quote["document"], quote["start"], quote["end"]) for span in gold)


def _rank(shown: Iterable[bool]) -> int:
    return next((rank for rank, right in enumerate(shown, 1) if right), 0)


def _highlighted(label: Label, shown: Sequence[Mapping[str, Any]]) -> bool | None:
    short = [span for span in label.gold if span.is_short]
    if not (short and shown):
        return None
    first = shown[0]
    lights = first.get("highlights") or ()
    return any(span.meets(first["document"], start, end) for span in short for start, end in lights)


def _stands(quote: Mapping[str, Any], text: str | None) -> bool:
    return text is not None and text[quote["start"] : quote["end"]] == quote["text"]
