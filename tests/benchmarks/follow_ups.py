"""How much of what a human rewrite of a follow-up question gains is gained without one.

usage: python -m tests.benchmarks.follow_ups DATA_SETS_FOLDER WORK_FOLDER [--rewrites FILE]

Each follow-up is searched for three times: bare, as it was asked; resolved, as `Archive.ask` searches for it after its
history; and as a person rewrote it to stand alone. "Share" is (resolved - bare) / (rewrite - bare).

- `mia_dev`: its follow-ups; nDCG@10 of the first passage that holds a gold span.
- `mtrag`: its questions with a history and gold passages, by conversation in two halves: A, on which `weights.FollowUps` were
  chosen, and B; and the same after the first exchange of another conversation,
  which is to change nothing. The set has no rewrites: FILE may give some, a JSON object of
  question id to rewrite.
- `cast2019`: no corpus of its own. How many of the content words that the rewrite adds are carried over; every second
  conversation, A and B.
- standalone: questions that need no history, each with the question before it in its file, and that one's answer, as
  one. Their mean reciprocal rank must stay.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from embeddings.evaluation.judging import SHORT, file_name
from embeddings.index.words.lexical import LexicalQuery
from embeddings.retrieval.first_stage import Engine, Query, retrieve
from embeddings.retrieval.follow_up.focus import stems
from embeddings.retrieval.follow_up.following import Relatedness, follow_up, resolve
from embeddings.retrieval.follow_up.leaning import language_of
from embeddings.weights import SHIPPED
from tests.benchmarks.labelled import open_archive, read_rows

if TYPE_CHECKING:
    from embeddings.archive import Archive

Row = dict[str, Any]
STANDALONE = ("mia_dev", "clapnq", "xquad_en")
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands."""

    file: str
    start: int
    end: int


class Ranker:
    """Searches one set's archive."""

    def __init__(self, archive: Archive) -> None:
        serving = archive._served.now
        self._engine = Engine(serving.generation, serving.encoder, serving.reranker, archive.settings.rerank)
        rows = serving.generation.store.rows(
            'SELECT passage.id, path, "start", "end" FROM passage JOIN document ON document.id = document'
        )
        self._places = {row[0]: Place(PurePosixPath(row[1]).name, row[2], row[3]) for row in rows}

    @property
    def related(self) -> Relatedness:
        """Return what tells it whether a question stays with a topic."""
        return Relatedness(self._engine.encoder, SHIPPED.follow_ups.related)

    def gains(self, row: Row, question: str, meant: str | None = None) -> list[bool]:
        """Return for each of the best places whether it is right; of a document's passages the first counts."""
        texts = (question,) if meant is None else (question, meant)
        store, encoder = self._engine.generation.store, self._engine.encoder
        words = tuple(LexicalQuery.parse(text, store, is_word=encoder.is_word) for text in texts)
        hits = retrieve(self._engine, Query(texts, words)).hits
        whole = row.get("set") or row.get("collection")  # the set's documents are passages themselves
        places = [self._places[passage] for passage in dict.fromkeys(hit.passage for hit in hits)]
        if whole:
            gold = {file_name(answer["doc_id"]) for answer in row["answers"]}
            return [name in gold for name in dict.fromkeys(place.file for place in places)][:DEPTH]
        return [_holds(place, row) for place in places][:DEPTH]

    def resolved(self, row: Row, history: list[dict[str, str]]) -> tuple[list[bool], bool]:
        """Return the same of a question after a history, and whether anything was carried over."""
        found = follow_up(self._engine, row["text"], history)
        return self.gains(row, row["text"], found.search if found.carried else None), bool(found.carried)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--rewrites", type=Path)
    args = parser.parse_args()
    rankers = {name: Ranker(open_archive(args.sets / name, args.work / name)) for name in (*STANDALONE, "mtrag")}
    print(f"{'set':30} {'n':>4}   bare resolved rewrite share")
    mia = [row for row in read_rows(args.sets / "mia_dev" / "queries.jsonl") if row.get("history")]
    compare("mia_dev", rankers["mia_dev"], mia, {row["id"]: row["rewrite"] for row in mia})
    mtrag = read_rows(args.sets / "mtrag" / "queries.jsonl")
    conversations = [row for row in mtrag if row["history"] and row["answers"]]
    for half in (0, 1):
        rows = [row for row in conversations if _half(row["history"][0]["content"]) == half]
        compare(f"mtrag {'AB'[half]}", rankers["mtrag"], rows, {})
        compare(f"mtrag {'AB'[half]}, after another", rankers["mtrag"], after_another(rows), {})
    if args.rewrites:
        rewrites = json.loads(args.rewrites.read_text("utf-8"))
        for half, name in ((0, "mtrag A, rewritten"), (1, "mtrag B, rewritten")):
            rows = [row for row in conversations if row["id"] in rewrites]
            rows = [row for row in rows if _half(row["history"][0]["content"]) == half]
            compare(name, rankers["mtrag"], rows, rewrites)
    words_carried(read_rows(args.sets / "cast2019" / "queries.jsonl"), rankers["mia_dev"].related)
    for name in STANDALONE:
        stand_alone(name, rankers[name], read_rows(args.sets / name / "queries.jsonl"))


def after_another(rows: list[Row]) -> list[Row]:
    """Return the rows, before each one's history the first question and answer of another conversation."""
    firsts = list({row["history"][0]["content"]: row["history"][:2] for row in rows}.values())
    chance = random.Random(0)
    changed = []
    for row in rows:
        others = [first for first in firsts if first[0]["content"] != row["history"][0]["content"]]
        changed.append(row | {"history": chance.choice(others) + row["history"]})
    return changed


def compare(name: str, ranker: Ranker, rows: list[Row], rewrites: dict[str, str]) -> None:
    """Print the mean nDCG@10 and hit@1 of the three searches."""
    if not rows:
        return
    bare = [ranker.gains(row, row["text"]) for row in rows]
    ours = [ranker.resolved(row, row["history"])[0] for row in rows]
    human = [ranker.gains(row, rewrites[row["id"]]) for row in rows] if rewrites else None
    for measure, of in (("nDCG@10", _ndcg), ("hit@1", _first)):
        values = [
            sum(of(gains, row) for gains, row in zip(found, rows, strict=True)) / len(rows) if found else None
            for found in (bare, ours, human)
        ]
        _print(f"{name}, {measure}", len(rows), values)


def words_carried(rows: list[Row], related: Relatedness) -> None:
    """Print, of the content words that the rewrites add, the share carried over, and of the carried, the share added."""
    conversations = sorted({row["id"].rpartition("_")[0] for row in rows})
    for half in (0, 1):
        added_all = carried_all = both = need = leans = 0
        for row in rows:
            if not row["history"] or row["id"].rpartition("_")[0] not in conversations[half::2]:
                continue
            language = language_of(row["text"])
            added = stems(row["rewrite"], language) - stems(row["text"], language)
            found = resolve(row["text"], row["history"], SHIPPED.follow_ups, related)
            carried = stems(" ".join(found.carried), language)
            if added:
                need, leans = need + 1, leans + bool(found.carried)
                added_all, carried_all, both = (
                    added_all + len(added),
                    carried_all + len(carried),
                    both + len(added & carried),
                )
        print(
            f"cast2019 {'AB'[half]}: of {need} that need history {leans} carry; "
            f"of the words added {both / added_all:.2f} are carried, of those carried {both / carried_all:.2f} are added"
        )


def stand_alone(name: str, ranker: Ranker, rows: list[Row]) -> None:
    """Print what an alien history does to questions that need none."""
    rows = [row for row in rows if row.get("answers") and not row.get("history")]
    before = after = 0.0
    touched = 0
    for previous, row in pairwise(rows):
        said = str(previous["answers"][0].get("text", ""))[:300]
        history = [{"role": "user", "content": previous["text"]}, {"role": "assistant", "content": said}]
        gains, carried = ranker.resolved(row, history)
        touched += carried
        before += _reciprocal(ranker.gains(row, row["text"]))
        after += _reciprocal(gains)
    number = len(rows) - 1
    print(
        f"standalone {name}: {number} questions, {touched} touched, "
        f"MRR@10 {before / number:.3f} alone, {after / number:.3f} after the question before"
    )


def _half(first_turn: str) -> int:
    return int(hashlib.md5(first_turn.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def _holds(place: Place, row: Row) -> bool:
    for gold in row["answers"]:
        name = str(gold.get("doc") or gold.get("doc_id"))
        end = gold.get("end", gold["start"] + len(gold.get("text", "")))
        shared = min(end, place.end) - max(gold["start"], place.start)
        named = place.file in (PurePosixPath(name).name, file_name(name))
        if named and shared >= min(end - gold["start"], SHORT) / 2:
            return True
    return False


def _ndcg(gains: list[bool], row: Row) -> float:
    many = (
        len({answer.get("doc_id") for answer in row["answers"]}) if row.get("set") or row.get("collection") else 1
    )
    gains = gains if many > 1 else gains[: gains.index(True) + 1] if True in gains else []
    ideal = sum(1 / log2(rank + 2) for rank in range(min(many, DEPTH)))
    return sum(gain / log2(rank + 2) for rank, gain in enumerate(gains)) / ideal


def _first(gains: list[bool], _row: Row) -> float:
    return float(gains[:1] == [True])


def _reciprocal(gains: list[bool]) -> float:
    return 1 / (gains.index(True) + 1) if True in gains else 0.0


def _print(name: str, number: int, values: list[float | None]) -> None:
    bare, ours, human = values
    assert bare is not None
    assert ours is not None
    rewritten = f"{human:7.3f}" if human is not None else "      –"
    share = f"{(ours - bare) / (human - bare):.0%}" if human is not None and human != bare else "–"
    print(f"{name:30} {number:4} {bare:6.3f} {ours:8.3f} {rewritten} {share:>5}")


if __name__ == "__main__":
    main()
