from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from embeddings.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from embeddings.settings import ArchiveSettings

FLOOD = (
    "The quarry at Hollin was flooded by the river in the night of 3 March 1911, and forty men who had worked "
    "there since the autumn were paid off the next morning without a word."
)
MILL = "The mill burned in 1907 when a lamp fell into the straw, and nobody in the village was hurt by the fire."


@pytest.fixture
def opened(settings_for: Callable[..., ArchiveSettings]) -> Iterator[Callable[..., Archive]]:
    """Build archives of the given texts, and close them."""
    archives: list[Archive] = []

    def make(**documents: str) -> Archive:
        made = settings_for(**documents)
        Archive(made).build()
        archives.append(Archive(made).open())
        return archives[-1]

    yield make
    for archive in archives:
        archive.close()


QUESTION = "When was the quarry at Hollin flooded?"


def test_editions_of_a_text_are_one_quote_that_names_the_others(opened: Callable[..., Archive]) -> None:
    second = FLOOD.replace("3 March 1911,", "March 3, 1911").replace("autumn", "Autumn")
    archive = opened(first=FLOOD, second=second, mill=MILL)
    answer = archive.ask(QUESTION)
    assert answer.answered
    quote = answer.quotes[0]
    assert {quote.document, *(place.document for place in quote.also_in)} == {"first.txt", "second.txt"}
    assert {other.document for other in answer.further} <= {quote.document, "mill.txt"}
    (other,) = quote.also_in
    assert "1911" in archive.show(other.document).text[other.start : other.end]
    assert other.document.removesuffix(".txt") in other.citation


def test_two_documents_of_the_same_text_are_quoted_once(opened: Callable[..., Archive]) -> None:
    answer = opened(one=FLOOD, other=FLOOD, third=FLOOD, mill=MILL).ask(QUESTION)
    flood = [quote for quote in answer.quotes if "quarry" in quote.text]
    assert len(flood) == 1
    assert len({flood[0].document, *(place.document for place in flood[0].also_in)}) == 3


def test_short_texts_that_are_alike_are_quoted_each(opened: Callable[..., Archive]) -> None:
    short = "The quarry was flooded in 1911."
    answer = opened(one=short, other=short).ask("When was the quarry flooded?")
    assert sorted(quote.document for quote in answer.quotes) == ["one.txt", "other.txt"]
    assert [quote.also_in for quote in answer.quotes] == [(), ()]


def test_different_places_come_before_the_same_place_twice(opened: Callable[..., Archive]) -> None:
    filler = "\n\n".join(
        f"In the year {year} the quarry at Hollin was worked by {year - 1800} men, and its stone was sent down "
        f"the river to the harbour, where the masons waited for it all the winter through, as they had in every "
        f"year since the first block was cut." for year in range(1850, 1862)
    )  # fmt: skip
    answer = opened(long=f"{FLOOD}\n\n{filler}", mill=MILL).ask(QUESTION, top=3)
    quotes = answer.quotes or answer.nearest
    assert FLOOD in quotes[0].text
    for at, quote in enumerate(quotes):
        for other in quotes[:at]:
            if quote.document == other.document:
                shared = min(quote.end, other.end) - max(quote.start, other.start)
                assert shared <= 0, (quote.text, other.text)


def test_no_more_is_quoted_than_was_asked_for_and_nothing_twice(opened: Callable[..., Archive]) -> None:
    archive = opened(first=FLOOD, mill=MILL)
    for top in (1, 2, 3, 10):
        answer = archive.ask(QUESTION, top=top)
        quotes = [*answer.quotes, *answer.nearest, *answer.further]
        assert len(quotes) <= top
        spans = sorted((quote.document, quote.start, quote.end) for quote in quotes)
        assert all(left[0] != right[0] or left[2] <= right[1] for left, right in pairwise(spans))
    assert {"first.txt", "mill.txt"} == {quote.document for quote in quotes}
