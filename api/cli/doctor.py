"""`swc doctor`: looks whether an installation is sound."""

from __future__ import annotations

import typer

from api.cli.opening import open_database
from api.schema import is_current
from api.settings import Settings


def doctor() -> None:
    """Controleer database, gebeurtenissenketen, grafen en instellingen; eindigt met 1 als er iets mis is."""
    settings = Settings()
    database = open_database(settings, migrated=False)
    if not is_current(database.engine):
        typer.echo("fout: de database is niet bij deze versie; voer `swc migrate` uit")
        raise typer.Exit(1)
    typer.echo("goed: de database is bij deze versie")
