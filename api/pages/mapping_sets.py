"""Mapping sets as files: downloads as SSSOM, CSV and Turtle, and reading such a file in after a dry run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query, Response
from starlette.datastructures import FormData

from api.deps import ActDep, FormDep, IrisDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered
from api.uploads import UploadLimitDep, uploaded
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.mappings.ends import mapped_schemes
from swc.catalogue.mappings.exchange import as_csv, as_tsv, as_turtle
from swc.catalogue.mappings.intake import read_set
from swc.catalogue.mappings.kinds import MappingState
from swc.catalogue.mappings.queries import mapping_set
from swc.catalogue.mappings.schemas import Exchanged, MappedScheme
from swc.errors import InvalidInputError, Problem
from vocab.iris import Iris

router = APIRouter(prefix="/begrippen/mappings")
_LONGEST = 900_000
List = Annotated[str, Query(max_length=100)]


class SetForm(StrEnum):
    """The forms in which a set of mappings is given."""

    TSV = "tsv"
    CSV = "csv"
    TTL = "ttl"


_MEDIA = {SetForm.TSV: "text/tab-separated-values", SetForm.CSV: "text/csv", SetForm.TTL: "text/turtle"}


@dataclass(frozen=True, slots=True)
class ExchangePage:
    """The form for a file with mappings, and what one that was read would do or did."""

    schemes: tuple[MappedScheme, ...]
    may_read: bool
    form: Entered
    found: Exchanged | None = None
    text: str = ""


@router.get("/bestand.{form}")
def download(
    *, form: SetForm, session: SessionDep, act: ActDep, iris: IrisDep, van: List = "", naar: List = ""
) -> Response:
    """Give the mappings that hold between two lists, of one list, or all."""
    found = mapping_set(session, iris, van, naar, by=act, states=(MappingState.CONFIRMED,))
    title = " – ".join(one for one in (van, naar) if one) or "alle"
    text = {
        SetForm.TSV: lambda: as_tsv(iris, found, title=title),
        SetForm.CSV: lambda: as_csv(iris, found),
        SetForm.TTL: lambda: as_turtle(found),
    }[form]()
    name = f'attachment; filename="mappings.{"sssom.tsv" if form is SetForm.TSV else form.value}"'
    return Response(text, media_type=_MEDIA[form], headers={"Content-Disposition": name})


@router.get("/uitwisselen")
def exchange(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the downloads and the form for a file."""
    shown = ExchangePage(mapped_schemes(session, by=act), act.actor.may(Right.EDIT_CATALOGUE), Entered())
    return page.render("mappings/exchange.html", shown)


@router.post("/uitwisselen")
def read(
    *, limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, iris: IrisDep, form: FormDep
) -> Response:
    """Say what a file would do, or do it once that was seen."""
    act.demand(Right.EDIT_CATALOGUE)
    sure = form.get("deed") == "verwerken"
    outcome = attempt(session, lambda: _read(session, iris, form, limit, by=act, dry_run=not sure))
    found, text = outcome.result or (None, "")
    schemes = mapped_schemes(session, by=act)
    shown = ExchangePage(schemes, may_read=True, form=entered(form, outcome.refused), found=found, text=text)
    return page.render("mappings/exchange.html", shown, status=400 if outcome.refused else 200)


def _read(
    session: SessionDep, iris: Iris, form: FormData, limit: int, *, by: Act, dry_run: bool
) -> tuple[Exchanged, str]:
    kept = form.get("tekst")
    text = kept if isinstance(kept, str) and kept else _decoded(form, min(limit, _LONGEST))
    return read_set(session, iris, text, by=by, dry_run=dry_run), text


def _decoded(form: FormData, limit: int) -> str:
    content = uploaded(form, "bestand", limit, remedy="SSSOM als TSV of CSV wordt gelezen.").content
    try:
        return content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            "Het bestand kan niet worden gelezen.",
            problems=(Problem("bestand", "Het bestand is niet in UTF-8 geschreven.", "Sla het opnieuw op als UTF-8."),),
        ) from error
