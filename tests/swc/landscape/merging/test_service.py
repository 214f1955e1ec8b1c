"""Merging two entries of the catalogue: everything moves along, nothing is lost, and it can be undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select as rows_of
from sqlmodel import Session, SQLModel, select

from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue.duplicates.queries import duplicates, merges, successor, successors
from swc.catalogue.duplicates.schemas import DistinctInput, MergeInput
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import ProductAlias, ProductStandard, ProductVersion
from swc.catalogue.queries import ProductFilter, products
from swc.catalogue.search import find
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.landscape.agreements.service import add_agreement
from swc.landscape.contracts.inputs import ContractInput
from swc.landscape.contracts.service import add_contract
from swc.landscape.kinds import AgreementPresence
from swc.landscape.merging import keep_apart, merge_products, service, unmerge_products
from swc.landscape.merging.moving import pointers
from swc.landscape.models import AgreementProduct, Contract, ContractProduct, Use
from swc.landscape.schemas import UseCreate, VendorAgreementInput
from swc.landscape.service import add_use
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor, make_version
from tests.factories.landscape import make_use
from tests.personas import ANNE, BOARD_A, BOARD_B, CARLA, CHRIS, NOW, SACHA, acting

BY = acting(SACHA)


@pytest.fixture
def two(session: Session) -> Session:
    """Return two boards that use two entries of what is one product."""
    make_board(session)
    make_board(session, number=BOARD_B)
    make_vendor(session, "zeil")
    make_product(session, "leerspoor", vendor_key="zeil", standards=("oso",), aliases=("LSP",))
    make_product(session, "leer-spoor", name="Leer-spoor", status=ProductStatus.CONCEPT, standards=("oso", "uwlr"))
    make_use(session, product="leerspoor")
    make_use(session, product="leer-spoor")
    make_use(session, board=BOARD_B, product="leer-spoor")
    return session


def everything(session: Session) -> dict[str, set[tuple[Any, ...]]]:
    """Return all rows of every table that points to a product, and the products themselves but for their counters."""
    session.flush()
    tables = {one.table for one in pointers()} | {SQLModel.metadata.tables["product"]}
    found = {}
    for table in tables:
        columns = [one for one in table.columns if one.name not in {"row_version", "updated_at"}]
        found[table.name] = {tuple(str(value) for value in row) for row in session.execute(rows_of(*columns))}
    return found


def used(session: Session) -> list[tuple[str, str]]:
    return sorted(session.exec(select(Use.board_number, Use.product_key)).all())


def test_every_use_goes_to_the_entry_that_stays(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor", reason="zelfde"), by=BY)
    assert used(two) == [(BOARD_A, "leerspoor"), (BOARD_A, "leerspoor"), (BOARD_B, "leerspoor")]
    assert {"leerspoor", "leer-spoor"} <= touched(two).products


def test_what_was_known_of_the_one_is_known_of_the_other(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    kept = set(two.exec(select(ProductStandard.standard).where(ProductStandard.product_key == "leerspoor")))
    stays = set(two.exec(select(ProductStandard.standard).where(ProductStandard.product_key == "leer-spoor")))
    assert kept == {"oso", "uwlr"}
    assert stays == {"oso"}


def test_the_old_name_finds_the_entry_that_stays(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    assert {hit.key for hit in find(two, "leer-spoor")} == {"leerspoor"}
    assert two.get(ProductAlias, ("leerspoor", "Leer-spoor")) is not None
    assert successor(two, "leer-spoor") == "leerspoor"
    assert [one.key for one in products(two, on=BY.today).items] == ["leerspoor"]
    merged = products(two, ProductFilter(status=ProductStatus.MERGED), on=BY.today).items
    assert [one.key for one in merged] == ["leer-spoor"]


def test_a_contract_and_an_agreement_on_a_merged_entry_are_on_the_one_that_stays(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    both = ("leer-spoor", "leerspoor")
    contract = add_contract(two, BOARD_A, ContractInput(title="Leerspoor", products=both), by=acting(ANNE))
    data = VendorAgreementInput(presence=AgreementPresence.PRESENT, vendor_name="Spoor B.V.", products=both)
    agreement = add_agreement(two, BOARD_A, data, by=acting(ANNE))
    mine = ContractProduct.contract_id == contract
    assert two.exec(select(ContractProduct.product_key).where(mine)).all() == ["leerspoor"]
    ours = AgreementProduct.agreement_id == agreement
    assert two.exec(select(AgreementProduct.product_key).where(ours)).all() == ["leerspoor"]


def test_a_merge_shows_in_the_history_of_each_board_and_of_both_entries(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor", reason="zelfde"), by=BY)
    told = two.exec(select(Event.board_number).where(Event.kind == "use.product_merged")).all()
    assert sorted(str(one) for one in told) == [BOARD_A, BOARD_B]
    kinds = set(two.exec(select(Event.kind).where(Event.subject_kind == SubjectKind.PRODUCT.value)))
    assert kinds == {"product.merged", "product.absorbed"}


def test_the_public_record_counts_no_landscape(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    events = two.exec(select(Event).where(Event.kind == "product.merged")).all()
    assert [one.after["moved"] for one in events if one.after] == [{"product_standard.product_key": 1}]
    (record,) = merges(two)
    assert record.moved == {"product_standard.product_key": 1}


def test_a_merge_that_is_undone_leaves_everything_as_it_was(two: Session) -> None:
    two.add(
        Contract(
            board_number=BOARD_A,
            title="Leermiddelen",
            legal_form="onbekend",
            renewal="onbekend",
            created_at=NOW,
            updated_at=NOW,
        )
    )
    two.flush()
    contract = two.exec(select(Contract.id)).one()
    two.add(ContractProduct(contract_id=contract, product_key="leer-spoor"))
    before = everything(two)
    merge = merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    assert everything(two) != before
    unmerge_products(two, merge, by=BY)
    assert everything(two) == before
    assert next((hit.key, hit.matched) for hit in find(two, "leer-spoor")) == ("leer-spoor", "Leer-spoor")


def test_undoing_leaves_what_came_after_with_the_entry_that_stays(two: Session) -> None:
    merge = merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    make_use(two, board=BOARD_B, product="leerspoor", own_name="nieuw")
    gone = two.exec(select(Use).where(Use.board_number == BOARD_B, Use.own_name == "")).one()
    two.delete(gone)
    two.flush()
    unmerge_products(two, merge, by=BY)
    assert used(two) == [(BOARD_A, "leer-spoor"), (BOARD_A, "leerspoor"), (BOARD_B, "leerspoor")]
    with pytest.raises(RuleRefusedError):
        unmerge_products(two, merge, by=BY)


def test_a_version_that_both_have_becomes_one_for_who_uses_it(two: Session) -> None:
    kept, gone = make_version(two, "leerspoor"), make_version(two, "leer-spoor")
    use = two.exec(select(Use).where(Use.board_number == BOARD_B)).one()
    use.version_id = gone
    two.flush()
    merge = merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    assert two.get_one(Use, use.id).version_id == kept
    assert two.get_one(ProductVersion, gone).name == "4.2 (leer-spoor)"
    unmerge_products(two, merge, by=BY)
    assert two.get_one(Use, use.id).version_id == gone
    assert two.get_one(ProductVersion, gone).name == "4.2"


def test_a_merge_of_a_merge_leads_on_to_the_last(two: Session) -> None:
    make_product(two, "leerlijn")
    first = merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    merge_products(two, "leerspoor", MergeInput(into="leerlijn"), by=BY)
    assert successors(two) == {"leer-spoor": "leerlijn", "leerspoor": "leerlijn"}
    assert successor(two, "leer-spoor") == "leerlijn"
    with pytest.raises(RuleRefusedError):
        unmerge_products(two, first, by=BY)


def test_who_adds_a_use_of_a_merged_product_gets_the_one_that_stays(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    made = add_use(two, BOARD_B, UseCreate(product_key="leer-spoor", own_name="tweede"), by=acting(CHRIS))
    assert two.get_one(Use, made).product_key == "leerspoor"


@pytest.mark.parametrize(
    ("key", "into", "refusal"),
    [
        ("leerspoor", "leerspoor", InvalidInputError),
        ("leerspoor", "bestaat-niet", NotFoundError),
        ("bestaat-niet", "leerspoor", NotFoundError),
    ],
)
def test_what_cannot_be_merged_is_refused(two: Session, key: str, into: str, refusal: type[Exception]) -> None:
    before = everything(two)
    with pytest.raises(refusal):
        merge_products(two, key, MergeInput(into=into), by=BY)
    assert everything(two) == before


def test_a_merged_entry_is_not_merged_again(two: Session) -> None:
    merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    for key, into in (("leer-spoor", "leerspoor"), ("leerspoor", "leer-spoor")):
        with pytest.raises(RuleRefusedError):
            merge_products(two, key, MergeInput(into=into), by=BY)


def test_merges_of_the_same_entries_hold_them_in_one_order(two: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []
    find_one = service._found
    monkeypatch.setattr(service, "_found", lambda session, key: held.append(key) or find_one(session, key))
    done = merge_products(two, "leerspoor", MergeInput(into="leer-spoor"), by=BY)
    with pytest.raises(RuleRefusedError):
        merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=BY)
    unmerge_products(two, done, by=BY)
    assert held == ["leer-spoor", "leerspoor"] * 3


def test_only_the_sector_editor_merges(two: Session) -> None:
    for deed in (
        lambda by: merge_products(two, "leer-spoor", MergeInput(into="leerspoor"), by=by),
        lambda by: unmerge_products(two, UUID(int=0), by=by),
        lambda by: keep_apart(two, "leer-spoor", DistinctInput(other="leerspoor"), by=by),
    ):
        with pytest.raises(NotAllowedError):
            deed(acting(CARLA))


def test_candidates_keep_the_fuller_entry_until_told_apart(two: Session) -> None:
    (pair,) = duplicates(two)
    assert (pair.keep.key, pair.other.key) == ("leerspoor", "leer-spoor")
    keep_apart(two, "leerspoor", DistinctInput(other="leer-spoor", reason="ander product"), by=BY)
    keep_apart(two, "leer-spoor", DistinctInput(other="leerspoor"), by=BY)
    assert duplicates(two) == ()
    with pytest.raises(InvalidInputError):
        keep_apart(two, "leerspoor", DistinctInput(other="leerspoor"), by=BY)


def test_no_table_that_points_to_products_is_forgotten() -> None:
    named = {one.name for one in pointers()}
    assert {"use.product_key", "use_exit.alternative_product_key", "agreement_product.product_key"} <= named
    assert {"product.merged_into", "product_merge.from_key"}.isdisjoint(named)
    assert {one.table.name for one in pointers() if not one.public} == {
        "use",
        "use_exit",
        "agreement_product",
        "contract_product",
    }
    assert AgreementProduct.__tablename__ in {one.table.name for one in pointers() if one.part_of_key}
