"""Lists of processor agreements as JSON: read in, chosen for, carried out and taken back."""

from __future__ import annotations

from fastapi import APIRouter

from api.v1.file_imports import ImportDoor, Words, add_imports
from swc.landscape.agreements.imports.schemas import DealChoicesInput, DealResult
from swc.landscape.agreements.imports.steps import STEPS

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["Overeenkomsten"])

add_imports(
    router,
    ImportDoor(
        part="agreement-imports",
        steps=STEPS,
        choices=DealChoicesInput,
        result=DealResult,
        words=Words(
            read_nl="Lijst met overeenkomsten inlezen",
            all_nl="Ingelezen lijsten met overeenkomsten",
            stays="the agreements stay as they are",
        ),
    ),
)
