"""`swc migrate` and `swc graph rebuild`: the schema, the fixed content and the projected graphs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli.opening import acting, open_database
from api.db import Database
from api.graph.files import GraphFolder
from api.graph.writer import GraphWriter
from api.installation import install
from api.schema import upgrade
from api.settings import Settings
from swc.procurement.feed.follow import baseline
from vocab.iris import Iris

app = typer.Typer()


graph = typer.Typer(name="graph", help="De grafen (RDF): een afdruk van de database die altijd opnieuw te maken is.")
app.add_typer(graph)


@app.command()
def migrate(
    *, details: Annotated[bool, typer.Option(help="Noem ook elk feit uit de gegevensbestanden dat niet paste.")] = False
) -> None:
    """Breng de database bij deze versie en laad begrippenlijsten, startmodel en productcatalogus.

    Veilig om te herhalen: wat er al staat blijft zoals mensen het hebben gemaakt.
    """
    settings = Settings()
    database = open_database(settings, migrated=False)
    upgrade(database.engine)
    with database.write() as session:
        report = install(session, by=acting(database, reason="swc migrate"))
    with database.write() as session:
        baseline(session, by=acting(database, reason="swc migrate"))
    writer = _writer(database, settings)
    writer.catch_up(writer.missing())
    for line in report.lines():
        typer.echo(line)
    unmatched = report.catalogue.unmatched
    if unmatched and not details:
        typer.echo(f"Niet geplaatst en als tekst bewaard: {len(unmatched)} feiten (toon ze met --details).")
    for one in unmatched if details else ():
        typer.echo(f"  {one.subject}: {one.text} ({one.kept})")


@graph.command()
def rebuild() -> None:
    """Schrijf elke graaf opnieuw uit de database."""
    settings = Settings()
    writer = _writer(open_database(settings), settings)
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("grafen", total=None)

        def tell(name: str, done: int, total: int) -> None:
            bar.update(task, description=name or "klaar", completed=done, total=total)

        written = writer.rebuild(tell)
    typer.echo(f"{len(written)} grafen geschreven in {settings.graphs_dir}.")


def _writer(database: Database, settings: Settings) -> GraphWriter:
    return GraphWriter(database, GraphFolder(settings.graphs_dir), Iris(settings.public_base_url))
