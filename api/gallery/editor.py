"""The editor: write a question, ask it, fill in its prefixes; whatever is refused, what was typed stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel
from starlette.datastructures import FormData

from api.deps import FormDep, PageDep
from api.errors import later, status_of
from api.forms import Entered, entered
from api.gallery.answers import Shown, headings, shown
from api.gallery.asking import Asking, AskingDep, Place, kept_private
from api.gallery.checking import demand_short, fault_told
from api.gallery.named import label_of, named
from api.gallery.pages import HOME
from api.i18n import language, translate
from api.refusals import QueryRefusedError
from api.rendering import Page
from api.sparql.protocol import MAX_LENGTH
from swc.errors import DomainError, InvalidInputError, Problem
from swc.questions.rules import MOST_PARAMETERS
from swc.questions.schemas import ParameterInput, QueryDetail
from vocab.parameters import Parameter, ParameterKind, Thing
from vocab.questions import Plot, with_prefixes
from vocab.schemes import schemes

router = APIRouter()

START = """SELECT ?product ?product_id WHERE {
  ?product_id a swc:Product ; skos:prefLabel ?product .
}
ORDER BY ?product
LIMIT 100
"""
ALL = ("public", "board", "sector")


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The editor: the form as it was typed, the data to ask over, and what came of it.

    `kept` is the question that is being changed; `line` and `column` point at an error of syntax.
    """

    form: Entered
    places: tuple[Place, ...]
    scope: str
    text: str
    kept: QueryDetail | None = None
    answer: Shown | None = None
    line: int = 0
    column: int = 0
    rows: range = range(MOST_PARAMETERS)

    @property
    def headings(self) -> tuple[str, ...]:
        """Return what stands above the columns."""
        return headings(self.answer.columns) if self.answer else ()

    @property
    def kinds(self) -> tuple[tuple[str, str], ...]:
        """Return the kinds of value that a parameter can have, as the form has them."""
        return _kinds()


class Opened(BaseModel):
    """What stands in the address: a text to ask, or the name of a question to start from."""

    query: str = ""
    van: str = ""
    over: str = ""


@router.get(f"{HOME}/nieuw")
def open_editor(page: PageDep, asking: AskingDep, opened: Annotated[Opened, Query()]) -> Response:
    """Show the editor: empty, with the text of a question, or with a text and its answer."""
    if opened.query:
        return asked(page, asking, text=opened.query, scope=opened.over)
    values: dict[str, list[str]] = {}
    text, scope = START, opened.over
    if opened.van:
        started = named(asking.session, opened.van, by=asking.act)
        text = started.text
        places = asking.places(started.scopes)
        scope = scope or (places[0].scope if places else "")
        values = {"title": [started.title], "explanation": [started.explanation]} | parameter_values(
            tuple(_started(one) for one in started.parameters)
        )
        if started.plot:
            values |= _plot_values(started.plot)
    return page.render("questions/editor.html", model(asking, Entered(values), text=text, scope=scope))


@router.post(f"{HOME}/nieuw")
def use_editor(page: PageDep, asking: AskingDep, form: FormDep) -> Response:
    """Ask what was typed, or fill in its prefixes."""
    text, scope = str(form.get("text", "")), str(form.get("over", ""))
    if form.get("action") == "prefixes" and len(text) <= MAX_LENGTH:
        filled = with_prefixes(text)
        return page.render("questions/editor.html", model(asking, entered(form), text=filled, scope=scope))
    return asked(page, asking, text=text, scope=scope, form=form)


def asked(page: Page, asking: Asking, *, text: str, scope: str, form: FormData | None = None) -> Response:
    """Return the editor with the answer to a text, or with what is wrong with it and where."""
    shown_form = entered(form) if form is not None else Entered()
    try:
        answer = shown(asking.ask(_bound(asking, text, form), scope or "public"), base=asking.base)
    except DomainError as refused:
        if refused.code == "niet-gevonden":
            raise
        return refused_editor(page, asking, shown_form, refused, text=text, scope=scope)
    found = page.render("questions/editor.html", model(asking, shown_form, text=text, scope=scope, answer=answer))
    return kept_private(found, scope or "public")


def refused_editor(
    page: Page,
    asking: Asking,
    form: Entered,
    refused: DomainError,
    *,
    text: str,
    scope: str,
    kept: QueryDetail | None = None,
) -> Response:
    """Return the editor with a refusal: nothing that was typed is lost, and the place of the fault is told."""
    if isinstance(refused, QueryRefusedError):
        fault = fault_told(text, refused)
        refused = InvalidInputError("De vraag kan zo niet gesteld worden.", problems=(fault,))
    shown_form = Entered(form.values, refused)
    found = model(asking, shown_form, text=text, scope=scope, kept=kept, fault=_place_told(refused))
    return later(page.render("questions/editor.html", found, status=int(status_of(refused))), refused)


def _place_told(refused: DomainError) -> tuple[int, int]:
    """Return line and column of the fault that a refusal of a text tells of; zeros where it tells of none."""
    problems = refused.problems if isinstance(refused, InvalidInputError) else ()
    told = next((one.params for one in problems if one.where == "text" and "line" in one.params), {})
    return int(str(told.get("line", 0))), int(str(told.get("column", 0)))


def model(
    asking: Asking,
    form: Entered,
    *,
    text: str,
    scope: str,
    answer: Shown | None = None,
    kept: QueryDetail | None = None,
    fault: tuple[int, int] = (0, 0),
) -> EditorPage:
    """Return the editor as a page shows it."""
    return EditorPage(form, asking.places(ALL), scope, text, kept, answer, *fault)


def parameters_in(form: FormData) -> tuple[ParameterInput, ...]:
    """Return the parameters of a form; a row without a name is left out. Raises `InvalidInputError`."""
    found: list[ParameterInput] = []
    problems: list[Problem] = []
    for at in range(MOST_PARAMETERS):
        name = str(form.get(f"p{at}_name", "")).strip().lstrip("$?")
        if not name:
            continue
        kind, _, of = str(form.get(f"p{at}_kind", "text")).partition(":")
        label = str(form.get(f"p{at}_label", "")).strip() or name
        try:
            found.append(
                ParameterInput(
                    name=name,
                    label=label,
                    kind=ParameterKind(kind),
                    of=of,
                    default=str(form.get(f"p{at}_default", "")).strip(),
                    optional=f"p{at}_optional" in form,
                )
            )
        except ValueError:
            problems.append(Problem(f"p{at}_name", "Deze parameter klopt niet: %(name)s.", params={"name": name[:30]}))
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=tuple(problems))
    return tuple(found)


def parameter_values(parameters: tuple[ParameterInput, ...]) -> dict[str, list[str]]:
    """Return the rows of the form that some parameters fill."""
    found: dict[str, list[str]] = {}
    for at, one in enumerate(parameters):
        kind = f"{one.kind.value}:{one.of}" if one.of else one.kind.value
        row = {"name": one.name, "label": one.label, "kind": kind, "default": one.default}
        found |= {f"p{at}_{name}": [value] for name, value in row.items()}
        if one.optional:
            found[f"p{at}_optional"] = ["1"]
    return found


def _bound(asking: Asking, text: str, form: FormData | None) -> str:
    """Return a text as it is asked: prefixes filled in, and parameters with their defaults."""
    demand_short(text)
    parameters = parameters_in(form) if form is not None else ()
    values = asking.fill_plain(tuple(one.plain() for one in parameters))
    return with_prefixes(values.text(text))


def _started(one: Parameter) -> ParameterInput:
    return ParameterInput(
        name=one.name, label=label_of(one), kind=one.kind, of=one.of, default=one.default, optional=one.optional
    )


def _plot_values(plot: Plot) -> dict[str, list[str]]:
    return {"plot_over": [plot.over], "plot_of": [plot.of]}


def _kinds() -> tuple[tuple[str, str], ...]:
    things = tuple((f"thing:{one.value}", translate(_THINGS[one])) for one in Thing)
    plain = tuple((kind.value, translate(name)) for kind, name in _PLAIN.items())
    english = language.get() == "en"
    titles = [(f"code:{one.name}", one.title_en if english else one.title_nl) for one in schemes()]
    return (*plain, *things, *sorted(titles, key=lambda one: one[1]))


_PLAIN = {
    ParameterKind.TEXT: "tekst",
    ParameterKind.INTEGER: "geheel getal",
    ParameterKind.DECIMAL: "getal",
    ParameterKind.DATE: "datum",
    ParameterKind.BOOLEAN: "ja of nee",
}
_THINGS = {
    Thing.PRODUCT: "product",
    Thing.VENDOR: "leverancier",
    Thing.COMPONENT: "onderdeel van de FORA",
    Thing.BOARD: "bestuur",
}
