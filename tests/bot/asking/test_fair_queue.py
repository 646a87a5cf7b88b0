"""Whatever comes and goes: bounded, in turns, first come first served within a group, no group crowded out."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from bot.asking.workers import FairQueue

GROUPS = "ABCD"
STEPS = st.lists(st.one_of(st.sampled_from(GROUPS), st.just("take"), st.just("remove")), max_size=80)


@given(places=st.integers(0, 9), steps=STEPS, data=st.data())
def test_a_line_keeps_its_promises_whatever_comes_and_goes(
    places: int, steps: list[str], data: st.DataObject
) -> None:
    line = FairQueue[tuple[str, int]](places)
    inside: dict[str, list[int]] = {group: [] for group in GROUPS}
    for number, step in enumerate(steps):
        held = {group: len(items) for group, items in inside.items() if items}
        if step == "take":
            taken = line.take()
            assert (taken is None) == (not held)
            if taken:
                assert inside[taken[0]].pop(0) == taken[1]  # first come, first served
        elif step == "remove":
            every = [(group, item) for group, items in inside.items() for item in items]
            if every:
                chosen = data.draw(st.sampled_from(every))
                assert line.remove(chosen[0], chosen)
                assert not line.remove(chosen[0], chosen)
                inside[chosen[0]].remove(chosen[1])
        else:
            dropped = line.put(step, (step, number))
            if dropped is None:
                assert sum(held.values()) < places
                inside[step].append(number)
            elif dropped == (step, number):
                assert sum(held.values()) == places
                # Refused only with its share in hand.
                assert held.get(step, 0) >= places // len({*held, step})
            else:
                assert inside[dropped[0]].pop() == dropped[1]  # the newest goes
                assert held[dropped[0]] == max(held.values())
                inside[step].append(number)
                assert len(inside[step]) <= len(inside[dropped[0]])
        assert len(line) == sum(map(len, inside.values())) <= places
        assert {group: line.waiting(group) for group in GROUPS} == {g: len(items) for g, items in inside.items()}


@given(counts=st.lists(st.integers(1, 12), min_size=1, max_size=6))
def test_between_two_turns_of_a_group_every_other_that_waits_has_one(counts: list[int]) -> None:
    line = FairQueue[int](sum(counts))
    for group, count in enumerate(counts):
        for _ in range(count):
            line.put(group, group)
    order = [line.take() for _ in range(sum(counts))]
    for group, count in enumerate(counts):
        turns = [at for at, taken in enumerate(order) if taken == group]
        assert len(turns) == count
        for first, second in itertools.pairwise(turns):
            between = set(order[first + 1 : second])
            still = {other for other in range(len(counts)) if other != group and other in order[second:]}
            assert still <= between


def test_who_asks_alone_in_a_crowd_is_next_but_one() -> None:
    line = FairQueue[str](20)
    for number in range(20):
        assert line.put("crowd", f"crowd {number}") is None
    assert line.put("one", "alone") == "crowd 19"
    assert [line.take(), line.take(), line.take()] == ["crowd 0", "alone", "crowd 1"]


def test_without_places_nobody_waits() -> None:
    line = FairQueue[str](0)
    assert line.put("A", "a") == "a"
    assert line.take() is None
