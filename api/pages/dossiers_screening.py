"""The screening form of a dossier: every criterion as derived, confirmed or changed with a reason, all at once."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from api.deps import FormDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.dossiers_desk import FILE, DeskDep, DossierPage
from swc.dpia import service
from swc.dpia.file_schemas import ScreeningInput
from swc.dpia.kinds import Answer, Finding
from swc.dpia.schemas import CriterionFact

router = APIRouter(prefix="/besturen/{number}")

SCREENING = f"{FILE}/screening"


@dataclass(frozen=True, slots=True)
class ScreeningPage:
    """The criteria of a dossier with what was typed."""

    dossier: DossierPage
    form: Entered

    @property
    def path(self) -> str:
        """Return the address of the screening."""
        return f"{self.dossier.path}/screening"


@router.get(SCREENING)
def show_screening(desk: DeskDep) -> Response:
    """Show every criterion with what is known of it."""
    return desk.page.render("dossiers/screening.html", ScreeningPage(desk.model(), Entered()))


@router.post(SCREENING)
def confirm_screening(desk: DeskDep, form: FormDep) -> Response:
    """Keep the screening as the person confirms it."""

    def deed() -> None:
        criteria = desk.model().dpia.criteria
        data = parsed(ScreeningInput, form, answers=answers(form, criteria))
        service.confirm_screening(desk.session, desk.number, desk.assessment_id, data, by=desk.act)

    outcome = attempt(desk.session, deed)
    if outcome.refused is not None:
        model = ScreeningPage(desk.model(), entered(form, outcome.refused))
        return desk.page.render("dossiers/screening.html", model, status=400)
    return desk.page.see_other(f"{desk.path}#screening", notice="De toets is vastgelegd.")


def answers(form: FormData, criteria: tuple[CriterionFact, ...]) -> list[dict[str, str | None]]:
    """Return what a form says of the criteria, leaving out what is only confirmed.

    What equals the derivation and carries no reason is confirmed; where a person answered before, that answer is
    taken back then. What is still unknown gets one answer and one reason if the person says so of all the rest.
    """
    given = (_answer(form, one) for one in criteria)
    return [one for one in given if one is not None]


def _answer(form: FormData, one: CriterionFact) -> dict[str, str | None] | None:
    """Return what a form says of one criterion; nothing when it only confirms."""
    chosen = str(form.get(f"answer.{one.criterion}", ""))
    reason = str(form.get(f"reason.{one.criterion}", "")).strip()
    confirms = chosen == one.derived.value and not reason
    if chosen in ("", Finding.UNKNOWN.value) and form.get("rest") == Answer.NO.value:
        return {
            "criterion": one.criterion,
            "answer": Answer.NO.value,
            "reason": reason or str(form.get("rest_reason", "")).strip(),
        }
    if confirms or chosen in ("", Finding.UNKNOWN.value):
        return {"criterion": one.criterion, "answer": None} if one.answer is not None else None
    if one.answer is not None and (chosen, reason) == (one.answer.value, one.answer_reason):
        return None
    return {"criterion": one.criterion, "answer": chosen, "reason": reason}
