from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.evaluation.judging import SHOWN, GoldSpan, Label, file_name, label_of


@pytest.mark.parametrize(
    ("row", "label"),
    [
        ({"answers": [{"doc": "a.txt", "start": 3, "end": 9}]}, Label((GoldSpan("a.txt", 3, 9),))),
        ({"answers": [{"doc_id": "p1", "start": 3, "text": "mill"}]}, Label((GoldSpan("p1", 3, 7),))),
        # The end that is said wins over the length of the text.
        ({"answers": [{"doc": "a", "start": 3, "end": 5, "text": "mill"}]}, Label((GoldSpan("a", 3, 5),))),
        ({"answerable": False, "answers": []}, Label((), answerable=False)),
        ({"answerable": None, "answers": None}, Label()),
        ({}, Label()),
    ],
)
def test_a_label_is_read_from_every_form_that_sets_have(row: dict, label: Label) -> None:
    assert label_of(row) == label


@pytest.mark.parametrize(
    ("gold", "document", "same"),
    [
        ("a.txt", "deep/below/a.txt", True),
        ("essays/a.txt", "a.txt", True),
        ("essays/on mills: one", "essays_on_mills_one.txt", True),
        ("p0001", "p0001.txt", True),
        ("a.txt", "b.txt", False),
        ("a.txt", "ba.txt", False),
    ],
)
def test_a_document_is_known_by_its_file_name_or_by_its_id_made_one(gold: str, document: str, same: bool) -> None:
    assert GoldSpan(gold, 0, 10).is_in(document) is same


def test_a_file_name_holds_nothing_a_file_system_minds_and_is_not_too_long() -> None:
    assert file_name("«Über» a/b\\c?.txt") == "ber_a_b_c_.txt.txt"
    assert len(file_name("x" * 999)) == 154


@pytest.mark.parametrize(
    ("gold", "quote", "shown"),
    [
        ((100, 200), (0, 150), True),  # half of a short span
        ((100, 200), (0, 149), False),
        ((100, 200), (0, 900), True),  # however much stands around it
        ((100, 200), (190, 210), True),  # half of a quote that is shorter still
        ((100, 200), (191, 211), False),
        ((0, 5000), (4000, 4500), True),  # all of the quote in a long span
        ((0, 5000), (4900, 5100), True),  # half of it
        ((0, 5000), (4901, 5101), False),
        ((2000, 2100), (1000, 2500), False),  # beyond what a reader is sure to read
    ],
)
def test_a_quote_shows_an_answer_when_they_share_half_of_the_shorter(
    gold: tuple[int, int], quote: tuple[int, int], shown: bool
) -> None:
    assert GoldSpan("a", *gold).is_shown_by("a.txt", *quote) is shown


offsets = st.integers(0, 3000)


@given(offsets, st.integers(1, 900), offsets, st.integers(1, 900))
def test_what_is_shown_is_met(start: int, length: int, at: int, quoted: int) -> None:
    span = GoldSpan("a", start, start + length)
    if span.is_shown_by("a.txt", at, at + quoted):
        assert span.meets("a.txt", at, min(at + quoted, at + SHOWN))
    assert span.is_shown_by("a.txt", start, start + length)


@pytest.mark.parametrize(
    ("around", "held"),
    [
        ("It was so. [In 1911 it fell]. Later on.", "[In 1911 it fell]."),
        ("Cf. p. 4 in 1911. he said", "4 in 1911. he said"),  # a small letter begins no sentence, a digit may
        ("Said he: “In 1911.” “Never”", "Said he: “In 1911.”"),
        ("A head\n\nin 1911\n \n the next", "in 1911"),
        ("一。在1911年。二", "在1911年。"),
        ("in 1911", "in 1911"),
    ],
)
def test_the_sentences_of_a_span_end_where_anyone_would_end_them(around: str, held: str) -> None:
    at = around.index("1911")
    start, end = GoldSpan("a", at, at + 4).sentences(around)
    assert around[start:end] == held


def test_a_span_over_two_sentences_has_both_and_one_without_an_end_is_cut() -> None:
    text = "One. Two here. Three there. Four."
    start, end = GoldSpan("a", text.index("here"), text.index("Three") + 5).sentences(text)
    assert text[start:end] == "Two here. Three there."
    assert GoldSpan("a", 5000, 5010).sentences("x" * 20_000) == (4200, 5810)
    assert GoldSpan("a", 5, 10).sentences("") == (0, 10)


def test_a_label_is_true_of_a_text_that_has_its_words_where_it_says() -> None:
    (span,) = label_of({"answers": [{"doc": "a", "start": 4, "text": "mill"}]}).gold
    assert span.is_true_of("The mill.")
    assert not span.is_true_of("A mill.")
    assert GoldSpan("a", 4, 8).is_true_of("")
    assert GoldSpan("a", 4, 16, "mill.\r\rIt").is_true_of("The mill.\n\nIt stood.")
