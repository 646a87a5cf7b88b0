"""What the analysis of a document's words found: all that the words of an archive are indexed by.

Nothing else that is done to a document, but embedding it, takes as long; so a store keeps it, compressed, for the
stores after it.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, NamedTuple

from embeddings.documents.passages import context_of
from embeddings.documents.record import Field
from embeddings.index.analysis import words_of
from embeddings.index.initialisms import InitialismCounts, count_initialisms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.passages import Passage
    from embeddings.documents.record import Record

_FASTEST = 1  # of zlib's levels; the next one takes twice as long for a tenth less


class AnalysedPassage(NamedTuple):
    """A passage's words and those it is found by beside its own, folded, with a space between two."""

    words: str  # as they stand, in order
    further: str  # forms that have no place in the order
    context: str
    further_context: str

    @classmethod
    def of(cls, text: str, context: str) -> AnalysedPassage:
        """Return what is found in a passage's text and in its context."""
        own, beside = words_of(text), words_of(context)
        return cls(*map(" ".join, (own.words, own.further, beside.words, beside.further)))

    @property
    def vocabulary(self) -> set[str]:
        """Return the words as they stand, its own and its context's."""
        return {*self.words.split(" "), *self.context.split(" ")} - {""}


@dataclass(frozen=True, slots=True)
class Analysed:
    """One document's."""

    passages: tuple[AnalysedPassage, ...]
    initialisms: InitialismCounts

    @property
    def vocabulary(self) -> Counter[str]:
        """Return the words as they stand in passages or their context, with how many passages have each."""
        counts: Counter[str] = Counter()
        for passage in self.passages:
            counts.update(passage.vocabulary)
        return counts

    def dump(self) -> bytes:
        """Return it as bytes."""
        stored = {"passages": self.passages, "initialisms": astuple(self.initialisms)}
        return zlib.compress(json.dumps(stored, ensure_ascii=False).encode(), _FASTEST)

    @classmethod
    def load(cls, content: bytes) -> Analysed:
        """Return what `dump` made bytes of."""
        stored = json.loads(zlib.decompress(content))
        passages = tuple(AnalysedPassage(*passage) for passage in stored["passages"])
        return cls(passages, InitialismCounts.of(*stored["initialisms"]))


def analyse(text: str, record: Record, passages: Sequence[Passage]) -> Analysed:
    """Return what is found in a document."""
    found = (AnalysedPassage.of(text[one.start : one.end], _context(record, one)) for one in passages)
    return Analysed(tuple(found), count_initialisms(text))


def _context(record: Record, passage: Passage) -> str:
    """Return what a passage is found by beside its own words: title, section, authors and year."""
    year = record.csl.get(Field.ISSUED, {}).get("date-parts", [[""]])[0][0]
    return "\n".join((context_of(record, passage), record.value(Field.AUTHOR) or "", str(year)))
