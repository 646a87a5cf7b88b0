"""What is found by words alone: our lexical half against SQLite's FTS5, on questions as they are and mistyped.

usage: python -m tests.benchmarks.words_alone DATA_SETS_FOLDER [SET ...]

Documents are cut at paragraphs into passages of about 900 characters. A passage is right if most of it, or of a gold
span, is shared by both. Follow-up questions are asked in the form a person gave them to stand alone. A mistyped
question has one wrong, missing, doubled or swapped letter in one of its words of five letters or more.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from embeddings.index.words.analysis import stop_words
from embeddings.index.words.full_text import AnalysedPassage, FullTextWriter
from embeddings.index.words.lexical import LexicalQuery
from tests.benchmarks.first_stage import LexicalPart
from tests.benchmarks.labelled import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SETS = ("xquad_en", "clapnq", "mia_dev", "fairytaleqa", "kropotkin")
DEPTH, MOST = 10, 600  # passages looked at; questions of a set
_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")


class Passage(NamedTuple):
    """Characters of a document."""

    document: str
    title: str
    start: int
    end: int
    text: str


def passages_of(folder: Path) -> Iterator[Passage]:
    """Yield the passages of a set's documents."""
    if (folder / "docs").is_dir():
        documents = [(file.name, "", file.read_text("utf-8")) for file in sorted((folder / "docs").glob("*.txt"))]
    else:
        rows = read_rows(folder / "corpus.jsonl")
        documents = [(row["id"], row.get("title", "").replace("_", " "), row["text"]) for row in rows]
    for name, title, text in documents:
        start = end = None
        for paragraph in _PARAGRAPH.finditer(text):
            if start is None or end is None:
                start, end = paragraph.span()
            elif paragraph.end() - start <= 900:
                end = paragraph.end()
            else:
                yield from _cut(name, title, text, start, end)
                start, end = paragraph.span()
        if start is not None and end is not None:
            yield from _cut(name, title, text, start, end)


def _cut(name: str, title: str, text: str, start: int, end: int) -> Iterator[Passage]:
    while end - start > 1400:
        stop = text.rfind(". ", start, start + 900) + 1 or start + 900
        yield Passage(name, title, start, stop, text[start:stop])
        start = stop
    yield Passage(name, title, start, end, text[start:end])


def right(row: dict[str, Any], passages: list[Passage], relevant: dict[str, set[str]]) -> set[int]:
    """Return the numbers of the passages that answer a question."""
    gold = [(a.get("doc") or a["doc_id"], a["start"], len(a["text"])) for a in row.get("answers") or []]
    if not gold:
        return {at for at, passage in enumerate(passages) if passage.document in relevant.get(row["id"], ())}
    return {
        at
        for at, (name, _, start, end, _) in enumerate(passages)
        for document, begin, length in gold
        if name == document and min(end, begin + length) - max(start, begin) > min(length, end - start) / 2
    }


def mistyped(question: str, chance: random.Random) -> str:
    """Return a question with a mistake in it."""
    words = question.split()
    places = [
        at
        for at, word in enumerate(words)
        if word.isalpha() and len(word) > 4 and word.lower() not in stop_words()
    ]
    if not places:
        return question
    place = chance.choice(places)
    word, letter = words[place], chance.choice("abcdefghijklmnopqrstuvwxyz")
    at = chance.randrange(1, len(word) - 1)
    words[place] = chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)


def figures(search: Callable[[str], list[int]], questions: list[str], wanted: list[set[int]]) -> str:
    """Return how often a right passage is first, and among the first ten, in percent."""
    found = [search(question) for question in questions]
    first = sum(bool(set(numbers[:1]) & gold) for numbers, gold in zip(found, wanted, strict=True))
    ten = sum(bool(set(numbers) & gold) for numbers, gold in zip(found, wanted, strict=True))
    return f"{100 * first / len(wanted):.1f} / {100 * ten / len(wanted):.1f}"


def compare(folder: Path, work: Path) -> dict[str, Any]:
    """Return the figures of a set."""
    passages = list(passages_of(folder))
    relevant: dict[str, set[str]] = {}
    if (folder / "qrels.tsv").exists():
        for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
            question, document, _ = line.split("\t")
            relevant.setdefault(question, set()).add(document)
    rows = [row for row in read_rows(folder / "queries.jsonl") if row.get("answerable", True)][:MOST]
    judged = [(row, gold) for row in rows if (gold := right(row, passages, relevant))]
    wanted = [gold for _, gold in judged]
    # A tale is asked about by readers who know which one it is.
    titles = [row.get("story", "").replace("-", " ") for row, _ in judged]
    asked = [row.get("rewrite") or row["text"] for row, _ in judged]
    chance = random.Random(5)
    plain = [f"{title} {text}".strip() for title, text in zip(titles, asked, strict=True)]
    wrong = [f"{title} {mistyped(text, chance)}".strip() for title, text in zip(titles, asked, strict=True)]

    writer, words = FullTextWriter(work), Counter[str]()
    fts5 = sqlite3.connect(":memory:")
    fts5.execute("CREATE VIRTUAL TABLE lexical USING fts5(text, context, content='', tokenize='porter unicode61')")
    for number, passage in enumerate(passages):
        analysed = AnalysedPassage.of(passage.text, passage.title)
        writer.add(number, analysed)
        words.update(analysed.vocabulary)
        fts5.execute(
            "INSERT INTO lexical(rowid, text, context) VALUES (?, ?, ?)", (number, passage.text, passage.title)
        )
    writer.finish()
    lexicon = LexicalPart(work, words)

    def by_fts5(question: str) -> list[int]:
        terms = list(dict.fromkeys(word.lower() for word in _WORD.findall(question)))
        expression = " OR ".join(f'"{term}"' for term in terms if term not in stop_words()) or '""'
        sql = "SELECT rowid FROM lexical WHERE lexical MATCH ? ORDER BY bm25(lexical, 1.0, 0.3), rowid LIMIT ?"
        return [row for (row,) in fts5.execute(sql, (expression, DEPTH))]

    def by_ours(question: str) -> list[int]:
        return list(LexicalQuery.parse(question, lexicon).search(lexicon, DEPTH))

    return {
        "passages": len(passages),
        "questions": len(wanted),
        "fts5": figures(by_fts5, plain, wanted),
        "ours": figures(by_ours, plain, wanted),
        "fts5_mistyped": figures(by_fts5, wrong, wanted),
        "ours_mistyped": figures(by_ours, wrong, wanted),
    }


def main() -> None:
    """Measure and print, a set a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*", default=SETS)
    args = parser.parse_args()
    for name in args.sets:
        with tempfile.TemporaryDirectory() as work:
            print(json.dumps({"set": name} | compare(args.data / name, Path(work))), flush=True)


if __name__ == "__main__":
    main()
