"""Lists of contracts as JSON: read in, chosen for, carried out and taken back; and the contracts as a file."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.board_door import BoardNumber
from api.contract_sheet import CSV_TYPE, MEDIA_TYPE, contracts_csv, contracts_sheet, contracts_template
from api.deps import SessionDep
from api.v1.file_imports import ImportDoor, Words, add_imports
from swc.landscape.agreements.queries import vendor_names
from swc.landscape.contracts import stored
from swc.landscape.contracts.imports.schemas import ContractChoicesInput, ContractListResult
from swc.landscape.contracts.imports.steps import STEPS

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["Contracten"])


@router.get("/contracts.xlsx", include_in_schema=False)
def as_workbook(number: BoardNumber, session: SessionDep) -> Response:
    """Return every contract; what is read in again unchanged changes nothing."""
    return _file(contracts_sheet(stored.of_board(session, number)), MEDIA_TYPE, f"contracten-{number}.xlsx")


@router.get("/contracts.csv", include_in_schema=False)
def as_csv(number: BoardNumber, session: SessionDep) -> Response:
    """Return every contract; what is read in again unchanged changes nothing."""
    return _file(contracts_csv(stored.of_board(session, number)), CSV_TYPE, f"contracten-{number}.csv")


@router.get("/contract-imports/template.xlsx", include_in_schema=False)
def template(number: BoardNumber, session: SessionDep) -> Response:
    """Return an empty list to fill in."""
    return _file(contracts_template(vendor_names(session)), MEDIA_TYPE, f"contracten-sjabloon-{number}.xlsx")


add_imports(
    router,
    ImportDoor(
        part="contract-imports",
        steps=STEPS,
        choices=ContractChoicesInput,
        result=ContractListResult,
        words=Words(
            read_nl="Lijst met contracten inlezen",
            all_nl="Ingelezen lijsten met contracten",
            stays="the contracts stay as they are",
        ),
    ),
)


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
