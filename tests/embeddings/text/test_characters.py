from __future__ import annotations

import sys

import pytest

from embeddings.text.characters import is_unspaced, page_folded, quote_folded, search_folded


@pytest.mark.parametrize(
    ("text", "search", "quote", "page"),
    [
        ("Æsop’s Café", "aesop's cafe", "æsop's cafe", "æsop's cafe"),
        ("pre‐war — “now”", "pre-war — “now”", 'pre-war - "now"', 'pre‐war — "now"'),
        ("‚so‘", "‚so'", "'so'", "'so'"),
        ("Łódź", "lodz", "lodz", "łodz"),
        ("so¹", "so ", "so1", "so1"),
        ("zero\u200bwidth", "zerowidth", "zero\u200bwidth", "zerowidth"),
        ("ไม่", "ไม่", "ไม่", "ไม"),
    ],
)
def test_each_purpose_folds_in_its_own_way(text: str, search: str, quote: str, page: str) -> None:
    assert search_folded(text) == search
    assert quote_folded(text) == quote
    assert page_folded(text) == page


def test_a_text_folded_for_quotations_keeps_every_offset() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(quote_folded(every)) == len(every)


def test_a_syllable_is_no_letter_with_a_mark() -> None:
    assert quote_folded("한국") != quote_folded("학교")


def test_scripts_without_spaces_are_known_by_any_of_their_letters() -> None:
    assert all(map(is_unspaced, ("漢", "かな", "한", "ไ", "a漢")))
    assert not is_unspaced("Ελλάδα and Россия")


@pytest.mark.parametrize("dash", ["⁻", "₋", "−", "–"])
def test_a_raised_minus_is_a_dash_in_a_quotation(dash: str) -> None:
    assert quote_folded(dash) == "-"
