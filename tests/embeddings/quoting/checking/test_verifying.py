from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.errors import NotVerbatim
from embeddings.quoting.answering.contract import verification_json
from embeddings.quoting.checking.phrases import forgiven
from embeddings.quoting.checking.verifying import Verdict, align
from embeddings.retrieval.filters import Filters

if TYPE_CHECKING:
    from embeddings.archive import Archive

# Of the document in seeds/.
EXACT = "Only thirty-two years old at the time of his death, he had lived his entire life"


def test_a_quotation_that_stands_there_is_exact_and_cited(archive: Archive) -> None:
    found = archive.verify_quotation(EXACT)
    assert (found.verdict, found.forgiven, found.count) == (Verdict.EXACT, (), 1)
    (match,) = found.matches
    assert match.text == EXACT
    assert archive.show(match.document).text[match.start : match.end] == EXACT
    assert match.difference == ()
    assert "The Militant" in match.citation.text


@pytest.mark.parametrize(
    ("quotation", "kinds"),
    [
        (f"“{EXACT}”", ()),
        (f"  {EXACT} ", ()),
        (EXACT.upper(), ("capitals",)),
        (EXACT.replace(" years", "\n  years"), ("white space",)),
        (EXACT.replace("-", "–"), ("dashes",)),
        ("the GPU, Stalin's secret police", ("capitals", "quotation marks")),
    ],
)
def test_typography_is_forgiven_and_named(archive: Archive, quotation: str, kinds: tuple[str, ...]) -> None:
    found = archive.verify_quotation(quotation)
    assert (found.verdict, found.forgiven) == (Verdict.EXACT, kinds)


def test_a_misquotation_is_shown_with_every_word_that_differs(archive: Archive) -> None:
    said = "Only thirty-three years old at the time of death, he had never lived his entire life"
    found = archive.verify_quotation(said)
    assert found.verdict is Verdict.DIFFERS
    match = found.matches[0]
    assert match.text == EXACT
    assert [(change.quoted, change.source) for change in match.difference] == [
        ("thirty-three", "thirty-two"),
        ("", "his"),
        ("never", ""),
    ]
    text = archive.show(match.document).text
    for change in match.difference:
        assert text[change.start : change.end] == change.source


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        # Its words are common but for one, which nobody wrote; their order tells.
        ("He would not walk with us in an automobile", [("walk", "ride")]),
        # A word that the archive has nowhere is one word, however rare it is.
        ("a symbol of the zymurgic youth of the world", [("zymurgic", "revolutionary")]),
    ],
)
def test_a_few_telling_words_are_enough_where_the_others_stand_in_their_order(
    archive: Archive, quotation: str, difference: list[tuple[str, str]]
) -> None:
    found = archive.verify_quotation(quotation)
    assert found.verdict is Verdict.DIFFERS
    assert [(change.quoted, change.source) for change in found.matches[0].difference] == difference


def test_an_ellipsis_that_swallows_words_is_a_difference(archive: Archive) -> None:
    found = archive.verify_quotation("Only thirty-two years old … he had lived his entire life")
    assert found.verdict is Verdict.DIFFERS
    assert [(change.quoted, change.source) for change in found.matches[0].difference] == [
        ("…", "at the time of his death,")
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "The means of production must be returned to the moon at once, said the badger",
        "He had his the of and",
        "qwertz",
        "?!",
        "x" * 5000,
        "\ud800 \x00",
        "大会",
    ],
)
def test_what_nobody_wrote_is_absent(archive: Archive, quotation: str) -> None:
    found = archive.verify_quotation(quotation)
    assert (found.verdict, found.matches, found.count) == (Verdict.ABSENT, (), 0)


def test_filters_hold(archive: Archive) -> None:
    # The words are the editors', on a page of Trotsky's.
    assert archive.verify_quotation(EXACT, filters=Filters(page_author="Trotsky")).verdict is Verdict.EXACT
    assert archive.verify_quotation(EXACT, filters=Filters(author="Trotsky")).verdict is Verdict.ABSENT


def test_the_json_form_is_the_contract_s(archive: Archive) -> None:
    shown = json.loads(json.dumps(verification_json(archive.verify_quotation(EXACT.replace("entire", "whole")))))
    assert {"verdict", "forgiven", "matches"} <= set(shown)
    assert shown["verdict"] == "differs"
    match = shown["matches"][0]
    assert {"document", "start", "end", "text", "difference", "citation"} <= set(match)
    (change,) = match["difference"]
    assert (change["quoted"], change["source"]) == ("whole", "entire")


def test_a_match_that_is_not_what_stands_there_cannot_be_made(archive: Archive) -> None:
    (match,) = archive.verify_quotation(EXACT).matches
    with pytest.raises(NotVerbatim):
        replace(match, source=archive.show(match.document).text, text=match.text.upper())


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("a b", "a b", ()),
        ("a b", "a  b", ("white space",)),
        ("Workers", "Work-\ners", ("words parted at a line's end",)),
        ("œuvre", "oeuvre", ("accents and ligatures",)),
        ("É — “b”", 'e -- "b"', ("capitals", "quotation marks", "dashes", "accents and ligatures")),
    ],
)
def test_each_kind_of_typography_is_told_from_the_others(one: str, other: str, kinds: tuple[str, ...]) -> None:
    assert forgiven(one, other) == kinds


WORDS = st.lists(st.sampled_from(["bread", "Wine", "salt,", "and", "not", "“oil”", "."]), max_size=12).map(
    " ".join
)


@given(quotation=WORDS, text=WORDS)
def test_a_quotation_is_the_source_with_its_differences(quotation: str, text: str) -> None:
    aligned = align(quotation, text, 0, len(text))
    if aligned is None:
        return
    at, said = aligned.start, ""
    for change in aligned.changes:
        assert text[change.start : change.end] == change.source
        said += f"{text[at : change.start]} {change.quoted} "
        at = change.end
    said += text[at : aligned.end]
    assert "".join(said.split()).lower() == "".join(quotation.split()).lower()
