"""`swc demo`: from nothing to a served catalogue with three fictional boards, in one command."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Annotated

import typer
from rich.console import Console
from sqlmodel import Session, col, select

from api.cli.opening import acting, open_database
from api.cli.serve import run, tune
from api.db import Database
from api.demo.builder import build_demo
from api.demo.data import BoardRow, rows
from api.demo.people import Login
from api.installation import install
from api.schema import upgrade
from api.settings import Settings
from swc.boards.models import Board
from swc.errors import ConflictError
from swc.procurement.feed.follow import baseline


def demo(
    port: Annotated[int | None, typer.Option(help="Poort om op te luisteren; anders SWC_PORT.")] = None,
) -> None:
    """Maak (de eerste keer) een database met drie fictieve besturen, toon de inlognamen en start de server.

    Wat u in de demo verandert blijft staan tot u de datamap weghaalt. Op een database met echte besturen weigert dit.
    """
    tune()
    settings = served_at(Settings(), port)
    database = open_database(settings, migrated=False)
    with Console(stderr=True).status("De demo wordt klaargezet …") if sys.stderr.isatty() else nullcontext():
        logins = prepare(database)
    show(settings, logins)
    database.engine.dispose()
    run(settings, host=settings.host, port=settings.port)


def served_at(settings: Settings, port: int | None) -> Settings:
    """Return the settings with the port asked for, and addresses that match it unless somebody set them."""
    chosen = port or settings.port
    base = settings.public_base_url
    if "public_base_url" not in settings.model_fields_set:
        base = f"http://{settings.host}:{chosen}"
    return settings.model_copy(update={"port": chosen, "public_base_url": base})


def prepare(database: Database) -> tuple[Login, ...]:
    """Bring the database to this version and make the demo where it is not there yet; return the logins."""
    upgrade(database.engine)
    with database.write() as session:
        _refuse_real_boards(session)
        by = acting(database, reason="swc demo")
        install(session, by=by)
        logins = build_demo(session, by=by).logins
    with database.write() as session:
        baseline(session, by=acting(database, reason="swc demo"))
    return logins


def show(settings: Settings, logins: Iterable[Login]) -> None:
    """Print the address and, a line each, the logins: e-mail address, password, who and where."""
    people: dict[str, list[Login]] = {}
    for one in logins:
        people.setdefault(one.email, []).append(one)
    typer.echo("Inloggen kan als:")
    for email, places in people.items():
        where = "; ".join(one.board_name for one in places if one.board_name) or "de sector"
        typer.echo(f"  {email:<30} {places[0].password}  {places[0].name}, {where}")
    typer.echo(f"De demo staat op {settings.public_base_url} (stoppen met Ctrl+C).")


def _refuse_real_boards(session: Session) -> None:
    """Refuse to put fiction among facts."""
    fictional = [row.number for row in rows(BoardRow)]
    real = session.exec(select(Board.number).where(col(Board.number).not_in(fictional))).first()
    if real is not None:
        raise ConflictError(
            "In deze database staan echte besturen (zoals %(number)s); daar komt geen demo bij.",
            remedy="Kies met SWC_DATA_DIR of SWC_DATABASE_URL een andere plek.",
            number=real,
        )
