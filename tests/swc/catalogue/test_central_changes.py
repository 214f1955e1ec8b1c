"""What a new version of a central DPIA changes: outcome, measures added, changed, dropped, and days moved."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.catalogue.central_changes import OUTCOME_NAMES, what_changed
from swc.catalogue.kinds import Addressee, CentralChangeKind, CentralOutcome
from swc.catalogue.schemas import CentralMeasure, CentralVersion
from vocab.schemes import scheme

Kind = CentralChangeKind
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


def measure(
    code: str = "M1", text: str = "Zet namen uit.", due: date | None = None, addressee: Addressee = Addressee.BOARD
) -> CentralMeasure:
    """Return a measure."""
    return CentralMeasure(code=code, addressee=addressee, text=text, due=due)


def version(*measures: CentralMeasure, outcome: CentralOutcome = CentralOutcome.CONDITIONAL) -> CentralVersion:
    """Return a version with these measures."""
    return CentralVersion(number=1, outcome=outcome, measures=measures)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((measure(),), (measure(),), []),
        ((), (measure(),), [(Kind.MEASURE_ADDED, "Nieuwe maatregel voor besturen (M1): Zet namen uit.")]),
        ((measure(),), (), [(Kind.MEASURE_DROPPED, "Vervallen maatregel voor besturen (M1): Zet namen uit.")]),
        (
            (measure(),),
            (measure(text="Zet delen uit."),),
            [(Kind.MEASURE_CHANGED, "Gewijzigde maatregel voor besturen (M1): Zet delen uit.")],
        ),
        (
            (measure(due=JULY),),
            (measure(due=AUGUST),),
            [
                (
                    Kind.DUE_MOVED,
                    "Andere datum voor een maatregel voor besturen (M1): 2026-08-01; die was 2026-07-01.",
                )
            ],
        ),
        (
            (measure(),),
            (measure(due=JULY),),
            [(Kind.DUE_MOVED, "Andere datum voor een maatregel voor besturen (M1): 2026-07-01; die was geen.")],
        ),
        (
            (measure(),),
            (measure(addressee=Addressee.VENDOR),),
            [
                (Kind.MEASURE_DROPPED, "Vervallen maatregel voor besturen (M1): Zet namen uit."),
                (Kind.MEASURE_ADDED, "Nieuwe maatregel voor de leverancier (M1): Zet namen uit."),
            ],
        ),
    ],
)
def test_each_difference_is_told_once(
    before: tuple[CentralMeasure, ...], after: tuple[CentralMeasure, ...], expected: list[tuple[Kind, str]]
) -> None:
    found = what_changed(version(*before), version(*after))
    assert [(one.kind, one.text) for one in found] == expected


def test_an_outcome_that_turned_is_told_first_and_in_words() -> None:
    found = what_changed(version(outcome=CentralOutcome.POSITIVE), version(measure(), outcome=CentralOutcome.NEGATIVE))
    assert [one.kind for one in found] == [Kind.OUTCOME, Kind.MEASURE_ADDED]
    assert found[0].text == "De uitkomst is nu ‘Ongunstig’; die was ‘Gunstig’."


def test_a_first_version_changes_nothing() -> None:
    assert what_changed(None, version(measure())) == ()


def test_the_words_for_outcomes_are_those_of_the_code_list() -> None:
    listed = {concept.code: concept.label_nl for concept in scheme("central-outcomes").concepts}
    assert {one.value: name for one, name in OUTCOME_NAMES.items()} == listed


_MEASURES = st.lists(
    st.builds(
        measure,
        code=st.sampled_from(["M1", "M2", "M3"]),
        text=st.sampled_from(["a", "b"]),
        due=st.sampled_from([None, JULY]),
        addressee=st.sampled_from(Addressee),
    ),
    max_size=4,
    unique_by=lambda one: one.code,
)


@given(_MEASURES, _MEASURES)
def test_equal_measures_and_only_those_change_nothing(
    before: list[CentralMeasure], after: list[CentralMeasure]
) -> None:
    same = {one.code: one for one in before} == {one.code: one for one in after}
    assert (what_changed(version(*before), version(*after)) == ()) is same
