"""The quotations of a message, and whose they are said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.quoting.checking.quoted import MOST, quotations_in


@pytest.mark.parametrize(
    ("message", "texts", "claimed"),
    [
        ('Marx said "the lamp was lit at nine" once', ["the lamp was lit at nine"], ["Marx"]),
        ("“The lamp was lit at nine” (Berg 12)", ["The lamp was lit at nine"], ["Berg 12"]),
        ("„Die Lampe brannte um neun“, schrieb Anna Berg.", ["Die Lampe brannte um neun"], ["Anna Berg"]),
        ("« la lampe fut allumée hier » selon Berg", ["la lampe fut allumée hier"], ["Berg"]),
        ("According to Jo Field, “the lamp was ‘never’ lit”.", ["the lamp was ‘never’ lit"], ["Jo Field"]),
        ("> The lamp was lit at nine,\n> and nobody saw it.\n— Berg, The Lamp", ["The lamp was lit at nine,\nand nobody saw it."], ["Berg, The Lamp"]),
        ("He said: “the lamp was lit at nine”", ["the lamp was lit at nine"], [None]),
        ("“the lamp was lit at nine” and “nobody saw it at all”", ["the lamp was lit at nine", "nobody saw it at all"], [None, None]),
        ("a “short one” and the word 'lamp'", [], []),
        ("it's the keepers' lamp, and they don't care 'bout it", [], []),
        ("『大会は三日間続いた。そして終わった』", ["大会は三日間続いた。そして終わった"], [None]),
        ("“the lamp was lit at nine", [], []),
        ("no quotation at all", [], []),
    ],
)  # fmt: skip
def test_quotations_are_found_with_what_is_said_of_them(
    message: str, texts: list[str], claimed: list[str | None]
) -> None:
    found = quotations_in(message)
    assert [one.text for one in found] == texts
    assert [one.claimed for one in found] == claimed


@given(st.text(alphabet="“”\"'‘’„«»>「」 \nabc(d)—", max_size=2000))
def test_of_any_message_the_places_are_its_own_and_apart(message: str) -> None:
    found = quotations_in(message)
    assert len(found) <= MOST
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(message)
        end = one.end


def test_thousands_of_marks_are_read_at_once() -> None:
    assert quotations_in('“«„"‘ab ' * 5000) is not None
