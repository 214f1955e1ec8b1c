"""Facts of a board: what is read from which room, what stays unknown, and always the same number of statements."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.boards.kinds import Sector
from swc.catalogue.kinds import CentralOutcome
from swc.dpia.kinds import AssessmentKind, DpiaState
from swc.landscape.kinds import AgreementPresence, Direction, UsageStatus
from swc.risk.board_facts import board_facts
from swc.risk.facts import BoardFacts, Known, Stage, UseFacts
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product, make_vendor, make_version
from tests.factories.dpia import make_assessment
from tests.factories.fora import LAS, make_reference
from tests.factories.landscape import make_agreement, make_coupling, make_use
from tests.personas import BOARD_A
from tests.query_count import counted

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _ground(session: Session) -> None:
    make_reference(session)
    make_board(session)
    make_school(session)
    make_vendor(session, "moeder", country="US", dpf_certified=True)
    make_vendor(session, "huis", country="NL", parent_key="moeder")
    make_product(
        session,
        "leerspoor",
        vendor_key="huis",
        standards=("oso",),
        locations=("NL",),
        sub_processors=(("Wolk", "US"),),
        categories=("P03",),
        end_of_life=date(2027, 1, 1),
    )
    make_product(session, "los", category="")


def read(session: Session) -> BoardFacts:
    """Return the facts of board A."""
    found = board_facts(session, BOARD_A, TODAY)
    assert found is not None
    return found


def only(session: Session) -> UseFacts:
    """Return the facts of the only use."""
    (use,) = read(session).uses
    return use


def test_a_board_that_does_not_exist_has_no_facts(session: Session) -> None:
    assert board_facts(session, "00000", TODAY) is None


def test_product_and_owner_come_from_the_catalogue_with_every_country(session: Session) -> None:
    make_use(session, product="leerspoor", components=(LAS,))
    use = only(session)
    assert use.product.standards == {"oso"}
    assert use.product.end_of_life == date(2027, 1, 1)
    assert (use.vendor.group_key, use.vendor.group_known) == ("moeder", True)
    assert [(one.country, one.role, one.dpf) for one in use.product.countries] == [
        ("NL", "Land van opslag", True),
        ("NL", "Land van de leverancier", True),
        ("US", "Land van een eigenaar", True),
        ("US", "Land van een subverwerker", None),
    ]


def test_what_nobody_recorded_stays_unknown(session: Session) -> None:
    make_use(session, product="los")
    use = only(session)
    assert use.vendor.key is None
    assert not use.vendor.group_known
    assert not use.product.locations_known
    assert not use.product.vendor_country_known
    assert use.agreement.presence is AgreementPresence.UNKNOWN
    assert use.dpia.state is DpiaState.NOT_ASSESSED
    assert use.category("P03") is Known.UNKNOWN


def test_a_category_counts_as_confirmed_by_the_board_or_by_a_confirmed_source_only(session: Session) -> None:
    make_use(session, product="leerspoor", components=(LAS,), categories=("P08",))
    use = only(session)
    assert use.category("P08") is Known.YES
    assert use.category("P03") is Known.YES
    unsure = {one.code for one in use.categories if not one.confirmed}
    assert unsure
    assert all(use.category(code) is Known.UNKNOWN for code in unsure)


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (UsageStatus.PLANNED, Stage.PLANNED),
        (UsageStatus.ACQUISITION, Stage.PLANNED),
        (UsageStatus.IN_PRODUCTION, Stage.ACTIVE),
        (UsageStatus.PHASING_OUT, Stage.ACTIVE),
        (UsageStatus.PHASED_OUT, Stage.ENDED),
    ],
)
def test_the_stage_follows_from_the_status(session: Session, status: UsageStatus, stage: Stage) -> None:
    make_use(session, product="los", status=status)
    assert only(session).stage is stage


def test_assessment_agreement_and_newest_central_dpia_are_bound_to_the_use(session: Session) -> None:
    use = make_use(session, product="leerspoor", components=(LAS,))
    central = CentralOutcome.CONDITIONAL
    make_central(session, versions=(("2024-05", central), ("2025-05", central)))
    make_agreement(session, use, model_version="model-3.0")
    make_assessment(session, use_id=use.id, central=("dpia-leerspoor", 1), decided_on=date(2025, 1, 1))
    make_assessment(session, use_id=use.id, kind=AssessmentKind.DTIA)
    found = only(session)
    assert found.agreement.model == "model-3.0"
    assert found.product.central is not None
    assert (found.product.central.number, found.dpia.cited_number) == (2, 1)
    assert found.dpia.dtia_settled


def test_the_version_in_use_is_told_from_the_other_versions(session: Session) -> None:
    old = make_version(session, "los", "4", end_of_support=date(2026, 12, 31))
    gone = make_version(session, "los", "3", status="teruggetrokken")
    make_version(session, "los", "5")
    make_use(session, product="los", version_id=old)
    make_use(session, product="los", version_id=gone, own_name="Oud")
    make_use(session, product="los", own_name="Zonder versie")
    by_name = {use.name: use for use in read(session).uses}
    assert by_name["Los"].product.version_end == date(2026, 12, 31)
    assert (by_name["Los"].product.version_unsupported, by_name["Oud"].product.version_unsupported) == (False, True)
    assert by_name["Zonder versie"].product.other_version_ends == (("4", date(2026, 12, 31)), ("3", None))


def test_the_receivers_of_a_coupling_follow_its_direction(session: Session) -> None:
    source, target = make_use(session, product="leerspoor"), make_use(session, product="los")
    for direction in Direction:
        make_coupling(session, source, target=target, direction=direction, categories=("P03",))
    found = {one.receivers for one in read(session).couplings}
    assert found == {(str(target.id),), (str(source.id),), (str(target.id), str(source.id))}


def test_expected_components_follow_the_sectors_of_the_schools_and_are_unknown_without_any(session: Session) -> None:
    assert read(session).reference.expected
    make_board(session, number="41199", sector=Sector.UNKNOWN)
    other = board_facts(session, "41199", TODAY)
    assert other is not None
    assert other.reference.expected is None


def test_the_number_of_statements_does_not_grow_with_the_landscape(session: Session) -> None:
    make_use(session, product="leerspoor", components=(LAS,))
    read(session)
    with counted(session) as few:
        read(session)
    for number in range(10):
        make_product(session, f"meer-{number}", vendor_key="huis", locations=("NL",))
        use = make_use(session, product=f"meer-{number}", components=(LAS,), categories=("P01",))
        make_agreement(session, use)
        make_assessment(session, use_id=use.id)
        make_coupling(session, use)
    with counted(session) as many:
        read(session)
    assert len(many) == len(few)
