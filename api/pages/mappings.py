"""Pages of mappings: two lists side by side, one mapping, making and judging one, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, IrisDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.paging import Paging, Window, WindowDep, paging
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.kinds import Trust
from swc.catalogue.mappings import queries, service
from swc.catalogue.mappings.ends import Named, concepts_of, fact, mapped_schemes, named
from swc.catalogue.mappings.kinds import End, MappingState, Predicate
from swc.catalogue.mappings.queries import Shown
from swc.catalogue.mappings.schemas import (
    Accepted,
    DecisionInput,
    DetailsInput,
    EndFact,
    MappedScheme,
    MappingFact,
    MappingInput,
    PairCounts,
    PairRow,
    Suggestion,
)
from swc.catalogue.mappings.suggestions import suggestions
from swc.catalogue.rules import fold
from swc.errors import NotFoundError
from vocab.iris import Iris

router = APIRouter(prefix="/begrippen/mappings")
HOME = "/begrippen/mappings"
_FOUND = 25
_WAITING = 100
LeftList = Annotated[str, Query(alias="van", max_length=100)]
RightList = Annotated[str, Query(alias="naar", max_length=100)]
Search = Annotated[str, Query(alias="zoek", max_length=200)]


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two lists to choose, and once chosen side by side; until then an editor sees what waits for a decision."""

    schemes: tuple[MappedScheme, ...]
    left: str
    right: str
    search: str
    shown: Shown
    rows: Paging[PairRow] | None
    counts: PairCounts | None
    may_propose: bool
    waiting: tuple[MappingFact, ...] = ()

    @property
    def choices(self) -> tuple[Shown, ...]:
        """Return what can be shown."""
        return tuple(Shown)


@dataclass(frozen=True, slots=True)
class NewPage:
    """A concept, and the concepts of another list that it may be mapped on."""

    schemes: tuple[MappedScheme, ...]
    subject: EndFact
    definition: str
    right: str
    search: str
    found: tuple[Named, ...]
    form: Entered
    editor: bool
    predicates: tuple[Predicate, ...] = tuple(Predicate)
    trusts: tuple[Trust, ...] = tuple(Trust)


@dataclass(frozen=True, slots=True)
class MappingPage:
    """One mapping with what may be done to it."""

    mapping: MappingFact
    form: Entered
    editor: bool
    may_withdraw: bool
    trusts: tuple[Trust, ...] = tuple(Trust)


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """Suggestions between two lists, and what came of accepting some."""

    schemes: tuple[MappedScheme, ...]
    left: str
    right: str
    rows: Paging[Suggestion]
    accepted: Accepted | None
    form: Entered
    may_propose: bool
    editor: bool


@router.get("")
def side_by_side(
    *,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    iris: IrisDep,
    window: WindowDep,
    left: LeftList = "",
    right: RightList = "",
    search: Search = "",
    toon: Shown = Shown.ALL,
) -> Response:
    """Show two lists side by side, or let them be chosen."""
    schemes, rows, counts = mapped_schemes(session, by=act), None, None
    if left and right and left != right:
        found = queries.side_by_side(
            session, iris, left, right, by=act, shown=toon, search=search, offset=window.offset, limit=window.size
        )
        rows, counts = paging(request, window, found.rows, found.total), found.counts
    waiting: tuple[MappingFact, ...] = ()
    if rows is None and act.actor.may(Right.EDIT_CATALOGUE):
        waiting = queries.mapping_set(session, iris, by=act, states=(MappingState.PROPOSED,))[:_WAITING]
    shown = PairPage(schemes, left, right, search, toon, rows, counts, service.may_propose(act), waiting)
    return page.render("mappings/pair.html", shown)


@router.get("/nieuw")
def new(
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    iris: IrisDep,
    left: LeftList,
    begrip: Annotated[str, Query(max_length=400)],
    right: RightList = "",
    search: Search = "",
) -> Response:
    """Show a concept, and let one of another list be found for it."""
    shown = _new(session, iris, End(left, begrip), right, search=search, form=Entered(), by=act)
    return page.render("mappings/new.html", shown)


@router.post("/nieuw")
def propose(session: SessionDep, act: ActDep, page: PageDep, iris: IrisDep, form: FormDep) -> Response:
    """Make a mapping: confirmed by an editor, proposed by others."""
    made = attempt(session, lambda: service.propose_mapping(session, parsed(MappingInput, form), by=act))
    if made.refused is not None:
        told = {name: str(form.get(name, "")) for name in ("subject_scheme", "subject_code", "object_scheme", "zoek")}
        end = End(told["subject_scheme"], told["subject_code"])
        again = entered(form, made.refused)
        shown = _new(session, iris, end, told["object_scheme"], search=told["zoek"], form=again, by=act)
        return page.render("mappings/new.html", shown, status=400)
    return page.see_other(f"{HOME}/{made.value}", notice="De afbeelding is bewaard.")


@router.get("/voorstellen")
def show_suggestions(
    *,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    iris: IrisDep,
    window: WindowDep,
    left: LeftList,
    right: RightList,
) -> Response:
    """Show what may correspond between two lists."""
    return page.render("mappings/suggestions.html", _suggested(request, session, iris, (left, right), window, by=act))


@router.post("/voorstellen")
def accept(
    *,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    iris: IrisDep,
    window: WindowDep,
    form: FormDep,
    left: LeftList,
    right: RightList,
) -> Response:
    """Take over the suggestions that were ticked."""
    keys = [str(one) for one in form.getlist("suggestions")]
    done = attempt(session, lambda: service.accept_suggestions(session, left, right, keys, by=act))
    shown = _suggested(
        request, session, iris, (left, right), window, by=act, accepted=done.result, form=entered(form, done.refused)
    )
    return page.render("mappings/suggestions.html", shown, status=400 if done.refused else 200)


@router.get("/{mapping_id}")
def show(mapping_id: UUID, session: SessionDep, act: ActDep, page: PageDep, iris: IrisDep) -> Response:
    """Show one mapping."""
    return page.render("mappings/mapping.html", _mapping(session, iris, mapping_id, Entered(), by=act))


@router.post("/{mapping_id}/{deed}")
def decide(
    *, mapping_id: UUID, deed: str, session: SessionDep, act: ActDep, page: PageDep, iris: IrisDep, form: FormDep
) -> Response:
    """Confirm, withdraw or change a mapping."""
    done = attempt(session, lambda: _carry_out(session, mapping_id, deed, form, by=act))
    if done.refused is not None:
        shown = _mapping(session, iris, mapping_id, entered(form, done.refused), by=act)
        return page.render("mappings/mapping.html", shown, status=400)
    return page.see_other(f"{HOME}/{mapping_id}", notice="De afbeelding is bewaard.")


def _carry_out(session: Session, mapping_id: UUID, deed: str, form: FormDep, *, by: Act) -> None:
    told = str(form.get("row_version", ""))
    version = int(told) if told.isdecimal() else None
    if deed == "bevestigen":
        service.confirm_mapping(session, mapping_id, parsed(DecisionInput, form), by=by, expected_version=version)
    elif deed == "intrekken":
        service.withdraw_mapping(session, mapping_id, parsed(DecisionInput, form), by=by, expected_version=version)
    else:
        service.change_mapping(session, mapping_id, parsed(DetailsInput, form), by=by, expected_version=version)


def _new(session: Session, iris: Iris, subject: End, right: str, *, search: str, form: Entered, by: Act) -> NewPage:
    known = mapped_schemes(session, by=by)
    here = named(session, [subject]).get(subject) if subject.scheme in {one.key for one in known} else None
    if here is None:
        raise NotFoundError("Dit begrip staat niet in deze lijst.")
    schemes = tuple(one for one in known if one.key != subject.scheme)
    words = fold(search).split()
    found = [
        one
        for one in (concepts_of(session, right) if right in {scheme.key for scheme in schemes} else ())
        if not one.deprecated and all(word in _names(one) for word in words)
    ]
    return NewPage(
        schemes=schemes,
        subject=fact(iris, subject, here),
        definition=here.definition,
        right=right,
        search=search,
        found=tuple(found[:_FOUND]),
        form=form,
        editor=by.actor.may(Right.EDIT_CATALOGUE),
    )


def _names(one: Named) -> str:
    return fold(" ".join((one.label_nl, one.label_en, one.notation, one.end.code, *one.others)))


def _mapping(session: Session, iris: Iris, mapping_id: UUID, form: Entered, *, by: Act) -> MappingPage:
    found = queries.mapping(session, iris, mapping_id, by=by)
    editor = by.actor.may(Right.EDIT_CATALOGUE)
    return MappingPage(found, form, editor, editor or queries.is_own_proposal(session, mapping_id, by=by))


def _suggested(
    request: Request,
    session: Session,
    iris: Iris,
    pair: tuple[str, str],
    window: Window,
    *,
    by: Act,
    accepted: Accepted | None = None,
    form: Entered | None = None,
) -> SuggestionsPage:
    schemes = mapped_schemes(session, by=by)
    found = suggestions(session, iris, *pair) if set(pair) <= {one.key for one in schemes} else ()
    return SuggestionsPage(
        schemes,
        *pair,
        rows=paging(request, window, window.cut(found), len(found)),
        accepted=accepted,
        form=form or Entered(),
        may_propose=service.may_propose(by),
        editor=by.actor.may(Right.EDIT_CATALOGUE),
    )
