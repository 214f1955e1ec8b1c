"""Which use a row is about and what it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.imports import rules
from swc.landscape.imports.rules import KnownAgreement, KnownUse
from swc.landscape.imports.schemas import RowValues
from swc.landscape.kinds import AgreementPresence, UsageStatus

USE = KnownUse(
    id=UUID(int=1),
    product_key="magister",
    import_key="magister|",
    schools=frozenset(),
    row_version=3,
    status=UsageStatus.IN_PRODUCTION,
    users=100,
    owner_role="ICT",
    notes="eigen woorden",
)
A = AgreementPresence


def test_an_empty_cell_never_empties_a_field() -> None:
    assert not rules.edit_for(USE, RowValues(name="Magister"))


def test_only_what_differs_is_changed() -> None:
    edit = rules.edit_for(
        USE, RowValues(name="Magister", users=120, owner_role="ICT", status=UsageStatus.IN_PRODUCTION)
    )

    assert edit.fields == {"users": 120}


def test_a_new_use_without_status_counts_as_in_production() -> None:
    edit = rules.edit_for_new(RowValues(name="Magister", yearly_cost=Decimal("10.00")))

    assert edit.fields == {"yearly_cost": Decimal("10.00"), "status": UsageStatus.IN_PRODUCTION}


def test_the_key_of_an_earlier_import_finds_the_use_whatever_the_name_looks_like_now() -> None:
    use = replace(USE, import_key="magsitr|")

    assert rules.target(RowValues(name="Magsitr"), None, [use], []) is use


def test_a_key_that_contradicts_the_chosen_product_does_not_count() -> None:
    assert rules.target(RowValues(name="Magister"), "somtoday", [USE], []) is None


def test_a_row_finds_the_use_of_its_product_for_the_same_schools() -> None:
    school = replace(USE, id=UUID(int=2), import_key="", schools=frozenset({"11AA"}))

    assert rules.target(RowValues(name="M", schools=("11AA",)), "magister", [USE, school], []) is school
    assert rules.target(RowValues(name="M", schools=()), "magister", [USE, school], []) is USE
    assert rules.target(RowValues(name="M", schools=("22BB",)), "magister", [USE, school], []) is None


def test_a_row_without_schools_takes_the_only_use_of_the_product() -> None:
    school = replace(USE, import_key="", schools=frozenset({"11AA"}))

    assert rules.target(RowValues(name="M"), "magister", [school], []) is school


def test_a_use_is_taken_by_one_row_only() -> None:
    assert rules.target(RowValues(name="Magister"), "magister", [USE], [USE.id]) is None


def test_notes_of_a_person_survive_beside_the_lines_of_a_list() -> None:
    once = rules.merged_notes("eigen woorden\nKleur: rood", ["Kleur: blauw", "los"])

    assert once == "eigen woorden\nKleur: blauw\nlos"
    assert rules.merged_notes(once, ["Kleur: blauw", "los"]) == once


@given(
    st.text(max_size=60), st.lists(st.from_regex(r"[a-z]{1,3}(: [a-z]{0,3})?", fullmatch=True), max_size=5, unique=True)
)
def test_laying_in_the_same_notes_again_changes_nothing_when_labels_differ(existing: str, lines: list[str]) -> None:
    labels = [line.split(": ")[0] for line in lines]
    if len(set(labels)) < len(labels):
        lines = lines[:1]
    once = rules.merged_notes(existing, lines)

    assert rules.merged_notes(once, lines) == once


def test_a_list_that_says_there_is_no_agreement_takes_model_and_dates_away() -> None:
    known = KnownAgreement(A.PRESENT, "4.0", date(2024, 1, 1), None, "map 3")

    assert rules.agreement_after(RowValues(agreement=A.ABSENT), known) == KnownAgreement(A.ABSENT, note="map 3")


def test_an_agreement_keeps_what_the_list_does_not_say() -> None:
    known = KnownAgreement(A.PRESENT, "3.0", date(2024, 1, 1))

    assert rules.agreement_after(RowValues(), known) is None
    assert rules.agreement_after(RowValues(agreement_model="4.0"), known) == replace(known, model_version="4.0")


def test_a_model_of_an_agreement_that_is_not_there_is_a_contradiction() -> None:
    assert rules.agreement_contradicts(RowValues(agreement=A.ABSENT, agreement_model="4.0"), KnownAgreement())
    assert rules.agreement_contradicts(RowValues(agreement_model="4.0"), KnownAgreement(A.ABSENT))
    assert not rules.agreement_contradicts(
        RowValues(agreement=A.PRESENT, agreement_model="4.0"), KnownAgreement(A.ABSENT)
    )
