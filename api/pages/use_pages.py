"""The page and the form of one use, put together from the read models; and the desk at which it is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered
from api.pages.history_words import sentence
from api.pages.merging import Difference, merge, packed, unpacked
from api.pages.use_forms import FIELD_NAMES, Choices, as_entered, choices_for
from api.rendering import Page
from fora import queries as fora
from fora.schemas import ElementSummary
from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.queries import subject_history
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.catalogue.queries import product_detail
from swc.dpia.disclosure import detail_for, history_for
from swc.dpia.queries import open_dpia
from swc.dpia.schemas import DpiaStatus, Step
from swc.errors import ConflictError, DomainError, NotFoundError
from swc.landscape import queries
from swc.landscape.answers import UseSettings, open_settings
from swc.landscape.kinds import DerivedKind, FactState
from swc.landscape.schemas import DerivedFact, UseDetail
from swc.register.taking_part import ActivityRef, activities_of
from swc.risk.disclosure import flags_for
from swc.risk.queries import use_flags
from swc.risk.schemas import FlagSummary

BLANK = Entered()
FIRST_FACTS = 25
"""How many derived facts of a kind a page shows at first."""
LAST_EVENTS = 8
_VERSION_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Happening:
    """One event about the use itself, in words."""

    at: datetime
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class UsePage:
    """One use whole, with its DPIA status and steps, its flags, the choices of its forms and what was entered in them.

    `found` are the elements of FORA that a search for something to add by hand gave; `text` is what was searched.
    `whole` is the kind of derived facts of which all are shown; of the others the first ones and those judged.
    """

    board: BoardDetail
    use: UseDetail
    dpia: DpiaStatus
    history: tuple[Step, ...]
    flags: tuple[FlagSummary, ...]
    choices: Choices
    form: Entered
    text: str
    found: tuple[ElementSummary, ...]
    whole: DerivedKind | None
    happened: tuple[Happening, ...]
    activities: tuple[ActivityRef, ...]
    settings: UseSettings

    def shown(self, facts: tuple[DerivedFact, ...]) -> tuple[DerivedFact, ...]:
        """Return the facts of one kind that fit the page: all that was asked for, else the nearest and those judged."""
        if facts and facts[0].kind is self.whole:
            return facts
        return tuple(one for at, one in enumerate(facts) if at < FIRST_FACTS or one.state is not FactState.SUGGESTED)


@dataclass(frozen=True, slots=True)
class EditPage:
    """The form of a use; `base` is the form as first shown, `differences` are fields that two people both changed.

    `version` is the one the form was made from; after a conflict the one it was merged with.
    """

    board: BoardDetail
    use: UseDetail
    choices: Choices
    form: Entered
    base: str
    version: str
    differences: tuple[Difference, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """Return how the fields are called."""
        return FIELD_NAMES


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a change of one use needs: which use, who, and what was entered."""

    number: str
    use_id: UUID
    session: Session
    act: Act
    page: Page
    form: FormData

    @property
    def where(self) -> tuple[Session, str, UUID]:
        """Return what every service takes first."""
        return self.session, self.number, self.use_id

    @property
    def version(self) -> int:
        """Return the version that the form was made from."""
        return version_of(self.form)

    def keep(self, deed: Callable[[], object], notice: str) -> Response:
        """Do something and show the use again, or show what was entered with what is wrong with it."""
        outcome = attempt(self.session, deed)
        if outcome.refused:
            model = use_page(*self.where, by=self.act, form=entered(self.form, outcome.refused))
            return self.page.render("uses/use.html", model, status=status_of(outcome.refused))
        return self.page.see_other(address(self.number, self.use_id), notice=notice)


def _desk(*, number: BoardNumber, use_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Desk:
    return Desk(number, use_id, session, act, page, form)


DeskDep = Annotated[Desk, Depends(_desk)]


def use_page(
    session: Session,
    number: str,
    use_id: UUID,
    *,
    by: Act,
    form: Entered = BLANK,
    text: str = "",
    whole: DerivedKind | None = None,
) -> UsePage:
    """Return the page of a use; raises `NotFoundError` when the board has no such use."""
    use = found_use(session, number, use_id, on=by.today)
    assessed = detail_for(by, open_dpia(session, number, use_id, by=by))
    searched = text.strip()
    return UsePage(
        board=open_board(session, number, by=by),
        use=use,
        dpia=assessed.dpia,
        history=assessed.history,
        flags=flags_for(by, use_flags(session, number, use_id, by.today)),
        choices=choices_for(session, product_detail(session, use.summary.product_key, on=by.today)),
        form=form,
        text=searched,
        found=fora.elements(session, search=searched, limit=20).items if searched else (),
        whole=whole,
        happened=_happened(session, use, by=by),
        activities=activities_of(session, number, use_id),
        settings=open_settings(session, number, use_id, by=by),
    )


def _happened(session: Session, use: UseDetail, *, by: Act) -> tuple[Happening, ...]:
    """Return the last events about a use."""
    key, number = str(use.summary.id), use.summary.board_number
    found = subject_history(session, SubjectKind.USE, key, board_number=number, limit=LAST_EVENTS)
    found = history_for(by, number, found)
    names = {key: use.summary.name}
    return tuple(Happening(event.at, sentence(event, names), event.reason) for event in found.events)


def edit_page(session: Session, number: str, use_id: UUID, *, by: Act, form: Entered = BLANK) -> EditPage:
    """Return the form of a use; after a conflict, what was entered merged with what is stored meanwhile."""
    use = found_use(session, number, use_id, on=by.today)
    stored = as_entered(use)
    board = open_board(session, number, by=by)
    choices = choices_for(session, product_detail(session, use.summary.product_key, on=by.today))
    if not isinstance(form.refused, ConflictError):
        base, version = form.value("base", packed(stored)), form.value("version", use.summary.row_version)
        return EditPage(board, use, choices, form, base, version)
    merged = merge(form.values, stored, unpacked(form.value("base")))
    shown = Entered(merged.values, form.refused)
    version = str(use.summary.row_version)
    return EditPage(board, use, choices, shown, packed(stored), version, merged.differences)


def version_of(form: FormData) -> int:
    """Return the version that a form was made from; 0, which nothing has, when it says none."""
    text = str(form.get("version", ""))
    return int(text) if text.isdecimal() and len(text) < _VERSION_DIGITS else 0


def found_use(session: Session, number: str, use_id: UUID, *, on: date) -> UseDetail:
    """Return a use of a board; raises `NotFoundError`."""
    found = queries.use_detail(session, number, use_id, on=on)
    if found is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=number)
    return found


def address(number: str, use_id: UUID) -> str:
    """Return the address of the page of a use."""
    return f"/besturen/{number}/applicaties/{use_id}"


def status_of(refused: DomainError) -> int:
    """Return 409 where somebody else was first, else 400."""
    return HTTPStatus.CONFLICT if isinstance(refused, ConflictError) else HTTPStatus.BAD_REQUEST
