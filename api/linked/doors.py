"""The routers of dereferencing, in the order in which they stand."""

from __future__ import annotations

from api.linked import catalogue_routes, dumps, routes, term_routes

LINKED = (routes.router, dumps.router, catalogue_routes.router, term_routes.router)
