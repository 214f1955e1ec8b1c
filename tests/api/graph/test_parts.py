"""Whatever a board edits, its graph by parts is the graph that is derived whole, line for line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from api.graph import parts as graph_parts
from api.graph import writer as graph_writer
from api.graph.content import GRAPHS, contents
from api.graph.files import GraphFolder
from api.graph.writer import GraphWriter
from swc.access.kinds import SYSTEM, Act
from swc.audit.kinds import SubjectKind
from swc.audit.models import Outbox
from swc.audit.service import record
from swc.dpia import service as dpia
from swc.dpia.file_schemas import MeasureInput, RiskInput, ScopeInput
from swc.dpia.kinds import Answer, AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.schemas import AnswerInput, StepInput
from swc.landscape import service as landscape
from swc.landscape.agreements import service as agreements
from swc.landscape.contracts import service as contracts
from swc.landscape.contracts.exit_service import set_exit
from swc.landscape.contracts.inputs import ContractInput, ExitInput
from swc.landscape.kinds import AgreementPresence, Direction, SettingAnswer, UsageStatus, Verdict
from swc.landscape.models import Agreement, Contract, Coupling, Use
from swc.landscape.schemas import (
    AgreementInput,
    CategoriesInput,
    CouplingInput,
    PlacementChange,
    UseCreate,
    UseUpdate,
    VendorAgreementInput,
    VerdictInput,
)
from swc.register import service as register
from swc.register.models import ProcessingActivity
from swc.register.schemas import ActivityChange, ActivityEnding
from swc.risk.models import Flag
from swc.risk.schemas import AcceptFlag
from swc.risk.service import accept_flag
from tests.api.conftest import OneTransaction
from tests.factories.agreements import make_deal
from tests.factories.catalogue import make_product
from tests.factories.contracts import make_contract
from tests.factories.dpia import make_assessment
from tests.factories.fora import GRADES, LAS
from tests.factories.landscape import make_agreement, make_coupling, make_use
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import BOARD_A, BOARD_B, NOW, TODAY, acting
from vocab.errors import DomainError
from vocab.iris import Iris

OWN = f"board/{BOARD_A}"
IRIS = Iris("https://catalogus.test")


class Drawn(NamedTuple):
    """An edit: what is done, and which of the things it is done to."""

    edit: Callable[[Session, Drawn], object]
    which: int
    value: int
    at: datetime = NOW

    @property
    def by(self) -> Act:
        """Return who does it, and when."""
        return acting(SYSTEM, now=self.at, reason="Omdat het zo is.")

    def of(self, session: Session, table: Any) -> Any:  # noqa: ANN401 - any table of a board
        """Return one of the rows of the board; a refusal when there is none."""
        rows = session.exec(select(table).where(col(table.board_number) == BOARD_A).order_by(col(table.id))).all()
        if not rows:
            raise DomainError("Er is er geen.")
        return rows[self.which % len(rows)]


def _change_use(session: Session, one: Drawn) -> None:
    changes = (
        UseUpdate(users=one.value),
        UseUpdate(own_name=f"Naam {one.value}"),
        UseUpdate(yearly_cost=Decimal(one.value)),
        UseUpdate(status=list(UsageStatus)[one.value % len(UsageStatus)]),
        UseUpdate(schools=("11AA",)),
        UseUpdate(end_date=date(2026, 2, 1 + one.value % 28)),
    )
    landscape.change_use(session, BOARD_A, one.of(session, Use).id, changes[one.value % len(changes)], by=one.by)


def _add_use(session: Session, one: Drawn) -> None:
    product = ("magister", "zermelo")[one.which % 2]
    data = UseCreate(product_key=product, own_name=f"Nieuw {one.value}", components=(LAS,) if one.value % 2 else ())
    landscape.add_use(session, BOARD_A, data, by=one.by)


def _remove_use(session: Session, one: Drawn) -> None:
    landscape.remove_use(session, BOARD_A, one.of(session, Use).id, by=one.by)


def _place(session: Session, one: Drawn) -> None:
    change = landscape.place if one.value % 2 else landscape.unplace
    change(session, BOARD_A, one.of(session, Use).id, PlacementChange(component_guid=LAS), by=one.by)


def _judge(session: Session, one: Drawn) -> None:
    verdict = (Verdict.ACCEPTED, Verdict.REJECTED, None)[one.value % 3]
    data = VerdictInput(element_guid=GRADES, verdict=verdict, reason="Zo is het.")
    landscape.decide(session, BOARD_A, one.of(session, Use).id, data, by=one.by)


def _categories(session: Session, one: Drawn) -> None:
    data = CategoriesInput(categories=("P01", "P03", "P12")[: one.value % 4])
    landscape.set_categories(session, BOARD_A, one.of(session, Use).id, data, by=one.by)


def _exit(session: Session, one: Drawn) -> None:
    data = ExitInput(escrow=list(SettingAnswer)[one.value % len(SettingAnswer)], export_format=f"Formaat {one.value}")
    set_exit(session, BOARD_A, one.of(session, Use).id, data, by=one.by)


def _criterion(session: Session, one: Drawn) -> None:
    answer = (Answer.YES, Answer.NO, None)[one.value % 3]
    data = AnswerInput(criterion=("WP1", "WP5")[one.value % 2], answer=answer, reason="Gemeten.")
    dpia.answer_criterion(session, BOARD_A, one.of(session, Use).id, data, by=one.by)


def _coupling(session: Session, one: Drawn) -> None:
    direction = list(Direction)[one.value % len(Direction)]
    data = CouplingInput(source_use_id=one.of(session, Use).id, target_name="ROD", direction=direction)
    if one.value % 3 == 0:
        landscape.add_coupling(session, BOARD_A, data, by=one.by)
    elif one.value % 3 == 1:
        landscape.change_coupling(session, BOARD_A, one.of(session, Coupling).id, data, by=one.by)
    else:
        landscape.remove_coupling(session, BOARD_A, one.of(session, Coupling).id, by=one.by)


def _agreement(session: Session, one: Drawn) -> None:
    presence = list(AgreementPresence)[one.value % len(AgreementPresence)]
    landscape.set_agreement(session, BOARD_A, one.of(session, Use).id, AgreementInput(presence=presence), by=one.by)


def _with_vendor(session: Session, one: Drawn) -> None:
    if one.value % 3 == 0:
        agreements.remove_agreement(session, BOARD_A, one.of(session, Agreement).id, by=one.by)
        return
    presence = list(AgreementPresence)[one.value % len(AgreementPresence)]
    products = ((), ("magister",), ("zermelo",))[one.which % 3]
    data = VendorAgreementInput(presence=presence, vendor_key="schoolmaster", products=products)
    agreements.add_agreement(session, BOARD_A, data, by=one.by)


def _contract(session: Session, one: Drawn) -> None:
    data = ContractInput(title=f"Contract {one.value}", yearly_price=Decimal(one.value), products=("magister",))
    if one.value % 3 == 0:
        contracts.add_contract(session, BOARD_A, data, by=one.by)
    elif one.value % 3 == 1:
        contracts.change_contract(session, BOARD_A, one.of(session, Contract).id, data, by=one.by)
    else:
        contracts.remove_contract(session, BOARD_A, one.of(session, Contract).id, by=one.by)


def _step(session: Session, one: Drawn) -> None:
    kind = (AssessmentKind.DPIA, AssessmentKind.DTIA)[one.value % 2]
    data = StepInput(event=list(DpiaEvent)[one.value % len(DpiaEvent)], reason="Zo is het.", on=TODAY)
    dpia.step(session, BOARD_A, one.of(session, Use).id, kind, data, by=one.by)


def _file(session: Session, one: Drawn) -> None:
    about = one.of(session, Assessment).id
    dpia.add_risk(session, BOARD_A, about, RiskInput(title="Lek", likelihood=1 + one.value % 4, impact=2), by=one.by)
    dpia.add_measure(session, BOARD_A, about, MeasureInput(text=f"Maatregel {one.value}"), by=one.by)


def _over_activity(session: Session, one: Drawn) -> None:
    data = ScopeInput(title=f"DPIA {one.value}", activities=(ADMIN_ACTIVITY,))
    dpia.open_assessment(session, BOARD_A, data, by=one.by)


def _activity(session: Session, one: Drawn) -> None:
    key = one.of(session, ProcessingActivity).id
    if one.value % 2:
        register.change(
            session, BOARD_A, key, ActivityChange(name=f"Verwerking {one.value}", reason="Beter."), by=one.by
        )
    else:
        register.end(session, BOARD_A, key, ActivityEnding(reason="Gestopt."), by=one.by)


def _flag(session: Session, one: Drawn) -> None:
    data = AcceptFlag(reason="Bekend.", until=date(2026, 6, 1))
    accept_flag(session, BOARD_A, one.of(session, Flag).id, data, by=one.by)


def _elsewhere(session: Session, one: Drawn) -> None:
    """Change something of another board, of a person, or of a product that this board uses."""
    subject, key, number = (
        (SubjectKind.USE, str(uuid4()), BOARD_B),
        (SubjectKind.PERSON, "anne", None),
        (SubjectKind.PRODUCT, "magister", None),
    )[one.value % 3]
    record(session, by=one.by, kind=f"{subject}.changed", subject=subject, key=key, board_number=number)


LOCAL = (
    _change_use, _add_use, _place, _judge, _categories, _exit, _criterion, _coupling, _agreement, _with_vendor,
    _contract, _step, _file, _activity, _flag,
)  # fmt: skip
EDITS = st.builds(
    Drawn,
    edit=st.sampled_from((*LOCAL, *LOCAL, _remove_use, _over_activity, _elsewhere)),
    which=st.integers(0, 9),
    value=st.integers(0, 99),
    at=st.just(NOW),
)


def _landscape(session: Session) -> None:
    """Make a board with everything that a graph tells of."""
    first = make_register_landscape(session)
    make_product(session, "zermelo", vendor_key="schoolmaster", category="")
    second = make_use(session, product="zermelo", own_name="Rooster")
    make_use(session, product="magister", own_name="Tweede")
    make_coupling(session, first, target=second, standards=("uwlr",))
    make_agreement(session, first)
    make_deal(session, products=("zermelo",))
    make_contract(session, yearly_price=Decimal(900))
    make_assessment(session, use_id=first.id, state=DpiaState.REQUIRED)
    make_assessment(session, use_id=second.id, state=DpiaState.APPROVED, decided_on=TODAY)
    make_established(session)


@pytest.fixture
def writer(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphWriter]:
    """Return a writer that holds the graph of a board, and knows of which state that is; public graphs are empty."""
    for kind in ("vocabulary", "catalogue", "fora"):
        monkeypatch.setitem(GRAPHS, kind, ())
    _landscape(session)
    with TemporaryDirectory() as folder:
        yield _fresh(session, Path(folder) / "first")


def _fresh(session: Session, folder: Path) -> GraphWriter:
    found = GraphWriter(OneTransaction(session), GraphFolder(folder), IRIS)
    found.files(OWN)
    return found


def _do(writer: GraphWriter, one: Drawn) -> None:
    """Make an edit with all that follows from it, two minutes after the last; what the product refuses is no edit."""
    at = writer.database.clock() + timedelta(minutes=2)
    writer.database.clock = lambda: at
    with suppress(DomainError), writer.database.write() as session:
        one.edit(session, one._replace(at=at))


def _whole(session: Session) -> list[bytes]:
    session.expire_all()
    ((_, found),) = contents(session, [OWN], IRIS, NOW.date())
    return found.splitlines()


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, min_size=5, max_size=8))
@pytest.mark.usefixtures("writer")
def test_after_every_edit_the_graph_by_parts_is_the_graph_derived_whole(session: Session, edits: list[Drawn]) -> None:
    kept = session.begin_nested()
    try:
        with TemporaryDirectory() as folder:
            mine = _fresh(session, Path(folder))
            for one in edits:
                _do(mine, one)
                held = mine.files(OWN)[IRIS.graph(OWN)].path.read_bytes()
                assert held.splitlines() == _whole(session), one
    finally:
        kept.rollback()
        session.expire_all()


@pytest.mark.parametrize("value", [0, 1])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_is_local_is_not_derived_whole_and_known_by_its_difference(
    writer: GraphWriter, monkeypatch: pytest.MonkeyPatch, value: int
) -> None:
    def refused(*_asked: object) -> None:
        pytest.fail(f"derived whole after {edit}")

    edit: Callable[[Session, Drawn], object] | None = None
    monkeypatch.setattr(graph_writer, "contents", refused)
    for edit in LOCAL:
        before = writer.files(OWN)[IRIS.graph(OWN)]
        _do(writer, Drawn(edit, 0, value))
        after = writer.files(OWN)[IRIS.graph(OWN)]
        if after != before:
            difference = writer.folder.difference(OWN, before.version)
            assert difference
            lines = set(before.path.read_bytes().splitlines(keepends=True))
            lines = (lines - set(difference.removed.splitlines(keepends=True))) | set(
                difference.added.splitlines(keepends=True)
            )
            assert b"".join(sorted(lines)) == after.path.read_bytes(), edit


def test_a_change_that_no_event_tells_of_is_derived_whole(writer: GraphWriter, session: Session) -> None:
    session.exec(select(Use).where(col(Use.board_number) == BOARD_A)).first().users = 4321  # type: ignore[union-attr]
    session.add(Outbox(graph=OWN, created_at=NOW))
    session.flush()
    assert b"4321" in writer.files(OWN)[IRIS.graph(OWN)].path.read_bytes()


def test_events_too_far_back_are_not_looked_through(
    writer: GraphWriter, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_parts, "FAR", 0)
    _do(writer, Drawn(_change_use, 0, 0))
    assert writer.files(OWN)[IRIS.graph(OWN)].path.read_bytes().splitlines() == _whole(session)


@pytest.mark.parametrize("step", ["_place", "tell"])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_breaks_off_halfway_is_made_good_at_the_next_question(
    writer: GraphWriter, session: Session, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*_asked: object, **_more: object) -> None:
        raise OSError(step)

    _do(writer, Drawn(_change_use, 0, 6))
    with monkeypatch.context() as patch:
        patch.setattr(GraphFolder, step, broken)
        with pytest.raises(OSError, match=step):
            writer.files(OWN)
    _do(writer, Drawn(_coupling, 0, 3))
    assert writer.files(OWN)[IRIS.graph(OWN)].path.read_bytes().splitlines() == _whole(session)
    assert OWN not in writer.waiting()
