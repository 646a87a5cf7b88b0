from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.years import Years


@pytest.mark.parametrize(
    ("typed", "years", "shown"),
    [
        ("1913", (1913, 1913), "1913"),
        (" 1900 - 1914 ", (1900, 1914), "1900–1914"),
        ("1900–14", (1900, 1914), "1900–1914"),
        ("1900 to 1914", (1900, 1914), "1900–1914"),
        ("1900-", (1900, 9999), "1900–"),
        ("-1914", (1, 1914), "–1914"),
        ("1890s", (1890, 1899), "1890–1899"),
    ],
)
def test_years_are_read_and_shown(typed: str, years: tuple[int, int], shown: str) -> None:
    found = Years.parse(typed)
    assert found == years
    assert str(found) == shown


@pytest.mark.parametrize("typed", ["", "-", "to", "1914-1900", "19", "in 1913", "1913, 1914", "19131", "1900-1"])
def test_what_is_no_span_of_years_is_none(typed: str) -> None:
    assert Years.parse(typed) is None


def test_spans_meet_when_they_share_a_year() -> None:
    assert Years(1900, 1905).meets(Years(1905, 1910))
    assert not Years(1900, 1904).meets(Years(1905, 1910))


@given(st.text(alphabet="0123456789-–sto .", max_size=12))
def test_what_is_read_is_a_span_in_order(typed: str) -> None:
    found = Years.parse(typed)
    assert found is None or found.first <= found.last
