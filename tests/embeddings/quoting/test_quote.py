from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from embeddings.documents.document import Role, text_sha256
from embeddings.errors import NotVerbatim
from embeddings.quoting.quote import Citation, Locator, Quote

SOURCE = "The mill burned in 1907. Nobody was hurt. The quarry was flooded."
CITATION = Citation("Mill.", "Mill", Locator(), {})


def quote(source: str = SOURCE, start: int = 0, end: int = 24, **changed: Any) -> Quote:
    fields = {"text": source[start:end], "sha256": text_sha256(source), "highlights": ()} | changed
    return Quote(
        source=source, document="a.txt", start=start, end=end, score=1.0, role=Role.UNKNOWN, speaker=None,
        citation=CITATION, **fields,
    )  # fmt: skip


@given(st.text(min_size=1), st.integers(0), st.integers(0))
def test_every_slice_of_a_document_is_a_quote(source: str, start: int, end: int) -> None:
    start, end = start % len(source), end % (len(source) + 1)
    assume(start < end)
    assert quote(source, start, end).text == source[start:end]


@given(st.text(), st.integers(-3, 70), st.integers(-3, 70))
def test_nothing_else_is(text: str, start: int, end: int) -> None:
    assume(not (0 <= start < end <= len(SOURCE) and SOURCE[start:end] == text))
    with pytest.raises(NotVerbatim):
        quote(start=start, end=end, text=text)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "The mill burned in 1908."},
        {"text": "The mill … 1907."},
        {"text": "The mill burned in 1907. "},
        {"sha256": text_sha256(SOURCE + " ")},
        {"highlights": ((20, 30),)},
        {"highlights": ((5, 5),)},
    ],
    ids=["a digit", "an ellipsis", "a space", "another document", "highlight outside", "empty highlight"],
)
def test_the_smallest_change_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(NotVerbatim):
        quote(**changed)


def test_a_quote_cannot_be_changed_afterwards() -> None:
    with pytest.raises((TypeError, ValueError)):
        replace(quote(), text="other")
    with pytest.raises(AttributeError):
        quote().text = "other"  # type: ignore[misc]
