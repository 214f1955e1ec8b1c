"""The demo: three fictional boards that show everything this product tells of a landscape."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from api.db import Database, open_engine
from api.demo import data
from api.demo.builder import build_demo
from api.demo.courses import COURSES, TAKEN_OVER, TAKEN_OVER_APPROVED
from api.demo.people import PASSWORD, logins
from api.graph.content import contents, names_in
from api.graph.scopes import PUBLIC, SECTOR
from api.installation import install
from swc.access.kinds import SYSTEM, Act
from swc.access.roles import SECTOR_ROLES, Role
from swc.audit.models import Event
from swc.boards.kinds import Sharing
from swc.boards.login.passwords import CHEAP, Passwords
from swc.boards.models import Board, Person, RoleGrant, School, VendorGrant
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.duplicates.queries import duplicates
from swc.catalogue.kinds import ClaimState, OwnershipRelation
from swc.catalogue.models import (
    OwnershipPeriod,
    Product,
    ProductVersion,
    Vendor,
    VendorName,
)
from swc.catalogue.ownership.queries import ownerships
from swc.dpia.kinds import DpiaState, MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.landscape.contracts import queries as contracts
from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.kinds import AgreementPresence, SettingAnswer, UsageStatus
from swc.landscape.models import Agreement, Coupling, DerivedVerdict, Placement, Use
from swc.register.kinds import ART_30
from swc.register.queries import register
from swc.risk.kinds import Certainty
from swc.risk.models import Flag, FlagAcceptance
from swc.risk.rules import BY_CODE
from tests.factories.demo import NOW
from vocab.facts import expected_components
from vocab.iris import Iris
from vocab.norms import norm

BOARDS = ("99001", "99002", "99003")


@pytest.fixture(scope="module")
def demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return one demo for the whole module; tests only read it."""
    file = shutil.copy(demo_file, tmp_path_factory.mktemp("demo"))
    database = Database(open_engine(f"sqlite:///{file}"), clock=lambda: NOW)
    yield database
    database.engine.dispose()


@pytest.fixture
def seen(demo: Database) -> Iterator[Session]:
    """Return a session for reading."""
    with demo.read() as session:
        yield session


@pytest.mark.slow
def test_every_rule_shows_at_least_once_for_certain(seen: Session) -> None:
    rules = seen.exec(select(Flag.rule).where(Flag.certainty == Certainty.CERTAIN, col(Flag.resolved_at).is_(None)))

    assert set(rules) == set(BY_CODE)


@pytest.mark.slow
def test_measures_of_central_dpias_were_taken_over_and_a_later_version_changed_them(seen: Session) -> None:
    taken = seen.exec(select(AssessmentMeasure).where(col(AssessmentMeasure.central_key).is_not(None))).all()
    reopened = seen.exec(select(Assessment.reason).where(Assessment.state == DpiaState.REVIEW)).all()

    assert {one.state for one in taken} == {MeasureState.OPEN, MeasureState.DONE}
    assert any("Gewijzigde maatregel voor besturen (M1)" in reason for reason in reopened)


@pytest.mark.slow
def test_every_state_of_a_dpia_is_there(seen: Session) -> None:
    states = set(seen.exec(select(Assessment.state)))

    assert states == set(DpiaState) - {DpiaState.NOT_ASSESSED}


@pytest.mark.slow
@pytest.mark.parametrize("scope", [PUBLIC, "board/99002", SECTOR])
def test_no_triple_stands_in_two_graphs_of_a_scope(seen: Session, scope: str) -> None:
    boards = seen.exec(select(Board.number).where(Board.sharing == Sharing.SECTOR)).all()
    assert len(boards) > 1
    graphs = names_in(seen, scope)
    told = contents(seen, graphs, Iris("https://swc.test"), NOW.date())
    found = Counter(line for _, lines in told for line in lines.splitlines())
    assert found
    assert [line for line, times in found.items() if times > 1] == []


@pytest.mark.slow
def test_the_boards_have_the_sizes_that_were_asked(seen: Session) -> None:
    uses, schools = Counter(seen.exec(select(Use.board_number))), Counter(seen.exec(select(School.board_number)))

    assert [schools[number] for number in BOARDS] == [1, 18, 4]
    assert [uses[number] for number in BOARDS] == [12, 60, 45]


@pytest.mark.slow
def test_a_landscape_has_everything_that_a_coordinator_records(seen: Session) -> None:
    assert set(seen.exec(select(Use.status))) >= {
        UsageStatus.IN_PRODUCTION,
        UsageStatus.PLANNED,
        UsageStatus.PHASING_OUT,
        UsageStatus.PHASED_OUT,
    }
    assert set(seen.exec(select(Agreement.presence))) >= set(AgreementPresence) - {AgreementPresence.UNKNOWN}
    assert seen.exec(select(func.count()).select_from(Coupling)).one() > 15
    assert seen.exec(select(func.count()).select_from(DerivedVerdict)).one() > 3
    placed = set(seen.exec(select(Placement.use_id)))
    assert 0 < seen.exec(select(func.count()).select_from(Use)).one() - len(placed) < 30


@pytest.mark.slow
def test_of_two_versions_in_use_the_one_that_ends_has_a_flag(seen: Session) -> None:
    used = dict(seen.exec(select(ProductVersion.name, Use.id).where(Use.version_id == ProductVersion.id)).all())
    ends = set(seen.exec(select(Flag.use_id).where(Flag.rule == "VD07")))

    assert {name: use_id in ends for name, use_id in used.items()} == {"5.8": True, "2026-1": False}


@pytest.mark.slow
def test_some_flags_are_accepted_with_a_reason_and_an_end(seen: Session) -> None:
    accepted = seen.exec(select(FlagAcceptance)).all()

    assert len(accepted) == 3
    assert all(one.reason and one.until > NOW.date() for one in accepted)


@pytest.mark.slow
def test_everybody_can_log_in_and_every_role_is_there_at_every_board(seen: Session) -> None:
    passwords = Passwords(CHEAP)
    hashes = dict(seen.exec(select(Person.email, Person.password_hash)).all())
    grants = set(seen.exec(select(RoleGrant.board_number, RoleGrant.role)).all())

    assert all(passwords.matches(one.password, hashes[one.email]) for one in logins())
    roles = set(Role) - SECTOR_ROLES
    assert grants >= {(number, role) for number in BOARDS for role in roles} | {("", Role.SECTOR_EDITOR)}
    assert {(one.board_number, one.role) for one in logins() if one.role is not None} == grants
    assert {one.password for one in logins()} == {PASSWORD}


@pytest.mark.slow
def test_a_vendor_speaks_and_its_claims_stand_in_every_state(seen: Session) -> None:
    states = Counter(seen.exec(select(VendorClaim.state)).all())

    assert len(seen.exec(select(VendorGrant)).all()) == 1
    assert set(states) == set(ClaimState)
    assert states[ClaimState.SUBMITTED] >= 5


@pytest.mark.slow
def test_contracts_and_exits_show_what_there_is_to_see(seen: Session) -> None:
    found = [one for number in BOARDS for one in contracts.contracts(seen, number, NOW.date())]

    wanted = set(ContractStatus) - {ContractStatus.FUTURE}
    assert {one.status for one in found} >= wanted
    assert {one.notice_check.verdict for one in found} == set(NoticeVerdict)
    assert any(one.overlaps for one in found)
    assert contracts.coverage(seen, BOARDS[1], NOW.date()).free == 1
    leaving = [one for number in BOARDS for one in contracts.exits(seen, number).values()]
    assert {one.exit_plan for one in leaving} == {SettingAnswer.YES, SettingAnswer.NO, None}
    assert any(one.alternative_tested for one in leaving)


@pytest.mark.slow
def test_owners_changed_over_time_and_the_old_picture_stays(seen: Session) -> None:
    found, today = ownerships(seen), NOW.date()
    numeria = "numeria-inc-fictief"

    assert found.on(today)[numeria].parent_key == "havenzicht-capital-fictief"
    assert found.on(today - timedelta(days=365))[numeria].parent_key == "rekenfamilie-holding-fictief"
    merged = {one.vendor_key for one in seen.exec(select(OwnershipPeriod)) if one.relation is OwnershipRelation.MERGED}
    assert "pennenlab-b-v-fictief" in merged
    assert seen.exec(select(VendorName.name).where(VendorName.vendor_key == "fotoboom-b-v-fictief")).all()


@pytest.mark.slow
def test_a_board_proposed_what_looks_like_a_product_that_is_there(seen: Session) -> None:
    pairs = {(one.keep.key, one.other.key) for one in duplicates(seen)}

    assert ("rekenheld-fictief", "rekenhelden-fictief") in pairs


@pytest.mark.slow
def test_the_boards_share_and_buy_together_but_are_too_few_for_a_figure_of_the_sector(seen: Session) -> None:
    rows = seen.exec(select(Board.sharing, Board.joint_buying).where(col(Board.number).in_(BOARDS))).all()

    assert set(rows) == {(Sharing.SECTOR, True)}
    assert len(rows) < norm("vd01-min-boards", NOW.date()).value


@pytest.mark.slow
def test_a_demo_that_stands_is_left_as_people_made_it(demo: Database) -> None:
    with demo.read() as session:
        before = session.exec(select(func.count()).select_from(Event)).one()
        again = build_demo(session, by=Act(SYSTEM, NOW + timedelta(days=30)))
        after = session.exec(select(func.count()).select_from(Event)).one()

    assert (again.made, again.logins, after) == (False, logins(), before)


@pytest.mark.slow
def test_nothing_in_the_demo_happens_in_the_future(seen: Session) -> None:
    assert seen.exec(select(func.max(Event.at))).one() <= NOW


@pytest.mark.slow
def test_what_is_made_up_says_so(seen: Session) -> None:
    boards = seen.exec(select(Board.name).where(col(Board.number).in_(BOARDS))).all()
    schools = seen.exec(select(School.name).where(col(School.board_number).in_(BOARDS))).all()
    vendors = {row.name for row in data.rows(data.VendorRow)}
    products = {row.name for row in data.rows(data.ProductRow)}

    assert all(name.endswith("(fictief)") for name in (*boards, *schools, *vendors, *products))
    notes = seen.exec(select(Product.note).where(col(Product.name).in_(products))).all()
    notes += seen.exec(select(Vendor.note).where(col(Vendor.name).in_(vendors))).all()
    assert {*notes} == {"Fictief, alleen voor de demo."}


@pytest.mark.slow
def test_an_expected_component_is_empty_somewhere_so_that_the_map_shows_a_gap(seen: Session) -> None:
    own = select(Use.id).where(Use.board_number == "99001")
    placed = set(seen.exec(select(Placement.component_guid).where(col(Placement.use_id).in_(own))))

    assert set(expected_components("po")) - placed


@pytest.mark.slow
@pytest.mark.parametrize("number", BOARDS)
def test_the_register_of_a_demo_board_fills_itself_for_the_most_part(seen: Session, number: str) -> None:
    found = register(seen, number, NOW.date())
    asked = [(one, field) for one in found.activities for field in ART_30]

    assert len(found.activities) > 40
    assert sum(bool(one.of(field)) for one, field in asked) / len(asked) > 0.8
    inside = {use.id for one in found.activities for use in one.uses}
    assert len(inside) >= found.coverage.uses_with_personal_data


@pytest.mark.slow
def test_the_demo_is_built_on_postgresql_too(postgres_engine: Engine) -> None:
    with postgres_engine.connect() as connection:
        outer = connection.begin()
        with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
            install(session, by=Act(SYSTEM, NOW))
            made = build_demo(session, by=Act(SYSTEM, NOW))
            count = session.exec(select(func.count()).select_from(Use)).one()
        outer.rollback()

    assert made.made
    assert count == 117


def test_every_course_that_the_data_name_exists() -> None:
    named = {row.dpia for row in data.rows(data.UseRow)} - {"", TAKEN_OVER, TAKEN_OVER_APPROVED}

    assert named == set(COURSES)


def test_every_reference_between_the_data_files_holds() -> None:
    uses = {(row.board, row.product) for row in data.rows(data.UseRow)}
    schools = {(row.board, row.brin) for row in data.rows(data.SchoolRow)}

    assert {(row.board, row.source) for row in data.rows(data.CouplingRow)} <= uses
    assert {(row.board, row.target) for row in data.rows(data.CouplingRow) if row.target} <= uses
    assert {(row.board, row.product) for row in data.rows(data.VerdictRow)} <= uses
    assert {(board, row.product) for row in data.rows(data.VersionRow) for board in data.many(row.boards)} <= uses
    told = (*data.rows(data.AnswerRow), *data.rows(data.AnnexRow))
    assert {(row.board, row.product) for row in told} <= uses
    assert {(row.board, brin) for row in data.rows(data.UseRow) for brin in data.many(row.schools)} <= schools


def test_days_are_counted_from_today() -> None:
    today = NOW.date()

    assert data.day("-10", today) == today - timedelta(days=10)
    assert data.day("", today) is None
