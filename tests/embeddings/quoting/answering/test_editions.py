from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from embeddings.quoting.answering import answering
from embeddings.weights import SHIPPED

EDITIONS = SHIPPED.quoting.editions

TEXT = (
    "The keeper of the northern lamp wrote every evening of the ships that had passed, of the weather, and of the "
    "oil that was left; and when the ice came he wrote of nothing else."
)


def is_in(text: str, whole: str) -> bool:
    return answering.is_in(text, whole, EDITIONS)


def test_another_edition_differs_in_spelling_punctuation_and_a_word_here_and_there() -> None:
    other = TEXT.replace("; and", " — And").replace("weather,", "wether").replace("“", '"').upper()
    assert is_in(other, TEXT)
    assert is_in(TEXT, f"Preface, long and dull. {TEXT} And so on.")


def test_another_text_of_the_same_words_is_no_edition() -> None:
    backwards = " ".join(reversed(TEXT.split()))
    assert not is_in(backwards, TEXT)
    assert not is_in("The keeper of the southern lamp slept all day, and nobody wrote of him or of the oil.", TEXT)


def test_a_text_is_in_a_longer_one_and_not_the_longer_in_it() -> None:
    longer = TEXT + " " + "Of the harbour below there is nothing to say that the other books have not said. " * 3
    assert is_in(TEXT, longer)
    assert not is_in(longer, TEXT)


def test_what_is_soon_alike_is_never_taken_for_an_edition() -> None:
    short = "He never saw the sea again in his life"
    assert len(short.split()) < EDITIONS.shortest
    assert not is_in(short, short)
    assert not is_in("", TEXT)
    assert not is_in("…", "…")


@given(
    st.lists(
        st.sampled_from(["keeper", "lamp", "oil", "ice", "ship", "Ört", "л海", "1901"]), min_size=EDITIONS.shortest
    ),
    st.text(),
)
def test_any_long_text_is_in_what_holds_it_however_it_is_set(words: list[str], around: str) -> None:
    assert is_in(",\n".join(words).upper(), f"{around} {'  '.join(words)} {around}")
