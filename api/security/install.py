"""Puts the guards around an application, in the order in which they have to stand."""

from __future__ import annotations

from fastapi import FastAPI

from api.security.cross_site import CrossSiteMiddleware
from api.security.headers import HeadersMiddleware
from api.security.last_use import LastUseMiddleware


def install(app: FastAPI) -> None:
    """Add the guards; what is added last stands outermost, so that even a refusal carries the headers."""
    app.add_middleware(LastUseMiddleware)
    app.add_middleware(CrossSiteMiddleware)
    app.add_middleware(HeadersMiddleware)
