"""The filter of the list of contracts as it stands in an address, the same for page, export and JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from pydantic import ValidationError

from api.validation import validation_problems
from swc.errors import InvalidInputError
from swc.landscape.contracts.inputs import ContractFilter


def contract_filter(
    *,
    text: Annotated[str, Query(max_length=200, description="Woorden in titel, kenmerk, partij of product")] = "",
    status: Annotated[
        list[str] | None,
        Query(description="future, running, notice-window, notice-passed, ended of unknown; meer dan een mag"),
    ] = None,
    legal_form: Annotated[
        list[str] | None, Query(alias="legalForm", description="Code uit de lijst contract-forms; meer dan een mag")
    ] = None,
    vendor: Annotated[str, Query(max_length=120, description="Sleutel van een leverancier")] = "",
    product: Annotated[str, Query(max_length=120, description="Sleutel van een product")] = "",
    notice: Annotated[
        list[str] | None,
        Query(description="within, conflict, not-applicable of unknown (toets aan de Dataverordening)"),
    ] = None,
    overlapping: Annotated[bool, Query(description="Alleen wat overlapt met een ander contract")] = False,
    unpriced: Annotated[bool, Query(description="Alleen waarvan de prijs onbekend is")] = False,
) -> ContractFilter:
    """Return what is asked; an empty choice asks nothing. Raises `InvalidInputError` for a value that cannot be."""
    asked = {
        "text": text,
        "status": [one for one in status or () if one],
        "legal_form": [one for one in legal_form or () if one],
        "vendor": vendor,
        "product": product,
        "notice": [one for one in notice or () if one],
        "overlapping": overlapping,
        "unpriced": unpriced,
    }
    try:
        return ContractFilter.model_validate(asked)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Het filter klopt niet.", problems=problems) from error


ContractFilterDep = Annotated[ContractFilter, Depends(contract_filter)]
