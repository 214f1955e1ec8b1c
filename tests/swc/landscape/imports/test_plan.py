"""The plan of a list: rows that know their use go first, and what cannot be true at once is an error."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from swc.landscape.imports.kinds import ImportField, Level, MatchKind, RowState
from swc.landscape.imports.plan import Planned, plan
from swc.landscape.imports.rules import KnownAgreement, KnownUse
from swc.landscape.imports.schemas import RowMatch, RowValues, StoredRow
from swc.landscape.imports.standing import Standing
from swc.landscape.kinds import AgreementPresence, UsageStatus

TODAY = date(2026, 3, 2)
USE = KnownUse(
    id=UUID(int=1),
    product_key="magister",
    import_key="magister|",
    schools=frozenset(),
    row_version=1,
    status=UsageStatus.IN_PRODUCTION,
    start_date=date(2020, 1, 1),
    agreement=KnownAgreement(AgreementPresence.PRESENT, "3.0", date(2024, 1, 1)),
)


def row(number: int, name: str = "Magister", kind: MatchKind = MatchKind.EXACT, **values: object) -> StoredRow:
    return StoredRow(
        number=number,
        cells=(),
        values=RowValues.model_validate({"name": name, **values}),
        match=RowMatch(kind=kind, product_key="magister" if kind is MatchKind.EXACT else None),
    )


def planned(*rows: StoredRow, uses: tuple[KnownUse, ...] = (USE,)) -> tuple[Planned, ...]:
    versions = {"magister": {3: "4.1", 4: "4.2"}, "elders": {5: "9"}}
    return plan(rows, Standing(uses, {"magister": "Magister"}, {"9" * 32: "LAS"}, TODAY, versions))


def test_a_row_that_was_imported_before_keeps_its_use_although_another_row_looks_like_it() -> None:
    first, second = planned(row(2, "Magister nieuw"), row(3, "Magister"))

    assert (first.use, second.use) == (None, USE)
    assert [one.plan.number for one in (first, second)] == [2, 3]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end_date": date(2019, 1, 1)}, ImportField.END_DATE),
        ({"agreement_valid_until": date(2023, 1, 1)}, ImportField.AGREEMENT_VALID_UNTIL),
        ({"agreement": AgreementPresence.ABSENT, "agreement_model": "4.0"}, ImportField.AGREEMENT),
    ],
)
def test_what_contradicts_the_row_or_what_stands_already_is_an_error(
    values: dict[str, object], field: ImportField
) -> None:
    (one,) = planned(row(2, **values))

    assert one.plan.state is RowState.ERROR
    assert one.plan.problems[0].field is field


def test_an_end_in_the_past_of_something_in_use_gets_a_remark() -> None:
    (one,) = planned(row(2, end_date=date(2026, 1, 1)))

    assert one.plan.state is RowState.CHANGED
    assert one.plan.problems[0].level is Level.WARNING


def test_changes_are_shown_with_what_was_before_and_components_by_name() -> None:
    (one,) = planned(row(2, users=12, components=("9" * 32,), agreement_model="4.0"))

    assert [(change.field, change.before, change.after) for change in one.plan.changes] == [
        ("users", "", "12"),
        ("components", "", "LAS"),
        ("agreement_model_version", "3.0", "4.0"),
    ]


@pytest.mark.parametrize("written", ["4.2", "v4.2", "Versie 4.2"])
def test_a_version_that_the_product_has_is_set_and_shown_by_name(written: str) -> None:
    (one,) = planned(row(2, version=written), uses=(replace(USE, version_id=3),))

    assert one.edit.fields == {"version_id": 4}
    assert [(change.field, change.before, change.after) for change in one.plan.changes] == [("version", "4.1", "4.2")]
    assert one.plan.problems == ()


@pytest.mark.parametrize("written", ["9", "4", "4.2 beta"])
def test_a_version_that_the_product_lacks_is_noted_and_never_guessed(written: str) -> None:
    (one,) = planned(row(2, version=written))

    assert one.edit.fields == {"notes": f"Versie: {written}"}
    assert [(each.level, each.field) for each in one.plan.problems] == [(Level.WARNING, ImportField.VERSION)]


def test_the_same_version_again_changes_nothing() -> None:
    noted, known = USE, replace(USE, version_id=4)

    assert planned(row(2, version="4.2"), uses=(known,))[0].plan.state is RowState.UNCHANGED
    assert planned(row(2, version="9"), uses=(replace(noted, notes="Versie: 9"),))[0].edit.fields == {}


def test_a_new_use_of_a_concept_product_keeps_its_version_in_the_notes() -> None:
    (one,) = planned(row(2, "Thee", MatchKind.NONE, version="1"), uses=())

    assert one.edit.fields["notes"] == "Versie: 1"
    assert "Thee" in str(one.plan.problems[0].text)


def test_nothing_to_change_is_unchanged() -> None:
    (one,) = planned(row(2))

    assert (one.plan.state, one.plan.changes, bool(one.edit)) == (RowState.UNCHANGED, (), False)


def test_without_a_sure_product_a_choice_is_asked_and_without_any_a_concept_is_proposed() -> None:
    choose, concept = planned(row(2, "Iets", MatchKind.CANDIDATES), row(3, "Thee", MatchKind.NONE), uses=())

    assert choose.plan.state is RowState.CHOOSE
    assert (concept.plan.state, concept.plan.concept_name) == (RowState.NEW, "Thee")
