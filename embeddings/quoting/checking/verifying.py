"""Whether a quotation stands in the archive: word for word, in other words, or not at all."""

from __future__ import annotations

import difflib
import re
from dataclasses import InitVar, dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from embeddings.documents.document import Role, known_sha256
from embeddings.errors import NotVerbatim
from embeddings.index.words import lexical
from embeddings.index.words.analysis import stop_words
from embeddings.quoting.checking.finding import find_phrase
from embeddings.quoting.checking.phrases import forgiven
from embeddings.quoting.citing.citation import pinpoint
from embeddings.text.characters import QUOTES, quote_folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.passages import Passage
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import Store
    from embeddings.quoting.checking.finding import Occurrence
    from embeddings.quoting.quote import Citation
    from embeddings.retrieval.filters import Scope

# Lay a quotation beside a text: where it was taken from, and every word and mark in which they differ.

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|\.{3}|[^\w\s]|_")
_SLACK = 8  # tokens more than the quotation has that the text may have around its middle, and half as many again
_STRAY = 2  # tokens: so few that agree, far from the rest, agree by chance


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, as it is compared, and where it stands."""

    level: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Say whether it is no mark."""
        return self.level[0].isalnum()


@dataclass(frozen=True, slots=True)
class Change:
    """What a quotation has in another way: its words, and the source's at ``[start, end)``; one may be empty."""

    quoted: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Characters ``[start, end)`` of a text that a quotation was probably taken from."""

    start: int
    end: int
    agreeing: tuple[str, ...]  # words of the quotation that stand there, levelled
    changes: tuple[Change, ...]


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words and marks of ``text[start:end]``."""
    level = quote_folded(text)
    found = _TOKEN.finditer(level, start, len(level) if end is None else end)
    return [Token(match[0], match.start(), match.end()) for match in found]


def align(quotation: str, text: str, start: int, end: int) -> Alignment | None:
    """Return how a quotation lies in ``text[start:end]``, None where no word of it stands there."""
    quoted, source = tokens_of(quotation), tokens_of(text, start, end)
    blocks = _blocks(source, quoted)
    if not blocks or not any(token.is_word for at, _, size in blocks for token in source[at : at + size]):
        return None
    agreeing = tuple(token.level for at, _, size in blocks for token in source[at : at + size] if token.is_word)
    first, last = blocks[0], blocks[-1]
    left, right = source[first[0]].start, source[last[0] + last[2] - 1].end
    changes = [_change(quotation, quoted[: first[1]], text, (), left)]
    for (at, place, size), (following, next_place, _) in pairwise(blocks):
        between = source[at + size : following]
        changes.append(
            _change(quotation, quoted[place + size : next_place], text, between, source[at + size - 1].end)
        )
    changes.append(_change(quotation, quoted[last[1] + last[2] :], text, (), right))
    return Alignment(left, right, agreeing, tuple(change for change in changes if change.quoted or change.source))


def _blocks(source: Sequence[Token], quoted: Sequence[Token]) -> list[tuple[int, int, int]]:
    """Return the runs that agree, as places in the source and in the quotation with their lengths."""
    theirs, ours = [token.level for token in source], [token.level for token in quoted]
    anchor = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).find_longest_match()
    if not anchor.size:
        return []
    # The same words elsewhere in the text are not what was quoted.
    slack = _SLACK + len(ours) // 2
    first = max(0, anchor.a - anchor.b - slack)
    last = anchor.a + len(ours) - anchor.b + slack
    matcher = difflib.SequenceMatcher(None, theirs[first:last], ours, autojunk=False)
    blocks = [(first + block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    while len(blocks) > 1 and blocks[0][2] <= _STRAY and _gap(blocks[0], blocks[1]) > blocks[0][2] + _STRAY:
        blocks.pop(0)
    while len(blocks) > 1 and blocks[-1][2] <= _STRAY and _gap(blocks[-2], blocks[-1]) > blocks[-1][2] + _STRAY:
        blocks.pop()
    return blocks


def _gap(block: tuple[int, int, int], following: tuple[int, int, int]) -> int:
    """Return how many more tokens of the source than of the quotation stand between two runs."""
    return (following[0] - block[0]) - (following[1] - block[1])


def _change(quotation: str, quoted: Sequence[Token], text: str, source: Sequence[Token], at: int) -> Change:
    said = quotation[quoted[0].start : quoted[-1].end] if quoted else ""
    if not source:
        return Change(said, "", at, at)
    return Change(said, text[source[0].start : source[-1].end], source[0].start, source[-1].end)


MOST = 10  # places that are named
DIFFERING = 3  # of a quotation that stands nowhere as it is
CANDIDATES = 12  # passages that are laid beside it
ALIKE = 0.6  # share of its words, by their weight, that must stand together
FEWEST, TELLING = 3, 2  # words that must, and among them words that are no stop words
MANY = 7  # words that tell by their order alone, be they all stop words


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
    role: Role
    speaker: str | None
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


def verify_quotation(generation: Generation, quotation: str, *, among: Scope | None = None) -> Verification:
    """Return whether a quotation stands in the archive, and where, or what stands there instead.

    `among` are the only words looked at.
    """
    identity, looked_for = generation.manifest.id, _unmarked(quotation)
    found = find_phrase(generation, looked_for, most=MOST, among=among)
    if found.count:
        matches = tuple(_exact(generation.store, match) for match in found.matches)
        kinds = min((forgiven(looked_for, match.text) for match in matches), key=len)
        return Verification(looked_for, identity, Verdict.EXACT, kinds, found.count, matches)
    near = _near(generation, looked_for, among)
    verdict = Verdict.DIFFERS if near else Verdict.ABSENT
    return Verification(looked_for, identity, verdict, (), 0, tuple(near[:DIFFERING]))


def _exact(store: Store, match: Occurrence) -> Verified:
    ((source,),) = store.rows("SELECT text FROM document WHERE path = ?", (match.document,))
    place = match.text, match.document, match.start, match.end, match.sha256
    return Verified(source, *place, (), match.role, match.speaker, match.citation)


def _unmarked(quotation: str) -> str:
    """Return a quotation without the white space and the pair of marks around it."""
    quotation = quotation.strip()
    inside = quotation[1:-1]
    if len(inside) > 1 and quotation[0] in QUOTES and quotation[-1] in QUOTES:
        return inside.strip()
    return quotation


def _near(generation: Generation, quotation: str, scope: Scope | None) -> list[Verified]:
    """Return the places that hold most of a quotation's words in their order, the likest first."""
    store = generation.store
    among = None if scope is None else store.passages_of(scope.documents)
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
        whose = document.whose(span)
        if scope is not None and not scope.admits(whose.speaker):
            continue
        match = Verified(
            document.text,
            document.text[span[0] : span[1]],
            document.path,
            *span,
            document.sha256,
            aligned.changes,
            whose.role,
            whose.speaker,
            pinpoint(document, _home(store, stored.id, span[0]) or passage, span),
        )
        found[stored.document, span[0]] = share, match
    ranked = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].document, pair[1].start))
    return [match for _, match in ranked]


def _tells(aligned: Alignment) -> bool:
    """Say whether so many words agree that it is no chance."""
    telling = sum(word not in stop_words() for word in aligned.agreeing)
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
