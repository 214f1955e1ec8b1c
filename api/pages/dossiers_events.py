"""What happens to a dossier beside its steps: the authority extends its term, something changes, the scope moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Response
from pydantic import Field

from api.deps import FormDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.dossiers_desk import FILE, Desk, DeskDep, DossierPage
from swc.access.schemas import Input
from swc.dpia import service
from swc.dpia.file_schemas import ScopeInput
from swc.dpia.kinds import ReviewTrigger
from swc.register.queries import register
from swc.register.schemas import Activity

router = APIRouter(prefix="/besturen/{number}")

SCOPE = f"{FILE}/reikwijdte"


class ExtensionForm(Input):
    """The day on which the authority said to need six weeks more."""

    on: date


class TriggerForm(Input):
    """What happened, in words, and when."""

    trigger: ReviewTrigger
    reason: str = Field(min_length=1, max_length=4000)
    on: date


@dataclass(frozen=True, slots=True)
class ScopePage:
    """The activities of the register, those that the dossier covers ticked."""

    dossier: DossierPage
    activities: tuple[Activity, ...]
    form: Entered

    @property
    def path(self) -> str:
        """Return the address of the scope."""
        return f"{self.dossier.path}/reikwijdte"

    @property
    def covered(self) -> tuple[str, ...]:
        """Return the ids of the activities covered now."""
        return tuple(str(one.id) for one in self.dossier.file.head.activities)


@router.post(f"{FILE}/verlenging")
def extend(desk: DeskDep, form: FormDep) -> Response:
    """Record that the authority extends its term (art. 36(2) AVG)."""
    desk = _with(desk, "verlenging")

    def deed() -> None:
        on = parsed(ExtensionForm, form).on
        service.extend_consultation(desk.session, desk.number, desk.assessment_id, on, by=desk.act)

    return desk.do(deed, form, template="dossier.html", back="#raadpleging", notice="De verlenging is vastgelegd.")


@router.post(f"{FILE}/aanleiding")
def report(desk: DeskDep, form: FormDep) -> Response:
    """Record that something happened that can change the risk; a review begins."""
    desk = _with(desk, "aanleiding")

    def deed() -> None:
        data = parsed(TriggerForm, form)
        place = (desk.session, desk.number, desk.assessment_id)
        service.report_trigger(*place, data.trigger, data.reason, data.on, by=desk.act)

    return desk.do(deed, form, template="dossier.html", notice="De aanleiding is gemeld; de herziening is begonnen.")


@router.get(SCOPE)
def show_scope(desk: DeskDep) -> Response:
    """Show which activities the dossier covers."""
    return desk.page.render("dossiers/scope.html", _scope_page(desk, Entered()))


@router.post(SCOPE)
def set_scope(desk: DeskDep, form: FormDep) -> Response:
    """Cover other activities."""

    def deed() -> None:
        service.set_scope(desk.session, desk.number, desk.assessment_id, parsed(ScopeInput, form), by=desk.act)

    outcome = attempt(desk.session, deed)
    if outcome.refused is not None:
        return desk.page.render("dossiers/scope.html", _scope_page(desk, entered(form, outcome.refused)), status=400)
    return desk.page.see_other(f"{desk.path}#reikwijdte", notice="De reikwijdte is bijgewerkt.")


def _with(desk: Desk, part: str) -> Desk:
    return replace(desk, opened=replace(desk.opened, part=part))


def _scope_page(desk: Desk, form: Entered) -> ScopePage:
    found = register(desk.session, desk.number, desk.act.today).activities
    return ScopePage(desk.model(), tuple(one for one in found if one.version), form)
