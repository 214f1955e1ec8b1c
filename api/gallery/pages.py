"""Pages of the gallery: every question by audience with a search, and one question with its form and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.deps import PageDep
from api.errors import later, status_of
from api.forms import Entered
from api.gallery.answers import Shown, headings, shown
from api.gallery.asking import Asking, AskingDep, Place, given_in, kept_private
from api.gallery.filling import defaults
from api.gallery.named import Named, Origin, gallery, label_of, named
from api.i18n import language, translate
from api.rendering import Page, address
from swc.errors import DomainError
from swc.questions.choices import choices_of
from swc.questions.queries import seen_queries
from swc.questions.schemas import QueryRef
from vocab.parameters import Parameter, ParameterKind
from vocab.schemes import scheme

router = APIRouter()

HOME = "/sparql-vragen"
AUDIENCES = tuple(one.code for one in scheme("audiences").concepts)


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """The questions that were looked for, per audience, and those that somebody keeps."""

    groups: tuple[tuple[str, tuple[Named, ...]], ...]
    accepted: tuple[Named, ...]
    kept: tuple[QueryRef, ...]
    search: str
    audience: str
    total: int

    @property
    def audiences(self) -> tuple[str, ...]:
        """Return the codes of everybody that a question can be for."""
        return AUDIENCES


class Looked(BaseModel):
    """What stands in the address of the gallery; the last three are how it was asked before."""

    zoek: str = ""
    voor: str = ""
    vraag: str = ""
    query: str = ""
    bestuur: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A control of the form of a question; `options` are (value, name), typed or picked from."""

    parameter: Parameter
    label: str
    value: str
    control: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, its form, and its answer when there is one; `query` is what was filled in, as an address has it."""

    question: Named
    fields: tuple[Field, ...]
    places: tuple[Place, ...]
    scope: str
    form: Entered
    answer: Shown | None = None
    query: dict[str, str] = field(default_factory=dict)
    refused: DomainError | None = None

    @property
    def path(self) -> str:
        """Return the address of the page itself."""
        return f"{HOME}/{self.question.name}"

    @property
    def api(self) -> str:
        """Return the address of the answer for machines, without what was filled in."""
        return f"/api/v1/queries/{self.question.name}"

    @property
    def is_product(self) -> bool:
        """Say whether the question came with the product."""
        return self.question.origin is Origin.PRODUCT

    @property
    def place(self) -> str:
        """Return what people call the data that was asked over."""
        return next((one.name for one in self.places if one.scope == self.scope), "")

    @property
    def headings(self) -> tuple[str, ...]:
        """Return what stands above the columns."""
        return headings(self.answer.columns) if self.answer else ()


@router.get(HOME)
def show_gallery(page: PageDep, asking: AskingDep, looked: Annotated[Looked, Query()]) -> Response:
    """Show the gallery; the addresses of before go on to where they are now."""
    scope = f"board/{looked.bestuur}" if looked.bestuur else ""
    if looked.query:
        return page.see_other(address(f"{HOME}/nieuw", query=looked.query, over=scope))
    if looked.vraag:
        return page.see_other(address(f"{HOME}/{looked.vraag}", over=scope))
    return page.render("questions/gallery.html", _gallery(asking, looked))


@router.get(HOME + "/{name}")
def show_question(name: str, page: PageDep, asking: AskingDep) -> Response:
    """Show a question with its answer; what is wrong stands at the field."""
    question = named(asking.session, name, by=asking.act)
    return _question(page, asking, question)


def _gallery(asking: Asking, looked: Looked) -> GalleryPage:
    every = gallery(asking.session)
    wanted = [one for one in every if _matches(one, looked)]
    groups = {code: tuple(one for one in wanted if one.audiences[:1] == (code,)) for code in AUDIENCES}
    if looked.voor in groups:
        groups = {looked.voor: tuple(one for one in wanted if looked.voor in one.audiences)}
    kept = () if asking.act.actor.anonymous else seen_queries(asking.session, by=asking.act)
    accepted = tuple(one for one in wanted if one.origin is Origin.SECTOR)
    shown_groups = tuple((code, found) for code, found in groups.items() if found)
    return GalleryPage(shown_groups, accepted, kept, looked.zoek, looked.voor, len(wanted))


def _matches(one: Named, looked: Looked) -> bool:
    text = f"{one.name} {one.label_nl} {one.label_en} {one.comment_nl} {one.comment_en}".casefold()
    return all(word in text for word in looked.zoek.casefold().split())


def _question(page: Page, asking: Asking, question: Named) -> Response:
    pairs = page.request.query_params.multi_items()
    raw = {name: value for name, value in pairs if name != "over"}
    asked = page.request.query_params.get("over", "")
    places = asking.places(question.scopes)
    values = {**defaults(question.parameters, by=asking.act), **raw}
    scope = asked or (places[0].scope if places else "")
    refused: DomainError | None = None
    answer: Shown | None = None
    try:
        known = frozenset(one.name for one in question.parameters)
        filled_in = asking.fill(question, given_in(raw.items(), known))
        values, scope = dict(filled_in.values), asking.chosen(question, asked)
        found = asking.answer(question, filled_in, scope)
        answer = shown(found, base=asking.base, plot=question.plot)
    except DomainError as error:
        if error.code == "niet-gevonden" or (error.code == "niet-toegestaan" and asked):
            raise
        refused = error
    model = QuestionPage(
        question=question,
        fields=tuple(_field(asking, one, values.get(one.name, "")) for one in question.parameters),
        places=places,
        scope=scope,
        form=Entered({name: [value] for name, value in values.items()}, refused),
        answer=answer,
        query=values | {"over": scope},
        refused=refused,
    )
    status = 200 if refused is None or not places else int(status_of(refused))
    answered = page.render("questions/question.html", model, status=status)
    return kept_private(answered if refused is None else later(answered, refused), scope)


def _field(asking: Asking, parameter: Parameter, value: str) -> Field:
    label = label_of(parameter)
    if parameter.kind is ParameterKind.CODE:
        return Field(parameter, label, value, "select", codes(parameter.of))
    if parameter.kind is ParameterKind.BOOLEAN:
        return Field(parameter, label, value, "select", (("ja", translate("ja")), ("nee", translate("nee"))))
    if parameter.kind is ParameterKind.THING:
        options = choices_of(asking.session, parameter.of, by=asking.act)
        return Field(parameter, label, value, "select" if parameter.of == "component" else "list", options)
    return Field(parameter, label, value, {"date": "date", "integer": "number"}.get(parameter.kind.value, "text"))


def codes(scheme_name: str) -> tuple[tuple[str, str], ...]:
    """Return the codes of a scheme that are still in use, with their label in the reader's language."""
    english = language.get() == "en"
    concepts = (one for one in scheme(scheme_name).concepts if not one.deprecated)
    return tuple((one.code, one.label_en if english else one.label_nl) for one in concepts)
