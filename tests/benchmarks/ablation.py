"""Switch each part of retrieval off alone, and see what that costs.

usage: python -m tests.benchmarks.ablation DATA_SETS_FOLDER WORK_FOLDER [--set NAME]... [--questions N]

The work folder is that of `tests.benchmarks.quality`, whose indexes are used. Asks the first N questions of each set,
shuffled; prints a Markdown table of HIT@1 / HIT@3 / HIGH@1, and of AUROC where a set has questions it does not answer.
"""

from __future__ import annotations

import argparse
import random
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from embeddings.evaluation.figures import figures_of
from embeddings.quoting.answering.answering import answer
from embeddings.quoting.answering.contract import answer_json
from embeddings.retrieval import asking, reranking
from embeddings.retrieval import reranking as preferences
from embeddings.retrieval.follow_up import following as follow_up
from embeddings.retrieval.search import Engine
from embeddings.retrieval.understanding import understanding
from embeddings.retrieval.understanding.understanding import Question
from tests.benchmarks.labelled import judged, open_archive
from tests.benchmarks.measuring import questions_of
from tests.benchmarks.plan import read_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from embeddings.archive import Archive
    from tests.benchmarks.plan import LabelledSet

Change = tuple[object, str, Any]


def _as_typed(typed: str, _archive: object) -> Question:
    return Question(typed, typed, typed)


def _alone(_vectors: object, _encoder: object, question: str, _history: object) -> follow_up.FollowUp:
    return follow_up.resolve(question, ())


def _bare(text: str, _record: object, _section: object) -> str:
    return text


# What each variant replaces, and whether the reranker is left out.
VARIANTS: dict[str, tuple[tuple[Change, ...], bool]] = {
    "everything": ((), False),
    "no reranking": ((), True),
    "no dense half": ((("embeddings.retrieval.first_stage", "DENSE_WEIGHT", 0.0),), False),
    "no lexical half": ((("embeddings.retrieval.first_stage", "DENSE_WEIGHT", 1.0),), False),
    "reranker without the first stage's say": (((reranking, "FIRST_STAGE_WEIGHT", 0.0),), False),
    "reranker without author, title, section": ((("embeddings.retrieval.search", "in_context", _bare),), False),
    "windows of the best passage not read": (((reranking, "_placed", lambda hit, *_: hit),), False),
    "all candidates read, however sure": (((reranking, "LEAD", 99.0),), False),
    "reading ended by the first that answers": (
        ((reranking, "SURPRISE", -99.0), (reranking, "SURPRISE_OF_NAMED", -99.0)),
        False,
    ),
    "a work that is named not preferred": (((preferences, "NAMED", 0.0),), False),
    "not searched for without a work's title": (((understanding, "named_in", lambda *_: None),), False),
    "titles not held back": (((preferences, "HEAD", 0.0),), False),
    "follow-ups read with their subject only": (((reranking, "fmean", lambda logits: logits[0]),), False),
    "a new subject lets the topic go": (((follow_up, "Relatedness", lambda _encoder: lambda *_: False),), False),
    "no follow-ups": (((asking, "follow_up", _alone),), False),
    "no understanding of the question": (((asking, "understand", _as_typed),), False),
    "no spelling": ((("embeddings.index.words.lexical", "respell", lambda *_: ()),), False),
    "no other editions collapsed": (
        (("embeddings.quoting.answering.answering", "is_in", lambda *_: False),),
        False,
    ),
}


def main() -> None:
    """Measure every variant on every set."""
    plan = read_plan()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--set", action="append", choices=tuple(plan.sets))
    parser.add_argument("--questions", type=int, default=120)
    args = parser.parse_args()
    names = args.set or list(plan.sets)
    print("| | " + " | ".join(f"`{name}`" for name in names) + " |")
    print("|---|" + "---|" * len(names))
    asked = {name: _questions(args.sets, plan.sets[name], args.questions) for name in names}
    archives = {name: open_archive(args.sets / name, args.work / name) for name in names}
    for variant, (changes, plain) in VARIANTS.items():
        with _changed(changes):
            cells = [_measure(archives[name], asked[name], plain=plain) for name in names]
        print(f"| {variant} | " + " | ".join(cells) + " |", flush=True)


def _questions(sets: Path, one: LabelledSet, count: int) -> list[dict[str, Any]]:
    own, strangers = questions_of(sets, one)
    random.Random(0).shuffle(own)
    return own[:count] + strangers[: count // 3]


@contextmanager
def _changed(changes: tuple[Change, ...]) -> Iterator[None]:
    with ExitStack() as stack:
        for module, name, value in changes:
            enter: Callable[..., Any] = stack.enter_context
            if isinstance(module, str):
                enter(patch(f"{module}.{name}", value))
            else:
                enter(patch.object(module, name, value))
        yield


def _measure(archive: Archive, rows: list[dict[str, Any]], *, plain: bool) -> str:
    serving, limits = archive._served.now, archive.settings.answer
    engine = Engine(serving.generation, serving.encoder, serving.reranker, archive.settings.rerank)
    if plain:
        engine = replace(engine, reranker=None)
    answers = []
    for row in rows:
        asked = asking.ask_for(engine.generation, engine.encoder, row["text"], row.get("history") or ())
        answers.append(answer_json(answer(engine, row["text"], asked, limits, top=3, began=0.0)))
    figures = figures_of(judged(rows, answers, archive.settings.source))
    shares = " / ".join(
        "–" if one is None else f"{one:.1f}" for one in (figures.hit1, figures.hit3, figures.high1)
    )
    return shares if figures.auroc is None else f"{shares}, {figures.auroc:.3f}"


if __name__ == "__main__":
    main()
