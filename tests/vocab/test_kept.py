"""What is kept beside its facts is only ever handed out for those facts."""

from __future__ import annotations

from vocab.kept import Kept


def test_equal_facts_are_worked_out_once() -> None:
    kept: Kept[list[int]] = Kept()
    first = kept.of("a", (1, "x"), lambda: [1])
    assert kept.of("a", (1, "x"), lambda: [2]) is first


def test_a_change_of_any_fact_and_a_change_back_are_worked_out_anew() -> None:
    kept: Kept[int] = Kept()
    seen = [kept.of("a", (fact,), lambda fact=fact: fact * 10) for fact in (1, 2, 1)]  # type: ignore[misc]
    assert seen == [10, 20, 10]


def test_the_same_facts_of_another_subject_are_its_own() -> None:
    kept: Kept[str] = Kept()
    assert [kept.of(one, (1,), lambda one=one: one) for one in ("a", "b", "a")] == ["a", "b", "a"]  # type: ignore[misc]


def test_no_more_is_held_than_was_said() -> None:
    kept: Kept[int] = Kept(most=3)
    for number in range(10):
        assert kept.of(number, (), lambda number=number: number) == number  # type: ignore[misc]
    assert len(kept) <= 3
