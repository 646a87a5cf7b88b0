from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.archive import Archive
from embeddings.errors import NotVerbatim
from embeddings.quoting.answering.contract import verification_json
from embeddings.quoting.checking.aligning import align
from embeddings.quoting.checking.conventions import Convention
from embeddings.quoting.checking.phrases import forgiven
from embeddings.quoting.checking.verifying import Verdict
from embeddings.retrieval.filters import Filters
from embeddings.settings import ArchiveSettings

if TYPE_CHECKING:
    from pathlib import Path

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


def test_an_ellipsis_is_told_with_what_it_stands_for(archive: Archive) -> None:
    found = archive.verify_quotation("Only thirty-two years old … he had lived his entire life")
    assert found.verdict is Verdict.EXACT
    assert found.conventions == (Convention.ELLIPSIS,)
    assert [(met.quoted, met.source) for met in found.matches[0].conventions] == [
        ("…", "at the time of his death,")
    ]
    assert found.matches[0].text == EXACT


def test_the_last_word_is_shown_as_it_stands_there(archive: Archive) -> None:
    found = archive.verify_quotation(EXACT.replace("entire life", "entire childhood"))
    assert [(change.quoted, change.source) for change in found.matches[0].difference] == [("childhood", "life")]


def test_an_ellipsis_over_a_not_is_called_out(archive: Archive) -> None:
    document = archive.show(archive.documents()[0]).text
    at = document.index(" not ")
    before = " ".join(document[:at].split()[-6:])
    after = " ".join(document[at + 5 :].split()[:6])
    found = archive.verify_quotation(f"{before} … {after}")
    assert found.verdict is Verdict.EXACT
    assert [met.source for met in found.turned] == ["not"]
    assert verification_json(found)["turned"][0]["convention"] == "ellipsis"


@pytest.mark.parametrize(
    ("reference", "holds", "author", "page"),
    [
        ("(Connolly 6)", False, False, True),
        ("(The Militant, p. 6)", True, None, True),
        ("(The Militant, p. 9)", False, None, False),
    ],
)
def test_a_reference_is_held_against_the_place(
    archive: Archive, reference: str, holds: bool, author: bool | None, page: bool
) -> None:
    found = archive.verify_quotation(f"“{EXACT}” {reference}")
    assert found.verdict is Verdict.EXACT
    assert found.quotation == EXACT
    assert found.claimed is not None
    assert (found.claimed.holds, found.claimed.page) == (holds, page)
    assert author is None or found.claimed.author is author


def test_words_in_brackets_at_the_end_are_no_way_to_hide_others(archive: Archive) -> None:
    found = archive.verify_quotation(f"{EXACT} (and much more of it in London)")
    assert found.verdict is Verdict.DIFFERS


def test_what_stands_under_another_author_is_said_to_stand_there(archive: Archive) -> None:
    found = archive.verify_quotation(EXACT, filters=Filters(author="Leon Trotsky"))
    assert (found.verdict, found.count) == (Verdict.ABSENT, 0)
    assert [match.text for match in found.elsewhere] == [EXACT]
    assert "editors" in str(found.elsewhere[0].speaker)


def test_files_that_are_not_indexed_are_mentioned_where_nothing_is_found(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("The lamp was lit at nine, and nobody told the pilot of it.\n")
    archive = Archive(ArchiveSettings(source, tmp_path / "data"))
    archive.build()
    (source / "b.txt").write_text("The ferry sank at ten.\n")
    assert archive.verify_quotation("the ferry sank at ten").unread == 1
    assert archive.verify_quotation("the lamp was lit at nine").unread == 0
    archive.close()


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
