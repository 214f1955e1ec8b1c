"""The filter of the landscape list as it stands in an address, the same for page, export and JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import ValidationError

from api.validation import validation_problems
from swc.dpia.schemas import LandscapeFilter
from swc.errors import InvalidInputError


def landscape_filter(
    *,
    text: Annotated[str, Query(max_length=200, description="Woorden in naam, product, leverancier of rol")] = "",
    status: Annotated[list[str] | None, Query(description="Code uit de lijst usage-status; meer dan een mag")] = None,
    group: Annotated[str, Query(max_length=120, description="Sleutel van leverancier of leveranciersgroep")] = "",
    component: Annotated[str, Query(max_length=32, description="GUID van een referentiecomponent")] = "",
    personal_data: Annotated[str, Query(alias="personalData", description="yes, no of unknown")] = "",
    agreement: Annotated[str, Query(description="present, absent, not_needed of unknown")] = "",
    school: Annotated[str, Query(max_length=4, description="BRIN van een school")] = "",
    criticality: Annotated[str, Query(description="laag, midden, hoog of kritiek")] = "",
    missing_placement: Annotated[
        bool, Query(alias="missingPlacement", description="Alleen wat nog niet op de FORA staat")
    ] = False,
    settlement: Annotated[list[str] | None, Query(description="settled, expired of open; meer dan een mag")] = None,
    duty: Annotated[list[str] | None, Query(description="required, weigh, not_indicated of unknown")] = None,
    state: Annotated[list[str] | None, Query(description="Code uit de lijst dpia-states; meer dan een mag")] = None,
) -> LandscapeFilter:
    """Return what is asked; an empty choice asks nothing. Raises `InvalidInputError` for a value that cannot be."""
    asked = {
        "text": text,
        "status": status or (),
        "group": group,
        "component": component,
        "personal_data": personal_data,
        "agreement": agreement,
        "school": school,
        "criticality": criticality,
        "missing_placement": missing_placement,
        "settlement": settlement or (),
        "duty": duty or (),
        "state": state or (),
    }
    try:
        return LandscapeFilter.model_validate(asked)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Het filter klopt niet.", problems=problems) from error


FilterDep = Annotated[LandscapeFilter, Depends(landscape_filter)]
