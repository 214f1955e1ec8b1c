"""The doors: logging in and out, and choosing a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session

from api.deps import ActDep, DatabaseDep, FormDep, PageDep, SessionDep
from api.forms import Entered, Outcome, entered, parsed
from api.i18n import LANGUAGES
from api.security.cookies import clear_session, set_language, set_session
from api.security.policy import security_of, session_cookie
from api.security.return_address import local_path
from swc.access.kinds import Act
from swc.boards.login.service import (
    REFUSED,
    REMEDY,
    Checked,
    Login,
    LoginOutcome,
    check_password,
    kept_password,
    log_in,
)
from swc.boards.login.sessions import close_session
from swc.boards.people.service import choose_language
from swc.errors import DomainError, RuleRefusedError

router = APIRouter()


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The login form, and where to go afterwards."""

    form: Entered
    return_to: str


def _checked(request: Request, database: DatabaseDep, form: FormDep) -> Outcome[Checked]:
    """Check the password before the request's own transaction begins; what cannot be checked is a refusal."""
    try:
        data = parsed(Login, form)
        with database.read() as session:
            kept = kept_password(session, data)
        return Outcome(check_password(kept, data, passwords=security_of(request).login.passwords))
    except DomainError as refused:
        return Outcome(refused=refused)


CheckedDep = Annotated[Outcome[Checked], Depends(_checked)]


@router.get("/inloggen")
def login_form(page: PageDep, naar: str = "/") -> Response:
    """Show the login form, or go on when somebody is logged in already."""
    wanted = local_path(naar)
    if page.visitor.signed_in:
        return page.see_other(wanted)
    return page.render("account/login.html", LoginPage(Entered(), wanted))


@router.post("/inloggen")
def login(
    checked: CheckedDep, request: Request, session: SessionDep, act: ActDep, *, page: PageDep, form: FormDep
) -> Response:
    """Log in; a refusal shows the form again, with the one sentence for every refusal."""
    wanted = local_path(str(form.get("return_to", "/")))
    outcome = _log_in(request, session, checked, act)
    if not outcome.token:
        refused = checked.refused or RuleRefusedError(REFUSED, remedy=REMEDY)
        return page.render("account/login.html", LoginPage(entered(form, refused), wanted), status=400)
    answer = page.see_other("/account#wachtwoord" if outcome.change_password else wanted)
    set_session(request, answer, outcome.token)
    set_language(request, answer, outcome.language)
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


def _log_in(request: Request, session: Session, checked: Outcome[Checked], act: Act) -> LoginOutcome:
    """Open a session; one that the browser still carries ends, so that none lives on unseen."""
    if checked.refused is not None:
        return LoginOutcome()
    agent = request.headers.get("user-agent", "")
    outcome = log_in(session, checked.value, policy=security_of(request).login, agent=agent, by=act)
    if outcome.token:
        close_session(session, request.cookies.get(session_cookie(request), ""))
    return outcome
