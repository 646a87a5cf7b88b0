"""The figures of many judged answers."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from embeddings.evaluation.measures import (
    Bin,
    auroc,
    calibration_error,
    interval,
    p50_and_p95,
    reliability,
    risk_coverage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from embeddings.evaluation.judging import Judgement, Overlap

COVERAGES = (0.5, 0.8, 1.0)
RISKS = (0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Selective:
    """What abstaining buys, over all labelled questions; every number is a share, 0 to 1.

    An answer is wrong when none of its quotes shows a gold span, or when there is nothing to show.
    """

    area: float  # under the risk-coverage curve: the less the better
    risk_at: dict[float, float]  # by coverage
    coverage_at: dict[float, float]  # by the risk allowed
    coverage: float  # questions answered at the threshold in use
    risk: float | None  # of these, the share answered wrongly; None when none was answered


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares are per cent, as in the tables of the field; None where the labels leave a figure undefined."""

    questions: int
    with_gold: int
    unanswerable: int
    hit1: float | None
    hit3: float | None
    hit5: float | None
    mrr: float | None  # 0 to 1
    high1: float | None
    auroc: float | None  # 0 to 1
    kept: float | None
    refused: float | None
    verbatim: float | None
    quotes: int
    p50_ms: float | None
    p95_ms: float | None
    timed: int  # answers whose time is known: p95 says little of fewer than twenty
    hit1_interval: tuple[float, float] | None  # 95 %, by bootstrap
    hit3_interval: tuple[float, float] | None
    edition1: float | None  # as hit1, where another edition named under the quote counts as well
    edition3: float | None
    fit1: tuple[float, float, float] | None  # F1, precision, recall of the first quote, over short gold spans
    lit_fit1: tuple[float, float, float] | None  # the same of its highlights
    first_chars: int | None  # median length of the first quote of an answer, in characters
    shown_chars: int | None  # of all that an answer quotes
    silent_chars: int | None  # of all that is shown where the archive is said not to answer
    calibration_error: float | None  # 0 to 1
    reliability: tuple[Bin, ...]
    selective: Selective | None


def figures_of(judgements: Sequence[Judgement]) -> Figures:
    """Return the figures; questions without a label count for themselves, for quotes, lengths and times only."""
    gold = [one for one in judgements if one.label.answerable and one.label.gold]
    ranks, editions = [one.rank for one in gold], [one.edition_rank for one in gold]
    silent = [one for one in judgements if not one.label.answerable]
    labelled = [one for one in judgements if one.is_labelled]
    confidence, right = [one.confidence for one in labelled], [one.is_right for one in labelled]
    quotes = sum(one.quotes for one in judgements)
    times = [one.milliseconds for one in judgements if one.milliseconds is not None]
    p50, p95 = p50_and_p95(times) or (None, None)
    return Figures(
        questions=len(judgements),
        with_gold=len(gold),
        unanswerable=len(silent),
        hit1=_per_cent(_hits(ranks, 1)),
        hit3=_per_cent(_hits(ranks, 3)),
        hit5=_per_cent(_hits(ranks, 5)),
        mrr=_rounded(statistics.mean(1 / rank if rank else 0 for rank in ranks) if gold else None),
        high1=_per_cent(one.highlighted for one in gold if one.highlighted is not None),
        auroc=_rounded(auroc([one.confidence for one in gold], [one.confidence for one in silent])),
        kept=_per_cent(one.answered for one in gold),
        refused=_per_cent(not one.answered for one in silent),
        verbatim=round(100 * sum(one.verbatim for one in judgements) / quotes, 3) if quotes else None,
        quotes=quotes,
        p50_ms=_rounded(p50, 1),
        p95_ms=_rounded(p95, 1),
        timed=len(times),
        hit1_interval=_interval(_hits(ranks, 1)),
        hit3_interval=_interval(_hits(ranks, 3)),
        edition1=_per_cent(_hits(editions, 1)),
        edition3=_per_cent(_hits(editions, 3)),
        fit1=_mean_overlap(one.fit for one in gold),
        lit_fit1=_mean_overlap(one.lit_fit for one in gold),
        first_chars=_median(one.lengths[0] for one in judgements if one.answered and one.lengths),
        shown_chars=_median(sum(one.lengths) for one in judgements if one.answered),
        silent_chars=_median(sum(one.lengths) for one in judgements if not one.answered),
        calibration_error=_rounded(calibration_error(confidence, right)),
        reliability=reliability(confidence, right),
        selective=_selective(labelled),
    )


def figures_json(figures: Figures) -> dict[str, Any]:
    """Return the figures under the names that scripts know."""
    selective, unknown = figures.selective, (None, None, None)
    f1, precision, recall = figures.fit1 or unknown
    return {
        "questions": figures.questions,
        "with_gold": figures.with_gold,
        "unanswerable": figures.unanswerable,
        "hit@1": figures.hit1,
        "hit@3": figures.hit3,
        "hit@5": figures.hit5,
        "mrr": figures.mrr,
        "high@1": figures.high1,
        "auroc": figures.auroc,
        "kept": figures.kept,
        "refused": figures.refused,
        "verbatim": figures.verbatim,
        "quotes": figures.quotes,
        "p50_ms": figures.p50_ms,
        "p95_ms": figures.p95_ms,
        "hit@1_interval": figures.hit1_interval,
        "hit@3_interval": figures.hit3_interval,
        "edition@1": figures.edition1,
        "edition@3": figures.edition3,
        "f1@1": f1,
        "p@1": precision,
        "r@1": recall,
        "f1h@1": (figures.lit_fit1 or unknown)[0],
        "first_chars": figures.first_chars,
        "shown_chars": figures.shown_chars,
        "silent_chars": figures.silent_chars,
        "timed": figures.timed,
        "calibration_error": figures.calibration_error,
        "reliability": [
            {"count": one.count, "confidence": round(one.confidence, 4), "right": round(one.right, 4)}
            for one in figures.reliability
        ],
        "risk_coverage": selective
        and {
            "area": selective.area,
            "risk_at_coverage": {f"{coverage:g}": risk for coverage, risk in selective.risk_at.items()},
            "coverage_at_risk": {f"{risk:g}": coverage for risk, coverage in selective.coverage_at.items()},
            "coverage": selective.coverage,
            "risk": selective.risk,
        },
    }


def _selective(labelled: Sequence[Judgement]) -> Selective | None:
    curve = risk_coverage([one.confidence for one in labelled], [one.is_right for one in labelled])
    if curve is None:
        return None
    answered = [one for one in labelled if one.answered]
    wrong = sum(not one.is_right for one in answered)
    return Selective(
        area=round(curve.area, 4),
        risk_at={coverage: round(curve.risk_at(coverage), 4) for coverage in COVERAGES},
        coverage_at={risk: round(curve.coverage_at(risk), 4) for risk in RISKS},
        coverage=round(len(answered) / len(labelled), 4),
        risk=round(wrong / len(answered), 4) if answered else None,
    )


def _hits(ranks: Sequence[int], depth: int) -> list[bool]:
    return [0 < rank <= depth for rank in ranks]


def _interval(outcomes: Iterable[bool]) -> tuple[float, float] | None:
    found = interval([100 * outcome for outcome in outcomes])
    return (round(found[0], 1), round(found[1], 1)) if found else None


def _mean_overlap(overlaps: Iterable[Overlap | None]) -> tuple[float, float, float] | None:
    known = [one for one in overlaps if one is not None]
    if not known:
        return None
    # Exact sums: a mean that lies on the edge between two roundings must not depend on how it was added up.
    f1, precision, recall = (
        round(100 * statistics.mean(values), 1)
        for values in zip(*((one.f1, one.precision, one.recall) for one in known), strict=True)
    )
    return f1, precision, recall


def _median(lengths: Iterable[int]) -> int | None:
    known = list(lengths)
    return round(statistics.median(known)) if known else None


def _per_cent(outcomes: Iterable[bool | None]) -> float | None:
    values = [bool(outcome) for outcome in outcomes]
    return round(100 * sum(values) / len(values), 1) if values else None


def _rounded(value: float | None, digits: int = 4) -> float | None:
    return None if value is None else round(value, digits)
