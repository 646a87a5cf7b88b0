from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.text.years import FIRST, LAST, read_years


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("1907", (1907, 1907)),
        (" 1900 - 1914 ", (1900, 1914)),
        ("1900–14", (1900, 1914)),
        ("1890s", (1890, 1899)),
        ("the 1890s", (1890, 1899)),
        ("1890er", (1890, 1899)),
        ("in den 1890er Jahren", (1890, 1899)),
        ("in 1907", (1907, 1907)),
        ("im Jahr 1907", (1907, 1907)),
        ("before 1910", (FIRST, 1909)),
        ("Before  1910.", (FIRST, 1909)),
        ("vor 1910", (FIRST, 1909)),
        ("after 1910", (1911, LAST)),
        ("nach 1910", (1911, LAST)),
        ("> 1910", (1911, LAST)),
        ("since 1910", (1910, LAST)),
        ("from 1910 onwards", (1910, LAST)),
        ("seit 1910", (1910, LAST)),
        ("ab 1910", (1910, LAST)),
        ("until 1910", (FIRST, 1910)),
        ("up to 1910", (FIRST, 1910)),
        ("bis 1910", (FIRST, 1910)),
        ("between 1900 and 1914", (1900, 1914)),
        ("from 1900 to 1914", (1900, 1914)),
        ("1900 until 1914", (1900, 1914)),
        ("zwischen 1900 und 1914", (1900, 1914)),
        ("von 1900 bis 1914", (1900, 1914)),
        ("avant 1910", (FIRST, 1909)),
        ("entre 1900 et 1914", (1900, 1914)),
        ("les années 1890", (1890, 1899)),
        ("los años 1890", (1890, 1899)),
        ("después de 1910", (1911, LAST)),
        ("dal 1910 in poi", (1910, LAST)),
        ("до 1910 года", (FIRST, 1909)),
        ("между 1900 и 1914", (1900, 1914)),
        ("1890-е годы", (1890, 1899)),
    ],
)
def test_years_are_read_as_members_write_them(typed: str, span: tuple[int, int]) -> None:
    assert read_years(typed) == span


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "before", "before noon", "between 1914 and 1900", "1914-1900", "19", "1907 or so", "before 99"],
)
def test_what_means_no_years_is_not_guessed_at(typed: str) -> None:
    assert read_years(typed) is None


@given(st.text(alphabet="0123456789-–> <sbtoefradnby.", max_size=24))
def test_what_is_read_is_a_span_in_order(typed: str) -> None:
    found = read_years(typed)
    assert found is None or FIRST <= found.first <= found.last <= LAST
