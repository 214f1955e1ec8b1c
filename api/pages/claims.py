"""The work list of the sector editor: claims of vendors beside what stands in the catalogue, and their judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError
from sqlmodel import Session

from api.catalogue_door import asked
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.catalogue_forms import version_of
from api.paging import Paging, WindowDep, paging
from api.vendor_door import Told, names
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import Input
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.queries import claim, claims
from swc.catalogue.claims.schemas import ClaimDetail, ClaimFilter, Confirmation, Judged, Rejection
from swc.catalogue.claims.service import confirm_claim, confirm_claims, reject_claim, reject_claims
from swc.catalogue.kinds import ClaimState
from swc.catalogue.queries import vendor_names
from swc.errors import InvalidInputError

router = APIRouter(prefix="/claims")


class Together(Input):
    """The claims that were ticked."""

    claim: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage(Told):
    """The work list with what narrows it; `judged` says what came of judging many at once."""

    paging: Paging[ClaimDetail]
    filters: ClaimFilter
    vendors: tuple[tuple[str, str], ...]
    form: Entered
    judged: Judged | None = None
    states: tuple[ClaimState, ...] = tuple(ClaimState)
    nouns: tuple[ClaimNoun, ...] = tuple(ClaimNoun)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimJudgePage(Told):
    """One claim beside what stands in the catalogue, with the other open claims on the same fact."""

    claim: ClaimDetail
    rivals: tuple[ClaimDetail, ...]
    form: Entered


def _filters(*, stand: str = "", soort: str = "", leverancier: str = "", product: str = "") -> ClaimFilter:
    given = {"state": stand or None, "noun": soort or None, "vendor": leverancier, "product": product}
    try:
        return ClaimFilter.model_validate({name: asked(one) if one else one for name, one in given.items()})
    except ValidationError as error:
        raise InvalidInputError("Het filter klopt niet.", remedy="Kies een waarde uit de lijst.") from error


FilterDep = Annotated[ClaimFilter, Depends(_filters)]


@router.get("")
def list_claims(
    *, request: Request, session: SessionDep, act: ActDep, page: PageDep, filters: FilterDep, window: WindowDep
) -> Response:
    """Show the claims that the filters leave, those that wait first."""
    act.demand(Right.EDIT_CATALOGUE)
    found = claims(session, filters, by=act, offset=window.offset, limit=window.size)
    shown = paging(request, window, found.items, found.total)
    return page.render("claims/list.html", _list(session, shown, filters, Entered()))


@router.post("")
def judge_together(
    *,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    form: FormDep,
    filters: FilterDep,
    window: WindowDep,
) -> Response:
    """Confirm or reject the claims that were ticked; what needs a look of its own is left and named."""
    act.demand(Right.EDIT_CATALOGUE)
    tried = attempt(session, lambda: _judged(session, form, act))
    found = claims(session, filters, by=act, offset=window.offset, limit=window.size)
    shown = paging(request, window, found.items, found.total)
    if tried.refused is not None:
        again = _list(session, shown, filters, entered(form, tried.refused))
        return page.render("claims/list.html", again, status=400)
    return page.render("claims/list.html", _list(session, shown, filters, Entered(), tried.value))


@router.get("/{claim_id}")
def show_claim(claim_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show one claim beside what stands in the catalogue."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("claims/claim.html", _one(session, claim_id, Entered(), act))


@router.post("/{claim_id}/bevestigen")
def confirm(claim_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Make a claim a fact."""
    tried = attempt(
        session,
        lambda: confirm_claim(session, claim_id, parsed(Confirmation, form), by=act, expected_version=version_of(form)),
    )
    if tried.refused is not None:
        return page.render(
            "claims/claim.html", _one(session, claim_id, Entered(refused=tried.refused), act), status=409
        )
    return page.see_other("/claims?stand=submitted", notice="De opgave is bevestigd en staat nu in de catalogus.")


@router.post("/{claim_id}/afwijzen")
def reject(claim_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Reject a claim with a reason."""
    tried = attempt(
        session,
        lambda: reject_claim(session, claim_id, parsed(Rejection, form), by=act, expected_version=version_of(form)),
    )
    if tried.refused is not None:
        shown = _one(session, claim_id, entered(form, tried.refused), act)
        return page.render("claims/claim.html", shown, status=400)
    return page.see_other("/claims?stand=submitted", notice="De opgave is afgewezen.")


def _judged(session: Session, form: FormDep, act: Act) -> Judged:
    """Judge the ticked claims by the button that was pressed."""
    ticked = parsed(Together, form).claim
    if not ticked:
        raise InvalidInputError("Kies eerst een of meer opgaven.")
    if form.get("deed") == "reject":
        return reject_claims(session, ticked, parsed(Rejection, form), by=act)
    return confirm_claims(session, ticked, by=act)


def _list(
    session: Session, shown: Paging[ClaimDetail], filters: ClaimFilter, form: Entered, judged: Judged | None = None
) -> ClaimsPage:
    return ClaimsPage(
        names=names(session),
        paging=shown,
        filters=filters,
        vendors=vendor_names(session),
        form=form,
        judged=judged,
    )


def _one(session: Session, claim_id: UUID, form: Entered, act: Act) -> ClaimJudgePage:
    found = claim(session, claim_id, by=act)
    return ClaimJudgePage(
        names=names(session),
        claim=found,
        rivals=tuple(claim(session, one, by=act) for one in found.rivals[:5]),
        form=form,
    )
