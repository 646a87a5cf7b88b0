from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.documents.document import Role
from embeddings.errors import DocumentChanged, NoSuchPlace, UnknownDocument
from embeddings.quoting.answering import excerpt as reading
from embeddings.quoting.answering.excerpt import Place

if TYPE_CHECKING:
    from embeddings.archive import Archive

SEED = "000_3dd2897dd6c0e64e.txt"
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@SHARED
@given(st.integers(0, 6458), st.integers(1, 900))
def test_any_characters_are_read_exactly(archive: Archive, start: int, length: int) -> None:
    text = archive.show(SEED).text
    read = archive.read(SEED, Place(start=start, end=start + length))
    assert read.quote.text == text[start : start + length]
    assert read.following is None
    assert read.characters == len(text)


@SHARED
@given(st.integers(1, 2000))
def test_pieces_of_any_size_are_together_the_whole(archive: Archive, most: int) -> None:
    text = archive.show(SEED).text
    with archive._served.leased() as serving:
        pieces, start = [], 0
        while start is not None and len(pieces) < 7000:
            read = reading.excerpt(serving.generation, SEED, Place(start=start), most=most)
            assert 0 < len(read.quote.text) <= most
            pieces.append(read.quote.text)
            start = read.following
            if len(pieces) == 40:  # small pieces are many, and all alike
                text = text[: read.quote.end]
                break
    assert "".join(pieces) == text


def test_a_long_excerpt_ends_with_a_paragraph_and_a_long_paragraph_with_a_word(archive: Archive) -> None:
    view = archive.show(SEED)
    ends = {block.end for block, _ in view.outline}
    with archive._served.leased() as serving:
        paragraphs = reading.excerpt(serving.generation, SEED, Place(), most=2000)
        words = reading.excerpt(serving.generation, SEED, Place(paragraph=3), most=100)
    assert paragraphs.quote.end in ends
    assert words.quote.text[-1].isspace()
    assert words.following == words.quote.end


def test_an_excerpt_of_several_voices_is_nobodys_and_says_whose_each_paragraph_is(archive: Archive) -> None:
    whole = archive.read(SEED, Place())
    assert (whole.quote.role, whole.quote.speaker) == (Role.UNKNOWN, None)
    assert not whole.quote.citation.text.startswith("The editors")
    assert {whose.role for _, whose in whole.outline} >= {Role.AUTHOR, Role.EDITOR}
    one = archive.read(SEED, Place(paragraph=3))
    assert one.quote.role is Role.EDITOR
    assert one.quote.citation.text.startswith("The editors of The Militant")


def test_the_page_of_a_work_on_one_page_is_the_whole_of_it(archive: Archive) -> None:
    read = archive.read(SEED, Place(page="6"))
    assert read.quote.text == archive.show(SEED).text
    assert read.quote.citation.locator.page == "6"


@pytest.mark.parametrize(
    "place",
    [
        Place(page="7"),
        Place(page=""),
        Place(paragraph=0),
        Place(paragraph=999),
        Place(paragraph=3, last_paragraph=2),
        Place(start=6459),
        Place(start=-1),
        Place(start=5, end=5),
        Place(start=9, end=5),
        Place(end=0),
    ],
)
def test_a_place_that_is_not_there_is_said(archive: Archive, place: Place) -> None:
    with pytest.raises(NoSuchPlace) as raised:
        archive.read(SEED, place)
    assert raised.value.length == 6459


def test_another_text_than_the_one_that_was_quoted_from_is_not_read(archive: Archive) -> None:
    digest = archive.show(SEED).sha256
    assert archive.read(SEED, Place(start=0, end=9), sha256=digest.upper()).quote.sha256 == digest
    with pytest.raises(DocumentChanged):
        archive.read(SEED, Place(start=0, end=9), sha256="0" * 64)
    with pytest.raises(UnknownDocument):
        archive.read("none.txt", Place())
