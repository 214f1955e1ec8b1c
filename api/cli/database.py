"""`swc migrate`: the schema, the fixed content and the public graphs; the other graphs follow by themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.graphs import writer_for
from api.cli.opening import acting, open_database
from api.graph.scopes import PUBLIC
from api.installation import install
from api.schema import upgrade
from api.settings import Settings
from swc.procurement.feed.follow import baseline

app = typer.Typer()


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
    writer_for(database, settings).bring(PUBLIC)
    for line in report.lines():
        typer.echo(line)
    unmatched = report.catalogue.unmatched
    if unmatched and not details:
        typer.echo(f"Niet geplaatst en als tekst bewaard: {len(unmatched)} feiten (toon ze met --details).")
    for one in unmatched if details else ():
        typer.echo(f"  {one.subject}: {one.text} ({one.kept})")
