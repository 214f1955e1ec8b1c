"""Plain facts for deriving a register without a database: uses, objects, functions, components, boards."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from fora.kinds import Level, PersonalData
from fora.schemas import Biv
from swc.catalogue.kinds import DataLevel, ProductStatus, Trust
from swc.landscape.kinds import CategoryOrigin, ProcessesPersonalData, UsageStatus
from swc.landscape.schemas import AgreementFact, CategoryFact, ComponentRef, UseSummary
from swc.register.facts import BoardFacts, ComponentFacts, FunctionFacts, ObjectFact, UseFacts
from swc.register.kinds import RegisterField, ValueOrigin
from swc.register.schemas import PathStep, RegisterValue
from tests.personas import BOARD_A, NOW

TODAY = date(2026, 11, 22)
SPACE = UUID("5b0e3d0a-1111-4c55-9f0e-7f2f6d0c41aa")
LAS = "c64a7a54f38e487e814801bc3d9c92fd"
ENROLMENT = "39ff594631e74638bd24f0139b4ddf3e"
"""Inschrijving, as FORA has it: our profile of it names P01, P03, P04, P14 and P16."""
LEDGER = "423ec43aa2e84059afafa4a826625e28"
"""Grootboekbeheer: our profile says that it needs no personal data."""
OTHER = "0f" * 16
"""A function of which nothing is known."""


def category(code: str, origin: CategoryOrigin = CategoryOrigin.PRODUCT) -> CategoryFact:
    """Return a category of a use."""
    return CategoryFact(code=code, origin=origin, trust=Trust.UNCONFIRMED, via="Product")


def summary(name: str = "Leerspoor", **changes: Any) -> UseSummary:  # noqa: ANN401 - the fields of a use
    """Return a use with personal data, placed on the pupil administration system."""
    values: dict[str, Any] = {
        "id": uuid5(SPACE, name),
        "board_number": BOARD_A,
        "product_key": "leerspoor",
        "product_name": "Leerspoor",
        "product_status": ProductStatus.CONFIRMED,
        "product_category": "",
        "name": name,
        "own_name": name,
        "version_id": None,
        "version_name": None,
        "vendor_key": "meerschool",
        "vendor_name": "Meerschool",
        "group_key": None,
        "group_name": None,
        "status": UsageStatus.IN_PRODUCTION,
        "status_since": None,
        "start_date": None,
        "end_date": None,
        "whole_board": True,
        "schools": (),
        "owner_role": "",
        "hosting": None,
        "users": None,
        "yearly_cost": None,
        "criticality": None,
        "components": (ComponentRef(guid=LAS, name="LAS"),),
        "data_level": DataLevel.ORDINARY,
        "categories": (category("P01"), category("P05")),
        "categories_unknown": False,
        "personal_data": ProcessesPersonalData.YES,
        "agreement": AgreementFact(),
        "row_version": 1,
        "updated_at": NOW,
    }
    return UseSummary(**(values | changes))


def use(name: str = "Leerspoor", *, around: dict[str, Any] | None = None, **changes: Any) -> UseFacts:  # noqa: ANN401
    """Return a use with what is `around` it (the fields of `UseFacts`); the rest are fields of its summary."""
    one = summary(name, **changes)
    return UseFacts(
        summary=one,
        step=PathStep(kind="use", key=str(one.id), name=name),
        product=PathStep(kind="product", key=one.product_key, name=one.product_name, relation="product"),
        **(around or {}),
    )


def information_object(
    name: str = "Inschrijving",
    *codes: str,
    personal_data: PersonalData = PersonalData.YES,
    biv: tuple[Level, Level, Level] = (Level.LOW, Level.MIDDLE, Level.HIGH),
) -> ObjectFact:
    """Return an information object with its categories."""
    step = PathStep(kind="information_object", key=name, name=name, relation="Access")
    levels = Biv(availability=biv[0], integrity=biv[1], confidentiality=biv[2])
    facts = tuple(category(code, CategoryOrigin.FORA) for code in codes)
    return ObjectFact(name, name, personal_data, levels, facts, (step,))


def function(guid: str = ENROLMENT, name: str = "Inschrijving", **changes: Any) -> FunctionFacts:  # noqa: ANN401
    """Return a business function."""
    return FunctionFacts(guid=guid, name=name, **changes)


def board(*uses: UseFacts, functions: tuple[FunctionFacts, ...] | None = None, **changes: Any) -> BoardFacts:  # noqa: ANN401
    """Return a board whose one component serves the functions (Inschrijving when none are named)."""
    served = (function(),) if functions is None else functions
    ways = tuple(
        (one.guid, (PathStep(kind="function", key=one.guid, name=one.name, relation="Serving"),)) for one in served
    )
    objects = changes.pop("objects", ())
    component = ComponentFacts(LAS, "Leerlingadministratiesysteem (LAS)", functions=ways, objects=objects)
    return BoardFacts(
        board_number=BOARD_A,
        today=TODAY,
        uses=uses,
        components={LAS: component},
        functions={one.guid: one for one in served},
        **changes,
    )


def value(
    field: RegisterField = RegisterField.PURPOSE,
    key: str = "toetsen",
    label: str = "Toetsen",
    **changes: Any,  # noqa: ANN401
) -> RegisterValue:
    """Return a derived value with a path."""
    path = (PathStep(kind="use", key="u", name="Leerspoor"),)
    return RegisterValue(field=field, key=key, label=label, origin=ValueOrigin.MAPPING, path=path, **changes)
