"""Every place where a phrase stands.

Which documents can hold it is asked of the full-text index, by the rarest of its words; where it stands in them is
read from their texts. So a phrase is found across the edges of passages as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import InitVar, dataclass
from typing import TYPE_CHECKING

from embeddings.documents.document import Role, known_sha256
from embeddings.errors import NotVerbatim
from embeddings.index.words.analysis import words_of
from embeddings.quoting.checking.phrases import is_prefix, spans_of
from embeddings.quoting.citing.citation import pinpoint
from embeddings.retrieval.holdings import Holdings
from embeddings.text.characters import is_unspaced, search_folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from embeddings.documents.passages import Passage
    from embeddings.index.generations.generation import Generation
    from embeddings.index.storage.store import Store
    from embeddings.quoting.quote import Citation
    from embeddings.retrieval.filters import Scope

Span = tuple[int, int]

MOST = 50  # places that are shown unless said otherwise; all are counted
TALLIED = 25  # authors, and works, that places are counted by
MOST_WORDS = 500  # that begin alike and are looked for one by one
RAREST = 3  # words of a phrase that the index is asked for
CONTEXT = 160  # characters on either side of a place, at most


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a phrase stands: a verbatim slice of its document, with what stands beside it.

    Building one proves it, as building a quote does: NotVerbatim is raised for anything but the exact slice.
    """

    source: InitVar[str]
    text: str
    document: str
    start: int
    end: int
    before: str  # what the document has right before it, from the beginning of a sentence or a word
    after: str
    sha256: str  # of the document's text
    role: Role
    speaker: str | None
    citation: Citation

    def __post_init__(self, source: str) -> None:
        """Refuse anything but the exact slice in its exact surroundings."""
        whole = source[self.start - len(self.before) : self.end + len(self.after)]
        exact = 0 <= self.start - len(self.before) < self.end and whole == self.before + self.text + self.after
        if not (exact and known_sha256(source) == self.sha256):
            raise NotVerbatim(self.document, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """All that one generation has of a phrase, in order of document and place."""

    phrase: str
    generation: str
    count: int  # of all places
    documents: int  # that hold one
    matches: tuple[Occurrence, ...]  # the first of them
    by_author: tuple[tuple[str, int], ...] = ()  # places in the documents of each, most first
    by_work: tuple[tuple[str, int], ...] = ()
    by_year: tuple[tuple[int, int], ...] = ()  # of the documents' first dates, in order


def find_phrase(
    generation: Generation,
    phrase: str,
    *,
    most: int = MOST,
    among: Scope | None = None,
    prefixes: bool = False,
) -> Occurrences:
    """Return where a phrase stands, in any typography: see `phrases`; `among` are the only words looked at."""
    store = generation.store
    matches: list[Occurrence] = []
    places: Counter[int] = Counter()
    for number in sorted(_holding(store, phrase, among.documents if among else None, prefixes=prefixes)):
        ((text,),) = store.rows("SELECT text FROM document WHERE id = ?", (number,))
        spans = spans_of(phrase, text, prefixes=prefixes)
        if not spans:
            continue
        if among is not None and among.speakers is not None:
            document = store.document(number)
            spans = [span for span in spans if among.admits(document.whose(span).speaker)]
        homes = _homes(store, number, spans)
        if homes:
            places[number] = len(homes)
        if wanted := homes[: most - len(matches)]:
            matches += _occurrences(store, number, wanted)
    tallies = _tallies(store, places)
    return Occurrences(phrase, generation.manifest.id, places.total(), len(places), tuple(matches), *tallies)


def _tallies(
    store: Store, places: Counter[int]
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...], tuple[tuple[int, int], ...]]:
    """Return the places by author, by work and by year, as far as documents' records tell them."""
    authors: Counter[str] = Counter()
    works: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for holding in Holdings.of(store).documents if places else ():
        if count := places.get(holding.document):
            for author in holding.authors:
                authors[author] += count
            if holding.title:
                works[holding.title] += count
            if holding.years:
                years[min(one.first for one in holding.years)] += count
    return tuple(authors.most_common(TALLIED)), tuple(works.most_common(TALLIED)), tuple(sorted(years.items()))


def _holding(store: Store, phrase: str, among: Collection[int] | None, *, prefixes: bool = False) -> set[int]:
    """Return the documents that hold the rarest words of a phrase, or all that may."""
    index = store.full_text
    begun = [word[:-1] for word in phrase.split() if prefixes and is_prefix(word)]
    if begun:
        phrase = " ".join(word for word in phrase.split() if not is_prefix(word))
    # A single sign of a script without spaces is indexed in pairs with its neighbours only.
    words = [word for word in dict.fromkeys(words_of(phrase).words) if not (len(word) == 1 and is_unspaced(word))]
    found = None if among is None else set(among)
    for word in sorted(words, key=index.document_frequency)[:RAREST]:
        holding = store.documents_of(index.holding(word))
        found = holding if found is None else found & holding
    if found is None and begun:
        every = [words for beginning in begun if (words := store.vocabulary.beginning(search_folded(beginning)))]
        few = min(every, key=len, default=[])
        if 0 < len(few) <= MOST_WORDS:
            return store.documents_of(passage for word in few for passage in index.holding(word))
    return {number for (number,) in store.rows("SELECT id FROM document")} if found is None else found


def _homes(store: Store, document: int, spans: Sequence[Span]) -> list[tuple[Span, int]]:
    """Return each span with the passage it begins in; what stands in no passage is the page's furniture."""
    edges = store.rows('SELECT "start", "end", id FROM passage WHERE document = ? ORDER BY "start"', (document,))
    starts = [start for start, _, _ in edges]
    homes = []
    for span in spans:
        at = bisect_right(starts, span[0]) - 1
        if at >= 0 and span[0] < edges[at][1]:
            homes.append((span, int(edges[at][2])))
    return homes


def _occurrences(store: Store, number: int, homes: Sequence[tuple[Span, int]]) -> list[Occurrence]:
    document = store.document(number)
    passages = store.passages({passage for _, passage in homes})
    found = []
    for (start, end), home in homes:
        passage = passages[home].passage
        whose = document.whose((start, end))
        first, last = _surroundings(document.text, passage, (start, end))
        found.append(
            Occurrence(
                source=document.text,
                text=document.text[start:end],
                document=document.path,
                start=start,
                end=end,
                before=document.text[first:start],
                after=document.text[end:last],
                sha256=document.sha256,
                role=whose.role,
                speaker=whose.speaker,
                citation=pinpoint(document, passage, (start, end)),
            )
        )
    return found


def _surroundings(text: str, passage: Passage, span: Span) -> Span:
    """Return where the context of a place begins and ends: with sentences, or in long ones with words."""
    start, end = span
    touched = [sentence for sentence in passage.sentences if sentence[0] < end and start < sentence[1]] or [span]
    first, last = min(touched[0][0], start), max(touched[-1][1], end)
    if start - first > CONTEXT:
        first = start - CONTEXT
        while first < start and not text[first - 1].isspace():
            first += 1
    if last - end > CONTEXT:
        last = end + CONTEXT
        while last > end and not text[last].isspace():
            last -= 1
    return first, last
