"""Measures of ranking, calibration and selective answering, over NumPy arrays.

Where several answers have one confidence, no threshold tells them apart. Each measure then takes the expectation
over their order, so that a figure never depends on the order of the questions.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

BINS = 10
RESAMPLES = 10_000
LEVEL = 0.95
SEED = 0


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence, for a reliability diagram."""

    count: int
    confidence: float  # their mean
    right: float  # the share that was right


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """What abstaining buys: `risk[k - 1]` is the share of wrong answers among the `k` most confident.

    After Geifman and El-Yaniv, "Selective Classification for Deep Neural Networks" (2017).
    """

    risk: tuple[float, ...]
    reachable: tuple[int, ...]  # the k that a threshold on the confidence can choose

    @property
    def area(self) -> float:
        """Return the area under the curve (AURC), 0 to 1: the mean risk over all coverages."""
        return float(np.mean(self.risk))

    def risk_at(self, coverage: float) -> float:
        """Return the risk when the most confident `coverage`, 0 to 1, of all questions are answered."""
        answered = max(1, round(coverage * len(self.risk)))
        return self.risk[answered - 1]

    def coverage_at(self, risk: float) -> float:
        """Return the largest share of questions that a threshold can answer with at most this risk."""
        return max((k for k in self.reachable if self.risk[k - 1] <= risk), default=0) / len(self.risk)


def p50_and_p95(times: Sequence[float]) -> tuple[float, float] | None:
    """Return the median, and the time at 0.95 of the way from the quickest to the slowest, rounded down.

    The second is always a time that was taken. Of two times it is therefore the quicker, below their median.
    """
    if not times:
        return None
    return statistics.median(times), sorted(times)[int(0.95 * (len(times) - 1))]


def auroc(positive: ArrayLike, negative: ArrayLike) -> float | None:
    """Return the probability that a random positive outranks a random negative; ties count half.

    The area under the ROC curve, by the Mann-Whitney statistic. None where either is empty.
    """
    ours, theirs = np.asarray(positive, dtype=np.float64), np.sort(np.asarray(negative, dtype=np.float64))
    if not (len(ours) and len(theirs)):
        return None
    below, up_to = (np.searchsorted(theirs, ours, side=side) for side in ("left", "right"))
    return float((below + up_to).sum() / 2 / (len(ours) * len(theirs)))


def reliability(confidence: ArrayLike, right: ArrayLike, bins: int = BINS) -> tuple[Bin, ...]:
    """Return bins of equal count, least confident first; fewer where there are fewer answers."""
    predicted, happened = _by_confidence(confidence, right)
    parts = np.array_split(np.arange(len(predicted)), min(bins, len(predicted)) or 1)
    return tuple(
        Bin(len(part), float(predicted[part].mean()), float(happened[part].mean())) for part in parts if len(part)
    )


def calibration_error(confidence: ArrayLike, right: ArrayLike, bins: int = BINS) -> float | None:
    """Return the expected calibration error, 0 to 1, or None without answers.

    Naeini, Cooper and Hauskrecht (2015), over bins of equal count, which are less biased than bins of equal width
    (Roelofs et al., "Mitigating Bias in Calibration Error Estimation", 2022).
    """
    found = reliability(confidence, right, bins)
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.right) for one in found) / total if total else None


def risk_coverage(confidence: ArrayLike, right: ArrayLike) -> RiskCoverage | None:
    """Return the risk-coverage curve, or None without answers."""
    predicted, happened = _by_confidence(confidence, right)
    if not len(predicted):
        return None
    wrong = 1 - happened[::-1]
    counts = np.arange(1, len(wrong) + 1)
    ends = np.append(np.diff(predicted[::-1]) != 0, np.True_)
    risk = np.clip(np.cumsum(wrong) / counts, 0, 1)
    return RiskCoverage(tuple(risk.tolist()), tuple(counts[ends].tolist()))


def interval(values: ArrayLike, level: float = LEVEL) -> tuple[float, float] | None:
    """Return the percentile bootstrap interval of the mean (Efron 1979), or None without values.

    The same values give the same interval. Where all are equal it has no width: read it beside their number.
    """
    sample = np.asarray(values, dtype=np.float64)
    if not len(sample):
        return None
    # Drawing n of n with replacement takes each different value as often as a multinomial draw says.
    different, counts = np.unique(sample, return_counts=True)
    draws = np.random.default_rng(SEED).multinomial(len(sample), counts / len(sample), size=RESAMPLES)
    low, high = np.quantile(draws @ different / len(sample), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _by_confidence(confidence: ArrayLike, right: ArrayLike) -> tuple[Floats, Floats]:
    """Return both as float64 [n], by rising confidence; equally confident answers share what they got right."""
    predicted, happened = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    order = np.argsort(predicted)
    predicted = predicted[order]
    _, group, sizes = np.unique(predicted, return_inverse=True, return_counts=True)
    return predicted, (np.bincount(group, happened[order]) / sizes)[group] if len(predicted) else happened
