"""Adding a use, changing its fields, its status, its schools and its own categories of personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from fora.schemas import ElementRef
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.boards.models import Board
from swc.catalogue.duplicates.queries import successor
from swc.errors import NotFoundError, Problem
from swc.landscape.models import Placement, Use, UseDataCategory, UseSchool
from swc.landscape.schemas import CategoriesInput, SchoolsInput, StatusChange, UseCreate, UseUpdate
from swc.landscape.service import checks, versions
from swc.landscape.service.opening import Json, changed, note_use, own_use, plain, values

COLUMNS: Final = (
    "own_name",
    "version_id",
    "status",
    "status_since",
    "start_date",
    "end_date",
    "whole_board",
    "owner_role",
    "hosting",
    "users",
    "yearly_cost",
    "criticality",
    "notes",
)
"""The columns of a use that people fill in."""

Fields = TypeVar("Fields", bound=UseUpdate)


def add_use(session: Session, board_number: str, data: UseCreate, *, by: Act) -> UUID:
    """Add a use of a product that the catalogue has, and place it on the components named; return its id.

    A product that went up in another one meanwhile becomes a use of that other one.
    Raises `InvalidInputError` with a problem for each wrong field and `NotFoundError` for an unknown board.
    """
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    if data.schools and "whole_board" not in data.model_fields_set:
        data = data.model_copy(update={"whole_board": False})
    if (stands := successor(session, data.product_key, held=True)) is not None:
        data = data.model_copy(update={"product_key": stands})
    data = versions.with_version(session, data.product_key, _settled(data))
    found, problems = checks.components(session, data.components, field="components")
    checks.demand(
        [
            *_problems(session, board_number, data.product_key, data),
            *checks.codes(session, "categories", "data-categories", data.categories),
            *problems,
        ]
    )
    checks.demand(checks.twin(session, board_number, data))
    use = Use(
        board_number=board_number,
        product_key=data.product_key,
        import_key=data.import_key,
        created_at=by.now,
        updated_at=by.now,
        **{name: getattr(data, name) for name in COLUMNS},
    )
    session.add(use)
    session.flush()
    _add_parts(session, use, data, found, by=by)
    audit.record(
        session,
        by=by,
        kind="use.created",
        subject=SubjectKind.USE,
        key=str(use.id),
        board_number=board_number,
        after=versions.told(session, _created(use, data)),
    )
    return use.id


def change_use(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: UseUpdate,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Change the fields of a use that were given; a change that changes nothing leaves no event.

    A new status without a day counts from today. Raises as `add_use` and `own_use` do.
    """
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    before: Json = {**values(use, COLUMNS), "schools": _schools(session, use.id)}
    merged = _merged(use, versions.with_version(session, use.product_key, data), before, by=by)
    checks.demand(_problems(session, board_number, use.product_key, merged))
    old, new = changed(before, {name: plain(getattr(merged, name)) for name in (*COLUMNS, "schools")})
    if not new:
        return
    for name in COLUMNS:
        setattr(use, name, getattr(merged, name))
    if "schools" in new:
        _replace_schools(session, use.id, merged.schools)
    old, new = versions.told(session, old), versions.told(session, new)
    note_use(session, use, "use.changed", by=by, before=old, after=new)


def set_status(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: StatusChange,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Give a use another status since a day, or today; the same status without a day changes nothing."""
    update = UseUpdate(status=data.status)
    if data.since is not None:
        update = UseUpdate(status=data.status, status_since=data.since)
    change_use(session, board_number, use_id, update, by=by, expected_version=expected_version)


def set_schools(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: SchoolsInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Say for which schools a use holds."""
    update = UseUpdate(whole_board=data.whole_board, schools=data.schools)
    change_use(session, board_number, use_id, update, by=by, expected_version=expected_version)


def set_categories(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: CategoriesInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Replace the categories of personal data that the board adds to what follows from product and FORA."""
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    checks.demand(checks.codes(session, "categories", "data-categories", data.categories))
    mine = select(UseDataCategory.category).where(UseDataCategory.use_id == use.id)
    before = sorted(session.exec(mine))
    after = sorted(set(data.categories))
    if before == after:
        return
    session.execute(delete(UseDataCategory).where(col(UseDataCategory.use_id) == use.id))
    session.add_all(UseDataCategory(use_id=use.id, category=code) for code in after)
    note_use(session, use, "use.categories_changed", by=by, before={"categories": before}, after={"categories": after})


def _merged(use: Use, data: UseUpdate, stored: Json, *, by: Act) -> UseUpdate:
    """Return the use as it would become: what was given laid over what is stored."""
    given = {name: getattr(data, name) for name in data.model_fields_set}
    if given.get("status", use.status) != use.status and not given.get("status_since"):
        given["status_since"] = by.today
    if data.schools and "whole_board" not in given:
        given["whole_board"] = False
    return _settled(UseUpdate.model_validate({**stored, **given}))


def _settled(data: Fields) -> Fields:
    """Return the fields without contradiction: no schools beside the whole board, an amount in whole cents."""
    schools = () if data.whole_board else tuple(sorted(set(data.schools)))
    return data.model_copy(update={"schools": schools, "yearly_cost": _euro(data.yearly_cost)})


def _euro(amount: Decimal | None) -> Decimal | None:
    """Return an amount in whole cents; one that cannot be is left for the checks to refuse."""
    if amount is None or not amount.is_finite() or abs(amount) > checks.MAX_COST:
        return amount
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _problems(session: Session, board_number: str, product_key: str, data: UseUpdate) -> Iterator[Problem]:
    """Yield every problem of the fields of a use."""
    yield from checks.product(session, product_key, data.version_id, data.version_name)
    yield from checks.order("start_date", data.start_date, "end_date", data.end_date)
    yield from checks.size(data.users, data.yearly_cost)
    yield from checks.texts({name: getattr(data, name) for name in COLUMNS})
    yield from checks.codes(session, "hosting", "hosting-forms", [data.hosting or ""])
    yield from checks.schools(session, board_number, data.schools, whole_board=data.whole_board)


def _add_parts(session: Session, use: Use, data: UseCreate, found: Mapping[str, ElementRef], *, by: Act) -> None:
    session.add_all(
        Placement(
            use_id=use.id,
            component_guid=guid,
            component_name=one.name,
            placed_at=by.now,
            placed_by=by.actor.key,
        )
        for guid, one in found.items()
    )
    session.add_all(UseSchool(use_id=use.id, brin=brin) for brin in data.schools)
    session.add_all(UseDataCategory(use_id=use.id, category=code) for code in sorted(set(data.categories)))
    session.flush()


def _created(use: Use, data: UseCreate) -> Json:
    """Return what the event of a new use tells: every field that was filled in."""
    told = {
        "product_key": use.product_key,
        **values(use, COLUMNS),
        "schools": list(data.schools),
        "components": list(dict.fromkeys(data.components)),
        "categories": sorted(set(data.categories)),
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _schools(session: Session, use_id: UUID) -> list[str]:
    return sorted(session.exec(select(UseSchool.brin).where(UseSchool.use_id == use_id)))


def _replace_schools(session: Session, use_id: UUID, brins: Iterable[str]) -> None:
    session.execute(delete(UseSchool).where(col(UseSchool.use_id) == use_id))
    session.add_all(UseSchool(use_id=use_id, brin=brin) for brin in brins)
