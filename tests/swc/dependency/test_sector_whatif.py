"""The what-if of the sector: as the what-if of every board says, exact with names or coarse without."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.dependency.columns.store import Columns
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.sector_schemas import SectorElement, SectorWhatIf
from swc.dependency.sector_targets import sector_targets
from swc.dependency.sector_whatif import sector_what_if
from swc.dependency.whatif_schemas import WhatIfQuestion
from swc.errors import InvalidInputError, NotFoundError
from tests.factories.boards import make_board, make_school
from tests.factories.fora import ADMINISTRATION, LAS
from tests.factories.landscape import make_agreement, make_coupling, make_use
from tests.factories.sector import ELO, make_market, make_sector, undone
from tests.personas import TODAY
from tests.swc.dependency.reckoning import Reckoning, touched_figures

TARGETS = (
    (TargetKind.PRODUCT, "een"),
    (TargetKind.VENDOR, "moeder"),
    (TargetKind.GROUP, "moeder"),
    (TargetKind.SUB_PROCESSOR, "wolkenhuis"),
    (TargetKind.FACILITY, "entree"),
)


def ask(
    session: Session, kind: TargetKind, key: str, scenario: Scenario = Scenario.STOPS, *, named: bool = False
) -> SectorWhatIf:
    question = WhatIfQuestion(target_kind=kind, target_key=key, scenario=scenario, acquirer_key="ander")
    return sector_what_if(Columns(), session, question, TODAY, named=named)


def counts(found: tuple[SectorElement, ...]) -> dict[str, tuple[int, int | None]]:
    return {one.key: (one.boards, one.alone) for one in found}


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(chance=st.randoms(use_true_random=True))
def test_it_adds_up_to_the_what_ifs_of_the_boards(session: Session, chance: Random) -> None:
    with undone(session):
        make_market(session)
        numbers = make_sector(session, chance, boards=8)
        reckoned, columns = Reckoning(session, numbers, TODAY), Columns()
        for kind, key in TARGETS:
            touched = reckoned.touched(kind, key)
            question = WhatIfQuestion(target_kind=kind, target_key=key, scenario=Scenario.BREACH)
            found = sector_what_if(columns, session, question, TODAY, named=True)
            expected = touched_figures(touched)
            sizes = (found.boards, found.schools, found.pupils, found.uses)
            assert [one.number for one in sizes] == [expected[key] for key in ("boards", "schools", "pupils", "uses")]
            assert found.unplaced == expected["unplaced"]
            for kind_of in ("functions", "processes", "objects"):
                assert counts(getattr(found, kind_of)) == expected[kind_of]
            assert {one.key: one.boards for one in found.categories} == expected["categories"]
            assert {one.key: one.boards for one in found.subjects} == expected["subjects"]
            assert found.couplings.couplings == expected["couplings"]
            assert found.agreements.model_dump() == expected["agreements"]
            assert {one.number for one in found.board_rows} == set(touched)


@pytest.fixture
def boards(session: Session) -> list[str]:
    """Make six boards of one school that use `een` for pupil administration, and `drie` beside it at the first five."""
    make_market(session)
    numbers = [str(number) for number in range(50000, 50006)]
    for at, number in enumerate(numbers):
        make_board(session, number=number, name=f"Bestuur {number}", sharing=Sharing.SECTOR)
        make_school(session, brin=f"1{at}AA", board_number=number, pupils=400)
        use = make_use(session, board=number, product="een", components=(LAS,))
        make_agreement(session, use)
        if at < 5:
            make_use(session, board=number, product="drie", components=(LAS,))
        make_coupling(session, use, target_name="Entree Federatie", kind="inlog", standards=("saml",))
    return numbers


@pytest.mark.usefixtures("boards")
def test_without_names_numbers_are_rounded_down_and_no_board_is_named(session: Session) -> None:
    found = ask(session, TargetKind.PRODUCT, "een")
    assert (found.named, found.enough, found.board_rows) == (False, True, ())
    assert (found.boards.number, found.boards.share) == (6, 1.0)
    assert [(one.number, one.at_least) for one in (found.uses, found.schools, found.pupils)] == [
        (5, True),
        (5, True),
        (2000, True),
    ]
    assert (found.agreements.present, found.couplings.couplings, found.couplings.boards) == (5, 5, 6)
    assert "Bestuur 50000" not in found.model_dump_json()


@pytest.mark.usefixtures("boards")
def test_who_may_read_the_landscapes_sees_each_board(session: Session) -> None:
    found = ask(session, TargetKind.PRODUCT, "een", named=True)
    assert [(one.number, one.uses, one.pupils, one.agreements_present) for one in found.board_rows][:2] == [
        ("50000", 1, 400, 1),
        ("50001", 1, 400, 1),
    ]
    assert (found.pupils.number, found.pupils.at_least) == (2400, False)


@pytest.mark.usefixtures("boards")
def test_a_function_that_nothing_else_serves_is_told_apart(session: Session) -> None:
    found = ask(session, TargetKind.PRODUCT, "een", named=True)
    assert counts(found.functions) == {ADMINISTRATION: (6, 1)}
    assert counts(ask(session, TargetKind.PRODUCT, "een").functions) == {ADMINISTRATION: (6, None)}


@pytest.mark.usefixtures("boards")
def test_few_boards_and_none_cannot_be_told_apart(session: Session) -> None:
    make_use(session, board="50000", product="zes", components=(ELO,))
    few, none = ask(session, TargetKind.PRODUCT, "zes"), ask(session, TargetKind.PRODUCT, "twee")
    same = {"question", "target"}
    assert few.model_dump(exclude=same) == none.model_dump(exclude=same)
    assert (few.enough, few.target.boards, few.boards.number) == (False, None, 0)
    assert ask(session, TargetKind.PRODUCT, "zes", named=True).boards.number == 1
    party = ask(session, TargetKind.FACILITY, "eigen dienst")
    assert (party.enough, party.target.name) == (False, "eigen dienst")


@pytest.mark.usefixtures("boards")
def test_a_facility_is_what_couplings_lead_to(session: Session) -> None:
    found = ask(session, TargetKind.FACILITY, "entree")
    assert (found.target.name, found.boards.number, found.couplings.boards) == ("Entree Federatie", 6, 6)
    assert [one.key for one in found.couplings.standards] == ["saml"]


@pytest.mark.usefixtures("boards")
def test_what_serves_the_same_component_elsewhere_is_an_alternative(session: Session) -> None:
    (component,) = ask(session, TargetKind.PRODUCT, "een").alternatives
    assert (component.component.key, component.boards) == (LAS, 6)
    assert [(one.product.key, one.boards) for one in component.products] == [("drie", 5)]


@pytest.mark.usefixtures("boards")
def test_a_takeover_shifts_the_index(session: Session) -> None:
    takeover = ask(session, TargetKind.GROUP, "moeder", Scenario.TAKEN_OVER).takeover
    assert takeover is not None
    assert (takeover.before.hhi, takeover.after.hhi) == (5041, 10_000)
    assert [(one.component.key, one.delta, one.notable) for one in takeover.shifts] == [(LAS, 4959, True)]


@pytest.mark.usefixtures("boards")
def test_a_takeover_does_not_show_how_much_a_small_acquirer_has(session: Session) -> None:
    make_use(session, board="50000", product="vier", components=(LAS,))
    question = WhatIfQuestion(
        target_kind=TargetKind.GROUP, target_key="moeder", scenario=Scenario.TAKEN_OVER, acquirer_key="derde"
    )
    coarse, exact = (
        sector_what_if(Columns(), session, question, TODAY, named=named).takeover for named in (False, True)
    )
    assert coarse is not None
    assert exact is not None
    assert (coarse.after.hhi, coarse.shifts) == (coarse.before.hhi, ())
    assert [one.component.key for one in exact.shifts] == [LAS]


@pytest.mark.usefixtures("boards")
def test_a_breach_says_how_many_boards_have_to_weigh_a_report(session: Session) -> None:
    incident = ask(session, TargetKind.SUB_PROCESSOR, "wolkenhuis", Scenario.BREACH).incident
    assert incident is not None
    assert (incident.hours, incident.duty_boards, incident.without_agreement) == (72, 6, 5)


@pytest.mark.usefixtures("boards")
def test_what_the_catalogue_does_not_know_is_refused(session: Session) -> None:
    with pytest.raises(NotFoundError):
        ask(session, TargetKind.PRODUCT, "bestaat-niet")
    question = WhatIfQuestion(target_kind=TargetKind.PRODUCT, target_key="een", scenario=Scenario.TAKEN_OVER)
    with pytest.raises(InvalidInputError):
        sector_what_if(Columns(), session, question, TODAY)


@pytest.mark.usefixtures("boards")
def test_a_search_finds_only_what_enough_boards_lean_on(session: Session) -> None:
    make_use(session, board="50000", product="zes")
    found = {(one.kind, one.key): one.boards for one in sector_targets(Columns(), session, "", TODAY)}
    assert found == {
        (TargetKind.PRODUCT, "een"): 6,
        (TargetKind.PRODUCT, "drie"): 5,
        (TargetKind.VENDOR, "dochter"): 6,
        (TargetKind.VENDOR, "moeder"): 6,
        (TargetKind.VENDOR, "ander"): 5,
        (TargetKind.GROUP, "moeder"): 6,
        (TargetKind.GROUP, "ander"): 5,
        (TargetKind.SUB_PROCESSOR, "wolkenhuis"): 6,
        (TargetKind.FACILITY, "entree"): 6,
    }
    named = {one.key for one in sector_targets(Columns(), session, "zes", TODAY, named=True)}
    assert named == {"zes"}
