from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from embeddings.evaluation.measures import (
    auroc,
    calibration_error,
    interval,
    reliability,
    risk_coverage,
)

if TYPE_CHECKING:
    import random

# Few different values, so that ties are common.
confidences = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.51, 0.9, 1.0])
some = st.lists(confidences, min_size=1, max_size=30)
answers = st.lists(st.tuples(confidences, st.booleans()), min_size=1, max_size=60)
rising = st.sampled_from([lambda x: x / 2, lambda x: x**3, lambda x: 7 * x - 3])


def split(pairs: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [confidence for confidence, _ in pairs], [right for _, right in pairs]


@given(some, some)
def test_auroc_is_the_share_of_pairs_ranked_rightly_with_ties_as_halves(ours: list, theirs: list) -> None:
    pairs = [1.0 if one > other else 0.5 if one == other else 0.0 for one, other in product(ours, theirs)]
    assert auroc(ours, theirs) == pytest.approx(sum(pairs) / len(pairs))


@given(some, some)
def test_auroc_of_the_one_and_of_the_other_add_up_to_one(ours: list, theirs: list) -> None:
    assert auroc(ours, theirs) + auroc(theirs, ours) == pytest.approx(1)


@given(some, some, rising)
def test_auroc_knows_the_order_alone(ours: list, theirs: list, scale) -> None:
    assert auroc(ours, theirs) == auroc(list(map(scale, ours)), list(map(scale, theirs)))


def test_auroc_of_nothing_is_unknown() -> None:
    assert auroc([], [0.5]) is None
    assert auroc([0.5], []) is None


@given(answers, st.randoms(use_true_random=False))
def test_no_figure_depends_on_the_order_of_the_questions(pairs: list, chance: random.Random) -> None:
    mixed = chance.sample(pairs, len(pairs))
    assert calibration_error(*split(mixed)) == pytest.approx(calibration_error(*split(pairs)))
    assert risk_coverage(*split(mixed)).risk == pytest.approx(risk_coverage(*split(pairs)).risk)
    assert interval(split(mixed)[1]) == interval(split(pairs)[1])


@given(answers)
def test_the_calibration_error_lies_between_the_gap_of_the_means_and_one(pairs: list) -> None:
    confidence, right = split(pairs)
    error = calibration_error(confidence, right)
    assert abs(np.mean(confidence) - np.mean(right)) - 1e-12 <= error <= 1
    assert calibration_error(confidence, right, bins=1) == pytest.approx(abs(np.mean(confidence) - np.mean(right)))


@given(answers)
def test_every_answer_stands_in_one_bin_and_bins_rise(pairs: list) -> None:
    confidence, right = split(pairs)
    bins = reliability(confidence, right)
    assert sum(one.count for one in bins) == len(pairs)
    assert max(one.count for one in bins) - min(one.count for one in bins) <= 1
    assert [one.confidence for one in bins] == sorted(one.confidence for one in bins)
    assert sum(one.count * one.right for one in bins) == pytest.approx(sum(right))


def test_a_confidence_that_is_right_as_often_as_it_says_has_no_calibration_error() -> None:
    confidence = [tenth / 10 for tenth in range(11) for _ in range(10)]
    right = [case < tenth for tenth in range(11) for case in range(10)]
    assert calibration_error(confidence, right, bins=11) == pytest.approx(0)
    assert calibration_error([1.0] * 8, [False] * 8) == 1
    assert calibration_error([], []) is None
    assert reliability([], []) == ()


@given(answers)
def test_risk_at_full_coverage_is_the_share_of_wrong_answers(pairs: list) -> None:
    confidence, right = split(pairs)
    curve = risk_coverage(confidence, right)
    assert curve.risk_at(1.0) == pytest.approx(1 - np.mean(right))
    assert 0 <= curve.area <= 1


@given(answers, st.sampled_from([0.0, 0.1, 0.3, 1.0]))
def test_a_threshold_reaches_the_coverage_that_is_promised_for_a_risk(pairs: list, risk: float) -> None:
    confidence, right = split(pairs)
    promised = risk_coverage(confidence, right).coverage_at(risk)
    reached = 0.0
    for threshold in set(confidence):
        answered = [one for one, sure in zip(right, confidence, strict=True) if sure >= threshold]
        if 1 - np.mean(answered) <= risk + 1e-12:
            reached = max(reached, len(answered) / len(right))
    assert promised == pytest.approx(reached)


@given(answers)
def test_no_confidence_has_a_smaller_area_than_the_one_that_knows(pairs: list) -> None:
    confidence, right = split(pairs)
    knowing = risk_coverage([float(one) for one in right], right).area
    assert knowing <= risk_coverage(confidence, right).area + 1e-12


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_an_interval_holds_the_mean_and_nothing_impossible(right: list) -> None:
    low, high = interval(right)
    assert 0 <= low <= np.mean(right) <= high <= 1


@given(st.lists(st.booleans(), min_size=20, max_size=60))
def test_more_questions_make_an_interval_narrower(right: list) -> None:
    assume(any(right) and not all(right))
    low, high = interval(right)
    tighter_low, tighter_high = interval(right * 9)
    assert tighter_high - tighter_low < high - low


def test_an_interval_is_about_as_wide_as_theory_says() -> None:
    low, high = interval([True] * 60 + [False] * 40)
    error = 1.96 * (0.6 * 0.4 / 100) ** 0.5
    assert (low, high) == pytest.approx((0.6 - error, 0.6 + error), abs=0.015)
    assert interval([]) is None
