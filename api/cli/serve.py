"""`swc serve`: the web server."""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from api.cli.opening import open_database
from api.logs import log_for
from api.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Adres om op te luisteren; anders SWC_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Poort om op te luisteren; anders SWC_PORT.")] = None,
) -> None:
    """Start de server op de database van deze installatie."""
    settings = Settings()
    run(settings, host=host or settings.host, port=port or settings.port)


def tune() -> None:
    """Let the garbage collector look less often: reading a board makes many small objects that end with the request.

    Measured on a board of 250 uses: a fifth off the evaluation of its flags.
    """
    gc.set_threshold(50_000, 20, 20)


def run(settings: Settings, *, host: str, port: int) -> None:
    """Serve until stopped; the database must be at this version."""
    tune()
    log_for(sys.stdout)
    gc.disable()  # what is loaded and made until the server runs stays, so nothing is looked for in it
    import uvicorn  # noqa: PLC0415 - every other command would wait for it

    from api.app import create_app  # noqa: PLC0415 - every other command would wait for all pages

    database = open_database(settings)
    app = create_app(settings, database=database)
    gc.freeze()
    gc.enable()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        proxy_headers=True,
        server_header=False,
    )
