"""Mappings between concepts as JSON: read, propose, confirm, withdraw; suggestions; sets in and out as SSSOM."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from api.deps import ActDep, FormDep, IrisDep, SessionDep
from api.paging import WindowDep, paging
from api.uploads import UploadLimitDep, file_field, uploaded
from api.v1.etags import IfMatch, tag
from swc.access.schemas import ReadModel
from swc.catalogue.mappings import queries, service
from swc.catalogue.mappings.ends import mapped_schemes
from swc.catalogue.mappings.intake import read_set
from swc.catalogue.mappings.kinds import MappingState
from swc.catalogue.mappings.schemas import (
    Accepted,
    AcceptInput,
    DecisionInput,
    DetailsInput,
    Exchanged,
    MappedScheme,
    MappingFact,
    MappingInput,
    Suggestion,
)
from swc.catalogue.mappings.suggestions import suggestions
from swc.errors import InvalidInputError, Problem

router = APIRouter(prefix="/api/v1", tags=["Begrippen"])
SchemeKey = Annotated[str, Query(max_length=100, description="Sleutel van een lijst, zoals data-categories of fora")]


class MappingList(ReadModel):
    """One page of mappings."""

    items: tuple[MappingFact, ...]
    page: int
    page_size: int
    total: int


class SuggestionList(ReadModel):
    """One page of suggestions, surest first."""

    items: tuple[Suggestion, ...]
    page: int
    page_size: int
    total: int


class MappedSchemeList(ReadModel):
    """The lists of which concepts can be mapped."""

    items: tuple[MappedScheme, ...]


@router.get("/mapped-schemes", summary="De lijsten waarvan begrippen kunnen worden afgebeeld")
def list_schemes(session: SessionDep, act: ActDep) -> MappedSchemeList:
    """Return the lists: ours, FORA, those known by address, and those read in."""
    return MappedSchemeList(items=mapped_schemes(session, by=act))


@router.get("/mappings", summary="Afbeeldingen tussen begrippen", response_model=MappingList)
def list_mappings(
    *,
    request: Request,
    session: SessionDep,
    act: ActDep,
    iris: IrisDep,
    window: WindowDep,
    response: Response,
    left: SchemeKey = "",
    right: SchemeKey = "",
    state: MappingState = MappingState.CONFIRMED,
) -> dict[str, Any]:
    """Return the mappings between two lists, of one, or all; those that ship with the catalogue have no id."""
    found = queries.mapping_set(session, iris, left, right, by=act, states=(state,))
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.post("/mappings", summary="Afbeelding maken of voorstellen", status_code=201)
def propose(data: MappingInput, session: SessionDep, act: ActDep, iris: IrisDep, response: Response) -> MappingFact:
    """Add a mapping: confirmed when an editor makes it, else proposed."""
    made = service.propose_mapping(session, data, by=act)
    response.headers["Location"] = f"/api/v1/mappings/{made}"
    return _shown(session, iris, made, response, act)


@router.post("/mappings/imports", summary="Afbeeldingen inlezen (SSSOM)", openapi_extra=file_field("SSSOM als TSV"))
def read_file(
    *,
    limit: UploadLimitDep,
    session: SessionDep,
    act: ActDep,
    iris: IrisDep,
    form: FormDep,
    dry_run: Annotated[bool, Query(alias="dryRun", description="Alleen zeggen wat er zou gebeuren")] = True,
) -> Exchanged:
    """Say row by row what a file (field `file`) would do; with `dryRun=false` do it."""
    content = uploaded(form, "file", limit, remedy="SSSOM als TSV of CSV wordt gelezen.").content
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            "Het bestand kan niet worden gelezen.",
            problems=(Problem("file", "Het bestand is niet in UTF-8 geschreven.", "Sla het opnieuw op als UTF-8."),),
        ) from error
    return read_set(session, iris, text.replace("\x00", ""), by=act, dry_run=dry_run)


@router.get("/mapping-suggestions", summary="Wat mogelijk overeenkomt", response_model=SuggestionList)
def list_suggestions(
    *,
    request: Request,
    session: SessionDep,
    iris: IrisDep,
    act: ActDep,
    window: WindowDep,
    response: Response,
    left: SchemeKey,
    right: SchemeKey,
) -> dict[str, Any]:
    """Return concepts of two lists with equal or nearly equal names; nothing of it is stored."""
    known = {one.key for one in mapped_schemes(session, by=act)}
    found = suggestions(session, iris, left, right) if {left, right} <= known else ()
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.post("/mapping-suggestions/acceptances", summary="Voorstellen overnemen")
def accept(data: AcceptInput, session: SessionDep, act: ActDep) -> Accepted:
    """Turn suggestions into mappings; what clashes is left out with the reason."""
    return service.accept_suggestions(session, data.left, data.right, data.suggestions, by=act)


@router.get("/mappings/{mapping_id}", summary="Eén afbeelding")
def read(mapping_id: UUID, session: SessionDep, act: ActDep, iris: IrisDep, response: Response) -> MappingFact:
    """Return one mapping."""
    return _shown(session, iris, mapping_id, response, act)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Who decides on a mapping, as long as it is still the version that was read."""

    session: SessionDep
    act: ActDep
    iris: IrisDep
    version: IfMatch
    response: Response

    def by(self, deed: Callable[..., None], mapping_id: UUID, data: DetailsInput | DecisionInput) -> MappingFact:
        """Do it, and return the mapping as it stands then."""
        deed(self.session, mapping_id, data, by=self.act, expected_version=self.version)
        return _shown(self.session, self.iris, mapping_id, self.response, self.act)


Turn = Annotated[_Turn, Depends()]


@router.patch("/mappings/{mapping_id}", summary="Bron, zekerheid en opmerking wijzigen")
def change(mapping_id: UUID, data: DetailsInput, turn: Turn) -> MappingFact:
    """Change what is said of a mapping."""
    return turn.by(service.change_mapping, mapping_id, data)


@router.post("/mappings/{mapping_id}/confirmation", summary="Voorstel bevestigen")
def confirm(mapping_id: UUID, data: DecisionInput, turn: Turn) -> MappingFact:
    """Make a proposed mapping hold."""
    return turn.by(service.confirm_mapping, mapping_id, data)


@router.post("/mappings/{mapping_id}/withdrawal", summary="Afbeelding intrekken")
def withdraw(mapping_id: UUID, data: DecisionInput, turn: Turn) -> MappingFact:
    """Take a mapping back with a reason; it stays as history."""
    return turn.by(service.withdraw_mapping, mapping_id, data)


def _shown(session: SessionDep, iris: IrisDep, mapping_id: UUID, response: Response, act: ActDep) -> MappingFact:
    found = queries.mapping(session, iris, mapping_id, by=act)
    tag(response, found.row_version)
    return found
