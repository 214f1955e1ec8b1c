"""Reading in contracts: a dry run, choices for names, one batch, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlmodel import Session, select

from api.contract_sheet import contracts_csv, contracts_sheet, contracts_template
from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.landscape.contracts import queries as contracts
from swc.landscape.contracts import service as keeping
from swc.landscape.contracts import stored
from swc.landscape.contracts.imports import commit, queries, service
from swc.landscape.contracts.imports.kinds import ContractChoiceKind, NameKind
from swc.landscape.contracts.imports.schemas import ContractBatchPreview, ContractChoiceInput, ContractChoicesInput
from swc.landscape.contracts.inputs import ContractInput
from swc.landscape.imports.kinds import RowState
from swc.landscape.kinds import LegalForm, PartyRole, Renewal
from swc.landscape.models import Contract, ContractBatch
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_landscape, make_use
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, BOARD_B, BRAM, CHRIS, PETRA, TODAY, acting
from tests.query_count import counted

BY_PETRA = acting(PETRA)
HEADERS = ("Contract", "Leverancier", "Applicatie", "Ingangsdatum", "Einddatum", "Opzegtermijn (maanden)", "Jaarprijs")
MAGISTER = ("Magister 2024", "Schoolmaster BV", "magister", date(2024, 8, 1), date(2027, 7, 31), 3, "€ 1.200,50")


@pytest.fixture(autouse=True)
def board_with_landscape(session: Session) -> None:
    make_landscape(session)
    make_product(session, "somtoday", name="Somtoday", vendor_key=None)


def read(session: Session, *rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> UUID:
    return keep(session, make_xlsx(list(rows), headers=headers))


def keep(session: Session, content: bytes, name: str = "contracten.xlsx") -> UUID:
    return service.keep_file(session, BOARD_A, service.read_file(content, name), by=BY_PETRA)


def seen(session: Session, batch: UUID) -> ContractBatchPreview:
    return queries.preview(session, BOARD_A, batch, by=BY_PETRA)


def test_a_row_becomes_a_contract_with_what_it_says(session: Session) -> None:
    batch = read(session, MAGISTER)
    (row,) = seen(session, batch).rows
    assert (row.state, row.problems) == (RowState.NEW, ())
    assert session.exec(select(Contract)).all() == []
    commit.commit(session, BOARD_A, batch, by=BY_PETRA)
    (found,) = contracts.contracts(session, BOARD_A, TODAY)
    assert (found.title, found.notice_months, found.yearly_price) == ("Magister 2024", 3, Decimal("1200.50"))
    assert [(one.name, one.vendor_key) for one in found.parties] == [("SchoolMaster B.V.", "schoolmaster")]
    assert [one.key for one in found.products] == ["magister"]
    assert session.exec(select(Event.kind).where(Event.kind == "contracts.imported")).all() == ["contracts.imported"]


def test_the_same_list_a_second_time_changes_nothing(session: Session) -> None:
    commit.commit(session, BOARD_A, read(session, MAGISTER), by=BY_PETRA)
    assert [row.state for row in seen(session, read(session, MAGISTER)).rows] == [RowState.UNCHANGED]


def test_what_is_exported_reads_back_as_the_very_same(session: Session) -> None:
    make_use(session)
    whole = ContractInput.model_validate(
        {
            "title": "Alles erop",
            "reference": "2024-17",
            "legal_form": LegalForm.JOINT,
            "signed_on": date(2024, 5, 1),
            "start_date": date(2024, 8, 1),
            "end_date": date(2027, 7, 31),
            "notice_days": 90,
            "renewal": Renewal.OPTION,
            "renewal_months": 12,
            "yearly_price": Decimal("1234.56"),
            "price_index": "CBS",
            "data_processing_service": True,
            "switching_clause": False,
            "ended_on": date(2026, 7, 31),
            "note": "=1+1\nTweede regel",
            "parties": ["leverancier: schoolmaster", "aankoopcentrale: SIVON", "afnemer: Stichting De Eik"],
            "products": ("magister", "somtoday"),
            "documents": ["Contract | https://archief.example/c.pdf | 2024-05-01\nhttps://archief.example/b.pdf"],
        }
    )
    keeping.add_contract(session, BOARD_A, whole, by=BY_PETRA)
    keeping.add_contract(session, BOARD_A, ContractInput(title="Kaal"), by=BY_PETRA)
    facts = stored.of_board(session, BOARD_A)
    for content, name in ((contracts_sheet(facts), "c.xlsx"), (contracts_csv(facts), "c.csv")):
        rows = seen(session, keep(session, content, name)).rows
        assert [(row.state, row.changes) for row in rows] == [(RowState.UNCHANGED, ())] * 2


def test_the_template_is_recognised_as_an_empty_list() -> None:
    assert contracts_template(["SchoolMaster B.V."])
    with pytest.raises(InvalidInputError):
        service.read_file(contracts_template(["SchoolMaster B.V."]), "sjabloon.xlsx")


def test_names_that_are_not_sure_are_chosen_for_one_by_one(session: Session) -> None:
    batch = read(session, ("Twee", "Schoolmaster Oost", "Magister; Rekenwonder", None, None, None, None))
    (row,) = seen(session, batch).rows
    assert (row.state, {(one.kind, one.name) for one in row.open}) == (
        RowState.CHOOSE,
        {(NameKind.PRODUCT, "Rekenwonder"), (NameKind.VENDOR, "Schoolmaster Oost")},
    )
    with pytest.raises(RuleRefusedError):
        commit.commit(session, BOARD_A, batch, by=BY_PETRA)
    kind = ContractChoiceKind
    chosen = (
        ContractChoiceInput(row=2, kind=kind.VENDOR, name="Schoolmaster Oost", key="schoolmaster"),
        ContractChoiceInput(row=2, kind=kind.KEEP, name="Rekenwonder"),
    )
    service.choose(session, BOARD_A, batch, ContractChoicesInput(rows=chosen), by=BY_PETRA)
    commit.commit(session, BOARD_A, batch, by=BY_PETRA)
    (found,) = stored.of_board(session, BOARD_A)
    assert ([one.key for one in found.products], found.note) == (["magister"], "Producten: Rekenwonder")
    assert found.parties[0].vendor_key == "schoolmaster"
    for wrong in (
        ContractChoiceInput(row=9, kind=kind.SKIP),
        ContractChoiceInput(row=2, kind=kind.KEEP, name="Niemand"),
    ):
        with pytest.raises((InvalidInputError, ConflictError)):
            service.choose(session, BOARD_A, batch, ContractChoicesInput(rows=(wrong,)), by=BY_PETRA)


def test_what_is_wrong_is_told_with_row_and_column_and_can_be_skipped(session: Session) -> None:
    batch = read(
        session,
        ("Fout", None, "magister", date(2026, 8, 1), date(2025, 7, 31), None, "gratis"),
        (None, None, None, None, date(2025, 7, 31), None, None),
        ("Zomer", "Onbekende Uitgever Zeeland", None, None, None, "lang", "12 per maand"),
        ("Herfst", None, None, "zomer", None, None, None),
    )
    rows = {row.number: row for row in seen(session, batch).rows}
    assert rows[2].state is rows[3].state is RowState.ERROR
    assert "einddatum" in rows[2].problems[0].text
    assert {one.column for one in rows[4].problems if one.column} == {"F", "G"}
    assert rows[5].problems[0].text.startswith("“zomer” is geen datum")
    service.choose(session, BOARD_A, batch, ContractChoicesInput(skip=(RowState.ERROR,)), by=BY_PETRA)
    result = commit.commit(session, BOARD_A, batch, by=BY_PETRA)
    assert (result.created, result.skipped) == (1, 3)
    (found,) = stored.of_board(session, BOARD_A)
    assert (found.start_date, found.notice_months, found.yearly_price) == (None, None, None)
    assert found.note == "Opzegtermijn (maanden): lang\nJaarprijs: 12 per maand"


def test_a_list_changes_only_what_it_says(session: Session) -> None:
    commit.commit(session, BOARD_A, read(session, MAGISTER), by=BY_PETRA)
    batch = read(session, ("Magister 2024", 6), headers=("Contract", "Opzegtermijn (maanden)"))
    (row,) = seen(session, batch).rows
    assert [(one.field, one.before, one.after) for one in row.changes] == [("notice_months", "3", "6")]
    commit.commit(session, BOARD_A, batch, by=BY_PETRA)
    (found,) = stored.of_board(session, BOARD_A)
    assert (found.notice_months, found.yearly_price, len(found.parties)) == (6, Decimal("1200.50"), 1)


def test_a_list_without_numbers_finds_the_contract_by_its_title_and_other_numbers_do_not(session: Session) -> None:
    numbered = (*HEADERS, "Contractnummer")
    commit.commit(session, BOARD_A, read(session, (*MAGISTER, "C-1"), headers=numbered), by=BY_PETRA)
    headers = ("Naam contract", "Verlenging", "Kosten per jaar", "Contractnr")
    batch = read(
        session,
        ("Magister 2024", "stilzwijgend 12 maanden", "1.300", None),
        ("Magister 2024", "eindigt", "10", "C-2"),
        headers=headers,
    )
    other, same = seen(session, batch).rows
    told = {one.field: one.after for one in same.changes}
    assert (same.state, told) == (
        RowState.CHANGED,
        {"renewal": "stilzwijgend", "renewal_months": "12", "yearly_price": "1300.00"},
    )
    assert other.state is RowState.NEW


def test_a_list_is_taken_back_but_for_what_changed_since(session: Session) -> None:
    first = read(session, MAGISTER)
    commit.commit(session, BOARD_A, first, by=BY_PETRA)
    second = read(
        session,
        ("Magister 2024", None, "somtoday", None, None, 6, None),
        ("Nieuw", None, "magister", None, None, None, None),
    )
    commit.commit(session, BOARD_A, second, by=BY_PETRA)
    undone = commit.undo(session, BOARD_A, second, by=BY_PETRA)
    assert (undone.taken_back, undone.left) == (2, 0)
    (found,) = stored.of_board(session, BOARD_A)
    assert (found.title, found.notice_months, [one.key for one in found.products]) == ("Magister 2024", 3, ["magister"])
    left = commit.undo(session, BOARD_A, first, by=BY_PETRA)
    assert (left.taken_back, left.left, len(stored.of_board(session, BOARD_A))) == (0, 1, 1)
    with pytest.raises(ConflictError):
        commit.undo(session, BOARD_A, first, by=BY_PETRA)


def test_another_board_s_list_does_not_exist_and_a_reader_reads_none_in(session: Session) -> None:
    batch = read(session, MAGISTER)
    with pytest.raises(NotFoundError):
        queries.preview(session, BOARD_B, batch, by=acting(CHRIS))
    with pytest.raises(NotAllowedError):
        queries.preview(session, BOARD_A, batch, by=acting(BRAM))
    queries.BATCHES.discard(session, BOARD_A, batch, by=BY_PETRA)
    assert session.exec(select(ContractBatch)).all() == []


def test_a_preview_takes_a_fixed_number_of_statements(session: Session) -> None:
    few = read(session, MAGISTER)
    many = read(session, *((f"Contract {count}", *MAGISTER[1:]) for count in range(12)))

    def statements(batch: UUID) -> int:
        session.expire_all()
        with counted(session) as ran:
            seen(session, batch)
        return len(ran)

    assert statements(few) == statements(many)


def test_a_party_by_name_and_a_later_one_in_the_catalogue_stay_as_they_were_read(session: Session) -> None:
    batch = read(session, ("Klein", "Zomaar Een Winkel", "magister", None, None, None, None))
    (row,) = seen(session, batch).rows
    assert any("staat niet in de catalogus" in one.text for one in row.problems)
    commit.commit(session, BOARD_A, batch, by=replace(BY_PETRA, reason="lijst"))
    (found,) = stored.of_board(session, BOARD_A)
    assert [(one.role, one.name, one.vendor_key) for one in found.parties] == [
        (PartyRole.SUPPLIER, "Zomaar Een Winkel", None)
    ]
