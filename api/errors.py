"""The one translator of refusals into answers: problem+json (RFC 9457) for machines, a page for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.i18n import translate
from api.refusals import (
    PdfBusyError,
    PdfUnavailableError,
    QueryBusyError,
    QueryLoadingError,
    QueryRefusedError,
    QueryTooLargeError,
    QueryTooSlowError,
    StoreUnavailableError,
)
from api.rendering import render_error
from api.security.headers import harden
from api.validation import validation_problems
from swc.dpia.merging import merged
from swc.dpia.service.sections import SectionConflictError
from swc.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    Problem,
    RuleRefusedError,
    UnauthenticatedError,
)

STATUS: dict[type[DomainError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    InvalidInputError: HTTPStatus.BAD_REQUEST,
    ConflictError: HTTPStatus.CONFLICT,
    NotAllowedError: HTTPStatus.FORBIDDEN,
    RuleRefusedError: HTTPStatus.CONFLICT,
    UnauthenticatedError: HTTPStatus.UNAUTHORIZED,
    QueryRefusedError: HTTPStatus.BAD_REQUEST,
    QueryTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    QueryTooSlowError: HTTPStatus.GATEWAY_TIMEOUT,
    QueryBusyError: HTTPStatus.TOO_MANY_REQUESTS,
    QueryLoadingError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    PdfBusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    PdfUnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}

TITLES: dict[int, str] = {
    400: "De invoer klopt niet",
    401: "Log eerst in",
    403: "Dit mag u niet",
    404: "Niet gevonden",
    405: "Deze handeling bestaat hier niet",
    406: "Deze weergave is er niet",
    409: "Dit gaat niet samen met wat er al staat",
    412: "Iemand anders heeft dit intussen gewijzigd",
    413: "Dat is te groot",
    415: "Deze soort invoer wordt niet gelezen",
    428: "Zeg welke versie u wijzigt",
    429: "Te veel verzoeken",
    500: "Er ging iets mis",
    503: "Even niet beschikbaar",
    504: "Dat duurde te lang",
}

OOPS = "Er ging iets mis"
NOWHERE = "Dit adres bestaat niet. Misschien is het verkeerd overgenomen of is wat er stond verwijderd."

_MACHINE = re.compile(
    r"/api/|/sparql(/|$)|/graph/|/ldes/|/(doc|def|scheme|norm|source|shape|query|ask)[./].*(ttl|nt|jsonld|rdf)$"
)
_FIELD = re.compile(r"[a-z0-9_.]+")


def status_of(error: DomainError) -> HTTPStatus:
    """Return the status of a refusal: that of its nearest class in the table."""
    for kind in type(error).__mro__:
        if issubclass(kind, DomainError) and kind in STATUS:
            return STATUS[kind]
    return HTTPStatus.BAD_REQUEST


def problem_json(
    status: int,
    *,
    detail: str,
    code: str = "",
    problems: tuple[Problem, ...] = (),
    more: Mapping[str, object] | None = None,
) -> JSONResponse:
    """Return an RFC 9457 answer; `errors` holds every separate problem with its place, `more` members of its own."""
    body: dict[str, object] = {
        "type": "about:blank",
        "status": int(status),
        "title": translate(TITLES.get(int(status), OOPS)),
        "detail": detail,
        **(more or {}),
    }
    if code:
        body["code"] = code
    if problems:
        body["errors"] = [
            {
                "in": _property(one.where),
                "detail": _sentence(one.message, one.params),
                "remedy": _sentence(one.remedy, one.params),
                "code": one.code,
            }
            for one in problems
        ]
    return JSONResponse(body, status_code=int(status), media_type="application/problem+json")


def refusal(request: Request, status: int, *, detail: str) -> Response:
    """Return a refusal in one sentence: problem+json for machines, a page for people."""
    if _MACHINE.match(request.url.path):
        return problem_json(status, detail=detail)
    return render_error(request, status, TITLES, detail=detail)


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(DomainError, _domain)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _property(where: str) -> str:
    """Return the place of a problem as JSON names it; the domain names fields as the tables do."""
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), where) if _FIELD.fullmatch(where) else where


def _sentence(text: str, params: dict[str, object]) -> str:
    return translate(text, **params) if text else ""


def _domain(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)  # noqa: S101 - the registration says so
    status = status_of(error)
    if isinstance(error, ConflictError) and "if-match" in request.headers:
        status = HTTPStatus.PRECONDITION_FAILED
    detail = " ".join(_sentence(part, error.params) for part in (error.message, error.remedy) if part)
    if _MACHINE.match(request.url.path):
        answer = problem_json(status, detail=detail, code=error.code, problems=error.problems, more=_more(error))
        if status is HTTPStatus.UNAUTHORIZED:
            answer.headers["WWW-Authenticate"] = "Bearer"
        return later(answer, error)
    if _needs_login(request, status):
        return RedirectResponse(f"/inloggen?naar={quote(request.url.path)}", status_code=HTTPStatus.SEE_OTHER)
    return later(render_error(request, int(status), TITLES, detail=detail, problems=error.problems), error)


def later(answer: Response, error: DomainError) -> Response:
    """Say when to come back, where it was only a matter of time (RFC 9110 section 10.2.3)."""
    if isinstance(error, QueryBusyError):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _more(error: DomainError) -> dict[str, object]:
    """Return what a refusal tells besides its sentence: of a text that two people wrote, all that is needed."""
    if isinstance(error, QueryRefusedError) and error.params.get("line"):
        return {name: error.params[name] for name in ("line", "column")}
    if not isinstance(error, SectionConflictError):
        return {}
    proposal = merged(error.base, error.mine, error.theirs)
    told = {"mine": error.mine, "theirs": error.theirs, "base": error.base, "number": error.number}
    return {**told, "proposal": proposal.text, "clashes": proposal.clashes}


def _needs_login(request: Request, status: HTTPStatus) -> bool:
    """Say whether logging in could help: somebody anonymous at a door that is not public."""
    closed = status in (HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED) or request.url.path.startswith("/besturen")
    anonymous = not getattr(getattr(request.state, "actor", None), "key", "")
    return request.method == "GET" and closed and anonymous


def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the registration says so
    problems = validation_problems(error.errors())
    detail = translate("De invoer is niet goed; zie de afzonderlijke meldingen.")
    if _MACHINE.match(request.url.path):
        return problem_json(400, detail=detail, code="ongeldige-invoer", problems=problems)
    if any(problem.code == "uuid_parsing" for problem in problems):
        return render_error(request, 404, TITLES, detail=translate("Deze pagina bestaat niet."))
    return render_error(request, 400, TITLES, detail=detail, problems=problems)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the registration says so
    detail = str(error.detail) if error.detail else ""
    if detail == HTTPStatus(error.status_code).phrase:
        detail = translate(
            NOWHERE if error.status_code == HTTPStatus.NOT_FOUND else TITLES.get(error.status_code, OOPS)
        )
    answer = refusal(request, error.status_code, detail=detail)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _unexpected(request: Request, _error: Exception) -> Response:
    detail = translate("De fout is vastgelegd. Probeer het later opnieuw; wat u invoerde is niet opgeslagen.")
    answer = refusal(request, 500, detail=detail)
    harden(answer.headers, request.scope)  # this answer is made outside the middleware
    return answer
