"""The lexical index: BM25 over stemmed words, by SQLite's FTS5."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from embeddings.index.store import Store

_WORD = re.compile(r"[^\W_]+")
# Words of questions and grammar. In a small archive "how" and "did" are rare, so BM25 takes them for telling.
STOP_WORDS = frozenset(
    """a about an and any are as at be been but by can could did do does for from had has have he her him his how i
    if in into is it its me my not of on or our out she so than that the their them then there these they this
    those to up us was we were what when where which who whom whose why will with would you your""".split()  # noqa: SIM905 - words read best as words
)
MOST_TERMS = 64  # a longer question is searched by its first so many different words
# The title and section count for a passage, but less than its own words.
TEXT_WEIGHT, CONTEXT_WEIGHT = 1.0, 0.3


def terms_of(question: str) -> list[str]:
    """Return the different words of a question, in order, lower case."""
    return list(dict.fromkeys(word.lower() for word in _WORD.findall(question)))[:MOST_TERMS]


def content_terms(question: str) -> list[str]:
    """Return a question's terms without the stop words, unless it consists of nothing else."""
    terms = terms_of(question)
    return [term for term in terms if term not in STOP_WORDS] or terms


def search(store: Store, question: str, k: int) -> dict[int, float]:
    """Return the BM25 scores of the `k` best passages for any of a question's words, best first, above 0."""
    terms = content_terms(question)
    if not terms:
        return {}
    # Quoted, a word is never FTS5 syntax; the words hold no quotes.
    query = " OR ".join(f'"{term}"' for term in terms)
    rows = store.rows(
        "SELECT rowid, -bm25(lexical, ?, ?) AS score FROM lexical WHERE lexical MATCH ? "
        "ORDER BY score DESC, rowid LIMIT ?",
        (TEXT_WEIGHT, CONTEXT_WEIGHT, query, k),
    )
    return {int(row): float(score) for row, score in rows if score > 0}
