"""The version of the product that a use runs: told by number or name, held to the product, and told in history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from swc.audit.models import Event
from swc.errors import InvalidInputError
from swc.landscape import queries, service
from swc.landscape.schemas import UseCreate, UseSummary, UseUpdate
from tests.factories.catalogue import make_product, make_version
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, CARLA, TODAY, acting

BY_CARLA = acting(CARLA)


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)
    make_product(session, "roosterwijs")


def summary(session: Session, use_id: UUID) -> UseSummary:
    found = queries.use_detail(session, BOARD_A, use_id, on=TODAY)
    assert found is not None
    assert queries.use_summaries(session, BOARD_A, on=TODAY) == (found.summary,)
    return found.summary


def change(session: Session, use_id: UUID, **fields: Any) -> None:  # noqa: ANN401 - fields of a use
    service.change_use(session, BOARD_A, use_id, UseUpdate(**fields), by=BY_CARLA)


@pytest.mark.parametrize("how", ["version_id", "version_name"])
def test_a_use_tells_its_version_by_number_or_by_name(session: Session, how: str) -> None:
    number = make_version(session)
    make_version(session, name="5")
    told = {"version_id": number} if how == "version_id" else {"version_name": "Versie 4.2"}
    use_id = service.add_use(session, BOARD_A, UseCreate(product_key="magister", **told), by=BY_CARLA)
    found = summary(session, use_id)
    assert (found.version_id, found.version_name) == (number, "4.2")


def test_a_use_without_a_version_says_so(session: Session) -> None:
    make_version(session)
    found = summary(session, make_use(session).id)
    assert (found.version_id, found.version_name) == (None, None)


def test_another_version_is_told_by_name_in_history(session: Session) -> None:
    four, five = make_version(session), make_version(session, name="5")
    use = make_use(session, version_id=four)
    change(session, use.id, version_name="5")
    assert summary(session, use.id).version_id == five
    event = session.exec(select(Event).order_by(col(Event.seq).desc())).first()
    assert event is not None
    assert event.before == {"version_id": four, "version": "4.2"}
    assert event.after == {"version_id": five, "version": "5"}


@pytest.mark.parametrize("fields", [{"version_id": None}, {"version_name": None}, {"version_name": ""}])
def test_a_version_is_taken_away(session: Session, fields: dict[str, Any]) -> None:
    use = make_use(session, version_id=make_version(session))
    change(session, use.id, **fields)
    assert summary(session, use.id).version_id is None


def test_a_change_of_something_else_leaves_the_version(session: Session) -> None:
    number = make_version(session)
    use = make_use(session, version_id=number)
    change(session, use.id, users=3)
    assert summary(session, use.id).version_id == number


def test_a_whole_form_keeps_the_version_that_it_names_by_number_or_name(session: Session) -> None:
    four, five = make_version(session), make_version(session, name="5")
    use = make_use(session)
    service.change_use(session, BOARD_A, use.id, UseUpdate(version_id=four).whole(), by=BY_CARLA)
    assert summary(session, use.id).version_id == four
    service.change_use(session, BOARD_A, use.id, UseUpdate(version_name="5").whole(), by=BY_CARLA)
    assert summary(session, use.id).version_id == five
    service.change_use(session, BOARD_A, use.id, UseUpdate().whole(), by=BY_CARLA)
    assert summary(session, use.id).version_id is None


@pytest.mark.parametrize(
    ("fields", "where", "says"),
    [
        ({"version_id": "other"}, "version_id", "hoort niet bij dit product"),
        ({"version_name": "9"}, "version_name", "Versie 9 van dit product staat niet in de catalogus"),
        ({"version_name": "2026-1"}, "version_name", "2026-1"),
        ({"version_id": "own", "version_name": "5"}, "version_name", "niet allebei"),
    ],
)
def test_a_version_of_another_product_or_that_nobody_added_is_refused(
    session: Session, fields: dict[str, Any], where: str, says: str
) -> None:
    numbers = {"own": make_version(session), "other": make_version(session, "roosterwijs", "2026-1")}
    make_version(session, name="5")
    asked = {name: numbers.get(value, value) for name, value in fields.items()}
    use = make_use(session)
    for deed in (
        lambda: service.add_use(session, BOARD_A, UseCreate(product_key="magister", **asked), by=BY_CARLA),
        lambda: change(session, use.id, **asked),
    ):
        with pytest.raises(InvalidInputError) as refused:
            deed()
        (problem,) = refused.value.problems
        assert problem.where == where
        assert says in str(problem)


def test_another_product_does_not_take_the_version_along(session: Session) -> None:
    number = make_version(session)
    with pytest.raises(InvalidInputError) as refused:
        service.add_use(session, BOARD_A, UseCreate(product_key="roosterwijs", version_id=number), by=BY_CARLA)
    assert [one.where for one in refused.value.problems] == ["version_id"]
