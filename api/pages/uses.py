"""One use of a board: everything about it on one page, and every change to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.forms import attempt, entered, parsed
from api.pages.agreement_pages import as_given
from api.pages.use_pages import DeskDep, address, edit_page, status_of, use_page
from swc.landscape import service
from swc.landscape.kinds import DerivedKind
from swc.landscape.schemas import AgreementInput, CategoriesInput, PlacementChange, UseUpdate, VerdictsInput

router = APIRouter(prefix="/besturen/{number}/applicaties/{use_id}")


@router.get("")
def show_use(
    number: BoardNumber,
    use_id: UUID,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    element: Annotated[str, Query(max_length=200)] = "",
    toon: DerivedKind | None = None,
) -> Response:
    """Show one use; `element` searches FORA for something to add by hand, `toon` asks for all of one kind."""
    model = use_page(session, number, use_id, by=act, text=element, whole=toon)
    return page.render("uses/use.html", model)


@router.get("/bewerken")
def ask_change(number: BoardNumber, use_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of a use as it is stored."""
    return page.render("uses/edit.html", edit_page(session, number, use_id, by=act))


@router.post("/bewerken")
def change_use(desk: DeskDep) -> Response:
    """Keep the form; when somebody else was first, show both versions."""
    outcome = attempt(
        desk.session,
        lambda: service.change_use(
            *desk.where, parsed(UseUpdate, desk.form).whole(), by=desk.act, expected_version=desk.version
        ),
    )
    if outcome.refused:
        model = edit_page(*desk.where, by=desk.act, form=entered(desk.form, outcome.refused))
        return desk.page.render("uses/edit.html", model, status=status_of(outcome.refused))
    return desk.page.see_other(address(desk.number, desk.use_id), notice="De wijziging is bewaard.")


@router.post("/verwijderen")
def remove_use(desk: DeskDep) -> Response:
    """Remove the use for a reason."""
    by = replace(desk.act, reason=str(desk.form.get("removal_reason", "")))
    outcome = attempt(desk.session, lambda: service.remove_use(*desk.where, by=by))
    if outcome.refused:
        model = use_page(*desk.where, by=desk.act, form=entered(desk.form, outcome.refused))
        return desk.page.render("uses/use.html", model, status=status_of(outcome.refused))
    return desk.page.see_other(f"/besturen/{desk.number}/applicaties", notice="De applicatie is verwijderd.")


@router.post("/plaatsen")
def place(desk: DeskDep) -> Response:
    """Place the use on a component."""
    return desk.keep(
        lambda: service.place(*desk.where, parsed(PlacementChange, desk.form), by=desk.act),
        "De applicatie is geplaatst.",
    )


@router.post("/weghalen")
def unplace(desk: DeskDep) -> Response:
    """Take the use off a component."""
    return desk.keep(
        lambda: service.unplace(*desk.where, parsed(PlacementChange, desk.form), by=desk.act),
        "De plaatsing is weggehaald.",
    )


@router.post("/afgeleid")
def decide(desk: DeskDep) -> Response:
    """Accept, reject or take back what is derived, or add something by hand."""
    return desk.keep(
        lambda: service.decide_all(*desk.where, parsed(VerdictsInput, desk.form), by=desk.act),
        "Het oordeel is bewaard.",
    )


@router.post("/categorieen")
def set_categories(desk: DeskDep) -> Response:
    """Keep the categories of personal data that the board adds."""
    return desk.keep(
        lambda: service.set_categories(
            *desk.where, parsed(CategoriesInput, desk.form), by=desk.act, expected_version=desk.version
        ),
        "De categorieën zijn bewaard.",
    )


@router.post("/overeenkomst")
def set_agreement(desk: DeskDep) -> Response:
    """Keep what is known of the processor agreement."""
    return desk.keep(
        lambda: service.set_agreement(
            *desk.where,
            as_given(parsed(AgreementInput, desk.form), desk.form),
            by=desk.act,
            expected_version=desk.version,
        ),
        "De overeenkomst is bewaard.",
    )
