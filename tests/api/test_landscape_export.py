"""The exported list can be read back: what the product wrote it understands, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from api.landscape_export import as_csv, as_xlsx, guarded
from swc.catalogue import codelists
from swc.dpia.queries import landscape
from swc.dpia.schemas import LandscapeFilter
from swc.landscape import service
from swc.landscape.imports import queries as imports
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.service import keep_list, read_list
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus
from swc.landscape.schemas import AgreementInput, UseCreate
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product, make_version
from tests.factories.fora import LAS, make_reference
from tests.personas import BOARD_A, CARLA, NOW, SYSTEM_ACT, acting

BY_CARLA = acting(CARLA)


@pytest.mark.parametrize(("name", "write"), [("lijst.csv", as_csv), ("lijst.xlsx", as_xlsx)])
def test_reading_the_export_back_changes_nothing(session: Session, name: str, write: Callable[..., bytes]) -> None:
    codelists.load(session, by=SYSTEM_ACT)
    make_board(session)
    for brin in ("11AA", "22BB", "33CC"):
        make_school(session, brin=brin, name=f"School {brin}")
    make_reference(session)
    make_product(session, "leerspoor")
    make_product(session, "rekenreis")
    versions = [make_version(session, "leerspoor", name) for name in ("4.2", "2026-1")]
    whole = UseCreate(
        product_key="leerspoor",
        version_id=versions[0],
        own_name="Ons LAS",
        status=UsageStatus.PHASING_OUT,
        status_since=date(2026, 1, 5),
        start_date=date(2020, 8, 1),
        end_date=date(2027, 7, 31),
        schools=("11AA", "33CC"),
        owner_role="Coördinator ICT",
        hosting="saas",
        users=0,
        yearly_cost=Decimal("1250.50"),
        criticality=Criticality.CRITICAL,
        components=(LAS,),
    )
    use_id = service.add_use(session, BOARD_A, whole, by=BY_CARLA)
    agreement = AgreementInput(
        presence=AgreementPresence.PRESENT, model_version="model-3.0", signed_on=date(2020, 9, 1)
    )
    service.set_agreement(session, BOARD_A, use_id, agreement, by=BY_CARLA)
    service.add_use(session, BOARD_A, UseCreate(product_key="rekenreis"), by=BY_CARLA)
    service.add_use(
        session, BOARD_A, UseCreate(product_key="leerspoor", version_id=versions[1], schools=("22BB",)), by=BY_CARLA
    )

    content = write(landscape(session, BOARD_A, LandscapeFilter(), NOW.date()), {})
    batch = keep_list(session, BOARD_A, read_list(content, name), by=BY_CARLA)
    found = imports.preview(session, BOARD_A, batch, by=BY_CARLA)
    assert [(row.state, row.changes) for row in found.rows] == [(RowState.UNCHANGED, ())] * 3


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-5", "@naam", "\tinspringen", "\rregel"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Magister", "a=b", "", "1+1"])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
