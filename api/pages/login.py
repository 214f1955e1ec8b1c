"""The doors: logging in and out, and choosing a language."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.i18n import LANGUAGES
from api.security.cookies import clear_session, set_language, set_session
from api.security.policy import security_of, session_cookie
from api.security.return_address import local_path
from swc.access.kinds import Act
from swc.boards.login.service import REFUSED, REMEDY, Login, LoginOutcome, log_in
from swc.boards.login.sessions import close_session
from swc.boards.people.service import choose_language
from swc.errors import RuleRefusedError

router = APIRouter()


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The login form, and where to go afterwards."""

    form: Entered
    return_to: str


@router.get("/inloggen")
def login_form(page: PageDep, naar: str = "/") -> Response:
    """Show the login form, or go on when somebody is logged in already."""
    wanted = local_path(naar)
    if page.visitor.signed_in:
        return page.see_other(wanted)
    return page.render("account/login.html", LoginPage(Entered(), wanted))


@router.post("/inloggen")
def login(request: Request, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Log in; a refusal shows the form again, with the one sentence for every refusal."""
    wanted = local_path(str(form.get("return_to", "/")))
    tried = attempt(session, lambda: _log_in(request, session, form, act))
    if tried.refused is not None or not tried.value.token:
        refused = tried.refused or RuleRefusedError(REFUSED, remedy=REMEDY)
        return page.render("account/login.html", LoginPage(entered(form, refused), wanted), status=400)
    answer = page.see_other("/account#wachtwoord" if tried.value.change_password else wanted)
    set_session(request, answer, tried.value.token)
    set_language(request, answer, tried.value.language)
    return answer


@router.post("/uitloggen")
def logout(request: Request, session: SessionDep, page: PageDep) -> Response:
    """End the session on the server and take the cookie back."""
    close_session(session, request.cookies.get(session_cookie(request), ""))
    answer = page.see_other("/", notice="U bent uitgelogd.")
    clear_session(request, answer)
    return answer


@router.post("/taal")
def switch_language(request: Request, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Choose Dutch or English, with or without an account."""
    chosen = str(form.get("language", ""))
    answer = page.see_other(local_path(str(form.get("naar", "/"))))
    if chosen in LANGUAGES:
        choose_language(session, chosen, by=act)
        set_language(request, answer, chosen)
    return answer


def _log_in(request: Request, session: Session, form: FormData, act: Act) -> LoginOutcome:
    """Check what was filled in; a session that the browser still carries ends, so that none lives on unseen."""
    agent = request.headers.get("user-agent", "")
    outcome = log_in(session, parsed(Login, form), policy=security_of(request).login, agent=agent, by=act)
    if outcome.token:
        close_session(session, request.cookies.get(session_cookie(request), ""))
    return outcome
