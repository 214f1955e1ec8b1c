"""Reading in a board's application list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import APIRouter, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.import_form import choices_of, ticked
from api.import_template import template_for
from api.pages.list_imports import BatchPage, ListDoor, add_list, workbook
from swc.access.roles import Right
from swc.landscape.imports import queries
from swc.landscape.imports.application_steps import STEPS
from swc.landscape.imports.names import CHANGE_NAMES, COLUMN_USES, FIELD_NAMES, SCHEMES, STATE_NAMES
from swc.landscape.imports.schemas import BatchPreview, RowPlan

_LIMIT_NAMES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationBatchPage(BatchPage):
    """An application list that was read; `products` are names to choose from while typing."""

    products: tuple[str, ...]

    field_names: ClassVar[dict[str, str]] = {field.value: name for field, name in FIELD_NAMES.items()}
    column_uses: ClassVar[dict[str, str]] = {use.value: name for use, name in COLUMN_USES.items()}
    state_names: ClassVar[dict[str, str]] = {one.value: name for one, name in STATE_NAMES.items()}
    change_names: ClassVar[dict[str, str]] = CHANGE_NAMES
    schemes: ClassVar[dict[str, str]] = SCHEMES

    def ticked(self, row: RowPlan) -> str:
        """Return which choice stands ticked for a row; nothing while a product has to be chosen."""
        return ticked(row)


def _products(session: Session, batch: BatchPreview) -> dict[str, Any]:
    return {"products": queries.product_names(session)[:_LIMIT_NAMES] if batch.rows else ()}


DOOR = ListDoor(
    path="import",
    templates="imports",
    steps=STEPS,
    batch_page=ApplicationBatchPage,
    choices_of=choices_of,
    beside=_products,
)

router = APIRouter()


@router.get("/besturen/{number}/import/sjabloon.xlsx")
def template(number: BoardNumber, session: SessionDep, act: ActDep) -> Response:
    """Return an empty list with every column and drop-downs of the board's own choices."""
    act.demand(Right.EDIT_LANDSCAPE, number)
    return workbook(template_for(session, number), f"applicatielijst-{number}.xlsx")


add_list(router, DOOR)
