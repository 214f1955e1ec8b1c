"""The page of a dossier on which a board says on which central DPIA it builds, and sees what it took over."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response

from api.deps import FormDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.dossiers_desk import FILE, Desk, DeskDep, DossierPage
from swc.dpia import service
from swc.dpia.file_schemas import MeasureRow
from swc.dpia.schemas import CitationInput

router = APIRouter(prefix="/besturen/{number}")

CITATION = f"{FILE}/centraal"


@dataclass(frozen=True, slots=True)
class CitationPage:
    """The central DPIA of a dossier, the form to cite a version, and what was typed in it."""

    dossier: DossierPage
    form: Entered

    @property
    def path(self) -> str:
        """Return the address of this page."""
        return f"{self.dossier.path}/centraal"

    @property
    def cited(self) -> str:
        """Return the version that is cited as the form writes it, or nothing."""
        central = self.dossier.dpia.central
        return f"{central.key}/{central.number}" if central else ""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return the versions that can be cited, the newest first."""
        return tuple(
            (f"{one.key}/{one.number}", f"{one.title} {one.number} ({one.dated or '–'})")
            for one in self.dossier.file.central_versions
        )

    @property
    def taken_over(self) -> tuple[MeasureRow, ...]:
        """Return the measures that came from a central DPIA."""
        return tuple(one for one in self.dossier.file.measures if one.central_code)


@router.get(CITATION)
def show_citation(desk: DeskDep) -> Response:
    """Show on which version the dossier builds and what it took over."""
    return _show(desk, Entered())


@router.post(CITATION)
def cite(desk: DeskDep, form: FormDep) -> Response:
    """Cite a version, or none; its measures for boards are taken over."""
    key, _, version = str(form.get("central", "")).rpartition("/")
    fixed = {"central_key": key or None, "central_number": version or None}
    tried = attempt(
        desk.session,
        lambda: service.cite_version(
            desk.session, desk.number, desk.assessment_id, parsed(CitationInput, form, **fixed), by=desk.act
        ),
    )
    if tried.refused is not None:
        return _show(desk, entered(form, tried.refused))
    return desk.page.see_other(f"{desk.path}/centraal", notice="De verwijzing is vastgelegd.")


def _show(desk: Desk, form: Entered) -> Response:
    model = CitationPage(desk.model(), form)
    return desk.page.render("centrals/citation.html", model, status=400 if form.refused else 200)
