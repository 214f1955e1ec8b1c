"""Questions as JSON: the list with parameters, an answer by name in the form that is wanted, and completions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from starlette.exceptions import HTTPException

from api.gallery.asking import AskingDep, given_in, kept_private
from api.gallery.completing import Completions, completions
from api.gallery.files import ROWS, WORKBOOK, Answered, content, media_of
from api.gallery.named import Named, gallery, named
from api.media import RDF
from api.v1.strict import known_query
from swc.access.schemas import ReadModel
from swc.questions.queries import seen_queries
from vocab.parameters import Parameter

listed = APIRouter(prefix="/api/v1", tags=["Vragen"], dependencies=[Depends(known_query)])
answers = APIRouter(prefix="/api/v1", tags=["Vragen"])

_SCOPE = "scope"


class ParameterFacts(ReadModel):
    """One thing to fill in: `of` is the kind of thing or the scheme that its values come from."""

    name: str
    label: str
    label_en: str
    kind: str
    of: str = ""
    default: str = ""
    optional: bool


class QueryFacts(ReadModel):
    """A question that can be asked by name."""

    name: str
    title: str
    title_en: str
    explanation: str
    explanation_en: str
    audiences: tuple[str, ...]
    scopes: tuple[str, ...]
    version: str
    origin: str
    parameters: tuple[ParameterFacts, ...]
    query: str
    answer: str


class QueryList(ReadModel):
    """Every question that the caller can ask by name."""

    items: tuple[QueryFacts, ...]
    total: int


class QueryAnswer(ReadModel):
    """The rows of an answer; `version` is that of the question that answered."""

    name: str
    title: str
    version: str
    scope: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    total: int
    rows: tuple[dict[str, Any], ...]


@listed.get("/queries", summary="Alle uitgewerkte vragen, met hun parameters")
def list_queries(asking: AskingDep) -> QueryList:
    """Return the questions of the gallery, and those that the caller keeps or reads."""
    found = list(gallery(asking.session))
    if not asking.act.actor.anonymous:
        names = {one.name for one in found}
        kept = (one.name for one in seen_queries(asking.session, by=asking.act) if one.name not in names)
        found.extend(named(asking.session, name, by=asking.act) for name in kept)
    return QueryList(items=tuple(_facts(one) for one in found), total=len(found))


@listed.get("/query-completions", summary="Wat er in een vraag kan volgen")
def complete(
    asking: AskingDep,
    text: Annotated[str, Query(max_length=60, description="Wat er al getypt is")] = "",
    scope: Annotated[str, Query(max_length=20, description="public, board/<nummer> of sector")] = "public",
) -> Completions:
    """Return prefixes, terms, concepts and keywords that fit, first those that occur in the data of the scope."""
    return Completions(items=completions(text, asking.counted(scope)) if text.strip() else ())


_OTHER = {one.media_type: {"schema": {"type": "string", "format": "binary"}} for one in (*ROWS[1:], *RDF)}


@answers.get(
    "/queries/{name}",
    summary="Het antwoord op een uitgewerkte vraag",
    response_model=QueryAnswer,
    responses={200: {"content": _OTHER, "description": "De rijen, of een bestand"}},
)
def answer_query(
    name: Annotated[str, Path(description="De naam van de vraag, zo nodig met .csv, .xlsx, .srj, .srx of .ttl")],
    asking: AskingDep,
    scope: Annotated[str, Query(max_length=20, description="public, board/<nummer> of sector")] = "",
) -> Response:
    """Return the answer to a question; every other parameter in the address is one of the question itself."""
    plain, _, extension = name.partition(".")
    question = named(asking.session, plain, by=asking.act)
    pairs = [pair for pair in asking.request.query_params.multi_items() if pair[0] != _SCOPE]
    known = frozenset(one.name for one in question.parameters)
    values = asking.fill(question, given_in(pairs, known))
    place = asking.chosen(question, scope)
    found = asking.answer(question, values, place)
    media = media_of(found, asking.request.headers.get("accept", ""), extension)
    if media is None:
        raise HTTPException(406, "Deze weergave is er niet voor dit soort antwoord.")
    body = content(Answered(question, place, values.values, found), media)
    headers = {"Vary": "Accept", "Query-Version": question.version}
    if extension or media is WORKBOOK:
        headers["Content-Disposition"] = f'attachment; filename="{plain}.{media.extension}"'
    return kept_private(Response(body, media_type=media.media_type, headers=headers), place)


def _facts(one: Named) -> QueryFacts:
    return QueryFacts(
        name=one.name,
        title=one.label_nl,
        title_en=one.label_en,
        explanation=one.comment_nl,
        explanation_en=one.comment_en,
        audiences=one.audiences,
        scopes=one.scopes,
        version=one.version,
        origin=one.origin.value,
        parameters=tuple(_parameter(each) for each in one.parameters),
        query=one.text,
        answer=f"/api/v1/queries/{one.name}",
    )


def _parameter(one: Parameter) -> ParameterFacts:
    return ParameterFacts(
        name=one.name,
        label=one.label_nl,
        label_en=one.label_en,
        kind=one.kind.value,
        of=one.of,
        default=one.default,
        optional=one.optional,
    )
