"""Adding and changing uses: who may, what is refused with which remedy, and what the event tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.audit.service import touched
from swc.errors import ConflictError, DomainError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape import queries, service
from swc.landscape.kinds import Criticality, UsageStatus
from swc.landscape.schemas import CategoriesInput, SchoolsInput, StatusChange, UseCreate, UseDetail, UseUpdate
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.personas import ADMIN, ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, SACHA, TODAY, acting

BY_CARLA = acting(CARLA)


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def detail(session: Session, use_id: UUID) -> UseDetail:
    found = queries.use_detail(session, BOARD_A, use_id, on=TODAY)
    assert found is not None
    return found


def last_event(session: Session) -> Event:
    found = session.exec(select(Event).order_by(col(Event.seq).desc())).first()
    assert found is not None
    return found


def refused(deed: Callable[[], object]) -> dict[str, str]:
    """Return the problems of a refusal, the message by field."""
    with pytest.raises(InvalidInputError) as caught:
        deed()
    assert all(problem.remedy for problem in caught.value.problems)
    return {problem.where: str(problem) for problem in caught.value.problems}


def test_a_new_use_is_read_back_as_it_was_entered(session: Session) -> None:
    data = UseCreate(
        product_key="magister",
        own_name="Ons LAS",
        status=UsageStatus.PLANNED,
        start_date=date(2026, 8, 1),
        schools=("11AA",),
        owner_role="Coördinator ICT",
        hosting="saas",
        users=40,
        yearly_cost=Decimal("12.345"),
        criticality=Criticality.HIGH,
        notes="Pilot",
        components=(LAS,),
        categories=("P12",),
        import_key="rij-1",
    )
    found = detail(session, service.add_use(session, BOARD_A, data, by=BY_CARLA))
    summary = found.summary
    assert (summary.name, summary.status, summary.schools) == ("Ons LAS", UsageStatus.PLANNED, ("11AA",))
    assert (summary.whole_board, summary.hosting, summary.users) == (False, "saas", 40)
    assert (summary.yearly_cost, summary.criticality) == (Decimal("12.35"), Criticality.HIGH)
    assert [one.name for one in summary.components] == ["Leerlingadministratiesysteem"]
    assert ("P12", "own") in {(one.code, one.origin.value) for one in summary.categories}
    assert (found.notes, summary.row_version) == ("Pilot", 1)


def test_a_second_click_does_not_add_the_same_use_again(session: Session) -> None:
    data = UseCreate(product_key="magister", own_name="Ons LAS", schools=("11AA",))
    service.add_use(session, BOARD_A, data, by=BY_CARLA)

    told = refused(lambda: service.add_use(session, BOARD_A, data, by=BY_CARLA))

    assert told == {
        "product_key": "product_key: Dit product staat al precies zo in uw landschap. Wijzig die applicatie, of geef"
        " deze een eigen naam, een andere versie of andere scholen."
    }


@pytest.mark.parametrize(
    "other", [{"own_name": "Proef"}, {"status": UsageStatus.PLANNED}, {"schools": ()}, {"import_key": "rij-2"}]
)
def test_what_people_can_tell_apart_stands_beside_it(session: Session, other: dict[str, Any]) -> None:
    data = UseCreate(product_key="magister", own_name="Ons LAS", schools=("11AA",))
    first = service.add_use(session, BOARD_A, data, by=BY_CARLA)

    second = service.add_use(session, BOARD_A, data.model_copy(update={**other, "whole_board": True}), by=BY_CARLA)

    assert first != second


def test_a_new_use_leaves_an_event_that_tells_what_was_filled_in(session: Session) -> None:
    use_id = service.add_use(session, BOARD_A, UseCreate(product_key="magister", users=0), by=BY_CARLA)
    event = last_event(session)
    assert (event.kind, event.subject_key, event.board_number) == ("use.created", str(use_id), BOARD_A)
    assert event.after == {"product_key": "magister", "status": "in-productie", "whole_board": True, "users": 0}
    assert touched(session).boards == {BOARD_A}


@pytest.mark.parametrize("actor", [CARLA, ANNE, ADMIN])
def test_who_may_edit_the_landscape_may_add(session: Session, actor: Actor) -> None:
    service.add_use(session, BOARD_A, UseCreate(product_key="magister"), by=acting(actor))
    assert len(queries.use_summaries(session, BOARD_A, on=TODAY)) == 1


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(BRAM, NotAllowedError), (CHRIS, NotFoundError), (SACHA, NotFoundError), (ANONYMOUS, NotFoundError)],
)
def test_who_may_not_edit_is_refused_and_an_outsider_does_not_learn_that_the_board_exists(
    session: Session, actor: Actor, refusal: type[DomainError]
) -> None:
    use = make_use(session)
    by = acting(actor, reason="weg")
    deeds: list[Callable[[], object]] = [
        lambda: service.add_use(session, BOARD_A, UseCreate(product_key="magister"), by=by),
        lambda: service.change_use(session, BOARD_A, use.id, UseUpdate(users=1), by=by),
        lambda: service.set_categories(session, BOARD_A, use.id, CategoriesInput(), by=by),
        lambda: service.remove_use(session, BOARD_A, use.id, by=by),
    ]
    for deed in deeds:
        with pytest.raises(refusal):
            deed()


def test_another_boards_use_is_not_found_through_ones_own_board(session: Session) -> None:
    theirs = make_use(session, board=BOARD_B)
    for use_id in (theirs.id, uuid4()):
        with pytest.raises(NotFoundError):
            service.change_use(session, BOARD_A, use_id, UseUpdate(users=1), by=BY_CARLA)


@pytest.mark.parametrize(
    ("fields", "where", "says"),
    [
        ({"start_date": date(2026, 2, 1), "end_date": date(2026, 1, 1)}, "end_date", "op of na 01-02-2026"),
        ({"users": -1}, "users", "0 tot 10 miljoen"),
        ({"users": 10_000_001}, "users", "0 tot 10 miljoen"),
        ({"yearly_cost": Decimal(-1)}, "yearly_cost", "0 of meer"),
        ({"yearly_cost": Decimal("1e12")}, "yearly_cost", "0 of meer"),
        ({"hosting": "maan"}, "hosting", "maan"),
        ({"schools": ("33CC",)}, "schools", "33CC"),
        ({"whole_board": False}, "schools", "Kies een of meer scholen"),
        ({"own_name": "a" * 201}, "own_name", "200"),
        ({"version_id": 12}, "version_id", "versie"),
    ],
)
def test_a_wrong_field_is_refused_with_a_remedy_when_adding_and_when_changing(
    session: Session, fields: dict[str, Any], where: str, says: str
) -> None:
    use = make_use(session)
    adding = refused(
        lambda: service.add_use(session, BOARD_A, UseCreate(product_key="magister", **fields), by=BY_CARLA)
    )
    changing = refused(lambda: service.change_use(session, BOARD_A, use.id, UseUpdate(**fields), by=BY_CARLA))
    assert list(adding) == list(changing) == [where]
    assert says in adding[where]


def test_every_problem_is_told_at_once(session: Session) -> None:
    data = UseCreate(product_key="onbekend", users=-1, components=("ff" * 16,), categories=("P99",))
    found = refused(lambda: service.add_use(session, BOARD_A, data, by=BY_CARLA))
    assert set(found) == {"product_key", "users", "components", "categories"}
    assert queries.use_summaries(session, BOARD_A, on=TODAY) == ()


def test_an_unknown_board_is_not_found_even_by_the_system(session: Session) -> None:
    admin = acting(Actor(key="s", label="s", system=True))
    with pytest.raises(NotFoundError):
        service.add_use(session, "99999", UseCreate(product_key="magister"), by=admin)


def test_only_the_fields_that_were_given_change(session: Session) -> None:
    use = make_use(session, users=10, owner_role="ICT", own_name="Ons LAS")
    service.change_use(session, BOARD_A, use.id, UseUpdate(users=12), by=BY_CARLA)
    found = detail(session, use.id).summary
    assert (found.users, found.owner_role, found.name, found.row_version) == (12, "ICT", "Ons LAS", 2)
    event = last_event(session)
    assert (event.before, event.after) == ({"users": 10}, {"users": 12})


def test_a_whole_form_replaces_every_field(session: Session) -> None:
    use = make_use(session, users=10, owner_role="ICT")
    service.change_use(session, BOARD_A, use.id, UseUpdate(owner_role="FB").whole(), by=BY_CARLA)
    found = detail(session, use.id).summary
    assert (found.users, found.owner_role) == (None, "FB")


def test_a_change_that_changes_nothing_leaves_no_event_and_no_new_version(session: Session) -> None:
    use = make_use(session, users=10)
    service.change_use(session, BOARD_A, use.id, UseUpdate(users=10), by=BY_CARLA)
    assert session.exec(select(Event)).all() == []
    assert detail(session, use.id).summary.row_version == 1


def test_a_change_on_an_older_version_is_a_conflict(session: Session) -> None:
    use = make_use(session)
    service.change_use(session, BOARD_A, use.id, UseUpdate(users=1), by=BY_CARLA, expected_version=1)
    with pytest.raises(ConflictError):
        service.change_use(session, BOARD_A, use.id, UseUpdate(users=2), by=BY_CARLA, expected_version=1)
    assert detail(session, use.id).summary.users == 1


def test_dates_are_checked_against_what_is_stored(session: Session) -> None:
    use = make_use(session, start_date=date(2026, 2, 1))
    found = refused(
        lambda: service.change_use(session, BOARD_A, use.id, UseUpdate(end_date=date(2026, 1, 1)), by=BY_CARLA)
    )
    assert list(found) == ["end_date"]


def test_a_status_counts_from_today_unless_a_day_is_given(session: Session) -> None:
    use = make_use(session)
    service.set_status(session, BOARD_A, use.id, StatusChange(status=UsageStatus.PHASING_OUT), by=BY_CARLA)
    assert detail(session, use.id).summary.status_since == BY_CARLA.today
    given = StatusChange(status=UsageStatus.PHASED_OUT, since=date(2026, 1, 1))
    service.set_status(session, BOARD_A, use.id, given, by=BY_CARLA)
    assert detail(session, use.id).summary.status_since == date(2026, 1, 1)
    service.set_status(session, BOARD_A, use.id, StatusChange(status=UsageStatus.PHASED_OUT), by=BY_CARLA)
    assert detail(session, use.id).summary.status_since == date(2026, 1, 1)
    service.change_use(session, BOARD_A, use.id, UseUpdate(status=UsageStatus.IN_PRODUCTION), by=BY_CARLA)
    assert detail(session, use.id).summary.status_since == BY_CARLA.today


def test_schools_are_replaced_and_the_whole_board_empties_them(session: Session) -> None:
    use = make_use(session, schools=("11AA",))
    chosen = SchoolsInput(whole_board=False, schools=("22BB", "11AA"))
    service.set_schools(session, BOARD_A, use.id, chosen, by=BY_CARLA)
    assert detail(session, use.id).summary.schools == ("11AA", "22BB")
    service.set_schools(session, BOARD_A, use.id, SchoolsInput(schools=("22BB",)), by=BY_CARLA)
    found = detail(session, use.id).summary
    assert (found.whole_board, found.schools) == (True, ())
    assert last_event(session).after == {"whole_board": True, "schools": []}


def test_own_categories_are_replaced_with_one_event(session: Session) -> None:
    use = make_use(session, categories=("P01",))
    service.set_categories(session, BOARD_A, use.id, CategoriesInput(categories=("P12", "P03")), by=BY_CARLA)
    event = last_event(session)
    assert (event.before, event.after) == ({"categories": ["P01"]}, {"categories": ["P03", "P12"]})
    service.set_categories(session, BOARD_A, use.id, CategoriesInput(categories=("P03", "P12")), by=BY_CARLA)
    assert last_event(session).seq == event.seq
    assert list(
        refused(
            lambda: service.set_categories(session, BOARD_A, use.id, CategoriesInput(categories=("X",)), by=BY_CARLA)
        )
    ) == ["categories"]
