"""Who speaks for a vendor: seen, invited and ended by whoever keeps people in the sector."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.security.policy import security_of
from swc.access.kinds import Act
from swc.boards.people.schemas import Invited, PersonCreate, PersonForVendor, VendorVoice
from swc.boards.people.voices import invite_voice, revoke_voice, vendor_people
from swc.catalogue.queries import vendor_detail
from swc.catalogue.schemas import VendorDetail
from swc.errors import NotFoundError

router = APIRouter(prefix="/leveranciers/{key}/mensen")


@dataclass(frozen=True, slots=True)
class VendorPeoplePage:
    """The people of a vendor; `invited` holds a one-time password, shown this once."""

    vendor: VendorDetail
    people: tuple[PersonForVendor, ...]
    form: Entered
    invited: Invited | None = None


@router.get("")
def show_people(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show who speaks for a vendor."""
    return page.render("vendors/people.html", _page(session, key, Entered(), act))


@router.post("")
def invite(
    *, key: CatalogueKey, request: Request, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Let somebody speak for a vendor; a new account's one-time password is shown this once."""
    passwords = security_of(request).login.passwords
    tried = attempt(
        session, lambda: invite_voice(session, key, parsed(PersonCreate, form), passwords=passwords, by=act)
    )
    if tried.refused is not None:
        return page.render("vendors/people.html", _page(session, key, entered(form, tried.refused), act), status=400)
    if tried.value.one_time_password:
        answer = page.render("vendors/people.html", _page(session, key, Entered(), act, tried.value))
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return page.see_other(f"/leveranciers/{key}/mensen", notice="Deze persoon spreekt nu voor de leverancier.")


@router.post("/{person_id}/beeindigen")
def end(key: CatalogueKey, person_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """End that somebody speaks for a vendor."""
    revoke_voice(session, VendorVoice(person_id=person_id, vendor_key=key), by=act)
    return page.see_other(f"/leveranciers/{key}/mensen", notice="Deze persoon spreekt niet meer voor de leverancier.")


def _page(session: Session, key: str, form: Entered, act: Act, invited: Invited | None = None) -> VendorPeoplePage:
    people = vendor_people(session, key, by=act)
    vendor = vendor_detail(session, key, on=act.today)
    if vendor is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=key)
    return VendorPeoplePage(vendor, people, form, invited)
