"""Keeping central DPIAs: measures copied forward, codes for good, versions that are never changed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue.inputs import CentralDpiaInput, CentralMeasureInput, CentralVersionInput
from swc.catalogue.kinds import Addressee, CentralOutcome
from swc.catalogue.models import CentralDpiaMeasure, CentralDpiaVersion
from swc.catalogue.queries import central_dpia
from swc.catalogue.schemas import CentralDpiaDetail
from swc.catalogue.service import add_central_dpia, add_central_version, change_central_dpia
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from tests.factories.catalogue import make_central, make_product
from tests.personas import ADMIN, SACHA, acting
from tests.query_count import counted

SACHA_ACT = acting(SACHA)
KEY = "dpia-leerspoor"
NAMES_OFF = CentralMeasureInput(text="Zet het delen van namen uit.", due=date(2026, 6, 1))
LOGS = CentralMeasureInput(addressee=Addressee.VENDOR, text="Bewaar logs hoogstens een half jaar.")


@pytest.fixture
def shelf(session: Session) -> Session:
    make_product(session)
    make_product(session, "leergang")
    add_central_dpia(session, CentralDpiaInput(title="DPIA Leerspoor", products=("leerspoor",)), by=SACHA_ACT)
    return session


def publish(session: Session, dated: str, *measures: CentralMeasureInput, **values: object) -> int:
    """Publish a version with these measures."""
    data = CentralVersionInput.model_validate({"dated": dated, "measures": measures, **values})
    return add_central_version(session, KEY, data, by=SACHA_ACT)


def shown(session: Session) -> CentralDpiaDetail:
    """Return the central DPIA."""
    found = central_dpia(session, KEY)
    assert found is not None
    return found


def codes(session: Session, number: int) -> list[str]:
    """Return the codes of the measures of a version, in their order."""
    version = shown(session).version(number)
    assert version is not None
    return [one.code for one in version.measures]


def test_new_measures_get_codes_and_keep_their_order_and_addressee(shelf: Session) -> None:
    publish(shelf, "2025", NAMES_OFF, LOGS)
    (version,) = shown(shelf).versions
    assert [(one.code, one.addressee, one.due) for one in version.measures] == [
        ("M1", Addressee.BOARD, date(2026, 6, 1)),
        ("M2", Addressee.VENDOR, None),
    ]
    assert [one.code for one in version.measures_for(Addressee.VENDOR)] == ["M2"]


def test_a_version_without_measures_named_copies_those_before(shelf: Session) -> None:
    publish(shelf, "2025", NAMES_OFF, LOGS)
    add_central_version(shelf, KEY, CentralVersionInput(dated="2026-01"), by=SACHA_ACT)
    second, first = shown(shelf).versions
    assert second.measures == first.measures
    assert second.changes == ()


def test_a_code_is_never_given_again(shelf: Session) -> None:
    publish(shelf, "2025", NAMES_OFF, LOGS)
    publish(shelf, "2025-06", NAMES_OFF.model_copy(update={"code": "M1"}))
    publish(shelf, "2026-01", LOGS)
    assert (codes(shelf, 2), codes(shelf, 3)) == (["M1"], ["M3"])


def test_no_measures_is_not_the_same_as_measures_left_out(shelf: Session) -> None:
    publish(shelf, "2025", NAMES_OFF)
    publish(shelf, "2026-01")
    assert codes(shelf, 2) == []
    assert [one.code for one in shown(shelf).versions[0].changes] == ["M1"]


def test_one_code_twice_is_refused_and_nothing_is_published(shelf: Session) -> None:
    twice = NAMES_OFF.model_copy(update={"code": "A1"})
    with pytest.raises(InvalidInputError) as refused, shelf.begin_nested():
        publish(shelf, "2025", twice, LOGS, twice)
    assert [one.where for one in refused.value.problems] == ["measures.0.code", "measures.2.code"]
    assert shown(shelf).versions == ()


def test_publishing_leaves_every_earlier_version_as_it_was(shelf: Session) -> None:
    publish(shelf, "2025", NAMES_OFF, LOGS)
    before = shown(shelf).versions[0]
    publish(shelf, "2026-01", outcome="negative", summary="Anders.")
    assert shown(shelf).version(1) == before


def test_a_version_written_from_an_older_one_is_refused(shelf: Session) -> None:
    publish(shelf, "2025", based_on=0)
    with pytest.raises(ConflictError, match="intussen"):
        publish(shelf, "2026-01", based_on=0)
    assert publish(shelf, "2026-01", based_on=1) == 2


def test_a_version_of_tomorrow_is_refused(shelf: Session) -> None:
    with pytest.raises(InvalidInputError) as refused:
        publish(shelf, "2026-03-03")
    assert [one.where for one in refused.value.problems] == ["dated"]


def test_the_event_of_a_version_holds_its_measures(shelf: Session) -> None:
    publish(shelf, "2025", NAMES_OFF)
    event = shelf.exec(select(Event).where(Event.kind == "central_dpia.version_added")).one()
    assert event.after is not None
    assert event.after["measures"] == [
        {"code": "M1", "addressee": "board", "text": NAMES_OFF.text, "due": "2026-06-01"}
    ]


def test_changing_the_head_keeps_key_and_versions_and_touches_what_came_or_went(shelf: Session) -> None:
    publish(shelf, "2025", NAMES_OFF)
    touched(shelf).products.clear()
    data = CentralDpiaInput(title="DPIA Leergang", commissioner="SIVON", products=("leergang",))
    change_central_dpia(shelf, KEY, data, by=SACHA_ACT)
    found = shown(shelf)
    assert (found.title, found.commissioner, [one.key for one in found.products]) == (
        "DPIA Leergang",
        "SIVON",
        ["leergang"],
    )
    assert len(found.versions) == 1
    assert touched(shelf).products == {"leerspoor", "leergang"}
    event = shelf.exec(select(Event).where(Event.kind == "central_dpia.changed")).one()
    assert (event.before, event.after) == (
        {"title": "DPIA Leerspoor", "commissioner": "", "products": ["leerspoor"]},
        {"title": "DPIA Leergang", "commissioner": "SIVON", "products": ["leergang"]},
    )


def test_the_same_head_again_leaves_no_event(shelf: Session) -> None:
    data = CentralDpiaInput(title="DPIA Leerspoor", products=("leerspoor",))
    change_central_dpia(shelf, KEY, data, by=SACHA_ACT)
    assert shelf.exec(select(Event).where(Event.kind == "central_dpia.changed")).all() == []


def test_only_a_sector_editor_changes_a_central_dpia_that_exists(shelf: Session) -> None:
    data = CentralDpiaInput(title="X", products=("leerspoor",))
    with pytest.raises(NotAllowedError):
        change_central_dpia(shelf, KEY, data, by=acting(ADMIN))
    with pytest.raises(NotFoundError):
        change_central_dpia(shelf, "weg", data, by=SACHA_ACT)
    with pytest.raises(InvalidInputError):
        change_central_dpia(shelf, KEY, CentralDpiaInput(title="X", products=("weg",)), by=SACHA_ACT)


def test_a_title_never_takes_the_address_of_a_form(shelf: Session) -> None:
    key = add_central_dpia(shelf, CentralDpiaInput(title="Nieuw", products=("leerspoor",)), by=SACHA_ACT)
    assert key == "nieuw-dpia"


def test_reading_one_takes_four_statements_however_much_it_holds(session: Session) -> None:
    make_product(session)
    make_central(session, versions=(("2024", CentralOutcome.POSITIVE),) * 5)
    session.add_all(
        CentralDpiaMeasure(central_key=KEY, number=number, code=f"M{place}", addressee=Addressee.BOARD, text="x")
        for number in range(1, 6)
        for place in range(10)
    )
    session.flush()
    assert len(session.exec(select(CentralDpiaVersion)).all()) == 5
    with counted(session) as statements:
        assert len(shown(session).versions[0].measures) == 10
    assert len(statements) == 4
