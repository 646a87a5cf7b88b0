"""One answer against what is known of its question: where the answer stands, or that there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

SHORT = 400  # characters: a gold span up to this is an answer, a longer one the passage that holds it
SHOWN = 1000  # characters of a quote that count: what a reader is sure to read
REACH = 800  # characters on either side of a gold span in which its sentences must begin and end
LONGEST_NAME = 150

# Where a sentence ends and the next begins. Plainer than the sentences of an index, so that the figures do not
# change with them, and so that others can compute the same.
_EDGE = re.compile(
    r"""
      [.!?…] ["'”’»)\]*]* \s+ (?= ["'“‘«(\[*]* [^\Wa-z_] )  # white space before what is no small Latin letter
    | [。！？] [」』”’）]*
    | \n [ \t]* \n \s*                                    # a blank line
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """Characters [start, end) of a document that answer a question."""

    document: str
    start: int
    end: int
    text: str | None = field(default=None, compare=False)  # what stands at `start`, if the label says so

    @property
    def is_short(self) -> bool:
        """Say whether the span is the answer itself rather than a passage with the answer in it."""
        return self.end - self.start <= SHORT

    @property
    def names(self) -> tuple[str, str]:
        """Return the file names that the span's document may have, folders aside.

        A labelled set may name a document by an id; its file then bears the id made a file name.
        """
        return PurePosixPath(self.document).name, file_name(self.document)

    def is_in(self, document: str) -> bool:
        """Say whether the span's document is the one at the path `document`."""
        return PurePosixPath(document).name in self.names

    def is_true_of(self, text: str) -> bool:
        """Say whether the text of the span's document has at `start` what the label says stands there."""
        return self.text is None or text.startswith(_lines(self.text), self.start)

    def is_shown_by(self, document: str, start: int, end: int) -> bool:
        """Say whether a quote shows the span: they share at least half of the shorter of the two."""
        end = min(end, start + SHOWN)
        overlap = min(end, self.end) - max(start, self.start)
        shorter = min(end - start, self.end - self.start)
        return overlap > 0 and 2 * overlap >= shorter and self.is_in(document)

    def meets(self, document: str, start: int, end: int) -> bool:
        """Say whether a stretch of a document shares a character with the span."""
        return min(end, self.end) > max(start, self.start) and self.is_in(document)

    def sentences(self, text: str) -> tuple[int, int]:
        """Return where the sentences of `text` that hold the span start and end."""
        first, last = max(0, self.start - REACH), min(len(text), self.end + REACH)
        for edge in _EDGE.finditer(text, first, last):
            if edge.end() <= self.start:
                first = edge.end()
            ended = edge.start() + len(edge[0].rstrip())
            if ended >= self.end:
                last = ended
                break
        return first, max(last, self.end)


@dataclass(frozen=True, slots=True)
class Label:
    """What a right answer to one question is; without gold and answerable, nothing is known."""

    gold: tuple[GoldSpan, ...] = ()
    answerable: bool = True  # False: the archive holds no answer, and saying so is right


@dataclass(frozen=True, slots=True, order=True)
class Overlap:
    """How closely a stretch fits the sentences that hold the answer, by characters; every number is 0 to 1."""

    f1: float = 0.0  # harmonic mean of the two
    precision: float = 0.0  # the share of the stretch that lies in the sentences
    recall: float = 0.0  # the share of the sentences that lies in the stretch


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
    fit: Overlap | None = None  # of the first quote; None: no short gold span
    lit_fit: Overlap | None = None  # of its highlights, from the first to the last
    lengths: tuple[int, ...] = ()  # of the quotes, in characters

    @property
    def is_right(self) -> bool:
        """Say whether the quotes answer the question: what `confidence` is the probability of."""
        return self.label.answerable and self.rank > 0

    @property
    def is_labelled(self) -> bool:
        """Say whether it is known what a right answer is."""
        return bool(self.label.gold) or not self.label.answerable


def file_name(identity: str) -> str:
    """Return the name of the text file that holds a labelled set's document."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", identity).strip("_")[:LONGEST_NAME] + ".txt"


def label_of(row: Mapping[str, Any]) -> Label:
    """Return the label of a row ``{"answers": [{"doc" | "doc_id", "start", "end" | "text"}], "answerable"}``."""
    answers = row.get("answers") or ()
    return Label(tuple(map(_span, answers)), row.get("answerable") is not False)


def judge(label: Label, answer: Mapping[str, Any], text_of: Callable[[str], str | None]) -> Judgement:
    """Return what an answer in the contract's JSON form is worth.

    The quotes judged are those shown to the reader: an abstention's are the nearest passages it offers.
    """
    shown: Sequence[Mapping[str, Any]] = answer["quotes"] or answer.get("nearest") or ()
    fit, lit_fit = _fits(label, shown, text_of)
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
        fit=fit,
        lit_fit=lit_fit,
        lengths=tuple(len(quote["text"]) for quote in shown),
    )


def shows(quote: Mapping[str, Any], gold: Sequence[GoldSpan]) -> bool:
    """Say whether a quote, or a place it is also in, in JSON form shows one of the gold spans."""
    return any(span.is_shown_by(quote["document"], quote["start"], quote["end"]) for span in gold)


def _span(answer: Mapping[str, Any]) -> GoldSpan:
    start, end, text = answer["start"], answer.get("end"), answer.get("text")
    if end is None:
        end = start + len(answer["text"])
    return GoldSpan(str(answer.get("doc") or answer.get("doc_id")), start, end, text)


def _rank(shown: Iterable[bool]) -> int:
    return next((rank for rank, right in enumerate(shown, 1) if right), 0)


def _highlighted(label: Label, shown: Sequence[Mapping[str, Any]]) -> bool | None:
    short = [span for span in label.gold if span.is_short]
    if not (short and shown):
        return None
    first = shown[0]
    lights = first.get("highlights") or ()
    return any(span.meets(first["document"], start, end) for span in short for start, end in lights)


def _fits(
    label: Label, shown: Sequence[Mapping[str, Any]], text_of: Callable[[str], str | None]
) -> tuple[Overlap | None, Overlap | None]:
    """Return how closely the first quote, and its highlights, fit the short gold span that they fit best."""
    short = [span for span in label.gold if span.is_short]
    if not short:
        return None, None
    if not shown:
        return Overlap(), Overlap()
    document, start, end = shown[0]["document"], shown[0]["start"], shown[0]["end"]
    text = text_of(document) or ""
    sentences = [span.sentences(text) for span in short if span.is_in(document)]
    lights = shown[0].get("highlights") or [[start, end]]
    return (
        _overlap((start, min(end, start + SHOWN)), sentences),
        _overlap((lights[0][0], lights[-1][1]), sentences),
    )


def _overlap(stretch: tuple[int, int], sentences: Sequence[tuple[int, int]]) -> Overlap:
    best = Overlap()
    start, end = stretch
    for first, last in sentences:
        shared = min(end, last) - max(start, first)
        if shared > 0:
            precision, recall = shared / (end - start), shared / (last - first)
            best = max(best, Overlap(2 * precision * recall / (precision + recall), precision, recall))
    return best


def _stands(quote: Mapping[str, Any], text: str | None) -> bool:
    return text is not None and text[quote["start"] : quote["end"]] == quote["text"]


def _lines(text: str) -> str:
    """Return a text with the line ends of documents' texts, whatever it was copied from."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
