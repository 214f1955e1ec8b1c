"""The monitors from the columns say what the database itself says by plain SQL, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, select

from fora.kinds import PersonalData
from fora.models import Release
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.dependency.columns.store import Columns
from swc.dependency.monitors.kinds import TARGETED, MonitorKind
from swc.dependency.monitors.queries import monitor, open_monitor, open_monitor_targets
from swc.dependency.monitors.schemas import Monitor, MonitorQuestion
from swc.dependency.reached import release
from swc.dpia.kinds import DpiaState
from swc.dpia.models import AssessmentScope
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.derived import object_categories
from swc.landscape.models import Use
from tests.factories.boards import make_board
from tests.factories.dpia import make_activity, make_assessment
from tests.factories.fora import ADMINISTRATION, LAS, make_element, make_relation
from tests.factories.landscape import make_use
from tests.factories.sector import ELO, make_market, make_sector, tell, undone
from tests.personas import ANNE, SACHA, SYLVIA, TODAY, acting
from tests.query_count import counted

DOSSIER = "e4" * 16
EXAMPLES = settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

REACHED = """
    CREATE TEMP TABLE reached (component VARCHAR(32), kind VARCHAR(40), guid VARCHAR(32), special INTEGER)
"""
SERVED = """
    WITH one AS (
        SELECT use.* FROM use JOIN board ON board.number = use.board_number
        WHERE board.sharing = 'sector' AND use.status IN ('in-productie', 'uit-te-faseren')
    ),
    serves AS (
        SELECT one.id, reached.kind, reached.guid FROM one
        JOIN placement ON placement.use_id = one.id JOIN reached ON reached.component = placement.component_guid
        WHERE NOT EXISTS (
            SELECT 1 FROM derived_verdict AS said
            WHERE said.use_id = one.id AND said.element_guid = reached.guid AND said.verdict = 'rejected'
        )
        UNION
        SELECT one.id, said.kind, said.element_guid FROM one JOIN derived_verdict AS said ON said.use_id = one.id
        WHERE said.verdict <> 'rejected'
    )
"""
HEAVY = f"""{SERVED}, heavy AS (
        SELECT DISTINCT one.id, one.board_number, one.product_key FROM one JOIN serves ON serves.id = one.id
        JOIN reached ON reached.guid = serves.guid AND reached.special = 1
    )
"""  # noqa: S608 - our own words
OPEN = f"""{HEAVY}
    SELECT product_key, count(DISTINCT board_number) FROM heavy
    WHERE NOT EXISTS (
        SELECT 1 FROM assessment WHERE assessment.use_id = heavy.id AND kind = 'dpia'
        AND state IN ('not_required', 'approved', 'approved_conditionally')
        AND (review_due IS NULL OR review_due >= '{TODAY}')
    )
    GROUP BY product_key HAVING count(DISTINCT board_number) >= 5
"""  # noqa: S608 - our own words
UNCOVERED = f"""{HEAVY}
    SELECT board_number, count(*) FROM heavy
    WHERE NOT EXISTS (
        SELECT 1 FROM agreement WHERE agreement.use_id = heavy.id AND presence IN ('present', 'not_needed')
    )
    GROUP BY board_number
"""  # noqa: S608 - our own words
OVERLAP = f"""{SERVED}
    SELECT board_number, count(*) FROM (
        SELECT one.board_number, serves.guid FROM one JOIN serves ON serves.id = one.id
        WHERE serves.kind = 'function' GROUP BY one.board_number, serves.guid HAVING count(DISTINCT product_key) > 1
    ) AS twice GROUP BY board_number
"""  # noqa: S608 - our own words
PRODUCTS = f"""{SERVED}
    SELECT product_key, count(DISTINCT board_number) FROM one
    WHERE EXISTS (SELECT 1 FROM serves WHERE serves.id = one.id AND serves.guid = :guid) GROUP BY product_key
"""  # noqa: S608 - our own words
UNSTANDARD = """
    SELECT source.product_key || ' ' || target.product_key, count(*) FROM coupling
    JOIN use AS source ON source.id = coupling.source_use_id JOIN use AS target ON target.id = coupling.target_use_id
    JOIN board ON board.number = coupling.board_number
    WHERE board.sharing = 'sector'
    AND NOT EXISTS (SELECT 1 FROM coupling_standard WHERE coupling_standard.coupling_id = coupling.id)
    GROUP BY 1
"""
USES = """
    SELECT use.board_number, use.product_key, product.vendor_key FROM use JOIN board ON board.number = use.board_number
    JOIN product ON product.key = use.product_key
    WHERE board.sharing = 'sector' AND use.status IN ('in-productie', 'uit-te-faseren')
"""
GROUP_OF = {"dochter": "moeder", "moeder": "moeder", "ander": "ander", "koper": "koper"}
"""The groups of the market; nobody knows who owns `derde`."""


def ask(session: Session, kind: MonitorKind, target: str = "") -> Monitor:
    return monitor(Columns(), session, MonitorQuestion(kind=kind, target=target), TODAY)


def told(found: Monitor) -> dict[str, int]:
    return {f"{one.key} {one.other_key}".strip(): one.number for one in found.rows}


def by_sql(session: Session, sql: str, **values: Any) -> dict[str, int]:  # noqa: ANN401 - values of a statement
    return {key: number for key, number in session.execute(text(sql), values).all()}  # noqa: C416 - rows are no pairs


def assess(session: Session, chance: Random) -> None:
    """Give some uses a DPIA in some state, with a review that is past, today or to come."""
    for use in session.exec(select(Use)).all():
        if chance.random() < 0.7:
            due = chance.choice((None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=9)))
            make_assessment(session, use_id=use.id, board_number=use.board_number, state=_state(chance), review_due=due)


def _state(chance: Random) -> DpiaState:
    return chance.choice((DpiaState.APPROVED, DpiaState.NOT_REQUIRED, DpiaState.SCREENING, DpiaState.NOT_ASSESSED))


def write_reached(session: Session) -> None:
    """Hand the database what components reach, with which objects are about special categories (art. 9 AVG)."""
    known = release(session)
    session.execute(text("DROP TABLE IF EXISTS reached"))
    session.execute(text(REACHED))
    for component in (LAS, ELO):
        sets = known.of((component,), ())
        for kind, guids in (("function", sets.functions), ("information_object", sets.objects)):
            for guid in guids:
                codes = {one.code for one in object_categories(guid, known.names[guid])}
                row = {"component": component, "kind": kind, "guid": guid, "special": int("P09" in codes)}
                session.execute(text("INSERT INTO reached VALUES (:component, :kind, :guid, :special)"), row)


def make_dossier(session: Session) -> None:
    """Let the learning environment reach an object with health data (art. 9 AVG)."""
    found = session.exec(select(Release)).one()
    make_element(
        session,
        found,
        guid=DOSSIER,
        name="Medisch dossier",
        archimate_type="BusinessObject",
        fora_type="Informatieobject",
        personal_data=PersonalData.YES,
    )
    make_relation(session, found, kind="Access", source=ELO, target=DOSSIER)


@EXAMPLES
@given(chance=st.randoms(use_true_random=True))
def test_every_monitor_says_what_the_database_says(session: Session, chance: Random) -> None:
    with undone(session):
        make_market(session)
        make_dossier(session)
        make_sector(session, chance, boards=16)
        assess(session, chance)
        write_reached(session)
        assert told(ask(session, MonitorKind.OVERLAP)) == by_sql(session, OVERLAP)
        assert told(ask(session, MonitorKind.OPEN_DPIAS)) == by_sql(session, OPEN)
        assert told(ask(session, MonitorKind.UNCOVERED)) == by_sql(session, UNCOVERED)
        assert told(ask(session, MonitorKind.UNSTANDARD)) == by_sql(session, UNSTANDARD)
        products = ask(session, MonitorKind.PRODUCTS, ADMINISTRATION)
        assert told(products) == by_sql(session, PRODUCTS, guid=ADMINISTRATION)


@EXAMPLES
@given(chance=st.randoms(use_true_random=True))
def test_groups_count_what_their_vendors_supply(session: Session, chance: Random) -> None:
    with undone(session):
        make_market(session)
        make_sector(session, chance, boards=6)
        uses = [(board, GROUP_OF.get(vendor)) for board, _product, vendor in session.execute(text(USES)).all()]
        known = Counter((board, group) for board, group in uses if group)
        totals = Counter(board for board, group in uses if group)
        groups = ask(session, MonitorKind.GROUPS)
        assert told(groups) == Counter(group for _board, group in uses if group)
        assert {one.key: one.whole for one in groups.rows} == Counter(group for _board, group in known)
        mine = {board: count for (board, group), count in known.items() if group == "moeder"}
        assert told(ask(session, MonitorKind.GROUP_USES, "moeder")) == mine
        squares: Counter[str] = Counter()
        for (board, _group), count in known.items():
            squares[board] += count * count
        index = {board: 10_000 * square // totals[board] ** 2 for board, square in squares.items()}
        assert told(ask(session, MonitorKind.CONCENTRATION)) == index


def test_a_dpia_over_the_activities_of_an_application_settles_it(session: Session) -> None:
    make_market(session)
    make_dossier(session)
    columns, question = Columns(), MonitorQuestion(kind=MonitorKind.OPEN_DPIAS)
    for number in ("71001", "71002", "71003", "71004", "71005"):
        make_board(session, number=number, sharing=Sharing.SECTOR)
        use = make_use(session, board=number, product="een", components=(ELO,))
    assert told(monitor(columns, session, question, TODAY)) == {"een": 5}
    activity = make_activity(session, board_number=number, uses=(use.id,))
    over = make_assessment(session, use_id=use.id, board_number=number, review_due=TODAY)
    over.use_id = None
    session.add(AssessmentScope(assessment_id=over.id, activity_id=activity.id))
    tell(session, number)
    session.flush()
    assert not told(monitor(columns, session, question, TODAY)), "four boards are too few to tell"
    assert told(monitor(columns, session, question, TODAY + timedelta(days=1))) == {"een": 5}


def test_what_is_about_one_thing_asks_for_it_and_knows_what_exists(session: Session) -> None:
    make_market(session)
    make_sector(session, Random(1), boards=3)  # noqa: S311 - the same sector every time
    for kind in TARGETED:
        with pytest.raises(InvalidInputError):
            ask(session, kind)
        with pytest.raises(NotFoundError):
            ask(session, kind, "bestaat-niet")
    targets = open_monitor_targets(Columns(), session, MonitorKind.GROUP_USES, by=acting(SYLVIA))
    assert [one.key for one in targets] == sorted({one.key for one in targets})
    assert "derde" not in {one.key for one in targets}
    assert not open_monitor_targets(Columns(), session, MonitorKind.OVERLAP, by=acting(SYLVIA))


def test_only_who_reads_the_sector_sees_a_monitor(session: Session) -> None:
    for kind in MonitorKind:
        for actor in (ANNE, SACHA):
            with pytest.raises(NotAllowedError):
                open_monitor(Columns(), session, MonitorQuestion(kind=kind), by=acting(actor))


def test_a_board_that_withdraws_is_in_no_monitor_and_asking_again_asks_the_log_only(session: Session) -> None:
    make_market(session)
    numbers = make_sector(session, Random(5), boards=6)  # noqa: S311 - the same sector every time
    columns, question = Columns(), MonitorQuestion(kind=MonitorKind.CONCENTRATION)
    assert monitor(columns, session, question, TODAY).boards == len(numbers)
    with counted(session) as statements:
        monitor(columns, session, question, TODAY)
    assert len(statements) == 1
    session.get_one(Board, numbers[0]).sharing = Sharing.PRIVATE
    tell(session, numbers[0])
    after = monitor(columns, session, question, TODAY)
    assert after.boards == len(numbers) - 1
    assert numbers[0] not in told(after)
