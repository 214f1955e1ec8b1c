"""Pages of central DPIAs: the list, one with its versions, and one version with what it changed and asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey, Named
from api.deps import PageDep, SessionDep
from api.i18n import translate
from api.paging import Paging, WindowDep, paging
from api.rendering import day, label
from swc.catalogue.central_changes import CHANGE_SENTENCES
from swc.catalogue.kinds import Addressee, CentralChangeKind
from swc.catalogue.queries import central_dpia, central_dpias
from swc.catalogue.rules import first_day
from swc.catalogue.schemas import CentralChange, CentralDpiaDetail, CentralMeasure, CentralVersion
from swc.errors import NotFoundError

router = APIRouter(prefix="/centrale-dpias")


@dataclass(frozen=True, slots=True)
class CentralsPage(Named):
    """A page of central DPIAs."""

    paging: Paging[CentralDpiaDetail]


@dataclass(frozen=True, slots=True)
class CentralPage(Named):
    """One central DPIA with its versions, newest first."""

    central: CentralDpiaDetail

    def told(self, change: CentralChange) -> str:
        """Return a change as a sentence in the reader's language."""
        before, after = (_shown(change, text) for text in (change.before, change.after))
        return translate(CHANGE_SENTENCES[change.kind, change.addressee], code=change.code, before=before, after=after)


@dataclass(frozen=True, slots=True)
class VersionPage(CentralPage):
    """One version; `newest` is the number of the version that holds now."""

    version: CentralVersion
    newest: int

    def asked(self) -> tuple[tuple[str, tuple[CentralMeasure, ...]], ...]:
        """Return the measures by addressee: boards first, then the vendor."""
        return tuple((who.value, self.version.measures_for(who)) for who in Addressee)


@router.get("")
def list_centrals(request: Request, session: SessionDep, page: PageDep, window: WindowDep) -> Response:
    """Show every central DPIA with its newest outcome."""
    found = central_dpias(session)
    model = CentralsPage(paging(request, window, window.cut(found), len(found)))
    return page.render("centrals/list.html", model)


@router.get("/{key}")
def show_central(key: CatalogueKey, session: SessionDep, page: PageDep) -> Response:
    """Show one central DPIA."""
    return page.render("centrals/central.html", CentralPage(found_central(session, key)))


@router.get("/{key}/{number}")
def show_version(
    key: CatalogueKey, number: Annotated[int, Path(ge=1, le=1_000_000)], session: SessionDep, page: PageDep
) -> Response:
    """Show one version as it was published; it stays at this address for good."""
    central = found_central(session, key)
    version = central.version(number)
    if version is None or central.latest is None:
        raise NotFoundError("Versie %(number)s van deze centrale DPIA is niet gevonden.", number=number)
    return page.render("centrals/version.html", VersionPage(central, version, central.latest.number))


def found_central(session: Session, key: str) -> CentralDpiaDetail:
    """Return a central DPIA; raises `NotFoundError` when there is none with this key."""
    found = central_dpia(session, key)
    if found is None:
        raise NotFoundError("Centrale DPIA %(key)s is niet gevonden.", key=key)
    return found


def _shown(change: CentralChange, text: str) -> str:
    """Return one side of a change in words."""
    if change.kind is CentralChangeKind.OUTCOME:
        return label(text, "central-outcomes")
    if change.kind is CentralChangeKind.DUE_MOVED:
        return day(first_day(text)) if text else translate("geen")
    return text
