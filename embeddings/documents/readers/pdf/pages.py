"""A page with its words, whether it could be read, and what was lost of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from embeddings.documents.readers.pdf.glyphs import UNREADABLE, believed, readable
from embeddings.report import Loss, LossReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from embeddings.documents.readers.pdf.words import Box, Word

MOST_UNREADABLE = 0.5  # of a page's characters
COVERED = 0.8  # of a page: a picture so large is of the page itself
FEW = 60  # letters and digits on such a page: what a library or a scanner stamps on it


class Condition(Enum):
    """Whether a page's words are known."""

    TEXT = "text"
    EMPTY = "empty"
    PICTURE = "picture"  # it shows something, or all of it is a picture, and has no words or hardly any
    DAMAGED = "damaged"  # it cannot be loaded, or its fonts do not say which letters they show


@dataclass(frozen=True)
class Page:
    """One page's words, be they from its text layer or recognised on its picture."""

    label: str  # the page's own number where the file gives labels, else its place in the file, from 1
    bounds: Box  # of the part that is shown
    words: list[Word]
    rules: list[Box]  # lines drawn on it
    drawn: bool  # something is to be seen on it, be it text or pictures
    labelled: bool = False  # the file gives the label
    pictured: float = 0.0  # the share of it that its pictures cover
    off_page: int = 0  # characters beyond its edge
    loaded: bool = True

    @cached_property
    def condition(self) -> Condition:
        """Return whether its words are known; asked once the fonts are settled."""
        if not self.loaded:
            return Condition.DAMAGED
        text = "".join([word.text for word in self.words])
        said = sum(map(str.isalnum, text))
        if text and text.count(UNREADABLE) > MOST_UNREADABLE * len(text):
            return Condition.DAMAGED
        if said and not (self.pictured >= COVERED and said < FEW):
            return Condition.TEXT
        return Condition.PICTURE if self.drawn else Condition.EMPTY


def settle(pages: Sequence[Page]) -> None:
    """Decide of glyphs that may be others than they seem, by the words that their fonts make in all pages."""
    doubtful = [word for page in pages for word in page.words if word.doubts is not None]
    fonts = believed((word.text, word.doubts) for word in doubtful if word.doubts is not None)
    for word in doubtful:
        doubts = word.doubts or {}
        kept = [one if doubts.get(at, None) in (None, *fonts) else UNREADABLE for at, one in enumerate(word.text)]
        word.text, word.doubts = readable("".join(kept)), None


def losses_of(pages: Sequence[Page]) -> Iterator[Loss]:
    """Yield what of the pages is not in the text, by reason; pages are named by their places, from 1."""
    lost = [sum(word.text.count(UNREADABLE) for word in page.words) for page in pages]
    yield from _loss(LossReason.UNREADABLE, lost)
    for condition, reason in ((Condition.PICTURE, LossReason.PICTURE), (Condition.DAMAGED, LossReason.DAMAGED)):
        places = tuple(at for at, page in enumerate(pages, 1) if page.condition is condition)
        if places:
            yield Loss(reason, 0, places)
    yield from _loss(LossReason.OFF_PAGE, [page.off_page for page in pages])


def _loss(reason: LossReason, counts: Sequence[int]) -> Iterator[Loss]:
    if any(counts):
        yield Loss(reason, sum(counts), tuple(at for at, count in enumerate(counts, 1) if count))
