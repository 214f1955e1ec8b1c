"""The risks of a dossier: how likely and how grave, before and after measures, as a list and as a matrix."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import FormDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.dossiers_desk import FILE, Desk, DeskDep, DossierPage
from swc.dpia import service
from swc.dpia.file_schemas import RiskInput, RiskRow
from swc.dpia.levels import bounds
from swc.dpia.matrix import Grid, grid
from vocab.schemes import scheme

router = APIRouter(prefix="/besturen/{number}")

RISKS = f"{FILE}/risicos"
NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class RisksPage:
    """The risks of a dossier with both matrices and the one form that stands open."""

    dossier: DossierPage
    inherent: Grid
    residual: Grid
    form: Entered

    @property
    def path(self) -> str:
        """Return the address of the risks."""
        return f"{self.dossier.path}/risicos"

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the codes of the people whom a risk can be for."""
        return tuple(one.code for one in scheme("data-subjects").concepts)

    @property
    def item(self) -> str:
        """Return which form stands open: `nieuw`, the id of a risk, or nothing."""
        return self.dossier.opened.item

    @property
    def risk(self) -> RiskRow | None:
        """Return the risk whose form stands open."""
        return next((one for one in self.dossier.file.risks if str(one.id) == self.item), None)


@router.get(RISKS)
def show_risks(desk: DeskDep) -> Response:
    """Show the risks, with at most one form open."""
    return _show(desk)


@router.post(RISKS)
def add_risk(desk: DeskDep, form: FormDep) -> Response:
    """Add a risk."""
    outcome = attempt(
        desk.session,
        lambda: service.add_risk(desk.session, desk.number, desk.assessment_id, parsed(RiskInput, form), by=desk.act),
    )
    if outcome.refused is not None:
        return _show(_on(desk, NEW), entered(form, outcome.refused))
    return desk.page.see_other(f"{desk.path}/risicos", notice="Het risico is toegevoegd.")


@router.post(f"{RISKS}/{{risk_id}}")
def change_risk(desk: DeskDep, risk_id: UUID, form: FormDep) -> Response:
    """Change a risk, or take it away."""
    outcome = attempt(desk.session, lambda: _changed(desk, risk_id, form))
    if outcome.refused is not None:
        return _show(_on(desk, str(risk_id)), entered(form, outcome.refused))
    return desk.page.see_other(f"{desk.path}/risicos", notice="Het risico is bijgewerkt.")


def _changed(desk: Desk, risk_id: UUID, form: FormDep) -> None:
    place = (desk.session, desk.number, desk.assessment_id, risk_id)
    if form.get("deed") == "remove":
        service.remove_risk(*place, by=desk.act)
    else:
        service.change_risk(*place, parsed(RiskInput, form), by=desk.act)


def _on(desk: Desk, item: str) -> Desk:
    return replace(desk, opened=replace(desk.opened, item=item))


def _show(desk: Desk, form: Entered | None = None) -> Response:
    dossier = desk.model(form)
    file = dossier.file
    within = bounds(file.matrix, desk.act.today)
    model = RisksPage(
        dossier=dossier,
        inherent=grid(file.matrix, within, file.risks, residual=False),
        residual=grid(file.matrix, within, file.risks, residual=True),
        form=dossier.form,
    )
    return desk.page.render("dossiers/risks.html", model, status=400 if form else 200)
