from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.markdown import block_quote, bold, escape, italic, subtext, unescape, unquote
from tests.bot.markdown_scanner import INERT, live, live_in_quote

LIVE = {
    "*a*": "emphasis",
    "**a**": "emphasis",
    "_a_": "emphasis",
    "__a__": "emphasis",
    "~~a~~": "strikethrough",
    "||a||": "spoiler",
    "`a`": "code",
    "```py\na\n```": "code",
    "> a": "block quote",
    ">>> a": "block quote",
    "# a": "heading",
    "a\n### a": "heading",
    "-# a": "subtext",
    "- a": "bullet",
    "  + a": "bullet",
    "* a": "bullet",
    "1. a": "number",
    "a\n 12. b": "number",
    "[a](https://b.example)": "masked link",
    "https://a.example": "url",
    "<https://a.example>": "url",
    "discord.gg/abc": "host",
    "www.a.example": "host",
    "@everyone": "everyone",
    "@here": "everyone",
    "<@1>": "server mention",
    "<@!1>": "server mention",
    "<@&1>": "server mention",
    "<#1>": "server mention",
    "</ask:1>": "angle",
    "<:a:1>": "angle",
    "<a:a:1>": "angle",
    "<t:1>": "angle",
    "<t:1:R>": "angle",
    "<id:customize>": "angle",
    "<a@b.example>": "angle",
    "<+1 999>": "angle",
    "<mailto:a@b.example>": "angle",
    ":smile:": "shortcode",
    "\\*": "",
    "¯\\_(ツ)_/¯": "emphasis",
}
FRAGMENTS = [
    *LIVE,
    *"\\*_~|`>#-+.:@<>[]()!/&1 \n\t\r",
    *(
        "\u200b",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u2028",
        "\x85",
        "\x0b",
        "\xa0",
        "\ufeff",
        "é",
        "ツ",
        "👩‍👩‍👧",
        "𝕏",
        "²",
    ),
    *("```", "**", "__", "***", "]( ", "<@", "<@&", "<#", "</", "<t:", "1.", "99", "everyone", "https:", "//"),
    "word",
]
characters = st.characters(exclude_categories=["Cs"], exclude_characters=INERT)
hostile = st.lists(st.sampled_from(FRAGMENTS) | st.text(characters, max_size=3), max_size=12).map("".join)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(hostile)
    place = st.integers(0, len(text))
    return text, [(min(a, b), max(a, b)) for a, b in draw(st.lists(st.tuples(place, place), max_size=4))]


@pytest.mark.parametrize(("sample", "construct"), LIVE.items())
def test_what_the_scanner_finds_live_is_dead_once_escaped(sample: str, construct: str) -> None:
    assert not construct or construct in live(sample)
    assert live(escape(sample)) == set()
    assert unescape(escape(sample)) == sample


@given(hostile)
def test_nothing_in_an_escaped_text_is_live_and_it_can_be_read_back(text: str) -> None:
    assert live(escape(text)) == set()
    assert unescape(escape(text)) == text


@given(st.text())
def test_any_text_at_all_can_be_read_back(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unquote(block_quote(text)) == text


@given(hostile, hostile)
def test_a_text_stays_inert_beside_another(one: str, other: str) -> None:
    assert live(f"{escape(one)}\n{escape(other)}") == set()


@given(quoted())
def test_a_block_quote_gives_its_text_back_and_holds_nothing_live_but_its_bold(
    quote: tuple[str, list[tuple[int, int]]],
) -> None:
    text, strong = quote
    shown = block_quote(text, strong)
    assert unquote(shown) == text
    assert live_in_quote(shown) == set()


@given(quoted())
def test_exactly_the_words_marked_are_bold(quote: tuple[str, list[tuple[int, int]]]) -> None:
    text, strong = quote
    wanted = {at for start, end in strong for at in range(start, end)}
    body = "\n".join(line[2:] for line in block_quote(text, strong).split("\n"))
    lit, at, on = set(), 0, False
    for part in re.findall(r"\\[^0-9A-Za-z\s]|\*\*|[\s\S]", body):
        if part == "**":
            on = not on
        else:
            lit |= {at} if on else set()
            at += 1
    assert at == len(text)
    assert {i for i in wanted if not text[i].isspace()} <= lit <= wanted


@given(quoted())
def test_bold_begins_and_ends_at_words_within_one_line(quote: tuple[str, list[tuple[int, int]]]) -> None:
    for line in block_quote(*quote).split("\n"):
        plain = re.sub(r"\\[^0-9A-Za-z\s]", INERT, line)
        assert "****" not in plain
        for inside in re.findall(r"\*\*(.+?)\*\*", plain):
            assert inside == inside.strip()


@given(hostile)
def test_a_line_of_the_bots_own_is_inert_inside_its_formatting(text: str) -> None:
    line = " ".join(text.split()) or "x"
    assert subtext(line).startswith("-# ")
    assert live(subtext(line)[3:]) == set()
    assert live(bold(line)[2:-2]) == set()
    assert live(italic(line)[1:-1]) == set()


@pytest.mark.parametrize(
    "prose",
    [
        "On February 16, 1938, while Sedov lay helpless, they succeeded.",
        "He died in 1938. The U.S. edition (p. 6) said so: “thirty-two” – only.",
        "Zinoviev, Kamenev, et al.; see p. 12, pre-war and others!",
    ],
)
def test_prose_is_hardly_touched(prose: str) -> None:
    assert len(escape(prose)) - len(prose) <= 1
