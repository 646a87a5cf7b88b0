"""The encoder beside SentenceTransformer.encode: passages a second, and what retrieval loses by it.

usage: python -m tests.benchmarks.encoder DATA_SETS_FOLDER [--rounds N] [--texts N] [--set NAME] [--questions N]

Texts of exactly 128 tokens, special ones included, are encoded by both in turn, round by round, so that both meet the
same machine; sentence-transformers with its own defaults. Then every document of a set is ranked for its questions by
each one's own vectors: recall@10 is the share of questions whose document is among the first ten.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import numpy as np
from sentence_transformers import SentenceTransformer

from embeddings.evaluation.judging import file_name, label_of
from embeddings.models import cache
from embeddings.models.files import locate
from embeddings.settings import ModelSettings
from tests.benchmarks.labelled import lay_out, read_rows, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.models.encoder import Encoder, TokenCounter

TOKENS = 128
AIMS = {"times_faster": 3.0, "recall_points": 0.5}


def texts_of(corpus: Path, counter: TokenCounter, count: int, special: int) -> list[str]:
    """Return texts that are read as exactly 128 tokens each."""
    found: list[str] = []
    for row in read_rows(corpus):
        for piece in counter.windows(row["text"][:20_000], TOKENS - special):
            # Cut out of its text, a piece can be of some tokens more or less.
            if counter.count([piece])[0] == TOKENS - special:
                found.append(piece)
                if len(found) == count:
                    return found
    return found


def speeds(encoder: Encoder, model: SentenceTransformer, texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Return the passages a second of both, by the clock and by processor time, and how many times faster ours is."""
    size = len(texts) // rounds
    taken: dict[str, list[tuple[float, float]]] = {"pincite": [], "sentence_transformers": []}
    ways = {"pincite": encoder.encode, "sentence_transformers": model.encode}
    for at in range(rounds):
        for name, encode in ways.items():
            began, worked = perf_counter(), process_time()
            encode(list(texts[at * size : (at + 1) * size]))
            taken[name].append((size / (perf_counter() - began), size / (process_time() - worked)))
    clock, work = (
        {name: statistics.median(pair[which] for pair in pairs) for name, pairs in taken.items()}
        for which in (0, 1)
    )
    return {
        **{f"{name}_passages_s": round(value, 1) for name, value in clock.items()},
        "times_faster": round(clock["pincite"] / clock["sentence_transformers"], 2),
        "times_faster_by_processor_time": round(work["pincite"] / work["sentence_transformers"], 2),
    }


def recall(documents: np.ndarray, questions: np.ndarray, gold: Sequence[int]) -> float:
    """Return the percentage of questions whose document is among the ten nearest."""
    nearest = np.argsort(-(questions @ documents.T), axis=1)[:, :10]
    return 100 * float(np.mean([right in row for right, row in zip(gold, nearest, strict=True)]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--texts", type=int, default=320)
    parser.add_argument("--set", default="xquad_en")
    parser.add_argument("--questions", type=int, default=10**6)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        settings = ModelSettings()
        key = cache.prepare(place, settings)
        encoder, counter, card = cache.load(place, key), cache.counter(place, key), cache.read_card(place, key)
        model = SentenceTransformer(str(locate(settings.name).folder), device="cpu")
        texts = texts_of(
            arguments.sets / "kropotkin" / "corpus.jsonl", counter, arguments.texts, card.special_tokens
        )
        for encode in (encoder.encode, model.encode):
            encode(texts[:8])
        figures = speeds(encoder, model, texts, arguments.rounds)
        labelled = arguments.sets / arguments.set
        files = sorted(lay_out(labelled, place / "documents").rglob("*.txt"))
        numbers = {file.relative_to(place / "documents").as_posix(): at for at, file in enumerate(files)}
        rows = [row for row in read_rows(labelled / "queries.jsonl") if row.get("answers")]
        rows = rows[:: max(1, len(rows) // arguments.questions)][: arguments.questions]
        contents = [text_of(file) for file in files]
        asked = [row["text"] for row in rows]
        gold = [numbers[file_name(label_of(row).gold[0].document)] for row in rows]
        ours = recall(
            encoder.encode_beginnings(contents), np.stack([encoder.encode_query(text) for text in asked]), gold
        )
        theirs = recall(
            model.encode(contents, normalize_embeddings=True), model.encode(asked, normalize_embeddings=True), gold
        )
    print(
        json.dumps(
            {
                **figures,
                "set": arguments.set,
                "questions": len(rows),
                "recall_at_10": round(ours, 2),
                "recall_at_10_of_sentence_transformers": round(theirs, 2),
                "aims": AIMS,
            }
        )
    )


if __name__ == "__main__":
    main()
