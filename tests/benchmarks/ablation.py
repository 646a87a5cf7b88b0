"""Switch each part of retrieval off alone, and see what that costs.

usage: python -m tests.benchmarks.ablation DATA_SETS_FOLDER WORK_FOLDER [--set NAME]... [--questions N]

The work folder is that of `tests.benchmarks.quality`, whose indexes are used. Asks the first N questions of each set,
shuffled; prints a Markdown table of HIT@1 / HIT@3 / HIGH@1, and of AUROC where a set has questions it does not answer.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embeddings.evaluation.figures import figures_of
from embeddings.quoting.answering.answering import answer
from embeddings.quoting.answering.contract import answer_json
from embeddings.retrieval.asking import ask_for
from embeddings.retrieval.first_stage import Engine
from embeddings.weights import SHIPPED, Weights
from tests.benchmarks.labelled import judged, open_archive
from tests.benchmarks.measuring import questions_of
from tests.benchmarks.plan import read_plan

if TYPE_CHECKING:
    from embeddings.archive import Archive
    from tests.benchmarks.plan import LabelledSet


@dataclass(frozen=True, slots=True)
class Variant:
    """What questions are answered with."""

    weights: Weights = SHIPPED
    reranks: bool = True
    converses: bool = True  # hears what was said before a question


def _with(**stages: dict[str, Any]) -> Variant:
    """Return the variant of other weights, by stage and name."""
    changed = {stage: replace(getattr(SHIPPED, stage), **weights) for stage, weights in stages.items()}
    return Variant(replace(SHIPPED, **changed))


_NEVER = 99.0  # more than any score or logit
VARIANTS = {
    "everything": Variant(),
    "no reranking": Variant(reranks=False),
    "no dense half": _with(fusion={"dense": 0.0}),
    "no lexical half": _with(fusion={"dense": 1.0}),
    "reranker without the first stage's say": _with(reranking={"first_stage": 0.0}),
    "reranker without author, title, section": _with(
        reranking={"author_read": 0, "title_read": 0, "section_read": 0}
    ),
    "sentences of the best passage alone read": _with(reranking={"close": 1}),
    "no passages put in order by their sentences": _with(reranking={"sentence": 0.0}),
    "the sentence that answers best alone": _with(
        quoting={"tight": replace(SHIPPED.quoting.tight, rival=-1.0, rise=_NEVER)}
    ),
    "all candidates read, however sure": _with(reranking={"lead": _NEVER}),
    "reading ended by the first that answers": _with(
        reranking={"surprise": -_NEVER, "surprise_of_named": -_NEVER}
    ),
    "a work that is named not preferred": _with(preferences={"named": 0.0}),
    "not searched for without a work's title": _with(questions={"untitled": False}),
    "titles not held back": _with(preferences={"head": 0.0}),
    "follow-ups read with their subject only": _with(reranking={"own_words": 0.0}),
    "a new subject lets the topic go": _with(follow_ups={"related": _NEVER}),
    "no follow-ups": Variant(converses=False),
    "no understanding of the question": _with(questions={"understood": False}),
    "no spelling": _with(words={"spelling": replace(SHIPPED.words.spelling, forms=0)}),
    "no other editions collapsed": _with(
        quoting={"editions": replace(SHIPPED.quoting.editions, contained=_NEVER)}
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
    for name, variant in VARIANTS.items():
        cells = [_measure(archives[one], asked[one], variant) for one in names]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _questions(sets: Path, one: LabelledSet, count: int) -> list[dict[str, Any]]:
    own, strangers = questions_of(sets, one)
    random.Random(0).shuffle(own)
    return own[:count] + strangers[: count // 3]


def _measure(archive: Archive, rows: list[dict[str, Any]], variant: Variant) -> str:
    serving, limits = archive._served.now, archive.settings.answer
    reranker = serving.reranker if variant.reranks else None
    engine = Engine(serving.generation, serving.encoder, reranker, archive.settings.rerank, variant.weights)
    answers = []
    for row in rows:
        history = (row.get("history") or ()) if variant.converses else ()
        asked = ask_for(engine, row["text"], history)
        answers.append(answer_json(answer(engine, row["text"], asked, limits, began=0.0)))
    figures = figures_of(judged(rows, answers, archive.settings.source))
    shares = " / ".join(
        "–" if one is None else f"{one:.1f}" for one in (figures.hit1, figures.hit3, figures.high1)
    )
    return shares if figures.auroc is None else f"{shares}, {figures.auroc:.3f}"


if __name__ == "__main__":
    main()
