"""What a use says of personal data, what is derived for it, and which uses a filter asks."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from fora.kinds import PathKind, PersonalData
from fora.schemas import Step
from swc.catalogue.kinds import DataLevel, ProductStatus, Trust
from swc.landscape import rules
from swc.landscape.kinds import (
    AgreementPresence,
    CategoryOrigin,
    Criticality,
    DerivedKind,
    FactState,
    ProcessesPersonalData,
    UsageStatus,
    Verdict,
)
from swc.landscape.rules import DataFacts, ObjectFact, Said
from swc.landscape.schemas import (
    AgreementFact,
    CategoryFact,
    ComponentRef,
    DerivedFact,
    UseFilter,
    UseSummary,
)

YES, NO, UNKNOWN = ProcessesPersonalData.YES, ProcessesPersonalData.NO, ProcessesPersonalData.UNKNOWN
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
PUPILS = CategoryFact(code="P01", origin=CategoryOrigin.PRODUCT, trust=Trust.UNCONFIRMED, via="LAS")


def facts(level: DataLevel = DataLevel.NONE, **more: Any) -> DataFacts:  # noqa: ANN401 - any field a test names
    return DataFacts(product="Magister", level=level, **more)


def an_object(personal_data: PersonalData = PersonalData.YES, **more: Any) -> ObjectFact:  # noqa: ANN401 - any field a test names
    return ObjectFact(guid="o1", name="Leerlingdossier", personal_data=personal_data, **more)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (facts(DataLevel.NONE), NO),
        (facts(DataLevel.NONE, level_stands=False), UNKNOWN),
        (facts(DataLevel.UNKNOWN), UNKNOWN),
        (facts(DataLevel.PSEUDONYM), YES),
        (facts(DataLevel.ORDINARY), YES),
        (facts(DataLevel.NONE, own=("P12",)), YES),
        (facts(DataLevel.NONE, stated=(PUPILS,)), YES),
        (facts(DataLevel.UNKNOWN, usual=(PUPILS,)), YES),
        (facts(DataLevel.NONE, usual=(PUPILS,)), NO),
        (facts(DataLevel.UNKNOWN, objects=(an_object(),)), YES),
        (facts(DataLevel.NONE, objects=(an_object(),)), YES),
        (facts(DataLevel.NONE, objects=(an_object(PersonalData.NO, accepted=True),)), NO),
        (facts(DataLevel.NONE, objects=(an_object(PersonalData.UNKNOWN),)), NO),
        (facts(DataLevel.NONE, objects=(an_object(PersonalData.UNKNOWN, accepted=True),)), UNKNOWN),
    ],
)
def test_one_yes_decides_and_unknown_never_reads_as_no(known: DataFacts, expected: ProcessesPersonalData) -> None:
    assert rules.processes_personal_data(known) is expected
    assert (rules.reasons(known)[0].says is expected) or expected is UNKNOWN


def test_the_reasons_name_every_fact_that_speaks_with_yes_first() -> None:
    known = facts(DataLevel.UNKNOWN, objects=(an_object(),), own=("P12",), usual=(PUPILS,))
    assert [(one.says, one.subject, one.value) for one in rules.reasons(known)] == [
        (YES, "LAS", "P01"),
        (YES, "Leerlingdossier", "yes"),
        (YES, "", "P12"),
        (UNKNOWN, "Magister", "unknown"),
    ]


def test_categories_keep_each_origin_once() -> None:
    mapped = CategoryFact(code="P01", origin=CategoryOrigin.FORA, via="Leerlingdossier")
    known = facts(
        DataLevel.ORDINARY,
        stated=(PUPILS,),
        usual=(PUPILS,),
        objects=(an_object(categories=(mapped,)), an_object(categories=(mapped,))),
        own=("P12",),
    )
    assert [(one.code, one.origin.value) for one in rules.categories(known)] == [
        ("P01", "fora"),
        ("P01", "product"),
        ("P12", "own"),
    ]


def test_an_object_without_personal_data_lends_no_categories() -> None:
    mapped = CategoryFact(code="P01", origin=CategoryOrigin.FORA)
    known = facts(objects=(an_object(PersonalData.NO, categories=(mapped,)),))
    assert rules.categories(known) == ()


def test_an_unmapped_object_with_personal_data_is_named_and_makes_categories_unknown() -> None:
    known = facts(DataLevel.ORDINARY, stated=(PUPILS,), objects=(an_object(),))
    assert rules.unmapped_objects(known) == ("Leerlingdossier",)
    assert missing(known)


def test_categories_are_unknown_when_none_is_known_and_personal_data_are_not_ruled_out() -> None:
    assert missing(facts(DataLevel.UNKNOWN))
    assert missing(facts(DataLevel.SPECIAL))
    assert not missing(facts(DataLevel.NONE))
    assert not missing(facts(DataLevel.SPECIAL, own=("P09",)))


def missing(known: DataFacts) -> bool:
    return rules.categories_unknown(known, rules.categories(known))


def derived(guid: str, *through: str, name: str = "") -> DerivedFact:
    path = tuple(Step(guid=step, name=step) for step in (*through, guid))
    return DerivedFact(
        guid=guid,
        name=name or guid,
        kind=DerivedKind.INFORMATION_OBJECT,
        path_kind=PathKind.DIRECT,
        path=path,
        state=FactState.SUGGESTED,
    )


def said(guid: str, verdict: Verdict = Verdict.ACCEPTED, **more: Any) -> Said:  # noqa: ANN401 - any field a test names
    values = {
        "kind": DerivedKind.INFORMATION_OBJECT,
        "name": guid,
        "added_by_hand": False,
        "reason": "",
        "path": (Step(guid="c", name="c"), Step(guid=guid, name=guid)),
        "decided_at": MOMENT,
        "decided_by": "carla",
    } | more
    return Said(guid=guid, verdict=verdict, **values)


def test_suggestions_come_shortest_path_first_and_each_element_once() -> None:
    found = rules.judged([derived("b", "c", "f"), derived("a", "c", "f"), derived("b", "d")], ())
    assert [(one.guid, len(one.path)) for one in found] == [("b", 2), ("a", 3)]


def test_a_verdict_lies_over_the_suggestion_with_its_reason() -> None:
    (found,) = rules.judged([derived("a", "c")], [said("a", Verdict.REJECTED, reason="niet hier")])
    assert (found.state, found.reason, found.decided_by) == (FactState.REJECTED, "niet hier", "carla")
    assert not found.path_lapsed


def test_an_accepted_fact_whose_path_is_gone_stays_as_lapsed_with_its_old_path() -> None:
    (found,) = rules.judged((), [said("a")])
    assert found.state is FactState.LAPSED
    assert [step.guid for step in found.path] == ["c", "a"]


def test_a_rejection_whose_path_is_gone_stays_a_rejection() -> None:
    (found,) = rules.judged((), [said("a", Verdict.REJECTED)])
    assert (found.state, found.path_lapsed) == (FactState.REJECTED, True)


def test_what_somebody_added_by_hand_never_lapses() -> None:
    (found,) = rules.judged((), [said("a", added_by_hand=True, path=())])
    assert (found.state, found.path_lapsed) == (FactState.ACCEPTED, False)


def summary(**changes: Any) -> UseSummary:  # noqa: ANN401 - any field a test names
    values: dict[str, Any] = {
        "id": UUID(int=1),
        "board_number": "41101",
        "product_key": "magister",
        "product_name": "Magister",
        "product_status": ProductStatus.CONFIRMED,
        "product_category": "LAS",
        "name": "Magister",
        "own_name": "",
        "version_id": None,
        "version_name": None,
        "vendor_key": "schoolmaster",
        "vendor_name": "SchoolMaster B.V.",
        "group_key": "sanoma",
        "group_name": "Sanoma",
        "status": UsageStatus.IN_PRODUCTION,
        "status_since": None,
        "start_date": date(2024, 8, 1),
        "end_date": None,
        "whole_board": True,
        "schools": (),
        "owner_role": "Coördinator ICT",
        "hosting": None,
        "users": None,
        "yearly_cost": None,
        "criticality": None,
        "components": (),
        "data_level": DataLevel.SPECIAL,
        "categories": (),
        "categories_unknown": True,
        "personal_data": YES,
        "agreement": AgreementFact(),
        "row_version": 1,
        "updated_at": MOMENT,
    }
    return UseSummary(**{**values, **changes})


PLACED = (ComponentRef(guid="las", name="LAS"),)
GONE = (ComponentRef(guid="old", name="Oud", lapsed=True),)


@pytest.mark.parametrize(
    ("use", "asked"),
    [
        (summary(), UseFilter()),
        (summary(), UseFilter(text="coordinator magi")),
        (summary(name="Rapport Één"), UseFilter(text="E")),
        (summary(), UseFilter(status=(UsageStatus.PLANNED, UsageStatus.IN_PRODUCTION))),
        (summary(), UseFilter(group="sanoma")),
        (summary(), UseFilter(group="schoolmaster")),
        (summary(components=PLACED), UseFilter(component="las")),
        (summary(), UseFilter(personal_data=YES)),
        (summary(), UseFilter(agreement=AgreementPresence.UNKNOWN)),
        (summary(), UseFilter(school="11AA")),
        (summary(whole_board=False, schools=("11AA",)), UseFilter(school="11AA")),
        (summary(criticality=Criticality.HIGH), UseFilter(criticality=Criticality.HIGH)),
        (summary(), UseFilter(missing_placement=True)),
        (summary(components=GONE), UseFilter(missing_placement=True)),
    ],
)
def test_a_use_matches_what_holds_for_it(use: UseSummary, asked: UseFilter) -> None:
    assert rules.matches(use, asked)


@pytest.mark.parametrize(
    ("use", "asked"),
    [
        (summary(), UseFilter(text="parnassys")),
        (summary(), UseFilter(status=(UsageStatus.PHASED_OUT,))),
        (summary(vendor_key=None, group_key=None), UseFilter(group="sanoma")),
        (summary(components=PLACED), UseFilter(component="elo")),
        (summary(), UseFilter(personal_data=NO)),
        (summary(), UseFilter(agreement=AgreementPresence.PRESENT)),
        (summary(whole_board=False, schools=("11AA",)), UseFilter(school="22BB")),
        (summary(), UseFilter(criticality=Criticality.HIGH)),
        (summary(components=PLACED), UseFilter(missing_placement=True)),
    ],
)
def test_a_use_does_not_match_what_does_not_hold_for_it(use: UseSummary, asked: UseFilter) -> None:
    assert not rules.matches(use, asked)
