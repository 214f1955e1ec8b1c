"""Pages in Dutch, with an English twin; the tuple is the list of everything a browser can ask for."""

from fastapi import APIRouter

from api.pages import account, boards, dpia, home, imports, login, patterns, vocabulary

PAGES: tuple[APIRouter, ...] = (
    home.router,
    patterns.router,
    login.router,
    account.router,
    boards.router,
    vocabulary.router,
    dpia.router,
    imports.router,
)
