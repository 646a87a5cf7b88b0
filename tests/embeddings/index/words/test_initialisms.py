from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.index.words.initialisms import InitialismCollector, Initialisms, count_initialisms


def collected(*texts: str) -> Initialisms:
    collector = InitialismCollector()
    for text in texts:
        collector.add(count_initialisms(text))
    return Initialisms(collector.found())


def test_one_explanation_in_brackets_is_enough() -> None:
    known = collected("The Northern Lamp Board (NLB) met. The Board of Trade (BT) did not.")
    assert known.phrases("NLB") == ("Northern Lamp Board",)
    assert known.phrases("BT") == ("Board of Trade",)


def test_an_explanation_may_be_in_lower_case_and_may_follow() -> None:
    assert collected("They burned light diesel oil (LDO) there.").phrases("LDO") == ("light diesel oil",)
    assert collected("The N.L.B. (Northern Lamp Board) met.").phrases("NLB") == ("Northern Lamp Board",)


def test_a_phrase_that_recurs_explains_an_initialism_that_stands_in_the_archive() -> None:
    assert collected("The N.L.B. met.", "The Northern Lamp Board met. The Northern\nLamp Board rose.").phrases(
        "NLB"
    )


def test_a_phrase_met_once_explains_nothing() -> None:
    assert collected("The NLB met. The Northern Lamp Board met.").phrases("NLB") == ()


def test_two_letters_are_too_few_for_a_phrase_that_nobody_explained() -> None:
    assert collected("Anna Berg wrote. Anna Berg read. Anna Berg slept. AB left.").phrases("AB") == ()


def test_in_lower_case_only_what_is_no_word_is_an_initialism() -> None:
    text = "The Society of Old Seamen (SOS), and the Union of Sail Engineers (USE). We use it."
    known = collected(text)
    assert known.phrases("sos") == ("Society of Old Seamen",)
    assert known.phrases("use") == ()
    assert known.phrases("USE") == ("Union of Sail Engineers",)


def test_the_commonest_phrase_comes_first_and_a_rare_one_not_at_all() -> None:
    text = "The NLB. " + "Northern Lamp Board, " * 9 + "Norwegian Lead Bank, " * 6 + "New Line Bureau, " * 2
    assert collected(text).phrases("NLB") == ("Northern Lamp Board", "Norwegian Lead Bank")


def test_what_is_written_out_has_the_initialism_that_the_archive_uses() -> None:
    known = collected("The Northern Lamp Board (NLB) met. " + "The Southern Sail Guild rose. " * 3)
    assert known.initials("northern lamp board") == "NLB"
    assert known.initials("southern sail guild") is None  # the archive never writes SSG


def test_other_alphabets_have_initialisms_too() -> None:
    assert collected("Российская Лампа Труда (РЛТ) закрыта.").phrases("РЛТ") == ("Российская Лампа Труда",)


@given(st.lists(st.text(max_size=300), max_size=5))
def test_any_text_can_be_collected_from(texts: list[str]) -> None:
    collector = InitialismCollector()
    for text in texts:
        collector.add(count_initialisms(text))
    for found in collector.found():
        assert 2 <= len(found.initials) <= 6
        assert found.explained or found.times > 1
