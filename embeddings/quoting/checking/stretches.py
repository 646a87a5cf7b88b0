"""The stretches of an archive in which a quotation may stand, told by the rarest of its words.

Words that stand together stand in the same passage or in neighbours of it. So the index is asked for the passages
that hold them, and only what is around these is read: what that costs grows with how often the words occur
together, not with the archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.index.words.analysis import words_of
from embeddings.text.characters import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from embeddings.index.storage.store import Store

RAREST = 4  # words that the index is asked for
COMMON = 20  # times as many passages hold a word as are left: to look them up costs more than it spares
A_PASSAGE = 300  # characters that it has at least, as a rule
MOST = 400  # passages; words that stand together in more are too common to be looked for so


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``[start, end)`` of a document."""

    document: int
    start: int
    end: int


def words_in(text: str) -> list[str]:
    """Return the different words of a text that an index can be asked for."""
    # A single sign of a script without spaces is indexed in pairs with its neighbours only.
    return [word for word in dict.fromkeys(words_of(text).words) if not (len(word) == 1 and is_unspaced(word))]


def stretches(
    store: Store, text: str, *, reach: int, among: Sequence[range] | None = None
) -> list[Stretch] | None:
    """Return where the rarest words of a text stand together, with `reach` characters on either side.

    None where too many places are likely. `among` are the only passages that are looked at.
    """
    index = store.full_text
    words = sorted(words_in(text), key=index.document_frequency)[:RAREST]
    if not words:
        return None
    apart = 1 + len(text) // A_PASSAGE
    found: set[int] | None = None
    for word in words:
        frequency = index.document_frequency(word)
        if found is None:
            if frequency > MOST * COMMON:
                return None
            found = set(index.holding(word))
        elif found and frequency <= COMMON * max(len(found), MOST):
            near = _widened(index.holding(word), apart)
            found &= near
    assert found is not None
    if among is not None:
        found = {number for number in found if any(number in run for run in among)}
    if len(found) > MOST:
        return None
    return list(_merged(store, found, reach))


def _widened(passages: Iterable[int], apart: int) -> set[int]:
    return {near for number in passages for near in range(number - apart, number + apart + 1)}


def _merged(store: Store, passages: set[int], reach: int) -> Iterator[Stretch]:
    """Yield the stretches around passages, those that overlap as one."""
    last: Stretch | None = None
    for document, start, end in store.places_of(passages):
        here = Stretch(document, max(0, start - reach), end + reach)
        if last is not None and last.document == document and here.start <= last.end:
            last = Stretch(document, last.start, max(last.end, here.end))
        else:
            if last is not None:
                yield last
            last = here
    if last is not None:
        yield last
