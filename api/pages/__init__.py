"""Pages in Dutch, with an English twin; the tuple is the list of everything a browser can ask for."""

from fastapi import APIRouter

from api.pages import home

PAGES: tuple[APIRouter, ...] = (home.router,)
