from __future__ import annotations

import pytest

from embeddings.documents.furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Main NI Index | Main Newspaper Index",
        "Encyclopedia of Trotskyism | Marxists’ Internet Archive",
        "MIA > Archive > Connolly",
        "Top of page",
        "Top of the page",
        "Last updated on 24 September 2018",
        "Back to the Daniel De Leon Internet Archive",
    ],
)
def test_navigation_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "From The Militant, Vol. X No. 7, 16 February 1946, p. 6.",
        "The Militant, 24 February 1945",
        "(February 1938)",
        "Transcribed & marked up by Einde O’Callaghan for ETOL.",
        "If early in the morning you go on top of some house and look eastward.",
        "a > b | b > c",
        "Next for shaving.",
        "The archives were stolen in the night.",
        "",
    ],
)
def test_what_a_reader_may_ask_for_is_not(line: str) -> None:
    assert not is_furniture(line)
