"""Pages of owners over time: the timeline of a vendor with the picture of a day, and the forms of a sector editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlmodel import Session
from starlette.datastructures import FormData

from api.catalogue_door import CatalogueKey, Named
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.drawing.tree import Tree, Twig, tree
from api.forms import Entered, attempt, entered, parsed
from api.pages.catalogue_forms import FormPage, version_of
from api.rendering import Page, label
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.codelists import Choice, choices
from swc.catalogue.kinds import OwnershipRelation
from swc.catalogue.ownership import names, service
from swc.catalogue.ownership.inputs import MergerInput, NameInput, PeriodInput, RenameInput, TakeoverInput
from swc.catalogue.ownership.schemas import Ownership, PeriodFact, TreeNode
from swc.catalogue.ownership.timeline import ownership
from swc.catalogue.queries import vendor_names
from swc.errors import InvalidInputError, NotFoundError, Problem

router = APIRouter(prefix="/leveranciers/{key}/eigenaren")


NOBODY: Final = "-"
"""What a form sends for no owner at all, which is something else than leaving the choice open."""


class Deed(NamedTuple):
    """A form for a new fact: what it is filled in as, who writes it, and what is said when it is done."""

    model: type[BaseModel]
    verb: Callable[..., object]
    done: str


DEEDS: Final[Mapping[str, Deed]] = MappingProxyType(
    {
        "periode": Deed(PeriodInput, service.add_period, "De periode is toegevoegd."),
        "overname": Deed(TakeoverInput, service.take_over, "De overname is vastgelegd."),
        "fusie": Deed(MergerInput, service.record_merger, "De fusie is vastgelegd."),
        "nieuwe-naam": Deed(RenameInput, names.rename, "De nieuwe naam is vastgelegd."),
        "eerdere-naam": Deed(NameInput, names.add_name, "De eerdere naam is toegevoegd."),
    }
)


@dataclass(frozen=True, slots=True)
class OwnershipPage(Named):
    """The timeline of a vendor; `plot` draws the tree of its group on the day asked for."""

    view: Ownership
    plot: Tree
    today: date
    form: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipFormPage(FormPage):
    """A form about owners or names; `period` is the one that is changed, nothing for a new fact."""

    view: Ownership
    deed: str
    owners: tuple[tuple[str, str], ...]
    ownership: tuple[Choice, ...]
    period: PeriodFact | None = None
    relations: tuple[OwnershipRelation, ...] = tuple(OwnershipRelation)


@router.get("")
def show_owners(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, op: str = "") -> Response:
    """Show owners and names over time, with the picture of a day."""
    asked, refused = _day(op)
    view = found_ownership(session, key, on=asked or act.today)
    status = 400 if refused.refused else 200
    return page.render("ownership/timeline.html", OwnershipPage(view, plot_of(view), act.today, refused), status=status)


@router.get("/vastleggen/{deed}")
def ask_deed(key: CatalogueKey, deed: str, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of a new fact."""
    act.demand(Right.EDIT_CATALOGUE)
    _deed(deed)
    return page.render("ownership/form.html", _form(session, key, deed, Entered(), by=act))


@router.post("/vastleggen/{deed}")
def do_deed(
    *, key: CatalogueKey, deed: str, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Write a new fact."""
    act.demand(Right.EDIT_CATALOGUE)
    wanted = _deed(deed)
    tried = attempt(
        session, lambda: wanted.verb(session, key, _filled(deed, wanted.model, form), by=act, **_guard(deed, form))
    )
    if tried.refused is not None:
        shown = _form(session, key, deed, entered(form, tried.refused), by=act)
        return page.render("ownership/form.html", shown, status=400)
    return page.see_other(f"/leveranciers/{key}/eigenaren", notice=wanted.done)


@router.get("/perioden/{period_id}")
def edit_period(key: CatalogueKey, period_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show a period to change, end or remove; its last day ends it."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("ownership/period.html", _form(session, key, "periode", Entered(), by=act, period_id=period_id))


@router.post("/perioden/{period_id}")
def change_period(
    *, key: CatalogueKey, period_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Replace a period."""

    def change() -> None:
        data, version = parsed(PeriodInput, form), version_of(form)
        service.change_period(session, key, period_id, data, by=act, expected_version=version)

    return _answer(session, key, period_id, change, by=act, page=page, form=form)


@router.post("/perioden/{period_id}/verwijderen")
def remove_period(
    *, key: CatalogueKey, period_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Take away a period."""

    def remove() -> None:
        service.remove_period(session, key, period_id, by=act, expected_version=version_of(form))

    return _answer(session, key, period_id, remove, by=act, page=page, form=form)


@router.post("/namen/{name_id}/verwijderen")
def remove_name(key: CatalogueKey, name_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Take away a name of before."""
    names.remove_name(session, key, name_id, by=act)
    return page.see_other(f"/leveranciers/{key}/eigenaren", notice="De eerdere naam is verwijderd.")


def found_ownership(session: Session, key: str, *, on: date) -> Ownership:
    """Return owners and names of a vendor; raises `NotFoundError` when the catalogue has none with this key."""
    found = ownership(session, key, on=on)
    if found is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=key)
    return found


def plot_of(view: Ownership) -> Tree:
    """Return the tree of the group of a day as it is drawn."""
    places: dict[str, int] = {}
    twigs = []
    for place, node in enumerate(view.tree):
        if not node.holder:
            places[node.key] = place
        above = places.get(node.above) if node.above is not None else None
        twigs.append(Twig(node.key, _text(node), node.depth, above, node.holder, node.key == view.key))
    return tree(twigs)


def _text(node: TreeNode) -> str:
    country = f" ({node.country})" if node.country else ""
    merged = node.relation is OwnershipRelation.MERGED
    relation = f", {label(OwnershipRelation.MERGED.value, 'ownership-relations').lower()}" if merged else ""
    share = f", {node.share.normalize():f} %".replace(".", ",") if node.share is not None else ""
    return f"{node.name}{country}{relation}{share}"


def _day(text: str) -> tuple[date | None, Entered]:
    """Return the day that was asked for; what is no day is refused beside its field, and today is shown."""
    asked = text.strip()[:10]
    if not asked:
        return None, Entered()
    try:
        return date.fromisoformat(asked), Entered()
    except ValueError:
        problem = Problem("op", "Dit is geen datum.", "Vul een dag in als jaar-maand-dag, zoals 2024-09-30.")
        refused = InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))
        return None, Entered({"op": [asked]}, refused)


def _deed(name: str) -> Deed:
    if name not in DEEDS:
        raise NotFoundError("Dit formulier bestaat niet.")
    return DEEDS[name]


def _filled(deed: str, model: type[BaseModel], form: FormData) -> BaseModel:
    """Return what was filled in; whether a takeover has a new owner or none must be chosen, not left open."""
    if deed != "overname":
        return parsed(model, form)
    chosen = form.get("owner_key")
    if not chosen:
        problem = Problem("owner_key", "Zeg wie de eigenaar is.", "Kies een eigenaar, of zeg dat er geen is.")
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))
    return parsed(model, form, owner_key=None) if chosen == NOBODY else parsed(model, form)


def _guard(deed: str, form: FormData) -> dict[str, int | None]:
    """Return the version that a deed is guarded by: a new name changes the vendor itself."""
    return {"expected_version": version_of(form)} if deed == "nieuwe-naam" else {}


def _answer(
    session: Session, key: str, period_id: UUID, deed: Callable[[], None], *, by: Act, page: Page, form: FormData
) -> Response:
    """Do something to a period and go back to the timeline, or show the page again with what was refused."""
    by.demand(Right.EDIT_CATALOGUE)
    tried = attempt(session, deed)
    if tried.refused is not None:
        shown = _form(session, key, "periode", entered(form, tried.refused), by=by, period_id=period_id)
        return page.render("ownership/period.html", shown, status=400)
    return page.see_other(f"/leveranciers/{key}/eigenaren", notice="De wijziging is opgeslagen.")


def _form(
    session: Session, key: str, deed: str, form: Entered, *, by: Act, period_id: UUID | None = None
) -> OwnershipFormPage:
    view = found_ownership(session, key, on=by.today)
    period = view.period(period_id) if period_id is not None else None
    if period_id is not None and period is None:
        raise NotFoundError("Deze periode is niet gevonden.")
    return OwnershipFormPage(
        form=form,
        view=view,
        deed=deed,
        owners=tuple(pair for pair in vendor_names(session) if pair[0] != key),
        ownership=choices(session, "ownership-kinds"),
        period=period,
    )
