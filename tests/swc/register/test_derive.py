"""Which activities follow from a board: by function, else by component, else by use; none is forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fora.kinds import PersonalData
from swc.catalogue.kinds import Trust
from swc.landscape.kinds import AgreementPresence, CategoryOrigin, ProcessesPersonalData, UsageStatus
from swc.landscape.schemas import AgreementFact, CategoryFact, ComponentRef
from swc.register.derive import drafts, takes_part
from swc.register.kinds import AnchorKind, BoardRole, RegisterField
from swc.register.rules import Draft, missing
from tests.factories.register_facts import (
    ENROLMENT,
    LAS,
    LEDGER,
    OTHER,
    board,
    category,
    function,
    information_object,
    use,
)

F = RegisterField
ENROL, BOOKS, ELSE = function(), function(LEDGER, "Grootboekbeheer"), function(OTHER, "Iets anders")


def anchors(found: tuple[Draft, ...]) -> set[tuple[AnchorKind, str]]:
    """Return on what activities rest."""
    return {(one.anchor.kind, one.anchor.key) for one in found}


def codes(draft: Draft, field: F = F.DATA_CATEGORY) -> set[str]:
    """Return the keys of the values of a field."""
    return {one.key for one in draft.values if one.field is field}


@pytest.mark.parametrize(
    ("status", "personal_data", "expected"),
    [
        (UsageStatus.IN_PRODUCTION, ProcessesPersonalData.YES, True),
        (UsageStatus.IN_PRODUCTION, ProcessesPersonalData.UNKNOWN, True),
        (UsageStatus.IN_PRODUCTION, ProcessesPersonalData.NO, False),
        (UsageStatus.PLANNED, ProcessesPersonalData.YES, True),
        (UsageStatus.PHASED_OUT, ProcessesPersonalData.YES, False),
    ],
)
def test_who_takes_part(status: UsageStatus, personal_data: ProcessesPersonalData, *, expected: bool) -> None:
    one = use(status=status, personal_data=personal_data)
    assert takes_part(one) is expected
    assert bool(drafts(board(one))) is expected


def test_a_function_that_a_component_serves_is_an_activity_with_every_use_on_it() -> None:
    (found,) = drafts(board(use("Een"), use("Twee")))
    assert anchors((found,)) == {(AnchorKind.FUNCTION, ENROLMENT)}
    assert [one.name for one in found.uses] == ["Een", "Twee"]
    assert found.name == "Inschrijving"
    path = next(one.path for one in found.values if one.field is F.APPLICATION)
    assert [one.kind for one in path] == ["use", "component", "function"]


def test_a_component_without_functions_and_a_use_without_a_place_are_activities_themselves() -> None:
    assert anchors(drafts(board(use(), functions=()))) == {(AnchorKind.COMPONENT, LAS)}
    loose = use(components=())
    lapsed = use("Weg", components=(ComponentRef(guid="ee" * 16, name="Weg", lapsed=True),))
    assert anchors(drafts(board(loose, lapsed))) == {
        (AnchorKind.USE, str(loose.id)),
        (AnchorKind.USE, str(lapsed.id)),
    }


def test_a_function_that_needs_no_personal_data_gives_no_activity_and_the_use_stays_in_sight() -> None:
    assert anchors(drafts(board(use(), functions=(BOOKS,)))) == {(AnchorKind.COMPONENT, LAS)}
    assert anchors(drafts(board(use(), functions=(ENROL, BOOKS)))) == {(AnchorKind.FUNCTION, ENROLMENT)}


def test_a_use_that_holds_nothing_of_what_a_function_needs_takes_no_part_unless_something_is_unknown() -> None:
    known = use(categories=(category("P18"),))
    partly = use(categories=(category("P18"),), categories_unknown=True)
    assert anchors(drafts(board(known))) == {(AnchorKind.COMPONENT, LAS)}
    assert anchors(drafts(board(partly))) == {(AnchorKind.FUNCTION, ENROLMENT)}


def test_a_person_who_accepts_or_rejects_a_function_for_a_use_decides() -> None:
    accepted = use(around={"accepted": {LEDGER: "Grootboekbeheer"}})
    rejected = use(around={"rejected": frozenset({ENROLMENT})})
    assert (AnchorKind.FUNCTION, LEDGER) in anchors(drafts(board(accepted, functions=(ENROL, BOOKS))))
    assert anchors(drafts(board(rejected))) == {(AnchorKind.COMPONENT, LAS)}
    loose = use(components=(), around={"accepted": {ENROLMENT: "Inschrijving"}})
    assert anchors(drafts(board(loose))) == {(AnchorKind.FUNCTION, ENROLMENT)}


def test_categories_are_those_of_the_objects_of_the_function_where_it_has_them() -> None:
    objects = (information_object("A", "P04"), information_object("B", "P13", personal_data=PersonalData.NO))
    (found,) = drafts(board(use(categories=(category("P04"), category("P05"))), functions=(function(objects=objects),)))
    assert codes(found) == {"P04"}
    assert codes(found, F.INFORMATION_OBJECT) == {"A"}


def test_else_those_of_the_uses_that_the_profile_names_and_else_all_of_them() -> None:
    (narrowed,) = drafts(board(use()))
    assert codes(narrowed) == {"P01"}
    (whole,) = drafts(board(use(), functions=(ELSE,)))
    assert codes(whole) == {"P01", "P05"}


@pytest.mark.parametrize(
    "sure",
    [category("P13", CategoryOrigin.OWN), category("P13").model_copy(update={"trust": Trust.CONFIRMED})],
    ids=["named by the board", "confirmed"],
)
def test_a_category_that_is_certain_never_falls_outside(sure: CategoryFact) -> None:
    own = (category("P01"), sure)
    found = {one.anchor.kind: codes(one) for one in drafts(board(use(categories=own)))}
    assert found == {AnchorKind.FUNCTION: {"P01"}, AnchorKind.COMPONENT: {"P13"}}


def test_the_profile_gives_purpose_ground_and_the_acts_of_the_sector() -> None:
    (found,) = drafts(board(use(), sector="po"))
    assert codes(found, F.PURPOSE) == {"leerlingadministratie"}
    assert codes(found, F.LEGAL_BASIS) == {"wettelijke-plicht"}
    assert codes(found, F.STATUTE) == {"wpo", "wro", "leerplichtwet", "uavg"}
    (mixed,) = drafts(board(use(), sector="mixed"))
    assert codes(mixed, F.STATUTE) >= {"wpo", "wvo-2020", "wec"}


def test_of_a_function_that_nobody_knows_purpose_and_ground_stay_open() -> None:
    (found,) = drafts(board(use(), functions=(ELSE,)))
    assert not codes(found, F.PURPOSE)
    assert not codes(found, F.LEGAL_BASIS)


def test_without_a_vendor_or_with_an_agreement_that_is_not_needed_nobody_processes_for_the_board() -> None:
    alone = use(vendor_key=None, vendor_name=None)
    own = use("Eigen", agreement=AgreementFact(presence=AgreementPresence.NOT_NEEDED))
    (found,) = drafts(board(alone, own))
    assert F.PROCESSOR not in missing(found.values, BoardRole.CONTROLLER)
    assert not codes(found, F.PROCESSOR)
    (other,) = drafts(board(alone, use("Met leverancier")))
    assert codes(other, F.PROCESSOR) == {"meerschool"}


CATEGORIES = st.lists(st.sampled_from(["P01", "P05", "P09", "P13", "P18", "P21", "P22"]), unique=True, max_size=5)
ORIGINS = st.sampled_from(list(CategoryOrigin))


@given(
    categories=CATEGORIES,
    origin=ORIGINS,
    unknown=st.booleans(),
    functions=st.sets(st.sampled_from([ENROL, BOOKS, ELSE])),
    placed=st.booleans(),
    rejected=st.sets(st.sampled_from([ENROLMENT, LEDGER, OTHER])),
)
def test_every_use_is_somewhere_and_every_value_has_a_path(
    *,
    categories: list[str],
    origin: CategoryOrigin,
    unknown: bool,
    functions: set[object],
    placed: bool,
    rejected: set[str],
) -> None:
    one = use(
        categories=tuple(category(code, origin) for code in categories),
        categories_unknown=unknown or not categories,
        components=(ComponentRef(guid=LAS, name="LAS"),) if placed else (),
        around={"rejected": frozenset(rejected)},
    )
    found = drafts(board(one, functions=tuple(functions)))  # type: ignore[arg-type]
    assert found
    assert all(ref.id == one.id for draft in found for ref in draft.uses)
    for draft in found:
        keys = [(each.field, each.key) for each in draft.values]
        assert len(keys) == len(set(keys))
        assert all(each.path and each.label for each in draft.values)
    if origin is CategoryOrigin.OWN:
        assert {code for draft in found for code in codes(draft)} == set(categories)
