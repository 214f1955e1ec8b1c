"""The filters of the lists of assessments and measures as they stand in an address, the same for page and JSON."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, ValidationError

from api.validation import validation_problems
from swc.dpia.dossiers import DossierFilter, MeasureFilter
from swc.errors import InvalidInputError

Filter = TypeVar("Filter", bound=BaseModel)

Text = Annotated[str, Query(max_length=200, description="Woorden waarop wordt gezocht")]


def _dossier_filter(
    *,
    text: Text = "",
    kind: Annotated[list[str] | None, Query(description="dpia, dtia, fria of pre_scan; meer dan een mag")] = None,
    settlement: Annotated[list[str] | None, Query(description="settled, expired of open; meer dan een mag")] = None,
    overdue: Annotated[bool, Query(description="Alleen met maatregelen of termijnen over tijd")] = False,
) -> DossierFilter:
    return _read(DossierFilter, {"text": text, "kind": kind or (), "settlement": settlement or (), "overdue": overdue})


def _measure_filter(
    *,
    text: Text = "",
    state: Annotated[
        list[str] | None, Query(description="open, done of not_applicable; zonder keuze alleen open, `all` geeft alles")
    ] = None,
    addressee: Annotated[list[str] | None, Query(description="board of vendor")] = None,
    owner: Annotated[str, Query(max_length=200, description="Rol van wie ervoor zorgt")] = "",
    overdue: Annotated[bool, Query(description="Alleen maatregelen over tijd")] = False,
) -> MeasureFilter:
    asked: dict[str, Any] = {"text": text, "addressee": addressee or (), "owner": owner, "overdue": overdue}
    states = [one for one in state or () if one]
    if states:
        asked["state"] = () if "all" in states else states
    return _read(MeasureFilter, asked)


def _read(model: type[Filter], asked: dict[str, Any]) -> Filter:
    try:
        return model.model_validate(asked)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Het filter klopt niet.", problems=problems) from error


DossierFilterDep = Annotated[DossierFilter, Depends(_dossier_filter)]
MeasureFilterDep = Annotated[MeasureFilter, Depends(_measure_filter)]
