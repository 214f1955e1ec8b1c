"""Reads of the import: a fixed number of statements, and pages."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.landscape.imports import queries, service
from swc.landscape.imports.kinds import RowState
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_landscape, make_use
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, CARLA, acting
from tests.query_count import counted

BY_CARLA = acting(CARLA)


def test_a_preview_takes_a_fixed_number_of_statements(session: Session) -> None:
    make_landscape(session)
    few = make_xlsx([("Magister",)], headers=("Applicatie",))
    many = make_xlsx([(f"Pakket {number}",) for number in range(60)], headers=("Applicatie",))
    ids = [
        service.keep_list(session, BOARD_A, service.read_list(content, "l.xlsx"), by=BY_CARLA)
        for content in (few, many)
    ]
    counts = []
    for batch_id in ids:
        session.expire_all()
        with counted(session) as statements:
            queries.preview(session, BOARD_A, batch_id, by=BY_CARLA)
        counts.append(len(statements))
        make_use(session)

    assert counts[0] == counts[1]


def test_rows_come_in_pages_with_those_that_need_attention_first(session: Session) -> None:
    make_landscape(session)
    rows = [(f"Pakket {number}", "zomer" if number == 59 else "") for number in range(60)]
    content = make_xlsx(rows, headers=("Applicatie", "Einddatum"))
    batch_id = service.keep_list(session, BOARD_A, service.read_list(content, "l.xlsx"), by=BY_CARLA)

    first = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA)
    last = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA, offset=50)
    errors = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA, state=RowState.ERROR)

    assert (first.rows[0].number, len(first.rows), len(last.rows)) == (61, 50, 10)
    assert (errors.shown, errors.total, errors.count(RowState.ERROR)) == (1, 60, 1)


@pytest.mark.slow
def test_a_dry_run_takes_a_thousand_rows_and_finds_the_misspelt_products(session: Session) -> None:
    make_landscape(session)
    for number in range(600):
        make_product(session, f"p{number}", name=f"Pakket {number * 7919} voor {number}")
    headers = ("Applicatie", "Leverancier", "Status", "In gebruik sinds", "Aantal gebruikers", "Kosten", "VWO", "Kleur")
    rows = [
        (
            f"Paket {n * 7919} vor {n}" if n % 3 else f"Iets {n}",
            "Sanoma",
            "actief",
            "1-8-2019",
            "ca. 20",
            "€ 5,00",
            "ja",
            "x",
        )
        for n in range(1_000)
    ]
    content = make_xlsx(rows, headers=headers)

    batch_id = service.keep_list(session, BOARD_A, service.read_list(content, "groot.xlsx"), by=BY_CARLA)
    seen = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA)

    assert seen.total == 1_000
    misspelt = sum(1 for n in range(600) if n % 3)
    assert seen.count(RowState.NEW) + seen.count(RowState.CHOOSE) >= misspelt
