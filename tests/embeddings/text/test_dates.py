from __future__ import annotations

import pytest

from embeddings.text.dates import PartialDate, date_from_csl, find_date, forms_of, is_bounded
from embeddings.text.languages import codes


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("The Militant, 24 February 1945", PartialDate(1945, 2, 24)),
        ("Workers' Republic, 10 September, 1898.", PartialDate(1898, 9, 10)),
        ("Oct. 20, 1912", PartialDate(1912, 10, 20)),
        ("July 1st, 1899", PartialDate(1899, 7, 1)),
        ("the 3rd of May 1921", PartialDate(1921, 5, 3)),
        ("August 1897", PartialDate(1897, 8)),
        ("Fall 1959", PartialDate(1959, season=3)),
        ("(1903)", PartialDate(1903)),
        ("Berlin, den 16. Februar 1946", PartialDate(1946, 2, 16)),
        ("Paris, le 1er mai 1890", PartialDate(1890, 5, 1)),
        ("16 de febrero de 1946", PartialDate(1946, 2, 16)),
        ("1º maggio 1890", PartialDate(1890, 5, 1)),
        ("16 февраля 1946 г.", PartialDate(1946, 2, 16)),
        ("mars–avril 1923", PartialDate(1923, 3, until=PartialDate(1923, 4))),
        ("um 1907", PartialDate(1907, circa=True)),
        ("No. 5. August 1914", PartialDate(1914, 8)),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(line: str, date: PartialDate) -> None:
    found = find_date(line)
    assert found is not None
    assert found.date == date
    assert line[found.start : found.end] == found.words


@pytest.mark.parametrize("line", ["PO Box 6587, Dublin 6", "No. 12", "in 907 pages", "99 February"])
def test_numbers_that_are_no_date_are_left_alone(line: str) -> None:
    assert find_date(line) is None


def test_an_impossible_day_does_not_become_part_of_the_date() -> None:
    found = find_date("39 February 1945")
    assert found is not None
    assert found.date == PartialDate(1945, 2)


@pytest.mark.parametrize("words", ["31 February 1911", "2016-02-30", "February 29, 1900", "31 avril 1911"])
def test_a_day_that_never_was_is_no_date(words: str) -> None:
    assert find_date(words) is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("4-6 May 1911", "4–6 May 1911"),
        ("April 12-17, 1871", "12–17 April 1871"),
        ("4.-6. Mai 1911", "4–6 May 1911"),
        ("01-Oct-2000", "1 October 2000"),
    ],
)
def test_days_may_be_a_range_and_dashes_may_part_a_date(words: str, shown: str) -> None:
    found = find_date(words)
    assert found is not None
    assert found.shown == shown


@pytest.mark.parametrize("words", ["before 1890", "vor 1890", "after 1890", "до 1890"])
def test_what_came_before_a_date_has_not_that_date(words: str) -> None:
    found = find_date(words)
    assert found is not None
    assert is_bounded(words, found)


def test_a_season_keeps_the_name_its_source_gave_it() -> None:
    found = find_date("International Socialist Review, Fall 1959")
    assert found is not None
    assert found.shown == "Fall 1959"
    assert found.date.csl == {"date-parts": [[1959]], "season": 3}


def test_a_form_of_a_month_or_a_season_has_one_number_in_all_languages() -> None:
    for key in ("months", "seasons"):
        numbered: dict[str, int] = {}
        for code in codes():
            for form, number in forms_of(key, code).items():
                assert numbered.setdefault(form, number) == number, form


@pytest.mark.parametrize(
    ("csl", "shown"),
    [
        ({"date-parts": [[1923, 5, 3], [1923, 5, 5]]}, "3–5 May 1923"),
        ({"date-parts": [[1923, 3], [1923, 4]]}, "March–April 1923"),
        ({"date-parts": [[1914], [1918]], "circa": True}, "c. 1914–1918"),
        ({"date-parts": [[1959]], "season": 3}, "Autumn 1959"),
    ],
)
def test_a_date_from_a_record_is_shown_day_first(csl: dict[str, object], shown: str) -> None:
    assert str(date_from_csl(csl)) == shown
