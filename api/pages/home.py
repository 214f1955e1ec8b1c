"""The front door: what this is, and the boards of whoever is logged in."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from api.deps import ActDep, NowDep, PageDep, SessionDep, SettingsDep
from swc.boards.queries import boards_of
from swc.boards.schemas import BoardSummary

router = APIRouter()


@dataclass(frozen=True, slots=True)
class HomePage:
    """The boards that the visitor may see."""

    boards: tuple[BoardSummary, ...]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Which version runs, and whom to ask."""

    version: str
    contact_name: str
    contact_email: str


@router.get("/")
def home(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show what the catalogue is for and the visitor's boards."""
    return page.render("home/home.html", HomePage(boards_of(session, act.actor)))


@router.get("/over")
def about(page: PageDep, settings: SettingsDep) -> Response:
    """Show version, sources, licence, accessibility and contact."""
    model = AboutPage(version("fora-swc"), settings.contact_name, settings.contact_email)
    return page.render("home/about.html", model)


@router.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok")


@router.get("/.well-known/security.txt")
def security_txt(settings: SettingsDep, now: NowDep) -> Response:
    """Say where to report a weakness (RFC 9116); the text expires within a year."""
    expires = now.replace(microsecond=0, month=1, day=1, year=now.year + 1).isoformat()
    text = f"Contact: mailto:{settings.contact_email}\nExpires: {expires}\nPreferred-Languages: nl, en\n"
    return PlainTextResponse(text)
