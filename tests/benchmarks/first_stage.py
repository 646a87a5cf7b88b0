"""The first stage at scale: engines of the lexical half and indexes of the dense half, side by side in one run.

usage: python -m tests.benchmarks.first_stage DATA_SETS_FOLDER [--passages N] [--encoded N] [--questions N]

Passages of about 150 characters are cut from `books.jsonl.gz`; questions are those of 5 to 12 words of the labelled
sets. Only `--encoded` passages are embedded; the others are copies of these with noise (cosine 0.86 to their
originals). Times are milliseconds of processor time of one thread, which a loaded machine does not change, and each
index answers each question before the next one is asked. bm25s is measured where it is installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import sqlite3
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

import faiss
import numpy as np

from embeddings.index.words.full_text import AnalysedPassage, FullTextIndex, FullTextWriter
from embeddings.index.words.lexical import LexicalQuery, content_terms
from embeddings.index.words.spelling import Vocabulary
from embeddings.models import cache
from embeddings.settings import ModelSettings
from tests.benchmarks.labelled import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

K = 50
# Name, FAISS's own key, and how many times as many candidates are compared once more, exactly.
CODED = (
    ("16 bits", "SQfp16", None),
    ("8 bits", "SQ8", None),
    ("4-bit codes, the best 500 exact", "PQ192x4fs", 10),
)
SETS = ("xquad_en", "kropotkin", "fairytaleqa", "clapnq")
_SENTENCE = re.compile(r"(?<=[.!?;:])[\"”’)]*\s+")
Search = "Callable[[int], list[int]]"  # the number of a question -> passages, best first


class LexicalPart:
    """What `LexicalQuery` needs of a store."""

    def __init__(self, folder: Path, words: Counter[str]) -> None:
        self.full_text = FullTextIndex(folder)
        self.vocabulary = Vocabulary(words.items())


def passages_of(books: Path, most: int) -> list[tuple[str, str]]:
    """Return titles and texts of passages, each of a few sentences."""
    return [passage for passage, _ in zip(_cut(books), range(most), strict=False)]


def _cut(books: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(books, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for paragraph in re.split(r"\n\s*\n", row["text"].replace("\r\n", "\n")):
                current = ""
                for sentence in _SENTENCE.split(" ".join(paragraph.split())):
                    if current and len(current) + len(sentence) > 230:
                        yield row["title"], current
                        current = ""
                    current = f"{current} {sentence[:400]}".strip()
                if len(current) > 20:
                    yield row["title"], current


def questions_of(sets: Path, most: int) -> list[str]:
    """Return questions of 5 to 12 words, equally many of each set."""
    chosen: list[str] = []
    for name in SETS:
        texts = [row["text"] for row in read_rows(sets / name / "queries.jsonl")]
        short = [text for text in texts if 5 <= len(text.split()) <= 12]
        chosen += random.Random(0).sample(short, min(most // len(SETS), len(short)))
    return chosen


def measure(searches: dict[str, Search], questions: int, reference: str) -> dict[str, dict[str, float]]:
    """Return each search's times and how much of the reference's first K it finds."""
    times: dict[str, list[float]] = {name: [] for name in searches}
    shared: dict[str, list[float]] = {name: [] for name in searches}
    for question in range(questions):
        found = {}
        for name, search in searches.items():
            began = thread_time()
            found[name] = search(question)
            times[name].append((thread_time() - began) * 1000)
        wanted = set(found[reference])
        for name, passages in found.items():
            shared[name].append(len(wanted & set(passages)) / max(1, len(wanted)))
    slowest = np.percentile(times[reference], 95)
    return {
        name: {
            "p50_ms": round(float(np.percentile(taken, 50)), 2),
            "p95_ms": round(float(np.percentile(taken, 95)), 2),
            "p95_of_reference": round(float(np.percentile(taken, 95) / slowest), 3),
            "shared_with_reference": round(float(np.mean(shared[name])), 4),
        }
        for name, taken in times.items()
    }


def lexical(passages: list[tuple[str, str]], questions: list[str], folder: Path) -> dict[str, object]:
    """Build and measure the lexical engines; FTS5 over all words is the reference."""
    facts: dict[str, object] = {}
    searches: dict[str, Search] = {}
    began = perf_counter()
    connection, frequency = _fts5(passages, folder / "fts5.sqlite")
    facts["fts5"] = {
        "build_s": round(perf_counter() - began, 1),
        "mb": round((folder / "fts5.sqlite").stat().st_size / 1e6, 1),
    }
    for name, budget in (("fts5", None), ("fts5, rarest words up to 20,000 passages", 20_000)):
        expressions = [_fts5_expression(question, frequency, budget) for question in questions]
        searches[name] = lambda at, texts=expressions: _fts5_search(connection, texts[at])

    began = perf_counter()
    writer, words = FullTextWriter(folder), Counter[str]()
    for number, (title, text) in enumerate(passages):
        analysed = AnalysedPassage.of(text, title)
        writer.add(number, analysed)
        words.update(set(analysed.words.split()))
    writer.finish()
    built = perf_counter() - began
    size = sum(file.stat().st_size for file in (folder / "lexical").iterdir())
    facts["tantivy"] = {"build_s": round(built, 1), "mb": round(size / 1e6, 1), "vocabulary": len(words)}
    part = LexicalPart(folder, words)
    searches["tantivy"] = lambda at: list(LexicalQuery.parse(questions[at], part).search(part, K))
    mistyped = [_mistype(question, random.Random(at)) for at, question in enumerate(questions)]
    searches["tantivy, a word mistyped"] = lambda at: list(LexicalQuery.parse(mistyped[at], part).search(part, K))
    if (search := _bm25s(passages, questions)) is not None:
        searches["bm25s, numba"] = search
    facts["searches"] = measure(searches, len(questions), "fts5")
    return facts


def _fts5(passages: list[tuple[str, str]], file: Path) -> tuple[sqlite3.Connection, dict[str, int]]:
    connection = sqlite3.connect(file)
    connection.executescript(
        "PRAGMA journal_mode = OFF; CREATE VIRTUAL TABLE lexical USING "
        "fts5(text, context, content='', tokenize='porter unicode61 remove_diacritics 2');"
        "CREATE VIRTUAL TABLE temp.row USING fts5vocab('main', 'lexical', 'row');"
    )
    rows = ((number, text, title) for number, (title, text) in enumerate(passages))
    connection.executemany("INSERT INTO lexical(rowid, text, context) VALUES (?, ?, ?)", rows)
    connection.execute("INSERT INTO lexical(lexical) VALUES ('optimize')")
    connection.commit()
    return connection, dict(connection.execute("SELECT term, doc FROM temp.row"))


def _fts5_expression(question: str, frequency: dict[str, int], budget: int | None) -> str:
    """Return the OR of a question's words, the most frequent left out until few enough passages match."""
    # Without the stemmer at hand the frequency is that of the word itself, where it is a stem.
    ranked = sorted(content_terms(question), key=lambda word: frequency.get(word, 0))
    kept: list[str] = []
    matching = 0
    for word in ranked:
        matching += frequency.get(word, 0)
        if kept and budget is not None and matching > budget:
            break
        kept.append(word)
    return " OR ".join(f'"{word}"' for word in kept)


def _fts5_search(connection: sqlite3.Connection, expression: str) -> list[int]:
    sql = "SELECT rowid FROM lexical WHERE lexical MATCH ? ORDER BY bm25(lexical, 1.0, 0.3) LIMIT ?"
    return [row for (row,) in connection.execute(sql, (expression, K))]


def _bm25s(passages: list[tuple[str, str]], questions: list[str]) -> Search | None:
    try:
        import bm25s
        import numba  # noqa: F401 - without it bm25s takes 200 times as long
        import Stemmer
    except ImportError:
        return None
    stemmer = Stemmer.Stemmer("english")
    texts = [f"{text} {title}" for title, text in passages]
    index = bm25s.BM25(backend="numba")
    index.index(bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)

    def search(at: int) -> list[int]:
        asked = " ".join(content_terms(questions[at]))
        tokens = bm25s.tokenize([asked], stopwords="en", stemmer=stemmer, show_progress=False)
        return index.retrieve(tokens, k=K, show_progress=False)[0][0].tolist()

    search(0)  # compiles
    return search


def _mistype(question: str, chance: random.Random) -> str:
    long = [word for word in question.split() if word.isalpha() and len(word) > 5]
    if not long:
        return question
    word = chance.choice(long)
    at = chance.randrange(1, len(word) - 1)
    return question.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def dense(vectors: np.ndarray, queries: np.ndarray, total: int) -> dict[str, object]:
    """Build and measure the dense indexes; the exact one is the reference."""
    faiss.omp_set_num_threads(1)
    dimensions, chance = vectors.shape[1], np.random.default_rng(0)
    flat = faiss.IndexFlatIP(dimensions)
    while flat.ntotal < total:
        noise = chance.normal(0, 0.6 / dimensions**0.5, vectors.shape) if flat.ntotal else 0
        copies = (vectors + noise).astype(np.float32)[: total - flat.ntotal]
        faiss.normalize_L2(copies)
        flat.add(copies)
    everything = faiss.rev_swig_ptr(flat.get_xb(), total * dimensions).reshape(total, dimensions)
    sample = everything[chance.permutation(total)[:50_000]]
    searches: dict[str, Search] = {"flat": _faiss(flat, queries)}
    facts: dict[str, object] = {}
    kept = []
    for name, key, factor in CODED:
        began = perf_counter()
        coded = faiss.index_factory(dimensions, key, faiss.METRIC_INNER_PRODUCT)
        coded.train(sample)
        coded.add(everything)
        facts[name] = {"build_s": round(perf_counter() - began, 1)}
        index = coded if factor is None else faiss.IndexRefine(coded, flat)
        if factor is not None:
            index.k_factor = factor
        kept += [coded, index]  # FAISS holds no references of its own
        searches[name] = _faiss(index, queries)
    facts["searches"] = measure(searches, len(queries), "flat")
    return facts


def _faiss(index: faiss.Index, queries: np.ndarray) -> Search:
    return lambda at: index.search(queries[at : at + 1], K)[1][0].tolist()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--passages", type=int, default=500_000)
    parser.add_argument("--encoded", type=int, default=20_000)
    parser.add_argument("--questions", type=int, default=200)
    args = parser.parse_args()
    passages = passages_of(args.sets / "books.jsonl.gz", args.passages)
    questions = questions_of(args.sets, args.questions)
    print(json.dumps({"passages": len(passages), "questions": len(questions)}), flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(json.dumps({"lexical": lexical(passages, questions, folder)}, indent=1), flush=True)
        encoder = cache.load(folder, cache.prepare(folder, ModelSettings()))
        some = random.Random(0).sample(passages, min(args.encoded, len(passages)))
        vectors = encoder.encode([text for _, text in some])
        queries = np.stack([encoder.encode_query(question) for question in questions])
    print(json.dumps({"dense": dense(vectors, queries, len(passages))}, indent=1))
    print(json.dumps({"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000}))


if __name__ == "__main__":
    main()
