"""From file to batch: what is stored, what a person can choose, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.imports import batches, commit, queries, service
from swc.landscape.imports.kinds import ChoiceKind, ColumnUse, ImportField, MatchKind, RowState
from swc.landscape.imports.schemas import BatchPreview, ChoicesInput, ColumnChoiceInput, RowChoiceInput
from swc.landscape.models import ImportBatch, Use
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_landscape
from tests.factories.lists import make_csv, make_xlsx
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, SACHA, acting

BY_CARLA = acting(CARLA)


def dry_run(session: Session, *rows: tuple[object, ...], headers: tuple[str, ...] = ("Applicatie",)) -> UUID:
    content = make_xlsx(rows, headers=headers)
    return service.keep_list(session, BOARD_A, service.read_list(content, "lijst.xlsx"), by=BY_CARLA)


def seen(session: Session, batch_id: UUID) -> BatchPreview:
    return queries.preview(session, BOARD_A, batch_id, by=BY_CARLA, limit=1_000)


def choose(
    session: Session, batch_id: UUID, *rows: RowChoiceInput, columns: tuple[ColumnChoiceInput, ...] = ()
) -> None:
    service.choose(session, BOARD_A, batch_id, ChoicesInput(rows=rows, columns=columns), by=BY_CARLA)


def test_a_dry_run_changes_no_landscape_and_keeps_what_was_read(session: Session) -> None:
    make_landscape(session)

    batch = seen(session, dry_run(session, ("Magister", "250"), headers=("Applicatie", "Aantal gebruikers")))

    assert session.exec(select(Use)).all() == []
    assert (batch.file_name, batch.sheet, batch.header_row, batch.total) == ("lijst.xlsx", "Blad1", 1, 1)
    assert batch.rows[0].state is RowState.NEW
    assert batch.rows[0].product_key == "magister"
    assert {change.field: change.after for change in batch.rows[0].changes} == {
        "users": "250",
        "status": "in-productie",
    }


def test_rows_are_grouped_by_what_has_to_happen(session: Session) -> None:
    make_landscape(session)
    make_product(session, "magister-elo", name="Magister ELO", vendor_key="schoolmaster")
    batch_id = dry_run(
        session,
        ("Magister", "1-1-2020"),
        ("Magister Portaal", ""),
        ("Koffieapp", ""),
        ("Roosterding", "zomer"),
        (None, "1-1-2020"),
        headers=("Applicatie", "Einddatum"),
    )

    states = {row.number: row.state for row in seen(session, batch_id).rows}

    assert states == {
        2: RowState.NEW,
        3: RowState.CHOOSE,
        4: RowState.NEW,
        5: RowState.ERROR,
        6: RowState.ERROR,
    }
    assert seen(session, batch_id).may_commit is False


def test_a_product_that_nobody_knows_is_proposed_as_concept(session: Session) -> None:
    make_landscape(session)

    row = seen(session, dry_run(session, ("Koffieapp",))).rows[0]

    assert (row.match.kind, row.concept_name, row.product_key) == (MatchKind.NONE, "Koffieapp", None)


def test_a_person_chooses_a_candidate_another_product_a_concept_or_skips(session: Session) -> None:
    make_landscape(session)
    make_product(session, "zermelo", name="Zermelo")
    batch_id = dry_run(session, ("Magister Portaal",), ("Roosters",), ("Koffieapp",), ("Theeapp",))

    choose(
        session,
        batch_id,
        RowChoiceInput(row=2, kind=ChoiceKind.PRODUCT, product_key="magister"),
        RowChoiceInput(row=3, kind=ChoiceKind.PRODUCT, name="zermelo"),
        RowChoiceInput(row=4, kind=ChoiceKind.CONCEPT, name="Koffie-app 2000"),
        RowChoiceInput(row=5, kind=ChoiceKind.SKIP),
    )

    rows = {row.number: row for row in seen(session, batch_id).rows}
    assert rows[2].product_name == "Magister"
    assert rows[3].product_key == "zermelo"
    assert rows[4].concept_name == "Koffie-app 2000"
    assert rows[5].state is RowState.SKIPPED


def test_a_choice_can_be_taken_back(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister",))
    choose(session, batch_id, RowChoiceInput(row=2, kind=ChoiceKind.SKIP))

    choose(session, batch_id, RowChoiceInput(row=2))

    assert seen(session, batch_id).rows[0].state is RowState.NEW


def test_a_concept_with_the_name_of_a_product_becomes_that_product(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister Portaal",))

    choose(session, batch_id, RowChoiceInput(row=2, kind=ChoiceKind.CONCEPT, name="MAGISTER"))

    assert seen(session, batch_id).rows[0].product_key == "magister"


@pytest.mark.parametrize(
    "choice",
    [
        RowChoiceInput(row=99, kind=ChoiceKind.SKIP),
        RowChoiceInput(row=2, kind=ChoiceKind.PRODUCT, product_key="bestaat-niet"),
        RowChoiceInput(row=2, kind=ChoiceKind.PRODUCT, name="Bestaat Niet"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(session: Session, choice: RowChoiceInput) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister",))

    with pytest.raises(InvalidInputError):
        choose(session, batch_id, choice)


def test_another_meaning_of_a_column_reads_every_row_again_and_keeps_the_choices(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Rooster", "Magister"), ("Thee", "Koffieapp"), headers=("Naam", "Spul"))
    choose(session, batch_id, RowChoiceInput(row=3, kind=ChoiceKind.SKIP))

    choose(
        session,
        batch_id,
        columns=(
            ColumnChoiceInput(index=1, meaning=ImportField.NAME),
            ColumnChoiceInput(index=0, meaning=ColumnUse.DROP),
        ),
    )

    batch = seen(session, batch_id)
    assert [column.field for column in batch.columns] == [None, ImportField.NAME]
    assert {row.number: row.state for row in batch.rows} == {2: RowState.NEW, 3: RowState.SKIPPED}
    assert batch.rows[0].product_key == "magister"
    assert "notes" not in {change.field for change in batch.rows[0].changes}


def test_one_meaning_cannot_be_given_to_two_columns(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("a", "b"), headers=("Naam", "Spul"))
    wishes = tuple(ColumnChoiceInput(index=index, meaning=ImportField.NAME) for index in (0, 1))

    with pytest.raises(InvalidInputError, match="Twee kolommen"):
        choose(session, batch_id, columns=wishes)


def test_a_list_without_a_recognised_name_column_can_be_mended_by_a_person(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister",), headers=("Dingen",))
    assert seen(session, batch_id).may_commit is False

    choose(session, batch_id, columns=(ColumnChoiceInput(index=0, meaning=ImportField.NAME),))

    assert seen(session, batch_id).may_commit is True


def test_a_row_of_totals_is_skipped_by_itself(session: Session) -> None:
    make_landscape(session)

    row = seen(session, dry_run(session, ("Totaal", "€ 1.000"), headers=("Applicatie", "Kosten"))).rows[0]

    assert row.state is RowState.SKIPPED


def test_the_same_name_twice_is_an_error_on_the_second_row(session: Session) -> None:
    make_landscape(session)

    rows = seen(session, dry_run(session, ("Magister",), ("magister",))).rows

    assert {row.number: row.state for row in rows} == {2: RowState.NEW, 3: RowState.ERROR}


def test_two_names_for_one_product_get_a_remark(session: Session) -> None:
    make_landscape(session)

    rows = seen(session, dry_run(session, ("Magister",), ("Magistr",))).rows

    assert [row.state for row in rows] == [RowState.NEW, RowState.NEW]
    assert any("hetzelfde product" in problem.text for problem in rows[1].problems)


def test_a_list_without_rows_is_refused(session: Session) -> None:
    make_landscape(session)

    with pytest.raises(InvalidInputError, match="geen rijen"):
        dry_run(session)


def test_a_csv_of_dutch_excel_is_read_like_a_workbook(session: Session) -> None:
    make_landscape(session)
    content = make_csv(
        [["Magister", "1.200", "ja"]], headers=("Applicatie", "Aantal gebruikers", "Verwerkersovereenkomst")
    )

    batch_id = service.keep_list(session, BOARD_A, service.read_list(content, "lijst.csv"), by=BY_CARLA)

    changes = {change.field: change.after for change in seen(session, batch_id).rows[0].changes}
    assert changes["users"] == "1200"
    assert changes["agreement_presence"] == "present"


def test_who_may_not_edit_may_not_read_a_list_in(session: Session) -> None:
    make_landscape(session)
    content = make_xlsx([("Magister",)], headers=("Applicatie",))

    with pytest.raises(NotAllowedError):
        service.keep_list(session, BOARD_A, service.read_list(content, "l.xlsx"), by=acting(BRAM))
    for stranger in (CHRIS, SACHA):
        with pytest.raises(NotFoundError):
            service.keep_list(session, BOARD_A, service.read_list(content, "l.xlsx"), by=acting(stranger))


def test_another_board_s_batch_does_not_exist(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister",))

    for ask in (
        lambda: queries.preview(session, BOARD_B, batch_id, by=acting(CHRIS)),
        lambda: service.choose(session, BOARD_B, batch_id, ChoicesInput(), by=acting(CHRIS)),
        lambda: commit.commit(session, BOARD_B, batch_id, by=acting(CHRIS)),
        lambda: queries.BATCHES.discard(session, BOARD_B, batch_id, by=acting(CHRIS)),
        lambda: queries.preview(session, BOARD_A, uuid4(), by=BY_CARLA),
    ):
        with pytest.raises(NotFoundError):
            ask()


def test_a_batch_can_be_thrown_away(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister",))

    queries.BATCHES.discard(session, BOARD_A, batch_id, by=BY_CARLA)

    assert session.exec(select(ImportBatch)).all() == []


def test_a_committed_batch_takes_no_more_choices(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister",))
    commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)

    with pytest.raises(ConflictError):
        choose(session, batch_id, RowChoiceInput(row=2, kind=ChoiceKind.SKIP))


def test_lists_that_were_never_committed_are_forgotten_after_a_month(session: Session) -> None:
    make_landscape(session)
    old = dry_run(session, ("Magister",))
    later = acting(CARLA, now=NOW + batches.KEEP_DRAFT + timedelta(days=1))

    service.keep_list(
        session, BOARD_A, service.read_list(make_xlsx([("Zermelo",)], headers=("Applicatie",)), "n.xlsx"), by=later
    )

    assert old not in {batch.id for batch in session.exec(select(ImportBatch))}


def test_every_row_that_stops_the_commit_can_be_skipped_at_once(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(
        session, ("Magister", ""), ("Thee", "zomer"), (None, "winter"), headers=("Applicatie", "Einddatum")
    )

    service.choose(session, BOARD_A, batch_id, ChoicesInput(skip=(RowState.ERROR,)), by=BY_CARLA)

    assert {row.number: row.state for row in seen(session, batch_id).rows} == {
        2: RowState.NEW,
        3: RowState.SKIPPED,
        4: RowState.SKIPPED,
    }


def test_a_product_column_names_the_row_and_the_other_name_becomes_the_board_s_own(session: Session) -> None:
    make_landscape(session)

    row = seen(session, dry_run(session, ("Cijferboek", "Magister"), headers=("Applicatie", "Product"))).rows[0]

    assert row.product_key == "magister"
    assert {change.field: change.after for change in row.changes}["own_name"] == "Cijferboek"
