from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.terminal.answer import answer_view, quote_text, quote_view
from bot.terminal.console import terminal_console
from bot.terminal.plain import plain_answer
from bot.words.inert import is_active
from embeddings.documents.document import Role
from tests.bot.samples import ANSWER, LIT, PARAGRAPH, QUOTE, SILENCE, TEXT, quote_of

if TYPE_CHECKING:
    from rich.console import RenderableType

    from embeddings.quoting.quote import Quote

STYLING = re.compile(r"\x1b\[[0-9;]*m")
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300).filter(str.strip)


def drawn(view: RenderableType, width: int = 80) -> str:
    """Return what a terminal of that width is sent."""
    console = terminal_console(io.StringIO())
    console.width = width
    console.print(view)
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def beside_the_bar(screen: str) -> list[str]:
    return [line.split("┃ ", 1)[1] for line in STYLING.sub("", screen).splitlines() if "┃ " in line]


def of(text: str) -> Quote:
    return quote_of(text, text)


@pytest.mark.parametrize("width", [12, 20, 40, 80, 200])
def test_a_quote_is_wrapped_between_its_words_and_fits_every_width(width: int) -> None:
    screen = drawn(quote_view(QUOTE, 1), width)
    assert max(cell_len(line) for line in STYLING.sub("", screen).splitlines()) <= width
    assert "".join("".join(beside_the_bar(screen)).split()) == "".join(PARAGRAPH.split())


def test_wide_characters_count_double_in_the_width() -> None:
    screen = drawn(quote_view(of("港口的燈在九點鐘點亮了" * 8), 1), 40)
    assert max(cell_len(line) for line in STYLING.sub("", screen).splitlines()) <= 40
    assert "".join(beside_the_bar(screen)) == "港口的燈在九點鐘點亮了" * 8


def test_exactly_the_answering_words_are_lit() -> None:
    text = quote_text(QUOTE)
    assert [text.plain[span.start : span.end] for span in text.spans if span.style == "highlight"] == [LIT]


def test_lit_words_stay_the_right_ones_behind_a_sign_longer_than_its_character() -> None:
    source = "a\x9bb\u202ec lit words d"
    quote = quote_of(source, source, lit="lit words")
    text = quote_text(quote)
    assert [text.plain[span.start : span.end] for span in text.spans if span.style == "highlight"] == ["lit words"]


def test_nothing_is_lit_in_a_passage_that_is_merely_near() -> None:
    near = drawn(answer_view(SILENCE))
    assert "\x1b[1;93m" in drawn(answer_view(ANSWER))
    assert "\x1b[1;93m" not in near
    assert "I found no answer to this in the archive." in near
    assert near.index("no answer to this") < near.index("nearest passages") < near.index("We waited")
    assert "\x1b[1;" not in near[near.index("nearest passages") :]
    assert "Probably not the answer (4%) · Moor, “The Lamp”, p. 4, ¶ 1" in near


def test_the_verdict_stands_first_and_once_in_the_colour_of_how_sure_it_is() -> None:
    for confidence, missing, colour, said in (
        (0.93, (), "32", "Very likely the answer (93%)."),
        (0.61, (), "33", "Doubtful, but perhaps the answer (61%)."),
        (0.93, ("Ben\x1b", "1902"), "33", "Very likely the answer (93%). It does not mention Ben␛ and 1902."),
    ):
        answer = replace(ANSWER, confidence=confidence, missing=missing)
        screen = drawn(answer_view(answer), 100)
        assert f"\x1b[{colour}m{said}" in screen
        figure = f"({confidence:.0%})"
        assert screen.count(figure) == plain_answer(answer).count(figure) == 1
        assert plain_answer(answer).startswith(f"{said}\n\n{PARAGRAPH}\n")


def test_a_document_is_cited_once_and_its_other_quotes_say_only_where_they_stand() -> None:
    answer = replace(ANSWER, quotes=(QUOTE, quote_of(LIT)))
    for screen in (drawn(answer_view(answer), 120), plain_answer(answer)):
        assert screen.count("The Harbour, 3 May 1901") == 1
        assert screen.count("Same document, p. 4, ¶ 1") == 1


def test_quotes_of_one_document_stand_together_so_that_same_document_means_the_one_above() -> None:
    other = replace(quote_of("Nobody had told the pilot"), source=TEXT, document="letters/other.txt")
    answer = replace(ANSWER, quotes=(QUOTE, other, quote_of(LIT)))
    for screen in (STYLING.sub("", drawn(answer_view(answer), 120)), plain_answer(answer)):
        assert screen.index("Same document") < screen.index("Nobody had told", screen.index("Same document"))
        assert screen.count("Same document") == 1


def test_a_question_as_it_was_perhaps_meant_is_a_line_below_the_verdict() -> None:
    silent = replace(SILENCE, suggested="Who lit it\x1b?")
    for screen in (STYLING.sub("", drawn(answer_view(silent))), plain_answer(silent)):
        assert [line.strip() for line in screen.strip().splitlines()][1] == "Did you mean “Who lit it␛”?"


@pytest.mark.parametrize(("role", "colour"), [(Role.AUTHOR, "36"), (Role.EDITOR, "33"), (Role.UNKNOWN, "33")])
def test_the_bar_tells_the_authors_words_from_others(role: Role, colour: str) -> None:
    assert f"\x1b[{colour}m ┃ " in drawn(quote_view(quote_of(PARAGRAPH, role=role), 1))


def test_under_the_quote_stand_attribution_citation_place_and_conflict_in_this_order() -> None:
    other = replace(QUOTE, source=TEXT, role=Role.EDITOR, speaker=None)
    lines = [
        line.strip() for line in STYLING.sub("", drawn(quote_view(other, 1), 120)).splitlines() if "┃" not in line
    ]
    assert lines[:4] == [
        "Words of an editor, not of Ada Moor.",
        "Ada Moor, “The Lamp”, The Harbour, 3 May 1901, p. 4, ¶ 1.",
        f"letters/lamp.txt, characters {QUOTE.start}–{QUOTE.end}",
        "The document also says: 3 May 1900 (page header).",
    ]


@pytest.mark.parametrize("width", range(30, 70))
def test_a_page_or_paragraph_mark_never_stands_apart_from_its_number(width: int) -> None:
    lines = STYLING.sub("", drawn(quote_view(QUOTE, 1), width)).splitlines()
    assert not [line for line in lines if line.rstrip().endswith(("p.", "¶"))]


def test_markup_in_a_document_or_a_question_is_shown_as_it_stands() -> None:
    text = "[bold red]not bold[/] [link=http://x]y[/link] :smile: **z**"
    answer = replace(ANSWER, quotes=(of(text),))
    screen = STYLING.sub("", drawn(answer_view(answer, "[red]Q[/]"), 100))
    assert text in screen
    assert "[red]Q[/]" in screen


@given(WORDS)
def test_no_document_can_act_on_the_terminal(text: str) -> None:
    answer = replace(ANSWER, quotes=(of(text),))
    for screen in (STYLING.sub("", drawn(answer_view(answer))), plain_answer(answer)):
        assert not [character for character in screen if is_active(character)]


@given(WORDS.filter(lambda text: not any(map(is_active, text))))
def test_a_quote_stands_verbatim_in_plain_text(text: str) -> None:
    plain = plain_answer(replace(ANSWER, quotes=(of(text),)))
    assert plain.startswith(f"Very likely the answer (93%).\n\n{text}\n    ")


def test_what_was_searched_for_is_said_where_it_is_not_the_question() -> None:
    carried = replace(ANSWER, searched_for="and when — the lamp\x1b?")
    for screen in (drawn(answer_view(carried), 120), plain_answer(carried)):
        assert "Searched for: and when — the lamp␛?" in screen
    assert "Searched for" not in plain_answer(ANSWER)
    history = [{"role": "user", "content": "Who kept the lamp?"}]
    for screen in (drawn(answer_view(carried, None, history), 120), plain_answer(carried, None, history)):
        assert "Read as a follow-up to “Who kept the lamp?”" in screen
