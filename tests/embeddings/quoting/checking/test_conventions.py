"""Quotations as scholars write them: what was done openly is told, and nothing else is let through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.quoting.checking.conventions import Convention, pieces_of
from embeddings.quoting.checking.matching import matches_of
from embeddings.quoting.checking.references import read_reference, reference_of

SOURCE = (
    "The lamp[1] was not lit at nine o’clock, though the pilot had asked for it twice.\n\n"
    "“Nobody told me,” said the keeper¹ of the light-\nhouse; ‘nor’ did _anybody_ care.* The revolu-\ntion was far."
)
OPENLY = [
    ("The lamp was not lit … though the pilot had asked", ["ellipsis"]),
    ("The lamp was … lit at nine o'clock", ["ellipsis"]),
    ("The lamp […] was not lit at nine", ["ellipsis"]),
    ("[t]he lamp was not lit", ["bracketed letter"]),
    ("though [Jo] had asked for it", ["replacement"]),
    ("though the pilot [of the ferry] had asked for it", ["insertion"]),
    ("the pilot had asked [sic] for it twice", ["sic"]),
    ("The lamp was not lit at nine", ["note mark"]),
    ("had asked for it twice!", ["end punctuation"]),
    ("'Nobody told me,' said the keeper", ["inner quotation marks"]),
    ("said the keeper of the lighthouse", ["note mark", "line-end hyphen"]),
    ("did anybody care", ["emphasis"]),
    ("did **anybody** care", ["emphasis"]),
    ("The revolution was far", ["line-end hyphen"]),
    ("asked for it twice.\n\n“Nobody told me,” said the keeper", []),
    ("ask[ed] for it twice", ["bracketed letter"]),
    ("the pilot … asked for it … said the keeper", ["ellipsis", "ellipsis"]),
]


def met(quotation: str, source: str = SOURCE) -> list[str] | None:
    found = matches_of(quotation, pieces_of(quotation), source, 0, len(source))
    return [one.convention.value for one in found[0].met] if found else None


@pytest.mark.parametrize(("quotation", "conventions"), OPENLY)
def test_what_was_done_openly_is_told(quotation: str, conventions: list[str]) -> None:
    told = met(quotation)
    assert told is not None
    assert list(dict.fromkeys(one for one in told if one in conventions)) == list(dict.fromkeys(conventions))
    assert set(told) <= {*conventions, "note mark", "end punctuation"}


@pytest.mark.parametrize(
    "quotation",
    [
        "The lamp was lit at nine o'clock",
        "The lamp was not lit at ten",
        "The lamp was never lit at nine",
        "lit at nine … The lamp was not",
        "The lamp … umbrella … twice",
        "[t]he lamps were not lit",
        "though the pilot had asked for it [twice] now",
        "the lamp was not lit at nine o'clock though, the pilot",
    ],
)
def test_what_was_not_said_openly_is_none(quotation: str) -> None:
    assert met(quotation) is None


def test_what_an_ellipsis_stands_for_and_whether_it_denies() -> None:
    ((dropped,),) = [one.met for one in matches_of(*_asked("was … lit at nine"))]
    assert (dropped.convention, dropped.source, dropped.turns) == (Convention.ELLIPSIS, "not", True)
    ((kept, *_),) = [one.met for one in matches_of(*_asked("not lit … though the pilot"))]
    assert (kept.source, kept.turns) == ("at nine o’clock,", False)


def test_a_denial_that_is_put_in_turns_the_meaning() -> None:
    ((put_in, *_),) = [one.met for one in matches_of(*_asked("though the pilot had [not] asked for it"))]
    assert (put_in.convention, put_in.turns) == (Convention.INSERTION, True)


def _asked(quotation: str) -> tuple[str, list, str, int, int]:
    return quotation, pieces_of(quotation), SOURCE, 0, len(SOURCE)


def test_lines_of_scripts_without_spaces_go_on() -> None:
    assert met("大会は三日間続いた", "その大会は三\n日間続いた。") == []
    assert met("大会は四日間続いた", "その大会は三\n日間続いた。") is None


@pytest.mark.parametrize(
    ("quotation", "words", "names", "page", "year"),
    [
        ("“All is well.” (Connolly 2)", "“All is well.”", ("Connolly",), "2", None),
        ("“All is well.” (De Leon, 1904, p. 5)", "“All is well.”", ("Leon",), "5", "1904"),
        ("“All is well.” – Anna Berg, The Lamp, S. 12", "“All is well.”", ("Anna", "Berg", "Lamp"), "12", None),
        ("All is well.\n— Jo Field", "All is well.", ("Jo", "Field"), None, None),
        ("“All is well.” (Berg 1911: 45)", "“All is well.”", ("Berg",), "45", "1911"),
    ],
)
def test_a_reference_behind_the_words_is_read(
    quotation: str, words: str, names: tuple[str, ...], page: str | None, year: str | None
) -> None:
    split = reference_of(quotation)
    assert split is not None
    said, reference = split
    assert (said, reference.page, reference.year) == (words, page, year)
    assert tuple(name for name in reference.names if name in names) == names


@pytest.mark.parametrize(
    "quotation", ["All is well.", "He asked (and he knew why) for it.", "well-known – as he said it"]
)
def test_words_at_the_end_are_no_reference(quotation: str) -> None:
    assert reference_of(quotation) is None


def test_small_words_are_no_names() -> None:
    assert read_reference("As He and The Editors").names == ("Editors",)


@given(st.text(alphabet="[]().…—“”' ab1sic\n*_", max_size=300), st.text(alphabet="ab1 .,“”[]*\n-", max_size=300))
def test_whatever_is_quoted_is_read_and_what_is_met_stands_there(quotation: str, source: str) -> None:
    pieces = pieces_of(quotation)
    if not pieces:
        return
    for match in matches_of(quotation, pieces, source, 0, len(source)):
        assert 0 <= match.start < match.end <= len(source)
        for one in match.met:
            assert source[one.start : one.end] == one.source


def test_many_brackets_are_read_in_bounded_time() -> None:
    quotation = "the lamp " + "[a] " * 39 + "was not lit for ever"
    assert met(quotation, "the lamp " + "b " * 400 + "was not lit") is None
