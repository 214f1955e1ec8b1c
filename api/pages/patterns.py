"""The pattern page: every part that pages are made of, with sample data, for whoever builds or checks them."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response

from api.deps import PageDep
from api.forms import Entered
from api.paging import Paging, Window
from swc.errors import InvalidInputError, Problem

router = APIRouter()

SEVERITIES = ("red", "orange", "grey")
TRUSTS = ("confirmed", "unconfirmed", "unknown")


@dataclass(frozen=True, slots=True)
class PatternsPage:
    """Sample data for each part."""

    form: Entered
    refused: Entered
    paging: Paging[str]
    severities: tuple[str, ...] = SEVERITIES
    trusts: tuple[str, ...] = TRUSTS


@router.get("/patronen")
def patterns(page: PageDep) -> Response:
    """Show every part once."""
    problem = Problem("naam", "Dit veld mag niet leeg zijn.", "Vul een naam in.")
    refused = InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))
    model = PatternsPage(
        form=Entered(),
        refused=Entered({"naam": [""]}, refused),
        paging=Paging(("een", "twee"), 240, Window(2, 50), "/patronen"),
    )
    return page.render("patterns/patterns.html", model)
