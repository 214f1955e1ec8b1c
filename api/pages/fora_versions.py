"""An element of the reference architecture as an earlier release has it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response

from api.deps import PageDep, SessionDep
from fora.earlier import ElementVersion, element_version, element_versions

router = APIRouter(prefix="/fora/releases")


@dataclass(frozen=True, slots=True)
class ElementVersionPage:
    """An element in one release, and every release that has it."""

    element: ElementVersion
    versions: tuple[ElementVersion, ...]


@router.get("/{version}/elementen/{guid}")
def element_in_release(version: str, guid: str, session: SessionDep, page: PageDep) -> Response:
    """Show an element as one release has it."""
    found = element_version(session, version, guid)
    return page.render("fora/earlier.html", ElementVersionPage(found, element_versions(session, guid)))
