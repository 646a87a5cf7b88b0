from __future__ import annotations

from dataclasses import replace

import pytest

from embeddings.evaluation.figures import figures_json, figures_of
from embeddings.evaluation.judging import GoldSpan, Judgement, Label, Overlap, judge

TEXT = "The mill burned in 1907. The quarry at Hollin was flooded in 1911. Nobody came back."
FLOODED = "The quarry at Hollin was flooded in 1911."
AT = TEXT.index(FLOODED)
YEAR = TEXT.index("1911")
LABEL = Label((GoldSpan("hollin.txt", YEAR, YEAR + 4),))
KNOWN = Judgement(LABEL, 0.9, True, 1, True, 3, 3, 20.0)
SILENT = Judgement(Label(answerable=False), 0.2, False, 0, None, 3, 3, 10.0)


def quote(text: str = FLOODED, document: str = "hollin.txt", highlights: object = ()) -> dict:
    start = TEXT.index(text)
    return {"document": document, "start": start, "end": start + len(text), "text": text, "highlights": highlights}


def answer(*quotes: dict, answered: bool = True, confidence: float = 0.9) -> dict:
    shown = {"quotes": list(quotes), "nearest": []} if answered else {"quotes": [], "nearest": list(quotes)}
    return {"answered": answered, "confidence": confidence, "timings_ms": {"total": 12.5}, **shown}


def text_of(document: str) -> str | None:
    return TEXT if document.endswith("hollin.txt") else None


def test_the_rank_is_that_of_the_first_quote_that_shows_the_answer() -> None:
    mill = quote("The mill burned in 1907.")
    assert judge(LABEL, answer(mill, quote(), quote()), text_of).rank == 2
    assert judge(LABEL, answer(mill), text_of).rank == 0
    assert judge(LABEL, answer(), text_of).rank == 0


def test_another_edition_named_under_a_quote_counts_beside_the_rank_and_not_in_it() -> None:
    reprint = quote() | {"document": "reprint.txt", "text": FLOODED}
    named = reprint | {"also_in": [{"document": "hollin.txt", "start": AT, "end": AT + len(FLOODED)}]}
    elsewhere = reprint | {"also_in": [{"document": "hollin.txt", "start": 0, "end": 24}]}
    seen = judge(LABEL, answer(elsewhere, named, quote()), text_of)
    assert (seen.rank, seen.edition_rank) == (3, 2)
    assert judge(LABEL, answer(quote()), text_of).edition_rank == 1
    assert judge(LABEL, answer(elsewhere), text_of).edition_rank == 0
    figures = figures_json(figures_of([seen, judge(LABEL, answer(named), text_of)]))
    assert (figures["hit@1"], figures["edition@1"]) == (0.0, 50.0)
    assert (figures["hit@3"], figures["edition@3"]) == (50.0, 100.0)


def test_the_nearest_passages_of_an_abstention_are_judged_as_what_the_reader_sees() -> None:
    seen = judge(LABEL, answer(quote(), answered=False), text_of)
    assert (seen.rank, seen.answered) == (1, False)


def test_a_highlight_counts_on_the_first_quote_and_for_short_answers_only() -> None:
    lit, beside = quote(highlights=[[YEAR - 3, YEAR + 1]]), quote(highlights=[[AT, AT + 10]])
    assert judge(LABEL, answer(lit), text_of).highlighted is True
    assert judge(LABEL, answer(beside, lit), text_of).highlighted is False
    assert judge(LABEL, answer(), text_of).highlighted is None
    assert judge(Label((GoldSpan("hollin.txt", 0, 500),)), answer(lit), text_of).highlighted is None


def test_a_quote_that_its_file_does_not_hold_to_the_letter_is_found_out() -> None:
    altered = quote() | {"text": FLOODED.replace("was", "is")}
    elsewhere = quote(document="gone.txt")
    seen = judge(LABEL, answer(quote(), altered, elsewhere), text_of)
    assert (seen.quotes, seen.verbatim) == (3, 1)


def test_an_answer_to_what_cannot_be_answered_is_never_right() -> None:
    label = replace(LABEL, answerable=False)
    assert not judge(label, answer(quote()), text_of).is_right


def test_a_question_without_a_label_counts_for_itself_its_quotes_lengths_and_time_only() -> None:
    unknown = Judgement(Label(), 0.99, True, 0, None, 2, 1, 1000.0)
    alone, beside = figures_of([KNOWN, SILENT]), figures_of([KNOWN, SILENT, unknown])
    assert (beside.questions, beside.quotes, beside.verbatim) == (3, 8, 87.5)
    lengths = {"first_chars", "shown_chars", "silent_chars"}
    kept = {"questions", "quotes", "verbatim", "p50_ms", "p95_ms", "timed"} | lengths
    without = [
        {key: value for key, value in figures_json(one).items() if key not in kept} for one in (alone, beside)
    ]
    assert without[0] == without[1]


def test_a_first_quote_of_the_very_sentence_fits_wholly_and_one_of_more_fits_less() -> None:
    exact = judge(LABEL, answer(quote(highlights=[[AT, AT + 10], [YEAR, YEAR + 4]])), text_of)
    assert exact.fit == Overlap(1.0, 1.0, 1.0)
    lit = (YEAR + 4 - AT) / len(FLOODED)
    assert exact.lit_fit == Overlap(pytest.approx(2 * lit / (1 + lit)), 1.0, pytest.approx(lit))
    wide = judge(LABEL, answer(quote(TEXT)), text_of)
    share = len(FLOODED) / len(TEXT)
    assert wide.fit == Overlap(pytest.approx(2 * share / (1 + share)), pytest.approx(share), 1.0)
    assert wide.lit_fit == wide.fit


def test_a_quote_of_elsewhere_and_no_quote_fit_not_at_all_and_a_passage_as_label_says_nothing_of_fit() -> None:
    assert judge(LABEL, answer(quote(document="other.txt"), quote()), text_of).fit == Overlap()
    assert judge(LABEL, answer(), text_of).fit == Overlap()
    assert judge(Label((GoldSpan("hollin.txt", 0, 500),)), answer(quote()), text_of).fit is None


def test_lengths_are_those_of_answers_and_apart_from_them_of_abstentions() -> None:
    answers = [
        answer(quote("Nobody came back."), quote()), answer(quote()), answer(quote(TEXT), answered=False),
        answer(answered=False),
    ]  # fmt: skip
    figures = figures_json(figures_of([judge(Label(), one, text_of) for one in answers]))
    assert figures["first_chars"] == (17 + 41) / 2
    assert figures["shown_chars"] == round((17 + 41 + 41) / 2)
    assert figures["silent_chars"] == round(len(TEXT) / 2)


def test_figures_of_known_answers_are_as_computed_by_hand() -> None:
    second = replace(KNOWN, rank=2, confidence=0.6, answered=True, highlighted=False, milliseconds=40.0)
    missed = replace(KNOWN, rank=0, confidence=0.3, answered=False, highlighted=False, milliseconds=30.0)
    figures = figures_of([KNOWN, second, missed, SILENT])
    assert (figures.hit1, figures.hit3, figures.hit5) == (33.3, 66.7, 66.7)
    assert figures.mrr == 0.5
    assert figures.high1 == 33.3
    assert (figures.kept, figures.refused, figures.auroc) == (66.7, 100.0, 1.0)
    assert (figures.p50_ms, figures.p95_ms) == (25.0, 30.0)
    assert figures.selective is not None
    assert (figures.selective.coverage, figures.selective.risk) == (0.5, 0.0)
    assert figures.selective.risk_at == {0.5: 0.0, 0.8: pytest.approx(1 / 3, abs=1e-4), 1.0: 0.5}
    assert figures.calibration_error == pytest.approx((0.1 + 0.4 + 0.3 + 0.2) / 4)


def test_without_labels_of_a_kind_its_figures_are_unknown_and_not_zero() -> None:
    figures = figures_json(figures_of([SILENT]))
    assert {figures[name] for name in ("hit@1", "mrr", "high@1", "auroc", "kept", "hit@1_interval")} == {None}
    assert figures["refused"] == 100.0
    nothing = figures_json(figures_of([]))
    assert nothing["risk_coverage"] is None
    assert nothing["verbatim"] is None
