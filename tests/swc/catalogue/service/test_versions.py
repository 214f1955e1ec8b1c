"""Versions of a product: who may write them, what is refused, and what is told, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue.inputs import VersionInput
from swc.catalogue.models import ProductVersion
from swc.catalogue.queries import product_detail
from swc.catalogue.schemas import VersionFact
from swc.catalogue.service import add_version, change_version, remove_version
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_codes, make_use
from tests.personas import ADMIN, CARLA, SACHA, TODAY, acting

BY_SACHA = acting(SACHA)
FOUR = VersionInput(name="4.2", status="in-gebruik")


@pytest.fixture
def shelf(session: Session) -> Session:
    make_product(session, "leerspoor")
    make_product(session, "roosterwijs")
    make_codes(session, "version-status", "in-gebruik", "einde-ondersteuning")
    return session


def stored(session: Session) -> tuple[VersionFact, ...]:
    detail = product_detail(session, "leerspoor", on=TODAY)
    assert detail is not None
    return detail.versions


def last_event(session: Session) -> Event:
    event = session.exec(select(Event).order_by(col(Event.seq).desc())).first()
    assert event is not None
    return event


def test_a_version_is_added_with_an_event_on_its_product(shelf: Session) -> None:
    data = VersionInput(name=" 4.2 ", status="in-gebruik", from_date=date(2025, 1, 1), end_of_support=date(2027, 1, 1))
    number = add_version(shelf, "leerspoor", data, by=BY_SACHA)
    (version,) = stored(shelf)
    assert (version.id, version.name, version.end_of_support) == (number, "4.2", date(2027, 1, 1))
    assert touched(shelf).products == {"leerspoor"}
    event = last_event(shelf)
    assert (event.kind, event.subject_key) == ("product.version_added", "leerspoor")
    assert event.after == {
        "version": {"name": "4.2", "status": "in-gebruik", "from_date": "2025-01-01", "end_of_support": "2027-01-01"}
    }


def test_a_change_tells_what_it_was_and_the_same_again_tells_nothing(shelf: Session) -> None:
    number = add_version(shelf, "leerspoor", FOUR, by=BY_SACHA)
    ended = VersionInput(name="4.2", status="einde-ondersteuning", end_of_support=date(2026, 1, 1))
    change_version(shelf, "leerspoor", number, ended, by=BY_SACHA, expected_version=2)
    first = last_event(shelf)
    assert first.kind == "product.version_changed"
    assert first.before is not None
    assert first.before["version"]["status"] == "in-gebruik"
    change_version(shelf, "leerspoor", number, ended, by=BY_SACHA)
    assert last_event(shelf).seq == first.seq
    with pytest.raises(ConflictError):
        change_version(shelf, "leerspoor", number, FOUR, by=BY_SACHA, expected_version=2)


def test_a_version_that_nobody_uses_is_removed(shelf: Session) -> None:
    number = add_version(shelf, "leerspoor", FOUR, by=BY_SACHA)
    remove_version(shelf, "leerspoor", number, by=BY_SACHA)
    assert stored(shelf) == ()
    event = last_event(shelf)
    assert event.kind == "product.version_removed"
    assert event.before is not None
    assert event.before["version"]["name"] == "4.2"


def test_a_version_in_use_at_a_board_stays_and_the_refusal_names_no_board(shelf: Session) -> None:
    board = make_board(shelf)
    number = add_version(shelf, "leerspoor", FOUR, by=BY_SACHA)
    make_use(shelf, product="leerspoor", version_id=number)
    with pytest.raises(RuleRefusedError) as refused:
        remove_version(shelf, "leerspoor", number, by=BY_SACHA)
    assert "4.2 is in gebruik bij een bestuur" in str(refused.value)
    assert board.name not in str(refused.value)
    assert [one.id for one in stored(shelf)] == [number]
    assert last_event(shelf).kind == "product.version_added"


@pytest.mark.parametrize("name", ["4.2", "V4.2", "versie 4.2"])
def test_a_name_is_given_once_per_product(shelf: Session, name: str) -> None:
    add_version(shelf, "leerspoor", FOUR, by=BY_SACHA)
    other = add_version(shelf, "leerspoor", VersionInput(name="5", status="in-gebruik"), by=BY_SACHA)
    again = VersionInput(name=name, status="in-gebruik")
    with pytest.raises(InvalidInputError) as refused:
        add_version(shelf, "leerspoor", again, by=BY_SACHA)
    assert refused.value.problems[0].where == "name"
    with pytest.raises(InvalidInputError):
        change_version(shelf, "leerspoor", other, again, by=BY_SACHA)
    assert add_version(shelf, "roosterwijs", again, by=BY_SACHA)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (VersionInput(name="5", status="bestaat-niet"), "status"),
        (
            VersionInput(name="5", status="in-gebruik", from_date=date(2026, 2, 1), end_of_support=date(2026, 1, 1)),
            "end_of_support",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(shelf: Session, data: VersionInput, where: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        add_version(shelf, "leerspoor", data, by=BY_SACHA)
    assert [one.where for one in refused.value.problems] == [where]


def test_a_version_of_another_product_is_not_found(shelf: Session) -> None:
    number = add_version(shelf, "leerspoor", FOUR, by=BY_SACHA)
    with pytest.raises(NotFoundError):
        change_version(shelf, "roosterwijs", number, FOUR, by=BY_SACHA)
    with pytest.raises(NotFoundError):
        remove_version(shelf, "roosterwijs", number, by=BY_SACHA)
    with pytest.raises(NotFoundError):
        add_version(shelf, "weg", FOUR, by=BY_SACHA)


def test_only_a_sector_editor_writes_versions(shelf: Session) -> None:
    number = add_version(shelf, "leerspoor", FOUR, by=BY_SACHA)
    for actor in (ADMIN, CARLA):
        with pytest.raises(NotAllowedError):
            add_version(shelf, "leerspoor", FOUR, by=acting(actor))
        with pytest.raises(NotAllowedError):
            change_version(shelf, "leerspoor", number, FOUR, by=acting(actor))
        with pytest.raises(NotAllowedError):
            remove_version(shelf, "leerspoor", number, by=acting(actor))
    assert len(shelf.exec(select(ProductVersion)).all()) == 1
