"""One processing activity: every field with its values and their grounds, decisions on them, and its versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, IrisDep, PageDep, SessionDep
from api.exports.words import step_name
from api.forms import Entered, attempt, entered, parsed
from api.pages.register import choices_of
from api.pages.register_forms import change_of, mark, place_of, told
from api.pages.register_words import Block, FieldChange, blocks, compared, particulars, source_of, step_kind, words
from api.rendering import Page
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.dpia.file_schemas import AssessmentRow
from swc.dpia.files import assessments
from swc.errors import ConflictError, NotFoundError, Problem
from swc.landscape.queries import use_summaries
from swc.register import queries, service
from swc.register.kinds import CODED, ActivityState, RegisterField
from swc.register.schemas import (
    Activity,
    ActivityDetail,
    ActivityEnding,
    ActivityVersion,
    PathStep,
    RegisterValue,
    VersionRef,
)

router = APIRouter(prefix="/besturen/{number}/register/{activity_id:uuid}")

ALL = "alles"
"""What the address asks for to open the forms of every field."""


@dataclass(frozen=True, slots=True)
class Words:
    """What both pages need to tell a value."""

    def words(self, one: RegisterValue) -> str:
        """Return a value as it counts."""
        return words(one)

    def mark(self, one: RegisterValue) -> str:
        """Return what tells the controls of a value apart in a form."""
        return mark(one)

    def particulars(self, one: RegisterValue) -> tuple[str, ...]:
        """Return what belongs to a value."""
        return particulars(one)

    def source(self, one: RegisterValue) -> tuple[str, str]:
        """Return title and web address of the source of a value."""
        return source_of(one)

    def step(self, step: PathStep) -> str:
        """Return what a path passes, in the reader's language."""
        return step_name(step)

    def kind(self, step: PathStep) -> str:
        """Return what kind of thing a path passes."""
        return step_kind(step)


@dataclass(frozen=True, slots=True)
class ActivityPage(Words):
    """One activity as it stands, the field whose form is open, and what was entered in it."""

    board: BoardDetail
    detail: ActivityDetail
    iri: str
    opened: str = ""
    form: Entered = field(default_factory=Entered)
    uses: tuple[tuple[str, str], ...] = ()
    assessments: tuple[AssessmentRow, ...] = ()

    @property
    def activity(self) -> Activity:
        """Return the activity."""
        return self.detail.activity

    @property
    def path(self) -> str:
        """Return the address of this page."""
        return f"/besturen/{self.board.number}/register/{self.activity.id}"

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the fields in the order of the law."""
        return blocks(self.activity)

    @property
    def spare(self) -> tuple[Block, ...]:
        """Return the empty fields that the law does not ask for and whose form is not open."""
        empty = (one for one in self.blocks if not one.asked and not one.values and not one.rejected)
        return tuple(one for one in empty if not self.open(one.field))

    @property
    def decidable(self) -> bool:
        """Say whether there is something to decide in this state."""
        return self.activity.state in (ActivityState.SUGGESTED, ActivityState.ESTABLISHED)

    @property
    def deed(self) -> str:
        """Return where decisions are posted: a suggestion is established, the rest is changed."""
        return f"{self.path}/{'vaststellen' if self.activity.state is ActivityState.SUGGESTED else 'besluiten'}"

    def errors(self, one: RegisterValue) -> tuple[Problem, ...]:
        """Return what is wrong with the decision on a value."""
        return self.form.errors(place_of(one))

    def open(self, one: RegisterField) -> bool:
        """Say whether the form of a field stands open."""
        return self.decidable and self.opened in (one.value, ALL)

    def choices(self, one: RegisterField) -> tuple[tuple[str, str], ...]:
        """Return what can be added to a field from a list, without what stands there; codes come with their scheme."""
        found = self.uses if one is RegisterField.APPLICATION else choices_of(one) if one in CODED else ()
        held = {value.key for value in self.activity.standing(one)}
        return tuple(pair for pair in found if pair[0] not in held)


@dataclass(frozen=True, slots=True)
class VersionPage(Words):
    """One version as it was established, what it changed, and which version took its place."""

    board: BoardDetail
    version: ActivityVersion
    iri: str
    changes: tuple[FieldChange, ...] = ()
    before: ActivityVersion | None = None
    successor: VersionRef | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return the fields in the order of the law."""
        return blocks(self.version.content)

    @property
    def path(self) -> str:
        """Return the address of the activity."""
        return f"/besturen/{self.board.number}/register/{self.version.activity_id}"


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a deed on one activity needs."""

    number: str
    activity_id: UUID
    session: Session
    act: Act
    page: Page
    iris: IrisDep
    form: FormData

    def show(self, opened: str = "", form: Entered | None = None) -> Response:
        """Return the page; after a refusal with what was typed and the status of the refusal."""
        detail = _detail(self)
        model = ActivityPage(
            board=open_board(self.session, self.number, by=self.act),
            detail=detail,
            iri=self.iris.thing("processing", str(self.activity_id)),
            opened=opened,
            form=form or Entered(),
            uses=_uses(self) if opened in (RegisterField.APPLICATION.value, ALL) else (),
            assessments=_assessments(self, detail.activity),
        )
        refused = form.refused if form else None
        conflict = HTTPStatus.CONFLICT if isinstance(refused, ConflictError) else HTTPStatus.BAD_REQUEST
        return self.page.render("register/activity.html", model, status=conflict if refused else 200)

    def keep(self, deed: Callable[[], None], notice: str) -> Response:
        """Do it and return to the page, or show the form again with what is wrong."""
        outcome = attempt(self.session, deed)
        if outcome.refused:
            return self.show(str(self.form.get("opened", "")), entered(self.form, told(outcome.refused, self.form)))
        return self.page.see_other(f"/besturen/{self.number}/register/{self.activity_id}", notice=notice)

    @property
    def where(self) -> tuple[Session, str, UUID]:
        """Return what every service takes first."""
        return self.session, self.number, self.activity_id


def _desk(  # noqa: PLR0917 - what FastAPI hands in
    number: BoardNumber,
    activity_id: Annotated[UUID, Path()],
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    iris: IrisDep,
    form: FormDep,
) -> Desk:
    return Desk(number, activity_id, session, act, page, iris, form)


DeskDep = Annotated[Desk, Depends(_desk)]


@router.get("")
def show_activity(desk: DeskDep, veld: Annotated[str, Query(max_length=40)] = "") -> Response:
    """Show one activity; `veld` opens the form of one field, or of all."""
    return desk.show(veld)


@router.post("/vaststellen")
def establish(desk: DeskDep) -> Response:
    """Establish a suggestion: everything, or what was chosen."""
    return desk.keep(
        lambda: service.establish(*desk.where, change_of(desk.form), by=desk.act), "De verwerking is vastgesteld."
    )


@router.post("/besluiten")
def change(desk: DeskDep) -> Response:
    """Keep the decisions of the form."""
    return desk.keep(
        lambda: service.change(*desk.where, change_of(desk.form), by=desk.act), "De besluiten zijn bewaard."
    )


@router.post("/afwijzen")
def reject(desk: DeskDep) -> Response:
    """Say that the suggestion is no processing activity."""
    return desk.keep(
        lambda: service.reject(*desk.where, parsed(ActivityEnding, desk.form), by=desk.act),
        "De verwerking is afgewezen.",
    )


@router.post("/beeindigen")
def end(desk: DeskDep) -> Response:
    """End the activity as of a day."""
    return desk.keep(
        lambda: service.end(*desk.where, parsed(ActivityEnding, desk.form), by=desk.act), "De verwerking is beëindigd."
    )


@router.post("/heropenen")
def reopen(desk: DeskDep) -> Response:
    """Take back an ending or a rejection."""
    return desk.keep(
        lambda: service.reopen(*desk.where, parsed(ActivityEnding, desk.form), by=desk.act),
        "De verwerking is heropend.",
    )


@router.get("/{version:int}")
def show_version(desk: DeskDep, version: Annotated[int, Path(ge=1, le=1_000_000)]) -> Response:
    """Show a version as it was established; an older one says which version took its place, and since when."""
    found = _version(desk, version)
    versions = queries.version_refs(desk.session, desk.activity_id)
    before = _version(desk, version - 1) if version > 1 else None
    model = VersionPage(
        board=open_board(desk.session, desk.number, by=desk.act),
        version=found,
        iri=desk.iris.thing("processing", str(desk.activity_id), str(version)),
        changes=compared(found.content, before.content) if before else (),
        before=before,
        successor=next((one for one in versions if one.number == found.superseded_by), None),
    )
    return desk.page.render("register/version.html", model)


def _detail(desk: Desk) -> ActivityDetail:
    found = queries.detail(desk.session, desk.number, desk.activity_id, desk.act.today)
    if found is None:
        raise NotFoundError("Deze verwerking staat niet in het register van bestuur %(board)s.", board=desk.number)
    return found


def _version(desk: Desk, number: int) -> ActivityVersion:
    found = queries.version(desk.session, desk.activity_id, number)
    if found is None or found.board_number != desk.number:
        raise NotFoundError("Deze versie van de verwerking is er niet.")
    return found


def _assessments(desk: Desk, activity: Activity) -> tuple[AssessmentRow, ...]:
    """Return the assessments over an activity, and those of its applications alone."""
    uses = {one.id for one in activity.uses}
    found = assessments(desk.session, desk.number, desk.act.today)
    return tuple(one for one in found if one.use_id in uses or activity.id in {each.id for each in one.activities})


def _uses(desk: Desk) -> tuple[tuple[str, str], ...]:
    return tuple((str(one.id), one.name) for one in use_summaries(desk.session, desk.number, on=desk.act.today))
