"""What is kept in memory between two readings of a board never outlives a change, a rollback or another board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, select

from fora.kinds import ReleaseStatus
from fora.models import Release
from swc.boards.models import School
from swc.catalogue.kinds import DataLevel
from swc.catalogue.models import CentralDpiaVersion, Product, ProductVersion, SubProcessor, Vendor
from swc.dpia.kinds import DpiaState
from swc.dpia.models import Assessment
from swc.dpia.queries import use_dpias
from swc.landscape.kinds import AgreementPresence, Direction, SettingAnswer, UsageStatus
from swc.landscape.models import Agreement, Placement, Use, UseAnswer, UseDataCategory, UseSchool
from swc.landscape.queries import use_summaries
from swc.risk.board_facts import board_facts
from swc.risk.rules import RULES
from swc.risk.rules.declaration import evaluate
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import hand_over, make_central, make_product, make_vendor, make_version
from tests.factories.dpia import make_answer, make_assessment
from tests.factories.fora import GRADES, LAS, make_reference
from tests.factories.landscape import make_agreement, make_coupling, make_use
from tests.personas import BOARD_A, BOARD_B, NOW
from vocab.kept import Kept

TODAY = date(2026, 3, 2)
Change = Callable[[Session], None]


@pytest.fixture(autouse=True)
def _ground(session: Session) -> None:
    make_reference(session)
    make_vendor(session, "moeder", country="US", dpf_certified=True)
    make_vendor(session, "huis", country="NL", parent_key="moeder")
    make_product(session, "leerspoor", vendor_key="huis", standards=("oso",), locations=("NL",), categories=("P03",))
    make_product(session, "los", category="")
    make_version(session, "leerspoor", "2024")
    make_central(session, products=("leerspoor",))
    for number, brin in ((BOARD_A, "00AA"), (BOARD_B, "00BB")):
        make_board(session, number=number)
        make_school(session, brin=brin, board_number=number)
        use = make_use(session, product="leerspoor", board=number, components=(LAS,), users=10)
        make_agreement(session, use)
        make_assessment(session, use_id=use.id, board_number=number, state=DpiaState.SCREENING)
        make_use(session, product="los", board=number)
    session.flush()


def read(session: Session, board_number: str = BOARD_A) -> tuple[Any, ...]:
    """Return everything that is kept of a board: summaries, DPIA statuses, facts and what the rules find in them."""
    facts = board_facts(session, board_number, TODAY)
    assert facts is not None
    summaries = use_summaries(session, board_number, on=TODAY)
    return summaries, use_dpias(session, board_number, TODAY), facts, evaluate(RULES, facts)


def anew(session: Session, board_number: str = BOARD_A) -> tuple[Any, ...]:
    """Return the same as `read`, with nothing taken from memory."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Kept, "of", lambda _self, _subject, _facts, work: work())
        return read(session, board_number)


def changed(table: type[SQLModel], **values: object) -> Change:
    """Return a change of every row of a table."""

    def work(session: Session) -> None:
        for row in session.exec(select(table)).all():
            for name, value in values.items():
                setattr(row, name, value)

    return work


def used(session: Session) -> Use:
    """Return the use that most hangs under."""
    return session.exec(select(Use).where(Use.board_number == BOARD_A, Use.product_key == "leerspoor")).one()


def _answered(session: Session) -> None:
    make_answer(session, use_id=used(session).id)


def _coupled(session: Session) -> None:
    make_coupling(session, used(session), direction=Direction.BOTH, target_name="Buiten")


CHANGES: dict[str, Change] = {
    "name": changed(Use, own_name="Anders"),
    "status": changed(Use, status=UsageStatus.PHASED_OUT),
    "users": changed(Use, users=5000),
    "cost": changed(Use, yearly_cost=Decimal("12.50")),
    "product of a use": changed(Use, product_key="los"),
    "product name": changed(Product, name="Nieuwe naam"),
    "data level": changed(Product, data_level=DataLevel.SPECIAL),
    "use of AI": changed(Product, ai_use="generative"),
    "end of a product": changed(Product, end_of_life=date(2026, 1, 1)),
    "vendor of a product": changed(Product, vendor_key=None),
    "country of an owner": changed(Vendor, country="CN"),
    "owner of a vendor": lambda session: hand_over(session, "huis", None),
    "support of a version": changed(ProductVersion, end_of_support=date(2025, 1, 1)),
    "central DPIA": changed(CentralDpiaVersion, effective_on=date(2026, 2, 1)),
    "pupils": changed(School, pupils=99_999),
    "agreement": changed(Agreement, presence=AgreementPresence.ABSENT),
    "state of an assessment": changed(
        Assessment, state=DpiaState.APPROVED, review_due=date(2026, 1, 1), decided_on=date(2023, 1, 1)
    ),
    "name of a component": changed(Placement, component_guid=GRADES, component_name="Elders"),
    "version in use": lambda session: setattr(
        used(session), "version_id", session.exec(select(ProductVersion.id)).first()
    ),
    "school": lambda session: session.add(UseSchool(use_id=used(session).id, brin="00AA")),
    "own category": lambda session: session.add(UseDataCategory(use_id=used(session).id, category="P08")),
    "sub-processor": lambda session: session.add(
        SubProcessor(
            product_key="leerspoor", name="Verre wolk", country="CN", source_url="https://x.test", checked_on=TODAY
        )
    ),
    "answer to a question": lambda session: session.add(
        UseAnswer(
            use_id=used(session).id,
            question="own-password",
            answer=SettingAnswer.NO,
            answered_at=NOW,
            answered_by="Anne",
        )
    ),
    "answer to a criterion": _answered,
    "coupling": _coupled,
    "no release": changed(Release, status=ReleaseStatus.WITHDRAWN),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows_at_once_and_a_rollback_takes_it_back(session: Session, change: Change) -> None:
    before = read(session)
    saved = session.begin_nested()
    change(session)
    session.flush()
    after = read(session)
    assert after == anew(session)
    assert after != before
    saved.rollback()
    session.expire_all()
    assert read(session) == before


def test_a_board_keeps_what_is_its_own(session: Session) -> None:
    mine, theirs = read(session), read(session, BOARD_B)
    changed(Use, users=77)(session)
    session.flush()
    assert read(session) == anew(session) != mine
    assert read(session, BOARD_B) == anew(session, BOARD_B) != theirs
    ids = [{use.id for use in read(session, number)[0]} for number in (BOARD_A, BOARD_B)]
    assert not ids[0] & ids[1]


def test_another_day_is_another_answer(session: Session) -> None:
    changed(Assessment, state=DpiaState.APPROVED, review_due=date(2026, 3, 2), decided_on=date(2024, 1, 1))(session)
    session.flush()
    today = use_dpias(session, BOARD_A, TODAY)
    later = use_dpias(session, BOARD_A, date(2026, 3, 3))
    assert [one.expired for one in today.values() if one.assessment_id] == [False]
    assert [one.expired for one in later.values() if one.assessment_id] == [True]
