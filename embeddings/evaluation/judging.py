"""One answer against its label: what was right about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from embeddings.evaluation.labels import GoldSpan, Label


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
