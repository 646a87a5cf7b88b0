"""The full-text index: BM25 over stemmed words, and exact phrases, by tantivy.

Chosen on measurement: half a million passages of 150 characters, questions of 5 to 12 words, processor time
(`tests/benchmarks/first_stage.py`; the figures: `tests/benchmarks/README.md`). SQLite's FTS5 looks up the length
of every passage that holds any word of the question: its 95th percentile alone is the whole first stage's 50 ms,
and leaving out frequent words still costs two thirds of that and loses a tenth of the passages. tantivy reads
compressed postings by blocks, lengths included: a twentieth of the time, no less right, from a smaller index.
bm25s is as fast only with a compiler at run time and everything in memory, and it knows no phrases.

Its files live in a folder beside the store; the manifest has the checksum of each.
"""

from __future__ import annotations

import json
import math
import os
import zlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from embeddings.documents.passages import context_of
from embeddings.documents.record.record import Field
from embeddings.errors import GenerationDamaged, StorageFailed
from embeddings.index.words.analysis import words_of
from embeddings.index.words.initialisms import InitialismCounts, count_initialisms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from embeddings.documents.passages import Passage
    from embeddings.documents.record.record import Record

# What the analysis of a document's words found: all that the words of an archive are indexed by.
#
# Nothing else that is done to a document, but embedding it, takes as long; so a store keeps it, compressed, for
# the
# stores after it.

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


FOLDER = "lexical"
LOCK = ".lock"  # ends the names of tantivy's own locks
_WRITER_BYTES = 64_000_000  # held before a segment is written
# `words` as they stand, in order, for phrases; `text` and `context` stemmed, for ranking; `number` the passage's.
_WORDS, _TEXT, _CONTEXT, _NUMBER = "words", "text", "context", "number"
_STEMMED = "stemmed"
_COUNTED = 100  # passages with a phrase; nobody asks beyond


def files_of(generation: Path) -> list[str]:
    """Return the names of the index's files, relative to the generation's folder."""
    files = sorted((generation / FOLDER).iterdir())
    # tantivy takes locks by files of its own, which hold nothing.
    return [f"{FOLDER}/{file.name}" for file in files if not file.name.endswith(LOCK)]


class Form(NamedTuple):
    """One word, or several that stand next to each other, and how much finding them counts."""

    words: tuple[str, ...]
    weight: float = 1.0


Group = tuple[Form, ...]


class FullTextWriter:
    """Fills a new index."""

    def __init__(self, generation: Path) -> None:
        self._folder = generation / FOLDER
        try:
            self._folder.mkdir()
            self._index = tantivy.Index(_schema(), path=str(self._folder))
            self._index.register_tokenizer(_STEMMED, _analyser(stemming=True))
            self._index.register_tokenizer(_WORDS, _analyser(stemming=False))
            # One thread: passages keep their order, so equal scores are ranked the same in every build.
            self._writer = self._index.writer(_WRITER_BYTES, 1)
        except (OSError, ValueError) as error:
            raise StorageFailed(self._folder, OSError(str(error))) from error

    def add(self, number: int, passage: AnalysedPassage) -> None:
        """Index a passage."""
        document = tantivy.Document()
        document.add_unsigned(_NUMBER, number)
        document.add_text(_WORDS, passage.words)
        document.add_text(_TEXT, f"{passage.words} {passage.further}")
        document.add_text(_CONTEXT, f"{passage.context} {passage.further_context}")
        try:
            self._writer.add_document(document)
        except (OSError, ValueError) as error:
            raise StorageFailed(self._folder, OSError(str(error))) from error

    def finish(self) -> None:
        """Write everything."""
        try:
            self._writer.commit()
            self._writer.wait_merging_threads()
        except (OSError, ValueError) as error:
            raise StorageFailed(self._folder, OSError(str(error))) from error


class FullTextIndex:
    """Reads a finished index; safe to use from many threads."""

    def __init__(self, generation: Path) -> None:
        self._folder = generation / FOLDER
        try:
            with _openable(self._folder) as folder:
                index = tantivy.Index.open(str(folder))
                index.config_reader("manual")  # it never changes, so nobody need watch it
                index.register_tokenizer(_STEMMED, _analyser(stemming=True))
                index.register_tokenizer(_WORDS, _analyser(stemming=False))
                self._schema, self._searcher = index.schema, index.searcher()
        except (OSError, ValueError) as error:
            raise GenerationDamaged(self._folder, str(error)) from error
        self._stemmer = _analyser(stemming=True)

    @cached_property
    def passages(self) -> int:
        """The number of passages."""
        return self._searcher.num_docs

    def stem(self, word: str) -> str:
        """Return a folded word's stem."""
        return next(iter(self._stemmer.analyze(word)), word)

    def frequency(self, word: str) -> int:
        """Return how many passages hold a word as it stands."""
        return self._searcher.doc_freq(_WORDS, word)

    def document_frequency(self, word: str) -> int:
        """Return how many passages hold a word in any of its forms, or have it in their context."""
        stem = self.stem(word)
        return max(self._searcher.doc_freq(_TEXT, stem), self._searcher.doc_freq(_CONTEXT, stem))

    def idf(self, word: str) -> float:
        """Return BM25's weight of a word: ln(1 + (N - n + 0.5) / (n + 0.5)), above 0, largest if it is nowhere."""
        holding = self.document_frequency(word)
        return math.log(1 + (self.passages - holding + 0.5) / (holding + 0.5))

    def phrase_frequency(self, words: Sequence[str]) -> int:
        """Return how many passages, a hundred at most, hold these words in this order, one after the other."""
        return len(self._searcher.search(self._phrase(words), _COUNTED, count=False).hits)

    def holding(self, word: str) -> list[int]:
        """Return the passages that hold a word in any of its forms, in no order."""
        found = self.document_frequency(word)
        if not found:
            return []
        query = tantivy.Query.term_query(self._schema, _TEXT, self.stem(word), "basic")
        hits = self._searcher.search(query, found, count=False).hits
        numbers = self._searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        return [int(number or 0) for number in numbers]

    def search(
        self,
        groups: Sequence[Group],
        phrases: Sequence[Form],
        context: float,
        k: int,
        among: Sequence[range] | None = None,
    ) -> dict[int, float]:
        """Return the BM25 scores of the best `k` passages, best first, above 0; `among` some passages, if given.

        A passage scores for each phrase it holds as it stands, and for each group by that of its forms that scores
        highest: they are spellings of one word. A form of one word is found in all its inflections; in a passage's
        context it counts `context` times as much as in the passage.
        """
        parts = [tantivy.Query.boost_query(self._phrase(form.words), form.weight) for form in phrases]
        parts += [self._one_of([self._form(form, context) for form in group]) for group in groups]
        if not parts:
            return {}
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        if among is not None:
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._numbered(among))]
            )
        hits = self._searcher.search(query, k, count=False).hits
        numbers = self._searcher.fast_field_values(_NUMBER, [address for _, address in hits])
        found = [(int(number or 0), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return {number: score for number, score in found if score > 0}

    def _form(self, form: Form, context: float) -> tantivy.Query:
        query = tantivy.Query
        if len(form.words) > 1:
            return query.boost_query(self._phrase(form.words), form.weight)
        stem = self.stem(form.words[0])
        fields = ((_TEXT, form.weight), (_CONTEXT, form.weight * context))
        # The better of the two, not their sum: the passages of "The King of the Forest" that say "king" once more
        # are no better than those that say what else was asked (see `tests/benchmarks/README.md`).
        return query.disjunction_max_query(
            [
                query.boost_query(query.term_query(self._schema, name, stem, "freq"), boost)
                for name, boost in fields
            ]
        )

    def _numbered(self, among: Sequence[range]) -> tantivy.Query:
        """Return a query for passages by their numbers; it adds nothing to their scores."""
        query, kind = tantivy.Query, tantivy.FieldType.Unsigned
        runs = [query.range_query(self._schema, _NUMBER, kind, run.start, run.stop - 1) for run in among if run]
        anyone = (
            query.boolean_query([(tantivy.Occur.Should, run) for run in runs]) if runs else query.empty_query()
        )
        return query.const_score_query(anyone, 0.0)

    def _one_of(self, queries: list[tantivy.Query]) -> tantivy.Query:
        return queries[0] if len(queries) == 1 else tantivy.Query.disjunction_max_query(queries)

    def _phrase(self, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, _WORDS, words[0])
        return tantivy.Query.phrase_query(self._schema, _WORDS, list(words))


@contextmanager
def _openable(folder: Path) -> Iterator[Path]:
    """Give a folder from which a finished index can be opened, while the context lasts; raises OSError.

    tantivy takes a lock by a file of its own even to read. Where nobody may write, it gets a folder of links to
    the files; every file is mapped into memory once it is open.
    """
    if os.access(folder, os.W_OK):
        yield folder
        return
    with TemporaryDirectory(prefix="pincite-") as links:
        for file in folder.iterdir():
            if not file.name.endswith(LOCK):
                (Path(links) / file.name).symlink_to(file.resolve())
        yield Path(links)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_NUMBER, fast=True)
    builder.add_text_field(_WORDS, tokenizer_name=_WORDS, index_option="position")
    builder.add_text_field(_TEXT, tokenizer_name=_STEMMED, index_option="freq")
    builder.add_text_field(_CONTEXT, tokenizer_name=_STEMMED, index_option="freq")
    return builder.build()


def _analyser(*, stemming: bool) -> tantivy.TextAnalyzer:
    """Return an analyser of text that `analysis` has made into words already."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return (builder.filter(tantivy.Filter.stemmer("english")) if stemming else builder).build()
