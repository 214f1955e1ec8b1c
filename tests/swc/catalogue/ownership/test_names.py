"""Names over time: a new name keeps the old one, which still finds the vendor."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from swc.catalogue import search
from swc.catalogue.models import Vendor, VendorName
from swc.catalogue.ownership import names
from swc.catalogue.ownership.inputs import NameInput, RenameInput
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from tests.factories.catalogue import make_vendor
from tests.personas import CARLA, SACHA, TODAY, acting

BY = acting(SACHA)


def borne(session: Session) -> list[tuple[str, object, object]]:
    rows = session.exec(select(VendorName).order_by(VendorName.name)).all()
    return [(one.name, one.from_date, one.until) for one in rows]


def test_a_new_name_ends_the_one_of_before_and_both_find_the_vendor(session: Session) -> None:
    make_vendor(session, "maker", name="Eerst BV")
    first, second = TODAY - timedelta(days=300), TODAY - timedelta(days=10)
    names.rename(session, "maker", RenameInput(name="Toen BV", on=first), by=BY)
    names.rename(session, "maker", RenameInput(name="Nu BV", on=second), by=BY)
    assert session.get_one(Vendor, "maker").name == "Nu BV"
    assert borne(session) == [("Eerst BV", None, first), ("Toen BV", first, second)]
    assert {hit.key for text in ("eerst", "toen", "nu") for hit in search.find(session, text)} == {"maker"}


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (RenameInput(name="Anders", on=TODAY + timedelta(days=1)), "on"),
        (RenameInput(name="Maker", on=TODAY), "name"),
        (RenameInput(name="Anders", on=TODAY - timedelta(days=50)), "on"),
    ],
)
def test_a_name_that_cannot_follow_is_refused(session: Session, data: RenameInput, where: str) -> None:
    make_vendor(session, "maker")
    names.add_name(session, "maker", NameInput(name="Voorheen", until=TODAY - timedelta(days=20)), by=BY)
    with pytest.raises(InvalidInputError) as refused:
        names.rename(session, "maker", data, by=BY)
    assert [one.where for one in refused.value.problems] == [where]


def test_a_name_is_taken_away_and_another_vendors_name_is_not_found(session: Session) -> None:
    make_vendor(session, "maker")
    make_vendor(session, "ander")
    name = names.add_name(session, "maker", NameInput(name="Voorheen"), by=BY)
    with pytest.raises(NotFoundError):
        names.remove_name(session, "ander", name, by=BY)
    names.remove_name(session, "maker", name, by=BY)
    assert borne(session) == []


def test_only_a_sector_editor_names_and_nobody_over_another(session: Session) -> None:
    make_vendor(session, "maker")
    with pytest.raises(NotAllowedError):
        names.rename(session, "maker", RenameInput(name="Anders", on=TODAY), by=acting(CARLA))
    with pytest.raises(InvalidInputError):
        names.add_name(session, "maker", NameInput(name="X", from_date=TODAY, until=TODAY), by=BY)
    with pytest.raises(ConflictError):
        names.rename(session, "maker", RenameInput(name="Anders", on=TODAY), by=BY, expected_version=7)
