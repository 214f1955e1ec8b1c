"""Templates: one environment, the filters that speak the reader's language, and the page of a request."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote, urlencode

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from api.dependency_words import said
from api.exports.pdf import available
from api.field_names import field_name, known_field
from api.i18n import LANGUAGES, language, translate, translate_plural
from api.linked.alternates import Told, told_by
from api.security.policy import LANGUAGE_COOKIE
from api.settings import Settings
from swc.access.kinds import AMSTERDAM, Actor
from swc.access.roles import Right
from swc.catalogue.labels import category_label
from swc.errors import Problem
from vocab.namespaces import SOURCE
from vocab.schemes import schemes
from vocab.sources import Source, sources

NOTICE_COOKIE = "swc-melding"
OK = 200
_DOUBT = ", niet bevestigd"
_DATED = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?")


def _escaped(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - catalogue text is ours; values are escaped when filled in


def _gettext(text: str, /, **values: object) -> Markup:
    sentence = _escaped(translate(text))
    return sentence % values if values else sentence


def _ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
    return _escaped(translate_plural(one, many, num, **{name: escape(value) for name, value in values.items()}))


def day(value: date | None) -> str:
    """Return a calendar day in words, or a dash for what is not known."""
    return format_date(value, "d MMM y", locale=language.get()) if value else "–"


def dated(value: str) -> str:
    """Return a published date in words, as precise as the source gives it: a day, a month or only a year."""
    found = _DATED.fullmatch(value)
    if found is None or found["month"] is None:
        return value
    try:
        known = date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    except ValueError:
        return value
    return format_date(known, "d MMM y" if found["day"] else "MMM y", locale=language.get())


def moment(value: datetime | None) -> str:
    """Return a moment in Dutch time, or a dash."""
    return format_datetime(value, "d MMM y HH:mm", tzinfo=AMSTERDAM, locale=language.get()) if value else "–"


def number(value: float | Decimal | None) -> str:
    """Return a number with the reader's separators, or a dash."""
    return "–" if value is None else format_decimal(value, locale=language.get())


def money(value: Decimal | float | None) -> str:
    """Return an amount in euro, or a dash."""
    return "–" if value is None else format_currency(value, "EUR", locale=language.get())


def percent(value: float | None) -> str:
    """Return a share (0 to 1) as a percentage, or a dash."""
    return "–" if value is None else format_percent(value, locale=language.get())


def label(code: str | None, scheme_name: str) -> str:
    """Return the label of a code in the reader's language; an unknown code shows itself, nothing shows as unknown."""
    if code is None or code == "":
        return translate("onbekend")
    pair = _labels().get((scheme_name, str(code)))
    if pair is None:
        return translate("onbekend") if str(code) == "unknown" else str(code)
    return pair[1] if language.get() == "en" else pair[0]


def product_kind(category: str) -> str:
    """Return the kind of product in the reader's language; what people wrote themselves is its own name."""
    return category if language.get() == "en" else category_label(category)


def source_title(source: Source) -> str:
    """Return the title of a listed source in the reader's language, where it has one."""
    return source.title_en or source.title if language.get() == "en" else source.title


def source_words(source: str) -> str:
    """Return where a fact comes from, as a reader calls it: the title of a listed source, with the doubt about it."""
    known = source.removesuffix(_DOUBT)
    listed = sources().get(SOURCE + known)
    told = source_title(listed) if listed is not None else translate(known)
    return told if known == source else f"{told}, {translate('niet bevestigd')}"


@cache
def _labels() -> dict[tuple[str, str], tuple[str, str]]:
    return {(one.scheme, one.code): (one.label_nl, one.label_en) for found in schemes() for one in found.concepts}


def problem_text(problem: Problem) -> str:
    """Return what is wrong and how to mend it, in the reader's language."""
    parts = (problem.message, problem.remedy)
    return " ".join(translate(part, **problem.params) for part in parts if part)


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((files("api") / "static" / name).read_bytes()).hexdigest()[:12]


def static(name: str) -> str:
    """Return the address of a static file, with its content's hash so that it can be cached for good."""
    return f"/static/{name}?v={_digest(name)}"


def address(path: str, **query: object) -> str:
    """Return a path with a query string, leaving out what is empty."""
    kept = [(key, value) for key, value in query.items() if value not in (None, "", [], ())]
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def _in_each_language(told: Callable[..., str]) -> Callable[..., str]:
    """Return a filter that is asked anew for every reader.

    Jinja works out a filter on a constant when it compiles a template, in the language of whoever came first; one
    that takes the context it leaves alone.
    """

    @pass_context
    def filtered(_context: Context, *values: object, **named: object) -> str:
        return told(*values, **named)

    return filtered


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=_gettext,
        gettext=_gettext,
        ngettext=_ngettext,
        static=static,
        address=address,
        languages=LANGUAGES,
        pdf_available=available,
    )
    spoken: dict[str, Callable[..., str]] = {
        "day": day,
        "dated": dated,
        "moment": moment,
        "number": number,
        "money": money,
        "percent": percent,
        "label": label,
        "problem_text": problem_text,
        "product_kind": product_kind,
        "source_words": source_words,
        "field_name": field_name,
        "translated": translate,
        "said": said,
    }
    environment.filters.update({name: _in_each_language(told) for name, told in spoken.items()})
    environment.filters["known_field"] = known_field
    return environment


ENVIRONMENT = _environment()


@dataclass(frozen=True, slots=True)
class Visitor:
    """What every page knows of who is looking."""

    actor: Actor
    language: str
    path: str
    notice: str = ""

    @property
    def signed_in(self) -> bool:
        """Say whether somebody is logged in."""
        return bool(self.actor.key)

    def may(self, right: str, board_number: str | None = None) -> bool:
        """Say whether the visitor holds a right (its value, `edit_landscape`), for showing or hiding a control."""
        return self.actor.may(Right(right), board_number)


@dataclass(frozen=True, slots=True)
class Page:
    """The way a page route answers: a rendered template, or a redirect after a post."""

    request: Request
    visitor: Visitor
    settings: Settings

    def render(self, template: str, page: object, *, status: int = OK) -> Response:
        """Return the template with its model as `page`; a pending notice is shown once.

        The page of a thing points to the data about it; who likes those better is sent there (303).
        """
        about = told_by(self.request, self.visitor.actor, self.settings.public_base_url) if status == OK else None
        data = about.wanted(self.request.headers.get("accept", "")) if about else None
        if data:
            return RedirectResponse(data, status_code=303, headers={"Vary": "Cookie, Accept"})
        answer = HTMLResponse(_html(template, self.visitor, page=page, about=about), status_code=status)
        answer.headers["Vary"] = "Cookie, Accept-Language"
        if about:
            answer.headers["Vary"] += ", Accept"
            answer.headers["Link"] = about.link_header()
        answer.headers["Content-Language"] = self.visitor.language
        if self.visitor.notice:
            answer.delete_cookie(NOTICE_COOKIE)
        return answer

    def see_other(self, path: str, *, notice: str = "", **values: object) -> RedirectResponse:
        """Return a redirect to a page after a post (303), with a Dutch message id to show there once."""
        answer = RedirectResponse(path, status_code=303)
        if notice:
            text = translate(notice, **values)
            answer.set_cookie(NOTICE_COOKIE, quote(text[:600]), max_age=60, httponly=True, samesite="lax")
        return answer


def visitor_of(request: Request, actor: Actor) -> Visitor:
    """Return who is looking, in which language, and what has to be told once."""
    return Visitor(
        actor=actor,
        language=language.get(),
        path=request.url.path,
        notice=unquote(request.cookies.get(NOTICE_COOKIE, "")),
    )


def choose_language(request: Request) -> str:
    """Return the language of a request: the cookie, else the first of Accept-Language that we speak, else Dutch."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        code = part.split(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return "nl"


def _html(template: str, visitor: Visitor, about: Told | None = None, **context: Any) -> str:  # noqa: ANN401 - template values
    return ENVIRONMENT.get_template(template).render(visitor=visitor, about=about, **context)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """The page of a refusal."""

    status: int
    title: str
    detail: str
    problems: tuple[Problem, ...]


def render_error(
    request: Request, status: int, titles: dict[int, str], *, detail: str, problems: tuple[Problem, ...] = ()
) -> Response:
    """Return the page of a refusal; works without a database."""
    actor = getattr(request.state, "actor", None) or Actor(key="", label="")
    page = ErrorPage(status, translate(titles.get(status, "Er ging iets mis")), detail, problems)
    return HTMLResponse(_html("errors/error.html", visitor_of(request, actor), page=page), status_code=status)
