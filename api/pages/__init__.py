"""Pages in Dutch, with an English twin; the tuple is the list of everything a browser can ask for."""

from fastapi import APIRouter

from api.pages import (
    account,
    board_admin,
    boards,
    couplings,
    dpia,
    fora,
    history,
    home,
    imports,
    landscape,
    login,
    maps,
    patterns,
    product_facts,
    product_forms,
    products,
    releases,
    uses,
    vendors,
    vocabulary,
)

PAGES: tuple[APIRouter, ...] = (
    home.router,
    patterns.router,
    login.router,
    account.router,
    boards.router,
    board_admin.router,
    history.router,
    vocabulary.router,
    dpia.router,
    imports.router,
    landscape.router,
    uses.router,
    couplings.router,
    product_forms.router,
    product_facts.router,
    products.router,
    vendors.router,
    releases.router,
    fora.router,
    maps.router,
)
