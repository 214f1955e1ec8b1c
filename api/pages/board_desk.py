"""The desk at which a board is administered: the page, its forms, and what is shown just once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, Result, attempt, entered
from api.rendering import Page
from api.security.policy import security_of
from swc.access.kinds import Act
from swc.access.roles import SECTOR_ROLES, Role
from swc.boards.administration import Administration, administration
from swc.boards.kinds import KeyScope, Sector, Sharing
from swc.boards.login.keys import BOARD_SCOPES
from swc.boards.login.passwords import Passwords

FormName = Literal["invite", "roles", "key", "sharing", "joint_buying", "school"]

_KEY_LIFE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Forms:
    """What stands in each form of the page."""

    invite: Entered = field(default_factory=Entered)
    roles: Entered = field(default_factory=Entered)
    key: Entered = field(default_factory=Entered)
    sharing: Entered = field(default_factory=Entered)
    joint_buying: Entered = field(default_factory=Entered)
    school: Entered = field(default_factory=Entered)


@dataclass(frozen=True, slots=True)
class ShownOnce:
    """A secret that is shown now and never again: a one-time password for somebody, or a key."""

    kind: Literal["password", "key"]
    subject: str
    secret: str


@dataclass(frozen=True, slots=True)
class AdminPage:
    """The administration of a board with its forms and their choices."""

    found: Administration
    forms: Forms
    shown: ShownOnce | None
    today: date
    key_until: date
    roles: tuple[Role, ...] = tuple(role for role in Role if role not in SECTOR_ROLES)
    scopes: tuple[KeyScope, ...] = BOARD_SCOPES
    sharings: tuple[Sharing, ...] = tuple(Sharing)
    sectors: tuple[Sector, ...] = tuple(Sector)


@dataclass(frozen=True, slots=True)
class AdminDesk:
    """Everything a change at a board needs: which board, who, and what was entered."""

    number: str
    session: Session
    act: Act
    page: Page
    form: FormData
    passwords: Passwords

    def keep(self, name: FormName, deed: Callable[[], object], *, notice: str, part: str) -> Response:
        """Do something and show the page again, or show what was entered with what is wrong with it."""
        return self.show(name, deed, once=lambda _done: None, notice=notice, part=part)

    def show(
        self,
        name: FormName,
        deed: Callable[[], Result],
        *,
        once: Callable[[Result], ShownOnce | None],
        notice: str,
        part: str,
    ) -> Response:
        """Do something whose result may hold a secret: then the page is shown at once, so that no address keeps it."""
        outcome = attempt(self.session, deed)
        if outcome.refused is not None:
            forms = replace(Forms(), **{name: entered(self.form, outcome.refused)})
            return self.page.render("boards/admin.html", self.model(forms=forms), status=400)
        shown = once(outcome.value)
        if shown is not None:
            return self.page.render("boards/admin.html", self.model(shown=shown))
        return self.page.see_other(f"/besturen/{self.number}/beheer#{part}", notice=notice)

    def model(self, *, forms: Forms | None = None, shown: ShownOnce | None = None) -> AdminPage:
        """Return the page as it stands now."""
        return admin_page(self.session, self.number, by=self.act, forms=forms, shown=shown)


def admin_page(
    session: Session, number: str, *, by: Act, forms: Forms | None = None, shown: ShownOnce | None = None
) -> AdminPage:
    """Return the administration of a board, with what was entered in a form that was refused."""
    return AdminPage(
        found=administration(session, number, by=by),
        forms=forms or Forms(),
        shown=shown,
        today=by.today,
        key_until=by.today + _KEY_LIFE,
    )


def _desk(
    request: Request, number: str, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> AdminDesk:
    return AdminDesk(number, session, act, page, form, security_of(request).login.passwords)


AdminDeskDep = Annotated[AdminDesk, Depends(_desk)]
