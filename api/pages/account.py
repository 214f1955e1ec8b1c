"""The own account: name and language, password, and the sessions that are open."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.security.cookies import set_language
from api.security.policy import security_of, session_cookie
from swc.access.kinds import Act
from swc.boards.login.actors import person_id_of
from swc.boards.login.sessions import SessionSummary, close_sessions, own_sessions, revoke_session
from swc.boards.people.queries import profile
from swc.boards.people.schemas import PasswordChange, Profile, ProfileChange
from swc.boards.people.service import change_password, change_profile

router = APIRouter(prefix="/account")


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Somebody's account with the open sessions and the two forms."""

    profile: Profile
    sessions: tuple[SessionSummary, ...]
    profile_form: Entered
    password_form: Entered


@router.get("")
def account(request: Request, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the own account."""
    return page.render("account/account.html", _page(request, session, act))


@router.post("")
def save_profile(request: Request, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Change the own name and language."""
    tried = attempt(session, lambda: change_profile(session, parsed(ProfileChange, form), by=act))
    if tried.refused is not None:
        shown = _page(request, session, act, profile_form=entered(form, tried.refused))
        return page.render("account/account.html", shown, status=400)
    answer = page.see_other("/account", notice="Uw gegevens zijn opgeslagen.")
    set_language(request, answer, str(form["language"]))
    return answer


@router.post("/wachtwoord")
def save_password(request: Request, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Replace the own password; every other session ends."""
    passwords, token = security_of(request).login.passwords, _token(request)
    tried = attempt(
        session,
        lambda: change_password(session, parsed(PasswordChange, form), passwords=passwords, keep=token, by=act),
    )
    if tried.refused is not None:
        shown = _page(request, session, act, password_form=entered(form, tried.refused))
        return page.render("account/account.html", shown, status=400)
    return page.see_other("/account", notice="Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.")


@router.post("/sessies/{reference}/beeindigen")
def end_session(reference: str, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """End one of the own sessions."""
    revoke_session(session, reference, by=act)
    return page.see_other("/account#sessies", notice="De sessie is beëindigd.")


@router.post("/sessies/andere-beeindigen")
def end_other_sessions(request: Request, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """End every own session but this one."""
    close_sessions(session, person_id_of(act.actor), keep=_token(request))
    return page.see_other("/account#sessies", notice="Op alle andere apparaten bent u uitgelogd.")


def _page(
    request: Request,
    session: Session,
    act: Act,
    *,
    profile_form: Entered | None = None,
    password_form: Entered | None = None,
) -> AccountPage:
    """Gather the account, with what was typed in the form that was refused."""
    return AccountPage(
        profile=profile(session, act.actor),
        sessions=own_sessions(session, limits=security_of(request).limits, token=_token(request), by=act),
        profile_form=profile_form or Entered(),
        password_form=password_form or Entered(),
    )


def _token(request: Request) -> str:
    """Return the secret of the session that the browser carries."""
    return request.cookies.get(session_cookie(request), "")
