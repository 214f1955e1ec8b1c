"""The filter of the list of flags as it stands in an address, the same for page and JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import ValidationError

from api.validation import validation_problems
from swc.errors import InvalidInputError
from swc.risk.schemas import FlagFilters


def flag_filter(
    *,
    status: Annotated[str, Query(description="open, accepted of resolved")] = "open",
    severity: Annotated[str, Query(description="red, orange of grey")] = "",
    certainty: Annotated[str, Query(description="certain of unknown")] = "",
    rule: Annotated[str, Query(max_length=10, pattern=r"^[A-Za-z0-9]*$", description="Code van een regel")] = "",
    use_id: Annotated[str, Query(alias="useId", description="Kenmerk van een applicatie")] = "",
) -> FlagFilters:
    """Return what is asked; an empty choice asks nothing. Raises `InvalidInputError` for a value that cannot be."""
    asked = {
        "status": status or "open",
        "severity": severity or None,
        "certainty": certainty or None,
        "rule": rule or None,
        "use_id": use_id or None,
    }
    try:
        return FlagFilters.model_validate(asked)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Het filter klopt niet.", problems=problems) from error


FlagFilterDep = Annotated[FlagFilters, Depends(flag_filter)]
