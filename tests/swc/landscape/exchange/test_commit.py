"""Carrying a model out: no change when nothing changed, else what was changed, and back as one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from fora.readers.model import RawModel, RawRelation
from fora.writers.checking import problems
from swc.audit.models import Event
from swc.errors import ConflictError
from swc.landscape import service as changes
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange import undo
from swc.landscape.exchange.kinds import Deed
from swc.landscape.imports.kinds import RowState
from swc.landscape.kinds import Criticality, Direction, UsageStatus
from swc.landscape.models import Coupling, CouplingStandard, Placement, Use
from swc.landscape.schemas import StatusChange
from tests.factories.exchange import (
    LATER,
    add_application,
    back,
    carry_out,
    edited,
    element,
    magister,
    make_exchange_landscape,
    out,
    put,
    touched,
)
from tests.factories.fora import LAS, STANDARD
from tests.factories.landscape import make_coupling, make_use
from tests.personas import BOARD_A


@pytest.fixture(autouse=True)
def _board(session: Session) -> None:
    make_exchange_landscape(session)


STATUSES = st.sampled_from([UsageStatus.IN_PRODUCTION, UsageStatus.PLANNED, UsageStatus.PHASED_OUT])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
USES = st.lists(
    st.fixed_dictionaries(
        {
            "product": st.sampled_from(["magister", "rooster"]),
            "own_name": TEXTS,
            "status": STATUSES,
            "notes": TEXTS,
            "owner_role": TEXTS,
            "users": st.none() | st.integers(0, 9_999_999),
            "yearly_cost": st.none() | st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100),
            "criticality": st.none() | st.sampled_from(list(Criticality)),
            "start_date": st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1)),
            "components": st.sampled_from([(), (LAS,), (LAS, "ee" * 16)]),
            "schools": st.sampled_from([(), ("22BB",)]),
            "categories": st.sampled_from([(), ("P01", "P12")]),
        }
    ),
    min_size=1,
    max_size=5,
)
LINKS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(list(Direction)), st.booleans(), TEXTS), max_size=4
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(uses=USES, links=LINKS)
def test_a_model_that_nobody_changed_changes_nothing(
    session: Session, uses: list[dict[str, object]], links: list[tuple[int, int, Direction, bool, str]]
) -> None:
    with session.begin_nested() as point:
        made = [make_use(session, **{**one, **_clean(one)}) for one in uses]  # type: ignore[arg-type]
        for source, target, direction, outside, name in links:
            first, second = made[source % len(made)], made[target % len(made)]
            if outside or first is second:
                label = name.replace("\x00", "") or "ROD"
                guid = STANDARD if len(name) % 2 else None
                make_coupling(session, first, target_name=label, target_guid=guid, direction=direction, kind="api")
            else:
                make_coupling(session, first, target=second, direction=direction, standards=("uwlr", "oso"))
        content = out(session)
        assert problems(content) == ()
        seen = back(session, content)
        assert [(item.name, item.state, item.changes, item.problems) for item in touched(seen)] == []
        assert seen.count(RowState.SKIPPED) == 0
        point.rollback()


def _clean(one: dict[str, object]) -> dict[str, str]:
    """PostgreSQL holds no NUL."""
    return {name: value.replace("\x00", "") for name, value in one.items() if isinstance(value, str)}


def test_a_new_application_with_a_known_name_is_added_where_it_was_placed(session: Session) -> None:
    magister(session)
    seen = edited(session, add_application)
    (item,) = touched(seen)
    assert (item.state, item.deed, item.changes[0].after) == (RowState.NEW, Deed.ADD, "Zermelo")
    assert "op naam herkend" in item.problems[0].text
    carry_out(session, seen)
    use = session.exec(select(Use).where(Use.product_key == "zermelo")).one()
    assert session.get(Placement, (use.id, LAS)) is not None


def test_a_new_flow_becomes_a_coupling_with_its_standard(session: Session) -> None:
    first, second = magister(session), make_use(session, product="rooster")
    make_coupling(session, first, target_name="Derde", standards=("uwlr",))

    def change(model: RawModel) -> None:
        known = next(one for one in model.relations if one.name == e.IMPLEMENTS)
        flow = RawRelation("id-flow", "Flow", e.xml_id(second.id), e.xml_id(first.id), name="roosters")
        model.relations += [flow, RawRelation("id-std", "Association", "id-flow", known.target)]

    seen = edited(session, change)
    (item,) = touched(seen)
    assert (item.state, item.deed) == (RowState.NEW, Deed.ADD)
    carry_out(session, seen)
    row = session.exec(select(Coupling).where(Coupling.source_use_id == second.id)).one()
    assert (row.target_use_id, row.direction) == (first.id, Direction.OUT)
    assert session.get(CouplingStandard, (row.id, "uwlr")) is not None


def test_a_whole_file_is_taken_back_and_what_somebody_changed_since_is_left(session: Session) -> None:
    use, other = magister(session), make_use(session, product="rooster", components=(LAS,))
    link = make_coupling(session, use, target=other)

    def change(model: RawModel) -> None:
        add_application(model)
        put(element(model, "Ons LAS"), e.STATUS, "Gepland")
        put(element(model, "Rooster Plus"), e.OWNER, "ICT")
        placed = (e.xml_id(use.id), e.PLACED)
        model.relations = [
            one for one in model.relations if (one.source, one.name) != placed and one.id != e.xml_id(link.id)
        ]

    seen = edited(session, change)
    carry_out(session, seen)
    changes.set_status(session, BOARD_A, other.id, StatusChange(status=UsageStatus.PLANNED), by=LATER)
    result = undo.undo(session, BOARD_A, seen.id, by=LATER)
    assert (result.taken_back, result.left) == (3, 1)
    row = session.get_one(Use, use.id)
    assert (row.status, row.status_since) == (UsageStatus.IN_PRODUCTION, None)
    assert session.get(Placement, (use.id, LAS)) is not None
    assert session.get(Coupling, link.id) is not None
    assert session.exec(select(Use).where(Use.product_key == "zermelo")).all() == []
    with pytest.raises(ConflictError):
        undo.undo(session, BOARD_A, seen.id, by=LATER)
    kinds = [one.kind for one in session.exec(select(Event))]
    assert {"model.imported", "model.undone"} <= set(kinds)
