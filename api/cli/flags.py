"""`swc flags`: apply the rules to every board."""

from __future__ import annotations

import typer

from api.cli.opening import open_database
from api.daily import evaluate_all

app = typer.Typer(name="flags", help="Signalen.", no_args_is_help=True)


@app.callback()
def flags() -> None:
    """Keep `evaluate` a word of its own, also while it is the only one."""


@app.command("evaluate")
def evaluate() -> None:
    """Pas de regels toe op elk bestuur.

    De server doet dit zelf bij elke wijziging en elke nacht, omdat ook een datum die verstrijkt een signaal geeft. Wie
    de server niet laat draaien, kan het hiermee doen.
    """
    typer.echo(f"Besturen met gewijzigde signalen: {evaluate_all(open_database())}")
