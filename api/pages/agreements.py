"""Processor agreements of a board: the lists of what does not fit, one agreement, and a new one with a vendor."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from starlette.datastructures import FormData

from api.agreement_sheet import MEDIA_TYPE, agreements_sheet, agreements_template
from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import attempt, entered, parsed
from api.pages.agreement_pages import agreement_page, list_page, new_page
from api.pages.use_pages import status_of, version_of
from swc.landscape.agreements import queries, service
from swc.landscape.agreements.kinds import AgreementList
from swc.landscape.agreements.schemas import AgreementRow
from swc.landscape.schemas import AgreementInput, VendorAgreementInput

router = APIRouter(prefix="/besturen/{number}/overeenkomsten")


@router.get("")
def show_agreements(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    lijst: AgreementList | None = None,
) -> Response:
    """Show every agreement, or one of the lists of what does not fit."""
    return page.render("agreements/list.html", list_page(session, number, lijst, by=act))


@router.get("/lijst.xlsx")
def export(number: BoardNumber, *, session: SessionDep, act: ActDep) -> Response:
    """Return the agreements as a workbook that reads back as it stands."""
    content = agreements_sheet(queries.agreements(session, number, act.today))
    return _file(content, f"overeenkomsten-{number}.xlsx")


@router.get("/sjabloon.xlsx")
def template(number: BoardNumber, *, session: SessionDep) -> Response:
    """Return an empty list with every column and drop-downs."""
    return _file(agreements_template(queries.vendor_names(session)), f"overeenkomsten-sjabloon-{number}.xlsx")


@router.get("/nieuw")
def ask_new(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    leverancier: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Ask with which vendor, then what stands in the agreement."""
    return page.render("agreements/new.html", new_page(session, number, leverancier, by=act))


@router.post("/nieuw")
def add_agreement(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add an agreement with a vendor."""
    outcome = attempt(
        session, lambda: service.add_agreement(session, number, parsed(VendorAgreementInput, form), by=act)
    )
    if outcome.refused:
        named = str(form.get("vendor_name", ""))[:200]
        model = new_page(session, number, named, by=act, form=entered(form, outcome.refused))
        return page.render("agreements/new.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/overeenkomsten/{outcome.value}", notice="De overeenkomst is toegevoegd.")


@router.get("/{agreement_id}")
def show_agreement(
    number: BoardNumber, agreement_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep
) -> Response:
    """Show one agreement with what it covers, its annexes and its form."""
    return page.render("agreements/agreement.html", agreement_page(session, number, agreement_id, by=act))


@router.post("/{agreement_id}")
def change_agreement(
    number: BoardNumber, agreement_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep the form; when somebody else was first, show what stands now above what was typed."""
    stored = queries.agreement(session, number, agreement_id, act.today)
    outcome = attempt(
        session,
        lambda: service.change_agreement(
            session, number, agreement_id, _input(form, stored), by=act, expected_version=version_of(form)
        ),
    )
    if outcome.refused:
        model = agreement_page(session, number, agreement_id, by=act, form=entered(form, outcome.refused))
        return page.render("agreements/agreement.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/overeenkomsten/{agreement_id}", notice="De overeenkomst is bewaard.")


@router.post("/{agreement_id}/verwijderen")
def remove_agreement(
    number: BoardNumber, agreement_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Remove the agreement for a reason."""
    by = replace(act, reason=str(form.get("removal_reason", ""))[:2000])
    outcome = attempt(session, lambda: service.remove_agreement(session, number, agreement_id, by=by))
    if outcome.refused:
        model = agreement_page(session, number, agreement_id, by=act, form=entered(form, outcome.refused))
        return page.render("agreements/agreement.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/overeenkomsten", notice="De overeenkomst is verwijderd.")


def _input(form: FormData, stored: AgreementRow) -> AgreementInput:
    """Return what the whole form says; the vendor keeps its key as long as its name was left alone."""
    if stored.use_id is not None:
        return parsed(AgreementInput, form).whole()
    kept = stored.vendor_key if form.get("vendor_name") == stored.vendor_name else None
    return parsed(VendorAgreementInput, form, vendor_key=kept).whole()


def _file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
