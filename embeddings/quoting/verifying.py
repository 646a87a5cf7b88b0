"""Whether a quotation stands in the archive: word for word, in other words, or not at all."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from embeddings.documents.document import known_sha256
from embeddings.errors import NotVerbatim
from embeddings.index import lexical
from embeddings.quoting.alignment import Alignment, Change, align
from embeddings.quoting.finding import find_phrase
from embeddings.quoting.phrases import forgiven
from embeddings.quoting.pinpoint import pinpoint

if TYPE_CHECKING:
    from collections.abc import Collection

    from embeddings.documents.passages import Passage
    from embeddings.index.generation import Generation
    from embeddings.index.store import Store
    from embeddings.quoting.finding import Occurrence
    from embeddings.quoting.quote import Citation

MOST = 10  # places that are named
DIFFERING = 3  # of a quotation that stands nowhere as it is
CANDIDATES = 12  # passages that are laid beside it
ALIKE = 0.6  # share of its words, by their weight, that must stand together
FEWEST, TELLING = 3, 2  # words that must, and among them words that are no stop words
MANY = 7  # words that tell by their order alone, be they all stop words
_PAIRS = ("\"'“”„‟«»‘’‚‛", "\"'“”„‟«»‘’‚‛")


class Verdict(StrEnum):
    """What is found of a quotation."""

    EXACT = "exact"
    DIFFERS = "differs"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Verified:
    """A place a quotation was taken from: a verbatim slice of its document, and in what the quotation differs."""

    source: InitVar[str]
    text: str
    document: str
    start: int
    end: int
    sha256: str  # of the document's text
    difference: tuple[Change, ...]
    citation: Citation

    def __post_init__(self, source: str) -> None:
        """Refuse anything but the exact slice."""
        exact = 0 <= self.start < self.end and source[self.start : self.end] == self.text
        if not (exact and known_sha256(source) == self.sha256):
            raise NotVerbatim(self.document, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a quotation, from one generation."""

    quotation: str  # as it was looked for: without the marks around it
    generation: str
    verdict: Verdict
    forgiven: tuple[str, ...]  # in what typography an exact one differs: see `phrases.forgiven`
    count: int  # of all places where it stands
    matches: tuple[Verified, ...]


def verify_quotation(
    generation: Generation, quotation: str, *, documents: Collection[int] | None = None
) -> Verification:
    """Return whether a quotation stands in the archive, and where, or what stands there instead.

    `documents` are the only ones looked at.
    """
    identity, looked_for = generation.manifest.id, _unmarked(quotation)
    found = find_phrase(generation, looked_for, most=MOST, documents=documents)
    if found.count:
        matches = tuple(_exact(generation.store, match) for match in found.matches)
        kinds = min((forgiven(looked_for, match.text) for match in matches), key=len)
        return Verification(looked_for, identity, Verdict.EXACT, kinds, found.count, matches)
    near = _near(generation, looked_for, documents)
    verdict = Verdict.DIFFERS if near else Verdict.ABSENT
    return Verification(looked_for, identity, verdict, (), 0, tuple(near[:DIFFERING]))


def _exact(store: Store, match: Occurrence) -> Verified:
    ((source,),) = store.rows("SELECT text FROM document WHERE path = ?", (match.document,))
    return Verified(source, match.text, match.document, match.start, match.end, match.sha256, (), match.citation)


def _unmarked(quotation: str) -> str:
    """Return a quotation without the white space and the pair of marks around it."""
    quotation = quotation.strip()
    inside = quotation[1:-1]
    if len(inside) > 1 and quotation[0] in _PAIRS[0] and quotation[-1] in _PAIRS[1]:
        return inside.strip()
    return quotation


def _near(generation: Generation, quotation: str, documents: Collection[int] | None) -> list[Verified]:
    """Return the places that hold most of a quotation's words in their order, the likest first."""
    store = generation.store
    among = None if documents is None else store.passages_of(documents)
    query = lexical.LexicalQuery.parse(quotation, store)
    found: dict[tuple[int, int], tuple[float, Verified]] = {}
    for stored in store.passages(query.search(store, CANDIDATES, among)).values():
        document = store.document(stored.document)
        reach = 2 * len(quotation)
        passage = stored.passage
        aligned = align(quotation, document.text, max(0, passage.start - reach), passage.end + reach)
        if aligned is None or not _tells(aligned):
            continue
        share = _share(store, quotation, aligned)
        if share < ALIKE:
            continue
        span = aligned.start, aligned.end
        if any(number == stored.document and at < span[1] for number, at in found if at >= span[0]):
            continue
        match = Verified(
            document.text,
            document.text[span[0] : span[1]],
            document.path,
            *span,
            document.sha256,
            aligned.changes,
            pinpoint(document, _home(store, stored.id, span[0]) or passage, span),
        )
        found[stored.document, span[0]] = share, match
    ranked = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].document, pair[1].start))
    return [match for _, match in ranked]


def _tells(aligned: Alignment) -> bool:
    """Say whether so many words agree that it is no chance."""
    telling = sum(word not in lexical.STOP_WORDS for word in aligned.agreeing)
    return len(aligned.agreeing) >= (FEWEST if telling >= TELLING else MANY)


def _home(store: Store, near: int, at: int) -> Passage | None:
    """Return the passage that holds a character, the one near or a neighbour."""
    passages = store.passages(range(near - 2, near + 3)).values()
    document = next((stored.document for stored in passages if stored.id == near), None)
    homes = [s.passage for s in passages if s.document == document and s.passage.start <= at < s.passage.end]
    return homes[0] if homes else None


def _share(store: Store, quotation: str, aligned: Alignment) -> float:
    """Return how much of a quotation agrees, 0 to 1, each word counting by its inverse frequency.

    One that the archive has nowhere counts as the others do on average: the rarest of all, it would outweigh them.
    """
    index, terms = store.full_text, lexical.terms_of(quotation)
    weights = {term: index.idf(term) for term in terms if index.document_frequency(term)}
    agreeing = set(lexical.terms_of(" ".join(aligned.agreeing)))
    held = sum(weight for term, weight in weights.items() if term in agreeing)
    return held / (sum(weights.values()) * len(terms) / len(weights)) if weights else 0.0
