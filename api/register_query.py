"""The filter of the register as it stands in an address, the same for page, export and JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import ValidationError

from api.validation import validation_problems
from swc.errors import InvalidInputError
from swc.register.schemas import RegisterFilter


def register_filter(  # noqa: PLR0917 - the parameters of an address
    view: Annotated[str, Query(description="process, application, category of subject")] = "process",
    text: Annotated[str, Query(max_length=200, description="Woorden in naam of waarden van een verwerking")] = "",
    state: Annotated[list[str] | None, Query(description="Code uit de lijst register-states; meer dan een mag")] = None,
    role: Annotated[list[str] | None, Query(description="Code uit de lijst register-roles; meer dan een mag")] = None,
    missing: Annotated[  # noqa: FBT002 - a query parameter
        bool, Query(description="Alleen waar een veld van art. 30 AVG leeg is")
    ] = False,
    open: Annotated[  # noqa: A002, FBT002 - a query parameter
        bool, Query(description="Alleen waar een voorstel of verschil op een besluit wacht")
    ] = False,
) -> RegisterFilter:
    """Return what is asked; an empty choice asks nothing. Raises `InvalidInputError` for a value that cannot be."""
    asked = {
        "view": view or "process",
        "text": text,
        "state": [one for one in state or () if one],
        "role": [one for one in role or () if one],
        "missing": missing,
        "open": open,
    }
    try:
        return RegisterFilter.model_validate(asked)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Het filter klopt niet.", problems=problems) from error


RegisterFilterDep = Annotated[RegisterFilter, Depends(register_filter)]
