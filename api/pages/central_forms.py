"""Forms of the sector editor: a central DPIA, and its next version with the measures of the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.errors import STATUS
from api.forms import Entered, attempt, entered, parsed
from api.pages.catalogue_forms import FormPage, named
from api.pages.central_dpias import found_central
from swc.access.roles import Right
from swc.catalogue import service
from swc.catalogue.central_queries import product_choices
from swc.catalogue.inputs import CentralDpiaInput, CentralVersionInput
from swc.catalogue.kinds import Addressee, CentralOutcome
from swc.catalogue.schemas import CentralDpiaDetail, CentralMeasure
from swc.errors import DomainError

router = APIRouter(prefix="/centrale-dpias")

BLANK_ROWS = 3
"""How many empty measures a form offers beside those that are there."""
MOST_ROWS = 100
_FIELDS = ("code", "addressee", "text", "due", "dropped")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPage(FormPage):
    """The form of a central DPIA itself; without one it is a new one."""

    products: tuple[tuple[str, str], ...]
    central: CentralDpiaDetail | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVersionPage(FormPage):
    """The form of the next version; `rows` are its measures as they stand in the form, with room for more."""

    central: CentralDpiaDetail
    rows: tuple[Row, ...]
    outcomes: tuple[CentralOutcome, ...] = tuple(CentralOutcome)
    addressees: tuple[Addressee, ...] = tuple(Addressee)

    @property
    def based_on(self) -> int:
        """Return the number of the version that this one follows on; 0 for a first one."""
        return self.central.latest.number if self.central.latest else 0


@router.get("/nieuw")
def new_central(session: SessionDep, act: ActDep, page: PageDep, product: str = "") -> Response:
    """Show the form of a new central DPIA, with a product when one came along in the address."""
    act.demand(Right.EDIT_CATALOGUE)
    model = HeadPage(form=Entered(), products=product_choices(session), chosen=(product,))
    return page.render("centrals/head.html", model)


@router.post("/nieuw")
def add_central(session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add a central DPIA, still without versions."""
    tried = attempt(session, lambda: service.add_central_dpia(session, parsed(CentralDpiaInput, form), by=act))
    if tried.refused is not None:
        model = HeadPage(form=entered(form, tried.refused), products=product_choices(session))
        return page.render("centrals/head.html", model, status=STATUS[type(tried.refused)])
    return page.see_other(f"/centrale-dpias/{tried.value}/nieuwe-versie", notice="Vul nu de eerste versie in.")


@router.get("/{key}/wijzigen")
def edit_central(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of a central DPIA that exists."""
    act.demand(Right.EDIT_CATALOGUE)
    return page.render("centrals/head.html", _head(session, key, Entered()))


@router.post("/{key}/wijzigen")
def change_central(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Change title, makers, scope or products."""
    tried = attempt(session, lambda: service.change_central_dpia(session, key, parsed(CentralDpiaInput, form), by=act))
    if tried.refused is not None:
        return page.render("centrals/head.html", _head(session, key, entered(form, tried.refused)), status=400)
    return page.see_other(f"/centrale-dpias/{key}", notice="De centrale DPIA is gewijzigd.")


@router.get("/{key}/nieuwe-versie")
def new_version(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of the next version, with the measures of the one before."""
    act.demand(Right.EDIT_CATALOGUE)
    central = found_central(session, key)
    copied = central.latest.measures if central.latest else ()
    return page.render("centrals/next.html", _next(central, Entered(), map(_row, copied)))


@router.post("/{key}/nieuwe-versie")
def add_version(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Publish the next version, or give the form more room for measures."""
    act.demand(Right.EDIT_CATALOGUE)
    rows = _rows(form)
    if "more" in form:
        return page.render("centrals/next.html", _again(found_central(session, key), form, rows))
    measures = [_measure(row) for row in rows if not row["dropped"]]
    tried = attempt(
        session,
        lambda: service.add_central_version(session, key, parsed(CentralVersionInput, form, measures=measures), by=act),
    )
    if tried.refused is not None:
        model = _again(found_central(session, key), form, rows, tried.refused)
        return page.render("centrals/next.html", model, status=STATUS[type(tried.refused)])
    return page.see_other(f"/centrale-dpias/{key}/{tried.value}", notice="De versie is gepubliceerd.")


def _head(session: Session, key: str, form: Entered) -> HeadPage:
    central = found_central(session, key)
    chosen = tuple(one.key for one in central.products)
    return HeadPage(form=form, products=product_choices(session), central=central, chosen=chosen)


def _next(central: CentralDpiaDetail, form: Entered, rows: Iterable[Row]) -> NextVersionPage:
    """Return the form with these measures and room for more."""
    blank = dict.fromkeys(_FIELDS, "")
    shown = (*rows, *(blank for _ in range(BLANK_ROWS)))[:MOST_ROWS]
    return NextVersionPage(form=form, central=central, rows=shown)


def _again(
    central: CentralDpiaDetail, form: FormData, rows: tuple[Row, ...], refused: DomainError | None = None
) -> NextVersionPage:
    """Return the form as it was filled in, its measures numbered anew so that what is wrong stands beside them."""
    typed = entered(form, refused)
    values = {name: value for name, value in typed.values.items() if not name.startswith("measures.")}
    for place, row in enumerate(rows):
        values |= {f"measures.{place}.{name}": [value] for name, value in row.items()}
    return _next(central, replace(typed, values=values), rows)


def _rows(form: FormData) -> tuple[Row, ...]:
    """Return the measures in a form that say something, those that are to be dropped last."""
    found = []
    for place in range(MOST_ROWS):
        row = {name: named(form, f"measures.{place}.{name}") for name in _FIELDS}
        if row["text"].strip() or row["code"]:
            found.append({**row, "dropped": row["dropped"] or ("" if row["text"].strip() else "true")})
    return tuple(sorted(found, key=lambda row: bool(row["dropped"])))


def _row(measure: CentralMeasure) -> Row:
    due = measure.due.isoformat() if measure.due else ""
    return {"code": measure.code, "addressee": measure.addressee, "text": measure.text, "due": due, "dropped": ""}


def _measure(row: Row) -> dict[str, str | None]:
    return {
        "code": row["code"],
        "addressee": row["addressee"] or Addressee.BOARD,
        "text": row["text"],
        "due": row["due"] or None,
    }
