"""`swc digest`: tell people by mail what is due."""

from __future__ import annotations

import typer

from api.cli.opening import open_database
from api.digest_mail import send_digests
from api.mail import mailer_for
from api.settings import Settings

app = typer.Typer(name="digest", help="Herinneringen.", no_args_is_help=True)


@app.callback()
def digest() -> None:
    """Keep `send` a word of its own, also while it is the only one."""


@app.command("send")
def send() -> None:
    """Stuur iedereen wat er te doen is en nog niet gemeld was.

    De server doet dit zelf elke ochtend. Zonder mailserver (SWC_SMTP_HOST) komen de mails als bestand in de datamap.
    """
    settings = Settings()
    sent = send_digests(open_database(settings), mailer_for(settings), settings)
    typer.echo(f"Mails verstuurd: {sent}")
