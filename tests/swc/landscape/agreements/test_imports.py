"""Reading in lists of agreements: the Kennisnet data register, a simple list, and back as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from api.agreement_sheet import agreements_sheet, agreements_template
from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.landscape.agreements import queries as agreements
from swc.landscape.agreements import service as changes
from swc.landscape.agreements.imports import commit, queries, service
from swc.landscape.agreements.imports.kinds import DealChoiceKind, Layout
from swc.landscape.agreements.imports.schemas import DealBatchPreview, DealChoiceInput, DealChoicesInput, DealPlan
from swc.landscape.agreements.schemas import AgreementRow
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.sheet import Limits
from swc.landscape.kinds import AgreementPresence
from swc.landscape.models import Agreement, AgreementBatch
from swc.landscape.schemas import AgreementInput
from tests.factories.agreements import make_deal
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_codes, make_landscape, make_use
from tests.factories.lists import make_book, make_csv, make_xlsx
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, acting

BY = acting(CARLA)
KENNISNET = {
    "Register leerlingen": [
        ["Verwerkingsactiviteit", "Doel", "Betrokkenen", "Categorieën persoonsgegevens", "Verwerker", "Bewaartermijn"],
        ["Leerlingadministratie", "uitvoeren wettelijke taak", "leerlingen", "P01", "SchoolMaster", "2 jaar"],
    ],
    "Partijen": [["Naam partij", "Adres", "Contactpersoon"], ["SchoolMaster B.V.", "Ergens 1", "a@b.nl"]],
    "Verwerkers": [
        ["Dataregister 2026"],
        ["Locatie van de data", "Naam verwerker", "Aplicatie", "Datum verwerkersovereenkomst", "Applicatiebeheerder"],
        ["Nederland en Ierland", "SchoolMaster BV", "Magister", date(2024, 3, 1), "coördinator ICT"],
        ["EER", "Rooster B.V.", None, None, "a.jansen@school.nl"],
        ["VS", "Drukkerij Qwx", "Wolkje", "1 mei 2023", None],
    ],
}


@pytest.fixture(autouse=True)
def board_with_landscape(session: Session) -> None:
    make_landscape(session, release=False)
    make_codes(session, "agreement-models", "model-3.0", "model-4.0")
    make_vendor(session, "rooster-bv", name="Rooster B.V.")
    make_product(session, "rooster", name="Rooster Plus", vendor_key="rooster-bv", category="")


def read(session: Session, content: bytes, name: str = "lijst.xlsx") -> DealBatchPreview:
    batch_id = service.keep_file(session, BOARD_A, service.read_file(content, name), by=BY)
    return shown(session, batch_id)


def shown(session: Session, batch_id: object) -> DealBatchPreview:
    return queries.preview(session, BOARD_A, batch_id, by=BY)  # type: ignore[arg-type]


def row(seen: DealBatchPreview, number: int) -> DealPlan:
    return next(one for one in seen.rows if one.number == number)


def book(session: Session) -> dict[str, AgreementRow]:
    return {one.name: one for one in agreements.agreements(session, BOARD_A, NOW.date())}


def simple(*rows: tuple[object, ...], headers: tuple[str, ...] = ("Leverancier", "Getekend op")) -> bytes:
    return make_xlsx(rows, headers=headers)


def test_the_tab_of_processors_of_the_data_register_is_found_and_read(session: Session) -> None:
    use = make_use(session)
    seen = read(session, make_book(KENNISNET), "dataregister.xlsx")
    assert (seen.layout, seen.sheet, seen.header_row, seen.total) == (Layout.KENNISNET, "Verwerkers", 2, 3)
    assert [one.state for one in (row(seen, 3), row(seen, 4), row(seen, 5))] == [RowState.NEW] * 3
    commit.commit(session, BOARD_A, seen.id, by=BY)
    found = book(session)
    own = found["Magister"]
    assert (own.use_id, own.signed_on, own.presence) == (use.id, date(2024, 3, 1), AgreementPresence.PRESENT)
    assert (own.locations, own.annex_recorded, own.note) == (("IE", "NL"), True, "Applicatiebeheerder: coördinator ICT")
    vague = found["Rooster B.V."]
    assert (vague.vendor_key, vague.presence, vague.locations) == ("rooster-bv", AgreementPresence.UNKNOWN, ())
    assert vague.note == "Locatie van de data: EER"
    unknown = found["Drukkerij Qwx"]
    assert (unknown.vendor_key, unknown.locations, unknown.note) == (None, ("US",), "Applicatie of product: Wolkje")


def test_every_error_says_where_what_and_how_to_mend_it(session: Session) -> None:
    headers = ("Leverancier", "Getekend op", "Geldig tot", "Document", "Overeenkomst")
    content = simple(
        ("SchoolMaster", "31-02-2025", "", "", ""),
        ("Rooster B.V.", "1-1-2025", "1-1-2024", "", ""),
        ("Sanoma", "", "", "c:\\vo.pdf", ""),
        ("", "1-1-2025", "", "", ""),
        ("Sanoma", "1-1-2025", "", "", "nee"),
        headers=headers,
    )
    seen = read(session, content)
    told = {one.number: [(p.column, p.text) for p in one.problems if p.level == "error"] for one in seen.rows}
    assert told[2] == [
        ("B", "“31-02-2025” is geen datum. Schrijf de datum als dag-maand-jaar, zoals 31-12-2027, of laat de cel leeg.")
    ]
    assert told[3] == [
        ("", "De einddatum ligt voor de datum van ondertekening (01-01-2025). Verbeter een van beide datums.")
    ]
    assert told[4][0][0] == "D"
    assert told[5] == [
        ("A", "De rij noemt geen leverancier en geen applicatie. Vul de leverancier in, of sla de rij over.")
    ]
    assert "geen overeenkomst" in told[6][0][1]
    assert not seen.may_commit
    with pytest.raises(RuleRefusedError):
        commit.commit(session, BOARD_A, seen.id, by=BY)
    service.choose(session, BOARD_A, seen.id, DealChoicesInput(skip=(RowState.ERROR,)), by=BY)
    assert commit.commit(session, BOARD_A, seen.id, by=BY).skipped == 5


def test_what_was_exported_reads_back_as_it_stands(session: Session) -> None:
    use = make_use(session, product="rooster")
    make_deal(
        session,
        annex=("P01", "P03"),
        products=("magister",),
        sub_processors=(("Hosting BV", "NL"), ("Mailer", None)),
        locations=("DE", "IE"),
        model_version="model-4.0",
        valid_until=date(2028, 1, 1),
        signer_role="voorzitter",
        signer_authorised=False,
        document_url="https://archief.example/a?b=1&c=2",
        annex_retention="twee jaar\nna vertrek",
        title="Overeenkomst  LAS",
        note="regel een\nregel twee",
    )
    make_deal(session, vendor="rooster-bv", annex=())
    make_deal(session, use=use, presence=AgreementPresence.NOT_NEEDED, model_version="", signed_on=None)
    make_deal(session, vendor=None, vendor_name="Drukkerij Qwx", presence=AgreementPresence.UNKNOWN, signed_on=None)
    before = book(session)
    events = len(session.exec(select(Event)).all())
    seen = read(session, agreements_sheet(before.values()))
    assert [one.changes for one in seen.rows] == [()] * 4
    assert [one.state for one in seen.rows] == [RowState.UNCHANGED] * 4
    result = commit.commit(session, BOARD_A, seen.id, by=BY)
    assert (result.unchanged, result.done) == (4, ())
    assert book(session) == before
    assert len(session.exec(select(Event)).all()) == events + 1


def test_the_empty_list_has_a_column_for_every_field_and_reads_as_a_list_without_rows(session: Session) -> None:
    with pytest.raises(InvalidInputError):
        service.read_file(agreements_template(("SchoolMaster",)), "sjabloon.xlsx")
    assert session.exec(select(AgreementBatch)).all() == []


def test_reading_the_same_list_twice_changes_nothing_the_second_time(session: Session) -> None:
    make_use(session)
    for expected in (RowState.NEW, RowState.UNCHANGED):
        seen = read(session, make_book(KENNISNET))
        assert {one.state for one in seen.rows} == {expected}
        commit.commit(session, BOARD_A, seen.id, by=BY)
    assert len(book(session)) == 3


def test_one_changed_cell_changes_one_field_and_an_empty_cell_takes_nothing_away(session: Session) -> None:
    make_deal(session, valid_until=date(2027, 1, 1), signer_role="bestuurder")
    headers = ("Leverancier", "Einddatum", "Ondertekenaar")
    seen = read(session, simple(("Schoolmaster", date(2029, 1, 1), ""), headers=headers))
    (one,) = seen.rows
    assert [(change.field, change.before, change.after) for change in one.changes] == [
        ("valid_until", "2027-01-01", "2029-01-01")
    ]
    commit.commit(session, BOARD_A, seen.id, by=BY)
    (found,) = book(session).values()
    assert (found.valid_until, found.signer_role) == (date(2029, 1, 1), "bestuurder")


def test_what_is_not_sure_is_asked_and_the_choice_is_carried_out(session: Session) -> None:
    use = make_use(session, own_name="Ons LAS")
    headers = ("Product", "Datum")
    seen = read(session, simple(("Magister Portaal", date(2025, 1, 1)), headers=headers))
    (one,) = seen.rows
    assert one.state is RowState.CHOOSE
    assert (DealChoiceKind.USE, str(use.id)) in {(each.kind, each.key) for each in one.options}
    assert (DealChoiceKind.PRODUCT, "magister") in {(each.kind, each.key) for each in one.options}
    chosen = DealChoiceInput(row=2, kind=DealChoiceKind.USE, key=str(use.id))
    service.choose(session, BOARD_A, seen.id, DealChoicesInput(rows=(chosen,)), by=BY)
    assert row(shown(session, seen.id), 2).target_name == "Ons LAS"
    commit.commit(session, BOARD_A, seen.id, by=BY)
    assert book(session)["Ons LAS"].use_id == use.id


@pytest.mark.parametrize(
    "chosen",
    [
        DealChoiceInput(row=9, kind=DealChoiceKind.SKIP),
        DealChoiceInput(row=2, kind=DealChoiceKind.USE, key="geen-id"),
        DealChoiceInput(row=2, kind=DealChoiceKind.VENDOR, key="niemand"),
        DealChoiceInput(row=2, kind=DealChoiceKind.PRODUCT, key="niets"),
    ],
)
def test_a_choice_of_what_does_not_exist_is_refused(session: Session, chosen: DealChoiceInput) -> None:
    seen = read(session, simple(("Sanoma", date(2025, 1, 1))))
    with pytest.raises(InvalidInputError):
        service.choose(session, BOARD_A, seen.id, DealChoicesInput(rows=(chosen,)), by=BY)


def test_two_rows_about_the_same_agreement_are_told_and_two_of_another_day_are_two(session: Session) -> None:
    same, other = date(2025, 1, 1), date(2021, 1, 1)
    seen = read(session, simple(("Sanoma", same), ("Sanoma", other), ("Sanoma", same), ("Totaal", None)))
    assert [one.state for one in sorted(seen.rows, key=lambda one: one.number)] == [
        RowState.NEW,
        RowState.NEW,
        RowState.ERROR,
        RowState.SKIPPED,
    ]


def test_a_misspelt_vendor_is_read_with_a_remark(session: Session) -> None:
    seen = read(session, simple(("Schoolmastr", date(2025, 1, 1))))
    assert row(seen, 2).target_name == "SchoolMaster B.V."
    assert "gelezen als SchoolMaster" in row(seen, 2).problems[0].text


def test_a_list_is_taken_back_with_one_click_but_for_what_changed_since(session: Session) -> None:
    kept = make_deal(session, valid_until=date(2027, 1, 1))
    touched = make_deal(session, vendor="sanoma", valid_until=date(2027, 1, 1))
    headers = ("Leverancier", "Einddatum")
    late = NOW.date() + timedelta(days=900)
    content = simple(("SchoolMaster", late), ("Sanoma", late), ("Rooster B.V.", late), headers=headers)
    seen = read(session, content)
    commit.commit(session, BOARD_A, seen.id, by=BY)
    assert len(book(session)) == 3
    note = AgreementInput(presence=AgreementPresence.PRESENT, note="gebeld")
    changes.change_agreement(session, BOARD_A, touched.id, note, by=BY)

    result = commit.undo(session, BOARD_A, seen.id, by=BY)

    assert (result.taken_back, result.left) == (2, 1)
    assert session.get_one(Agreement, kept.id).valid_until == date(2027, 1, 1)
    assert session.get_one(Agreement, touched.id).note == "gebeld"
    assert set(book(session)) == {"SchoolMaster B.V.", "Sanoma"}
    kinds = [event.kind for event in session.exec(select(Event).where(Event.subject_kind == "board"))]
    assert kinds[-2:] == ["agreements.imported", "agreements.undone"]
    with pytest.raises(ConflictError):
        commit.undo(session, BOARD_A, seen.id, by=BY)


def test_an_own_agreement_that_a_list_added_goes_when_it_is_taken_back(session: Session) -> None:
    make_use(session)
    headers = ("Applicatie", "Datum")
    seen = read(session, simple(("Magister", date(2025, 1, 1)), headers=headers))
    commit.commit(session, BOARD_A, seen.id, by=BY)
    assert set(book(session)) == {"Magister"}
    commit.undo(session, BOARD_A, seen.id, by=BY)
    assert book(session) == {}


def test_a_batch_is_carried_out_once_and_one_that_waits_can_be_thrown_away(session: Session) -> None:
    seen = read(session, simple(("Sanoma", date(2025, 1, 1))))
    with pytest.raises(ConflictError):
        commit.undo(session, BOARD_A, seen.id, by=BY)
    commit.commit(session, BOARD_A, seen.id, by=BY)
    with pytest.raises(ConflictError):
        commit.commit(session, BOARD_A, seen.id, by=BY)
    other = read(session, simple(("Sanoma", date(2020, 1, 1))))
    queries.BATCHES.discard(session, BOARD_A, other.id, by=BY)
    assert [one.id for one in queries.BATCHES.listed(session, BOARD_A, by=BY)] == [seen.id]


def test_a_csv_with_other_words_is_read_as_well(session: Session) -> None:
    content = make_csv(
        [["Sanoma", "Model 4.0", "ja", "P01, P03", "Amazon Web Services (VS); Mailer"]],
        headers=["Contractpartij", "Versie overeenkomst", "Bevoegd", "Persoonsgegevens", "Sub-verwerkers"],
        sign="\t",
    )
    seen = read(session, content, "lijst.csv")
    commit.commit(session, BOARD_A, seen.id, by=BY)
    (found,) = book(session).values()
    assert (found.signer_authorised, found.categories) == (True, ("P01", "P03"))
    assert [one.text for one in found.sub_processors] == ["Amazon Web Services (US)", "Mailer"]


def test_a_file_that_is_no_list_of_agreements_or_too_large_is_refused(session: Session) -> None:
    with pytest.raises(InvalidInputError):
        service.read_file(make_xlsx([("x", 1)], headers=("Kleur", "Maat")), "x.xlsx")
    with pytest.raises(InvalidInputError):
        service.read_file(simple(("Sanoma", None)), "x.xlsx", Limits(size=100))
    assert session.exec(select(AgreementBatch)).all() == []


def test_a_reader_may_not_and_another_board_sees_no_batch(session: Session) -> None:
    content = simple(("Sanoma", date(2025, 1, 1)))
    with pytest.raises(NotAllowedError):
        service.keep_file(session, BOARD_A, service.read_file(content, "x.xlsx"), by=acting(BRAM))
    seen = read(session, content)
    with pytest.raises(NotFoundError):
        queries.preview(session, BOARD_B, seen.id, by=acting(CHRIS))
