"""Measures: those of one dossier with what became of them, and those of a whole board by who sees to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.dossier_query import MeasureFilterDep
from api.dpia_door import DpiaBoardNumber
from api.forms import Entered, attempt, entered, parsed
from api.pages.dossiers_desk import FILE, Desk, DeskDep, DossierPage
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.dpia import service
from swc.dpia.dossiers import BoardMeasures, MeasureFilter, open_measures
from swc.dpia.file_schemas import MeasureInput, MeasureOutcome, MeasureRow
from swc.errors import DomainError

router = APIRouter(prefix="/besturen/{number}")

MEASURES = f"{FILE}/maatregelen"
NEW = "nieuw"


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """The measures of a dossier and the one form that stands open."""

    dossier: DossierPage
    form: Entered

    @property
    def path(self) -> str:
        """Return the address of the measures."""
        return f"{self.dossier.path}/maatregelen"

    @property
    def item(self) -> str:
        """Return which form stands open: `nieuw`, the id of a measure, or nothing."""
        return self.dossier.opened.item

    @property
    def settles(self) -> bool:
        """Say whether the open form is about what became of the measure."""
        return self.dossier.opened.part == "uitkomst"

    @property
    def measure(self) -> MeasureRow | None:
        """Return the measure whose form stands open."""
        return next((one for one in self.dossier.file.measures if str(one.id) == self.item), None)


@dataclass(frozen=True, slots=True)
class BoardMeasuresPage:
    """The measures of a board, with the filter as it was asked."""

    board: BoardDetail
    measures: BoardMeasures
    filters: MeasureFilter
    form: Entered


@router.get("/maatregelen")
def board_measures(
    *, number: DpiaBoardNumber, filters: MeasureFilterDep, session: SessionDep, act: ActDep, page: PageDep
) -> Response:
    """Show the measures of every assessment of a board."""
    query = page.request.query_params
    model = BoardMeasuresPage(
        board=open_board(session, number, by=act),
        measures=open_measures(session, number, filters, by=act),
        filters=filters,
        form=Entered({name: query.getlist(name) for name in query}),
    )
    return page.render("dossiers/board_measures.html", model)


@router.get(MEASURES)
def show_measures(desk: DeskDep) -> Response:
    """Show the measures of a dossier, with at most one form open."""
    return _show(desk)


@router.post(MEASURES)
def add_measure(desk: DeskDep, form: FormDep) -> Response:
    """Add a measure."""
    outcome = attempt(
        desk.session,
        lambda: service.add_measure(
            desk.session, desk.number, desk.assessment_id, parsed(MeasureInput, form), by=desk.act
        ),
    )
    return _close(desk, _typed(form, outcome.refused), NEW, notice="De maatregel is toegevoegd.")


@router.post(f"{MEASURES}/{{measure_id}}")
def change_measure(desk: DeskDep, measure_id: UUID, form: FormDep) -> Response:
    """Change a measure, or take it away."""
    outcome = attempt(desk.session, lambda: _changed(desk, measure_id, form))
    return _close(desk, _typed(form, outcome.refused), str(measure_id), notice="De maatregel is bijgewerkt.")


@router.post(f"{MEASURES}/{{measure_id}}/uitkomst")
def settle_measure(desk: DeskDep, measure_id: UUID, form: FormDep) -> Response:
    """Record what became of a measure: done with evidence, not applicable with a reason, or open again."""
    desk = replace(desk, opened=replace(desk.opened, part="uitkomst"))
    place = (desk.session, desk.number, desk.assessment_id, measure_id)
    outcome = attempt(desk.session, lambda: service.settle_measure(*place, parsed(MeasureOutcome, form), by=desk.act))
    return _close(desk, _typed(form, outcome.refused), str(measure_id), notice="De uitkomst is vastgelegd.")


def _changed(desk: Desk, measure_id: UUID, form: FormDep) -> None:
    place = (desk.session, desk.number, desk.assessment_id, measure_id)
    if form.get("deed") == "remove":
        service.remove_measure(*place, by=desk.act)
    else:
        service.change_measure(*place, parsed(MeasureInput, form), by=desk.act)


def _typed(form: FormDep, refused: DomainError | None) -> Entered | None:
    return None if refused is None else entered(form, refused)


def _close(desk: Desk, refused: Entered | None, item: str, *, notice: str) -> Response:
    """Return to the measures after a deed, or show the form again with what is wrong."""
    if refused is not None:
        return _show(replace(desk, opened=replace(desk.opened, item=item)), refused)
    return desk.page.see_other(f"{desk.path}/maatregelen", notice=notice)


def _show(desk: Desk, form: Entered | None = None) -> Response:
    dossier = desk.model(form)
    model = MeasuresPage(dossier=dossier, form=dossier.form)
    return desk.page.render("dossiers/measures.html", model, status=400 if form else 200)
