from __future__ import annotations

import pytest

from embeddings.text.years import years_in


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("what happened in 1913", (1913, 1913)),
        ("names of those killed, aug 1913", (1913, 1913)),
        ("between 1900 and 1905", (1900, 1905)),
        ("the 1900-14 tables", (1900, 1914)),
        ("from 1900 to 1914", (1900, 1914)),
        ("in the 1890s", (1890, 1899)),
        ("the 1800s", (1800, 1899)),
        ("wages circa 1910", (1908, 1912)),
        ("wages c. 1910", (1908, 1912)),
        ("riots 1900: what was it over", (1900, 1900)),
        ("was it 1898 or 1904?", (1898, 1904)),
        ("in 1066", (1066, 1066)),
        ("Was geschah 1918?", (1918, 1918)),
    ],
)
def test_years_are_recognised(typed: str, years: tuple[int, int]) -> None:
    assert years_in(typed) == years


@pytest.mark.parametrize(
    "typed",
    [
        "before the war", "1500 workers came", "who paid $1900 for it", "over 1200 lamps", "No. 19134",
        "a house of 1800 pounds", "1.913 metres", "2,000 people", "room 101", "A1913",
    ],
)  # fmt: skip
def test_numbers_that_are_no_years_are_not_taken_for_years(typed: str) -> None:
    assert years_in(typed) is None
