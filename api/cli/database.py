"""`swc migrate` and `swc graph rebuild`: the schema, the fixed content and the projected graphs."""

from __future__ import annotations

import typer

from api.cli.opening import acting, open_database
from api.installation import install
from api.schema import upgrade

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Breng de database bij deze versie en laad begrippenlijsten, startmodel en productcatalogus.

    Veilig om te herhalen: wat er al staat blijft zoals mensen het hebben gemaakt.
    """
    database = open_database(migrated=False)
    upgrade(database.engine)
    with database.write() as session:
        report = install(session, by=acting(database, reason="swc migrate"))
    typer.echo(f"De database is bij: {report}.")
