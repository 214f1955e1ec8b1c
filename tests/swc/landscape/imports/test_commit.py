"""From batch to landscape: all or nothing, through the services of the landscape, and the same file changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, RuleRefusedError
from swc.landscape.imports import commit, queries, service
from swc.landscape.imports.kinds import ChoiceKind, RowState
from swc.landscape.imports.schemas import BatchResult, ChoicesInput, RowChoiceInput
from swc.landscape.kinds import AgreementPresence, UsageStatus
from swc.landscape.models import Agreement, ImportBatch, Placement, Use, UseSchool
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_agreement, make_landscape, make_use
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, BRAM, CARLA, acting

BY_CARLA = acting(CARLA)
HEADERS = (
    "Applicatie",
    "School",
    "Aantal gebruikers",
    "Kosten per jaar",
    "Getekend op",
    "Hosting",
    "Kleur",
    "Component",
)


def dry_run(session: Session, *rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> UUID:
    return service.keep_list(
        session, BOARD_A, service.read_list(make_xlsx(rows, headers=headers), "lijst.xlsx"), by=BY_CARLA
    )


def brought_in(session: Session, *rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> BatchResult:
    return commit.commit(session, BOARD_A, dry_run(session, *rows, headers=headers), by=BY_CARLA)


def numbers(result: BatchResult) -> tuple[int, int, int, int]:
    return result.created, result.changed, result.unchanged, result.skipped


ROW = ("Magister", "11AA", 250, "€ 1.234,50", "01-02-2024", "SaaS", "blauw", "Leerlingadministratiesysteem")


def test_a_row_becomes_a_use_with_schools_agreement_and_notes(session: Session) -> None:
    make_landscape(session)

    result = brought_in(session, ROW)

    use = session.exec(select(Use)).one()
    assert numbers(result) == (1, 0, 0, 0)
    assert (use.product_key, use.users, use.yearly_cost, use.hosting) == ("magister", 250, Decimal("1234.50"), "saas")
    assert use.status is UsageStatus.IN_PRODUCTION
    assert use.notes == "Kleur: blauw"
    assert [row.brin for row in session.exec(select(UseSchool))] == ["11AA"]
    agreement = session.exec(select(Agreement)).one()
    assert (agreement.presence, agreement.signed_on) == (AgreementPresence.PRESENT, date(2024, 2, 1))
    assert result.use_ids == (use.id,)


def test_the_same_file_twice_changes_nothing(session: Session) -> None:
    make_landscape(session)
    rows = (ROW, ("Koffieapp", "", "ca. 20", "", "", "cloud", "", ""), ("Magistr", "22BB", "", "", "", "", "", ""))
    first = brought_in(session, *rows)
    events = len(session.exec(select(Event)).all())
    versions = {use.id: use.row_version for use in session.exec(select(Use))}

    second = brought_in(session, *rows)

    assert (numbers(first), numbers(second)) == ((3, 0, 0, 0), (0, 0, 3, 0))
    assert second.concepts == ()
    assert {use.id: use.row_version for use in session.exec(select(Use))} == versions
    assert [event.kind for event in session.exec(select(Event).order_by(Event.seq))][events:] == ["import.committed"]


def test_a_choice_made_once_is_not_asked_again_for_the_same_file(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister Portaal",), headers=("Applicatie",))
    choice = RowChoiceInput(row=2, kind=ChoiceKind.PRODUCT, product_key="magister")
    service.choose(session, BOARD_A, batch_id, ChoicesInput(rows=(choice,)), by=BY_CARLA)
    commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)

    assert numbers(brought_in(session, ("Magister Portaal",), headers=("Applicatie",))) == (0, 0, 1, 0)


def test_one_changed_cell_changes_one_field(session: Session) -> None:
    make_landscape(session)
    brought_in(session, ROW)
    changed = (*ROW[:2], 260, *ROW[3:])

    batch_id = dry_run(session, changed)
    (row,) = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA).rows
    result = commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)

    assert [(change.field, change.before, change.after) for change in row.changes] == [("users", "250", "260")]
    assert numbers(result) == (0, 1, 0, 0)
    event = session.exec(select(Event).where(Event.kind == "use.changed")).one()
    assert (event.before, event.after) == ({"users": 250}, {"users": 260})


def test_what_a_person_entered_stays_where_the_list_is_empty(session: Session) -> None:
    make_landscape(session)
    use = make_use(session, users=90, owner_role="Directie", notes="let op", hosting="eigen")
    make_agreement(session, use, presence=AgreementPresence.PRESENT)

    brought_in(session, ("Magister", "", 100, "", "", "", "", ""))

    session.refresh(use)
    assert (use.users, use.owner_role, use.notes, use.hosting) == (100, "Directie", "let op", "eigen")


def test_a_concept_product_is_proposed_once_for_two_rows(session: Session) -> None:
    make_landscape(session)

    result = brought_in(session, ("Koffieapp", "11AA"), ("koffie-app", "22BB"), headers=("Applicatie", "School"))

    concepts = session.exec(select(Product).where(Product.status == ProductStatus.CONCEPT)).all()
    assert {product.name for product in concepts} <= {"Koffieapp", "koffie-app"}
    assert {(one.key, one.name) for one in result.concepts} == {(one.key, one.name) for one in concepts}
    assert result.created == 2


def test_a_row_with_an_error_stops_everything_until_it_is_skipped(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister", ""), ("Koffieapp", "zomer"), headers=("Applicatie", "Einddatum"))

    with pytest.raises(RuleRefusedError, match="3"):
        commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)
    assert session.exec(select(Use)).all() == []

    skip = RowChoiceInput(row=3, kind=ChoiceKind.SKIP)
    service.choose(session, BOARD_A, batch_id, ChoicesInput(rows=(skip,)), by=BY_CARLA)
    assert numbers(commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)) == (1, 0, 0, 1)


def test_a_refusal_of_a_service_names_the_row_and_leaves_nothing(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ("Magister", "Op het apparaat"), ("Zermelo", "SaaS"), headers=("Applicatie", "Hosting"))

    with pytest.raises(InvalidInputError, match="rij 2") as caught, session.begin_nested():
        commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)

    assert "niets veranderd" in caught.value.message
    assert session.exec(select(Use)).all() == []
    assert session.exec(select(ImportBatch)).one().committed_at is None


def test_a_component_that_the_release_has_places_the_use(session: Session) -> None:
    make_landscape(session)
    name = queries.standing(session, BOARD_A, BY_CARLA.today).component_names
    guid, component = next(iter(name.items()))

    brought_in(session, ("Magister", component), headers=("Applicatie", "Referentiecomponent"))
    brought_in(session, ("Magister", component), headers=("Applicatie", "Referentiecomponent"))

    assert [row.component_guid for row in session.exec(select(Placement))] == [guid]


def test_what_somebody_changed_meanwhile_is_planned_anew(session: Session) -> None:
    make_landscape(session)
    use = make_use(session, users=90)
    batch_id = dry_run(session, ("Magister", 100), headers=("Applicatie", "Aantal gebruikers"))
    use.users = 100
    session.add(use)
    session.flush()

    assert numbers(commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)) == (0, 0, 1, 0)


def test_a_batch_is_committed_once_and_lets_its_rows_go(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ROW)
    result = commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)

    seen = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA)
    assert (seen.rows, seen.result, seen.may_commit) == ((), result, False)
    with pytest.raises(ConflictError):
        commit.commit(session, BOARD_A, batch_id, by=BY_CARLA)


def test_the_commit_is_an_event_with_file_and_numbers(session: Session) -> None:
    make_landscape(session)
    brought_in(session, ROW)

    event = session.exec(select(Event).where(Event.kind == "import.committed")).one()
    assert event.board_number == BOARD_A
    assert event.after is not None
    assert (event.after["file_name"], event.after["created"]) == ("lijst.xlsx", 1)
    assert session.exec(select(Event).where(Event.kind == "use.created")).one().actor_key == CARLA.key


def test_a_reader_cannot_commit(session: Session) -> None:
    make_landscape(session)
    batch_id = dry_run(session, ROW)

    with pytest.raises(NotAllowedError):
        commit.commit(session, BOARD_A, batch_id, by=acting(BRAM))


def test_a_misspelt_name_whose_use_exists_is_found_and_not_doubled(session: Session) -> None:
    make_landscape(session)
    make_product(session, "zermelo", name="Zermelo")
    use = make_use(session, product="zermelo")

    batch_id = dry_run(session, ("Zermello", 300), headers=("Applicatie", "Aantal gebruikers"))

    (row,) = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA).rows
    assert (row.state, row.use_id) == (RowState.CHANGED, use.id)


def test_a_product_in_use_for_other_schools_becomes_a_use_of_its_own_with_a_remark(session: Session) -> None:
    make_landscape(session)
    make_use(session, schools=("22BB",))

    batch_id = dry_run(session, ("Magister", "11AA"), headers=("Applicatie", "School"))

    (row,) = queries.preview(session, BOARD_A, batch_id, by=BY_CARLA).rows
    assert (row.state, row.use_id) == (RowState.NEW, None)
    assert "apart gebruik" in row.problems[0].text
