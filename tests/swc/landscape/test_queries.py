"""Reading a landscape: what is known of each use, what is derived, and that more uses do not mean more statements."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from fora.kinds import Lifecycle, PersonalData, ReleaseStatus
from fora.models import Release
from swc.catalogue.kinds import DataLevel, ProductStatus, Trust
from swc.landscape import queries
from swc.landscape.kinds import (
    AgreementPresence,
    DerivedKind,
    FactState,
    ProcessesPersonalData,
    Verdict,
)
from swc.landscape.schemas import UseFilter, UseSummary
from tests.factories.catalogue import make_product
from tests.factories.fora import (
    ABSENCE,
    ADMINISTRATION,
    ENROL,
    GRADES,
    LAS,
    LAW,
    REGISTER,
    make_element,
    make_release,
)
from tests.factories.landscape import make_agreement, make_coupling, make_landscape, make_use, make_verdict
from tests.personas import BOARD_A, BOARD_B, TODAY
from tests.query_count import counted


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def only(session: Session) -> UseSummary:
    (found,) = queries.use_summaries(session, BOARD_A, on=TODAY)
    return found


def test_a_summary_tells_product_vendor_group_size_and_agreement(session: Session) -> None:
    use = make_use(session, schools=("22BB", "11AA"), users=120, yearly_cost=Decimal("1250.50"), own_name="Ons LAS")
    make_agreement(session, use, model_version="3.0")
    found = only(session)
    assert (found.name, found.product_name) == ("Ons LAS", "Magister")
    assert (found.vendor_name, found.group_key, found.group_name) == ("SchoolMaster B.V.", "sanoma", "Sanoma")
    assert (found.whole_board, found.schools) == (False, ("11AA", "22BB"))
    assert (found.users, found.yearly_cost) == (120, Decimal("1250.50"))
    assert (found.agreement.presence, found.agreement.model_version) == (AgreementPresence.PRESENT, "3.0")


def test_without_an_agreement_its_presence_is_unknown(session: Session) -> None:
    make_use(session)
    assert only(session).agreement.presence is AgreementPresence.UNKNOWN


def test_a_product_without_a_known_vendor_belongs_to_no_group(session: Session) -> None:
    make_product(session, "los", vendor_key=None)
    make_use(session, product="los")
    assert (only(session).vendor_key, only(session).group_key) == (None, None)


def test_another_boards_uses_do_not_show(session: Session) -> None:
    other = make_use(session, board=BOARD_B)
    assert queries.use_summaries(session, BOARD_A, on=TODAY) == ()
    assert queries.use_detail(session, BOARD_A, other.id, on=TODAY) is None
    assert queries.use_detail(session, BOARD_A, uuid4(), on=TODAY) is None


def test_uses_come_by_name_without_regard_to_case_and_diacritics(session: Session) -> None:
    for name in ("Zon", "école", "appel", "Éduc"):
        make_use(session, own_name=name)
    assert [one.name for one in queries.use_summaries(session, BOARD_A, on=TODAY)] == ["appel", "école", "Éduc", "Zon"]


def test_a_use_without_placement_and_with_an_unknown_level_has_unknown_personal_data(session: Session) -> None:
    make_product(session, "los", data_level=DataLevel.UNKNOWN, category="")
    make_use(session, product="los")
    assert only(session).personal_data is ProcessesPersonalData.UNKNOWN
    assert only(session).categories_unknown


def test_a_placement_that_reaches_personal_data_makes_the_answer_yes(session: Session) -> None:
    make_product(session, "los", data_level=DataLevel.UNKNOWN, category="")
    use = make_use(session, product="los", components=(LAS,))
    assert only(session).personal_data is ProcessesPersonalData.YES
    for guid in (GRADES, ENROL, ABSENCE):
        make_verdict(session, use.id, guid, verdict=Verdict.REJECTED, reason="niet bij ons")
    assert only(session).personal_data is ProcessesPersonalData.UNKNOWN


def test_a_level_of_none_on_a_concept_of_another_board_leaves_the_question_open(session: Session) -> None:
    product = make_product(session, "los", data_level=DataLevel.NONE, category="", status=ProductStatus.CONCEPT)
    make_use(session, product="los")
    product.proposed_by_board = BOARD_B
    session.flush()
    assert only(session).personal_data is ProcessesPersonalData.UNKNOWN
    product.proposed_by_board = BOARD_A
    session.flush()
    assert only(session).personal_data is ProcessesPersonalData.NO


def test_categories_name_their_origin_and_source(session: Session) -> None:
    make_product(session, "los", categories=("P03",), trust=Trust.UNCONFIRMED, category="")
    make_use(session, product="los", categories=("P12",))
    found = only(session).categories
    assert [(one.code, one.origin.value, one.trust, one.via) for one in found] == [
        ("P03", "product", Trust.UNCONFIRMED, "Los"),
        ("P12", "own", Trust.CONFIRMED, ""),
    ]
    assert found[0].source == "https://example.test/source"


def test_a_detail_suggests_what_the_placement_leads_to_with_paths_shortest_first(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    found = queries.use_detail(session, BOARD_A, use.id, on=TODAY)
    assert found is not None
    assert [one.guid for one in found.information_objects] == [GRADES, ENROL, ABSENCE]
    assert [one.guid for one in found.functions] == [ADMINISTRATION]
    assert [one.guid for one in found.processes] == [REGISTER]
    assert [one.guid for one in found.laws] == [LAW]
    assert {one.state for one in found.information_objects} == {FactState.SUGGESTED}
    assert [step.name for step in found.information_objects[1].path] == [
        "Leerlingadministratiesysteem",
        "Leerlingbeheer",
        "Inschrijving",
    ]


def test_a_verdict_shows_with_its_reason_and_who_gave_it(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    make_verdict(session, use.id, GRADES, verdict=Verdict.REJECTED, reason="cijfers staan elders")
    found = queries.use_detail(session, BOARD_A, use.id, on=TODAY)
    assert found is not None
    first = found.information_objects[0]
    assert (first.state, first.reason, first.decided_by) == (FactState.REJECTED, "cijfers staan elders", "carla")


def new_release(session: Session, *, without: str) -> None:
    """Publish a release that holds the components still needed, but no relation at all."""
    current = session.exec(select(Release).where(Release.status == ReleaseStatus.PUBLISHED)).one()
    current.status = ReleaseStatus.SUPERSEDED
    session.flush()
    release = make_release(session)
    if without != LAS:
        make_element(session, release, guid=LAS, name="LAS (hernoemd)", lifecycle=Lifecycle.CURRENT)
    make_element(
        session,
        release,
        guid=GRADES,
        name="Cijfer",
        archimate_type="BusinessObject",
        fora_type="Informatieobject",
        personal_data=PersonalData.YES,
    )


def test_what_was_accepted_stays_as_lapsed_when_a_newer_release_lacks_its_path(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    make_verdict(session, use.id, GRADES, name="Cijfer", path=[{"guid": LAS, "name": "LAS"}])
    new_release(session, without="")
    found = queries.use_detail(session, BOARD_A, use.id, on=TODAY)
    assert found is not None
    (grades,) = found.information_objects
    assert (grades.state, grades.path_lapsed, grades.path[0].guid) == (FactState.LAPSED, True, LAS)
    assert found.summary.components[0].name == "LAS (hernoemd)"
    assert found.summary.personal_data is ProcessesPersonalData.YES


def test_a_placement_on_a_retired_component_shows_as_lapsed_under_its_old_name(session: Session) -> None:
    make_use(session, components=(LAS,))
    new_release(session, without=LAS)
    (component,) = only(session).components
    assert (component.lapsed, component.name) == (True, LAS)


def test_a_release_without_processes_and_laws_says_so(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    whole = queries.use_detail(session, BOARD_A, use.id, on=TODAY)
    new_release(session, without="")
    bare = queries.use_detail(session, BOARD_A, use.id, on=TODAY)
    assert whole is not None
    assert bare is not None
    assert whole.absent_kinds == ()
    assert DerivedKind.PROCESS in bare.absent_kinds
    assert DerivedKind.INFORMATION_OBJECT not in bare.absent_kinds


def test_what_was_added_by_hand_stays_without_a_path(session: Session) -> None:
    use = make_use(session)
    make_verdict(session, use.id, REGISTER, kind=DerivedKind.PROCESS, added_by_hand=True, name="Registreren verzuim")
    found = queries.use_detail(session, BOARD_A, use.id, on=TODAY)
    assert found is not None
    assert [(one.name, one.state, one.path) for one in found.processes] == [
        ("Registreren verzuim", FactState.ACCEPTED, ())
    ]


def test_a_detail_shows_couplings_from_and_to_the_use(session: Session) -> None:
    las, elo = make_use(session), make_use(session, own_name="ELO")
    make_coupling(session, elo, target=las, standards=("uwlr",), categories=("P01",))
    make_coupling(session, las, target_name="ROD")
    make_coupling(session, elo, target_name="Basispoort")
    found = queries.use_detail(session, BOARD_A, las.id, on=TODAY)
    assert found is not None
    assert [(one.source_name, one.target_name, one.standards) for one in found.couplings] == [
        ("ELO", "Magister", ("uwlr",)),
        ("Magister", "ROD", ()),
    ]
    assert len(queries.couplings(session, BOARD_A)) == 3
    assert queries.couplings(session, BOARD_B) == ()


def test_a_filter_keeps_what_it_asks(session: Session) -> None:
    make_use(session, components=(LAS,))
    make_use(session, own_name="Los")
    uses = queries.use_summaries(session, BOARD_A, on=TODAY)
    assert [one.name for one in queries.filtered(uses, UseFilter(missing_placement=True))] == ["Los"]


def fill(session: Session, number: int) -> None:
    for _ in range(number):
        use = make_use(session, components=(LAS,), schools=("11AA",), categories=("P12",))
        make_agreement(session, use)
        make_verdict(session, use.id, GRADES)
        make_coupling(session, use)


def test_thirty_uses_take_as_many_statements_as_ten(session: Session) -> None:
    fill(session, 10)
    queries.use_summaries(session, BOARD_A, on=TODAY)
    with counted(session) as ten:
        assert len(queries.use_summaries(session, BOARD_A, on=TODAY)) == 10
        queries.couplings(session, BOARD_A)
    fill(session, 20)
    with counted(session) as thirty:
        assert len(queries.use_summaries(session, BOARD_A, on=TODAY)) == 30
        queries.couplings(session, BOARD_A)
    assert len(ten) == len(thirty) <= 14
