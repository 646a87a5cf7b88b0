"""Whether a quotation stands in the archive: word for word, in other words, or not at all.

A scholar's quotation may leave words out, put some in and explain others, if it says so (see `conventions`). Such
a one is exact, and what was done to the source's words is told beside it.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from embeddings.documents.document import Role, known_sha256
from embeddings.errors import NotVerbatim
from embeddings.index.words import lexical
from embeddings.index.words.analysis import stop_words
from embeddings.quoting.checking.aligning import Alignment, Change, align
from embeddings.quoting.checking.conventions import Convention, Piece, pieces_of
from embeddings.quoting.checking.finding import find_phrase
from embeddings.quoting.checking.matching import FAR, Match, Met, matches_of
from embeddings.quoting.checking.phrases import forgiven
from embeddings.quoting.checking.references import Claimed, Reference, held, read_reference, reference_of
from embeddings.quoting.checking.stretches import Stretch, stretches
from embeddings.quoting.checking.tokens import PASSING, Token
from embeddings.quoting.citing.citation import pinpoint
from embeddings.text.characters import QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import Store, StoredDocument
    from embeddings.quoting.quote import Citation
    from embeddings.retrieval.filters import Scope

MOST = 10  # places that are named
DIFFERING = 3  # of a quotation that stands nowhere as it is
CANDIDATES = 12  # passages that are laid beside it
ALIKE = 0.6  # share of its words, by their weight, that must stand together
FEWEST, TELLING = 3, 2  # words that must, and among them words that are no stop words
MANY = 7  # words that tell by their order alone, be they all stop words
LONGEST = 20_000  # characters of a quotation that are looked at


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
    difference: tuple[Change, ...]  # what was not said openly; empty where the quotation is exact
    role: Role
    speaker: str | None
    citation: Citation
    conventions: tuple[Met, ...] = ()  # what was done to the words and said, in order

    def __post_init__(self, source: str) -> None:
        """Refuse anything but the exact slice."""
        exact = 0 <= self.start < self.end and source[self.start : self.end] == self.text
        if not (exact and known_sha256(source) == self.sha256):
            raise NotVerbatim(self.document, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a quotation, from one generation."""

    quotation: str  # as it was looked for: without the marks around it and the reference behind it
    generation: str
    verdict: Verdict
    forgiven: tuple[str, ...]  # in what typography an exact one differs: see `phrases.forgiven`
    count: int  # of all places where it stands
    matches: tuple[Verified, ...]
    claimed: Claimed | None = None  # what the quotation says of its source
    elsewhere: tuple[Verified, ...] = ()  # where it stands outside of what was to be looked at
    unread: int = 0  # files of the folder that are not in the index, where the quotation was not found

    @property
    def conventions(self) -> tuple[Convention, ...]:
        """Return the kinds of conventions that an exact quotation uses, each once."""
        first = self.matches[0].conventions if self.matches else ()
        kinds = [met.convention for met in first] + ([Convention.REFERENCE] if self.claimed else [])
        return tuple(dict.fromkeys(kinds))

    @property
    def turned(self) -> tuple[Met, ...]:
        """Return what was left out, put in or exchanged and denies: there the meaning may be another."""
        return tuple(met for match in self.matches[:1] for met in match.conventions if met.turns)


def verify_quotation(
    generation: Generation, quotation: str, *, among: Scope | None = None, claimed: str | None = None
) -> Verification:
    """Return whether a quotation stands in the archive, and where, or what stands there instead.

    `among` are the only words looked at; where it stands outside of them is told in `elsewhere`. `claimed` is what
    is said of its source beside it, "Connolly, Labour in Irish History, p. 5"; a reference within it is read too.
    """
    whole = quotation[:LONGEST].strip()
    found = _verify(generation, _unmarked(whole), among)
    if found.verdict is not Verdict.EXACT and (split := reference_of(whole)) is not None:
        words, reference = split
        other = _verify(generation, _unmarked(words), among)
        said = _claimed(generation, reference, other)
        # What stands in brackets at the end may be words like the others, left out or changed.
        if other.verdict is not Verdict.ABSENT and (reference.apart or said.author or said.work):
            found = replace(other, claimed=said)
    if claimed is not None and found.claimed is None and found.matches:
        found = replace(found, claimed=_claimed(generation, read_reference(claimed), found))
    if among is not None and found.verdict is not Verdict.EXACT:
        outside = _verify(generation, found.quotation, None)
        if outside.verdict is Verdict.EXACT:
            found = replace(found, elsewhere=outside.matches)
    return found


def _verify(generation: Generation, quotation: str, among: Scope | None) -> Verification:
    identity = generation.manifest.id
    pieces = pieces_of(quotation)
    if not pieces:
        return Verification(quotation, identity, Verdict.ABSENT, (), 0, ())
    store = generation.store
    passages = None if among is None else store.passages_of(among.documents)
    main = max(pieces, key=lambda piece: piece.words)
    reach = 2 * len(quotation) + FAR * (len(pieces) - 1)
    within = stretches(store, _bare(quotation, main), reach=reach, among=passages)
    if within is None:  # words so common are looked for as `find` does
        exact = _found(generation, quotation, among)
    else:
        exact = _matched(generation, quotation, pieces, within, among)
    if exact is not None:
        return exact
    near = _near(generation, quotation, among)
    verdict = Verdict.DIFFERS if near else Verdict.ABSENT
    return Verification(quotation, identity, verdict, (), 0, tuple(near[:DIFFERING]))


def _bare(quotation: str, piece: Piece) -> str:
    """Return a piece's words that must stand in its source: none in brackets, none that brackets are part of."""
    runs: list[str] = []
    last: int | None = None
    for element in piece.elements:
        sure = isinstance(element, Token) and element.kind not in PASSING
        if sure and last is not None:
            runs[-1] += quotation[last : element.end]
        elif sure:
            runs.append(quotation[element.start : element.end])
        last = element.end if sure else None
    return "\n\n".join(runs)


def _found(generation: Generation, quotation: str, among: Scope | None) -> Verification | None:
    found = find_phrase(generation, quotation, most=MOST, among=among)
    if not found.count:
        return None
    store = generation.store
    matches = []
    for match in found.matches:
        ((source,),) = store.rows("SELECT text FROM document WHERE path = ?", (match.document,))
        place = match.text, match.document, match.start, match.end, match.sha256
        matches.append(Verified(source, *place, (), match.role, match.speaker, match.citation))
    kinds = min((forgiven(quotation, match.text) for match in matches), key=len)
    return Verification(quotation, generation.manifest.id, Verdict.EXACT, kinds, found.count, tuple(matches))


def _matched(
    generation: Generation,
    quotation: str,
    pieces: Sequence[Piece],
    within: Iterable[Stretch],
    among: Scope | None,
) -> Verification | None:
    """Return the exact verdict, None where the pieces stand nowhere in these stretches."""
    store = generation.store
    found: list[tuple[int, Match]] = []
    for stretch in within:
        text = store.slice(stretch.document, stretch.start, stretch.end)
        placed = matches_of(quotation, pieces, text, 0, len(text))
        found += [(stretch.document, _moved(match, stretch.start)) for match in placed]
    # Of ways to read it the one comes first that needs the least.
    found.sort(key=lambda one: (len(one[1].met), one[0], one[1].start))
    matches: list[Verified] = []
    count = 0
    for number, match in found:
        document = store.document(number)
        span = match.start, match.end
        whose = document.whose(span)
        if among is not None and not among.admits(whose.speaker):
            continue
        passage = store.passage_at(document.path, match.start)
        if passage is None:  # the page's furniture
            continue
        count += 1
        if len(matches) < MOST:
            matches.append(
                Verified(
                    document.text,
                    document.text[match.start : match.end],
                    document.path,
                    *span,
                    document.sha256,
                    (),
                    whose.role,
                    whose.speaker,
                    pinpoint(document, passage, span),
                    match.met,
                )
            )
    if not matches:
        return None
    plain = [match for match in matches if not match.conventions]
    kinds = min((forgiven(quotation, match.text) for match in plain), key=len, default=())
    return Verification(quotation, generation.manifest.id, Verdict.EXACT, kinds, count, tuple(matches))


def _moved(match: Match, by: int) -> Match:
    met = tuple(replace(one, start=one.start + by, end=one.end + by) for one in match.met)
    return Match(match.start + by, match.end + by, met)


def _unmarked(quotation: str) -> str:
    """Return a quotation without the white space and the pair of marks around it."""
    quotation = quotation.strip()
    inside = quotation[1:-1]
    if len(inside) > 1 and quotation[0] in QUOTES and quotation[-1] in QUOTES:
        return inside.strip()
    return quotation


# What stands there instead.


@dataclass(frozen=True, slots=True)
class _Near:
    """A place that holds most of a quotation's words."""

    share: float
    document: int
    passage: int
    aligned: Alignment


def _near(generation: Generation, quotation: str, scope: Scope | None) -> list[Verified]:
    """Return the places that hold most of a quotation's words in their order, the likest first."""
    store = generation.store
    among = None if scope is None else store.passages_of(scope.documents)
    query = lexical.LexicalQuery.parse(quotation, store)
    found: dict[tuple[int, int], _Near] = {}
    reach = 2 * len(quotation)
    for number, document, first, last in _candidates(store, query.search(store, CANDIDATES, among)):
        base = max(0, first - reach)
        text = store.slice(document, base, last + reach)
        aligned = align(quotation, text, 0, len(text))
        if aligned is None or not _tells(aligned):
            continue
        share = _share(store, quotation, aligned)
        start, end = aligned.start + base, aligned.end + base
        if share < ALIKE or any(where == document and start <= at < end for where, at in found):
            continue
        changes = tuple(replace(one, start=one.start + base, end=one.end + base) for one in aligned.changes)
        found[document, start] = _Near(
            share, document, number, replace(aligned, start=start, end=end, changes=changes)
        )
    ranked = sorted(found.values(), key=lambda one: (-one.share, one.document, one.aligned.start))
    matches: list[Verified] = []
    for one in ranked:
        if len(matches) == DIFFERING:
            break
        match = _beside(store, store.document(one.document), one, scope)
        matches += [match] if match else []
    return matches


def _candidates(store: Store, passages: Iterable[int]) -> list[tuple[int, int, int, int]]:
    numbers = list(passages)
    places = dict(zip(sorted(numbers), store.places_of(numbers), strict=True))
    return [(number, *places[number]) for number in numbers]


def _beside(store: Store, document: StoredDocument, near: _Near, scope: Scope | None) -> Verified | None:
    span = near.aligned.start, near.aligned.end
    whose = document.whose(span)
    passage = store.passage_at(document.path, span[0]) or store.passages([near.passage])[near.passage].passage
    if scope is not None and not scope.admits(whose.speaker):
        return None
    return Verified(
        document.text,
        document.text[slice(*span)],
        document.path,
        *span,
        document.sha256,
        near.aligned.changes,
        whose.role,
        whose.speaker,
        pinpoint(document, passage, span),
    )


def _tells(aligned: Alignment) -> bool:
    """Say whether so many words agree that it is no chance."""
    telling = sum(word not in stop_words() for word in aligned.agreeing)
    return len(aligned.agreeing) >= (FEWEST if telling >= TELLING else MANY)


def _share(store: Store, quotation: str, aligned: Alignment) -> float:
    """Return how much of a quotation agrees, 0 to 1, each word counting by its inverse frequency.

    One that the archive has nowhere counts as the others do on average: the rarest of all, it would outweigh them.
    """
    index, terms = store.full_text, lexical.terms_of(quotation)
    weights = {term: index.idf(term) for term in terms if index.document_frequency(term)}
    agreeing = set(lexical.terms_of(" ".join(aligned.agreeing)))
    held = sum(weight for term, weight in weights.items() if term in agreeing)
    return held / (sum(weights.values()) * len(terms) / len(weights)) if weights else 0.0


def _claimed(generation: Generation, reference: Reference, found: Verification) -> Claimed:
    """Return what of a reference is borne out by the first place, or by the first that bears out all of it."""
    store = generation.store
    claims = []
    for match in found.matches:
        document = store.document_at(match.document)
        assert document is not None
        claims.append(held(reference, document.record, match.speaker, match.citation.locator))
    whole = next((one for one in claims if one.holds), None)
    return whole or next(iter(claims), Claimed(reference.text))
