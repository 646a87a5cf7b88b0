from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.words.analysis import LONGEST, words_of


def words(text: str) -> list[str]:
    return list(words_of(text).words)


def found_by(text: str) -> set[str]:
    analysed = words_of(text)
    return {*analysed.words, *analysed.further}


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Émeute café naïve", "emeute cafe naive"),
        ("cafe\u0301", "cafe"),
        ("the ﬁnal oﬃce", "the final office"),
        ("Cæsar œuvre Ærø Łódź", "caesar oeuvre aero lodz"),
        ("ſocial claſs Straße", "social class strasse"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full width"),
        ("Ёлка Ελλάς", "елка ελλασ"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_typography_and_accents_do_not_part_a_word_from_itself(written: str, plain: str) -> None:
    assert words(written) == plain.split()


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "‘"])
def test_a_possessive_is_its_owner(apostrophe: str) -> None:
    assert words(f"Larkin{apostrophe}s union, the workers{apostrophe} own") == [
        "larkin",
        "union",
        "the",
        "workers",
        "own",
    ]


@pytest.mark.parametrize(
    "broken",
    ["impe-\nrialism", "impe- \r\n  rialism", "impe\u00ad\nrialism", "impe\u00adrialism", "impe‐\nrialism"],
)
def test_a_word_broken_over_two_lines_is_one_word(broken: str) -> None:
    assert words(f"against {broken} now") == ["against", "imperialism", "now"]


def test_a_compound_that_ends_a_line_is_still_found_by_its_parts() -> None:
    assert {"by", "election", "byelection"} <= found_by("the by-\nelection")
    assert words("Anglo-\nIrish") == ["anglo", "irish"]


def test_a_paragraph_that_ends_in_a_hyphen_is_not_joined_to_the_next() -> None:
    assert words("cut off here-\n\nnext") == ["cut", "off", "here", "next"]


def test_a_compound_is_found_by_its_parts_and_as_one_word() -> None:
    assert words("the by‑election") == ["the", "by", "election"]
    assert found_by("the by-election") == {"the", "by", "election", "byelection"}


def test_what_an_apostrophe_ties_on_is_found_alone_too() -> None:
    assert found_by("O’Connell read l’Humanité") == {"oconnell", "connell", "read", "lhumanite", "humanite"}
    assert found_by("don't") == {"dont"}


def test_numbers_and_years_are_kept() -> None:
    assert words("1,000 men in 1914-18, 10,000,000 dollars") == [
        "1000",
        "men",
        "in",
        "1914",
        "18",
        "10000000",
        "dollars",
    ]


def test_an_acronym_is_the_same_with_and_without_its_full_stops() -> None:
    assert words("the I.L.P. and the U.S.A.") == words("the ILP and the USA")


def test_the_mark_of_a_footnote_is_no_part_of_the_word_before_it() -> None:
    assert words("Home Rule¹ and³") == ["home", "rule", "and"]


@pytest.mark.parametrize(
    ("text", "asked"), [("資本論の第一巻", "資本論"), ("ภาษาไทยง่าย", "ไทย"), ("조선공산당은", "공산당")]
)
def test_scripts_without_spaces_are_found_by_what_stands_inside(text: str, asked: str) -> None:
    inside, wanted = words(text), words(asked)
    assert any(inside[at : at + len(wanted)] == wanted for at in range(len(inside)))


def test_vowel_signs_do_not_break_a_word() -> None:
    assert words("हिन्दी में") == ["हिन्दी", "में"]


@given(st.text())
def test_any_text_has_words_without_spaces_in_them(text: str) -> None:
    analysed = words_of(text)
    for word in analysed.words + analysed.further:
        assert word.split() == [word]
        assert len(word) <= LONGEST


@given(st.text())
def test_analysing_words_again_changes_nothing(text: str) -> None:
    # Pairs of characters and Greek of the sort that grows under case folding are the same words the second time.
    once = words_of(text).words
    assert [word for part in once for word in words(part)] == list(once)


@given(st.text(alphabet="abcé-'’ \n.,1\u00ad"))
def test_capitals_make_no_difference(text: str) -> None:
    assert words(text.upper().replace("\n", " ")) == words(text.replace("\n", " "))


def test_pairs_of_signs_go_on_over_a_line_s_end_and_not_over_a_paragraph_s() -> None:
    assert words_of("沒有\n上油").words == ("沒有", "有上", "上油")
    assert words_of("沒有\n\n上油").words == ("沒有", "上油")
    assert words_of("two\nwords").words == ("two", "words")
