"""`swc graph …`: making the projected graphs anew, holding them against the database, and sending them elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli.opening import open_database
from api.db import Database
from api.graph.delivery import delivery_for
from api.graph.files import GraphFolder
from api.graph.scopes import ALL, PUBLIC, SECTOR
from api.graph.store import StoreError
from api.graph.writer import GraphWriter
from api.settings import Settings
from swc.errors import ConflictError, InvalidInputError
from vocab.iris import Iris

app = typer.Typer()
graph = typer.Typer(name="graph", help="De grafen (RDF): een afdruk van de database die altijd opnieuw te maken is.")
app.add_typer(graph)

Scope = Annotated[
    str, typer.Option(help="Alleen de grafen van een zichtbaarheid: public, sector of board/<nummer>; anders alle.")
]


@graph.command()
def rebuild(*, scope: Scope = ALL) -> None:
    """Schrijf elke graaf opnieuw uit de database; wie vraagt ziet telkens een hele graaf, de oude of de nieuwe."""
    settings = Settings()
    if scope not in {ALL, PUBLIC, SECTOR} and not scope.startswith("board/"):
        raise InvalidInputError("Deze zichtbaarheid is er niet.", remedy="Kies public, sector, board/<nummer> of all.")
    writer = writer_for(open_database(settings), settings)
    with _progress("grafen") as tell:
        written = writer.rebuild(tell, scope=scope)
    typer.echo(f"{len(written)} grafen geschreven in {settings.graphs_dir}.")


@graph.command()
def check() -> None:
    """Leid elke graaf opnieuw af en vergelijk haar met wat er staat; eindigt met 1 als er iets verschilt."""
    settings = Settings()
    writer = writer_for(open_database(settings), settings)
    waiting = writer.waiting()
    differing = [one for one in writer.differing() if one not in waiting]
    for one in differing:
        typer.echo(f"FOUT  {one} is niet wat de database geeft.")
    if differing:
        typer.echo("Voer `swc graph rebuild` uit.")
        raise typer.Exit(1)
    typer.echo(f"Alle grafen zijn wat de database geeft; er wachten er {len(waiting)}.")


@graph.command()
def push() -> None:
    """Stuur alle grafen van de sector naar de SPARQL-server van SWC_SPARQL_STORE, ook wat daar al staat."""
    settings = Settings()
    delivery = delivery_for(writer_for(open_database(settings), settings), settings.sparql_store)
    if delivery is None:
        raise ConflictError("Er is geen SPARQL-server ingesteld.", remedy="Zet SWC_SPARQL_STORE op het adres daarvan.")
    try:
        with _progress("grafen") as tell:
            sent = delivery.deliver(tell, everything=True)
    except StoreError as error:
        raise ConflictError(
            "De SPARQL-server antwoordt niet zoals verwacht: %(reason)s",
            remedy="Kijk of de server loopt en of SWC_SPARQL_STORE klopt.",
            reason=str(error),
        ) from None
    finally:
        delivery.store.close()
    typer.echo(f"{len(sent)} grafen gestuurd." if sent else "Een ander proces is al aan het sturen.")


def writer_for(database: Database, settings: Settings) -> GraphWriter:
    """Return the writer of an installation."""
    return GraphWriter(database, GraphFolder(settings.graphs_dir), Iris(settings.public_base_url))


@contextmanager
def _progress(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far something is, on a terminal only."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)

        def tell(name: str, done: int, total: int) -> None:
            bar.update(task, description=name or "klaar", completed=done, total=total)

        yield tell
