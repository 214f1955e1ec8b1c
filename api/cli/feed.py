"""`swc feed`: give what is there its entries, and read a feed of any installation into a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from api.cli.feed_reader import FeedReader, Web, feed_path, keep, load
from api.cli.opening import acting, open_database
from swc.procurement.feed.follow import baseline as give_entries
from swc.procurement.feed.replay import Replica

app = typer.Typer(name="feed", help="De berichtenstromen voor machines.")

_FEED = re.compile(r"catalogue|sector|board:\d{5}")


@app.callback()
def feed() -> None:
    """De berichtenstromen voor machines."""


@app.command()
def baseline(
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Vergelijk ook elk bestuur dat al berichten heeft.")
    ] = False,
) -> None:
    """Geef wat er al was een bericht; veilig om te herhalen."""
    database = open_database()
    with database.write() as session:
        written = give_entries(session, by=acting(database, reason="swc feed baseline"), everything=everything)
    typer.echo(f"{written} berichten geschreven.")


@app.command()
def replay(
    base_url: Annotated[str, typer.Argument(help="Adres van de installatie, zoals https://swc.example.org.")],
    *,
    name: Annotated[str, typer.Option("--feed", help="catalogue, sector of board:<nummer>.")] = "catalogue",
    key: Annotated[str, typer.Option(envvar="SWC_FEED_KEY", help="API-sleutel voor deze stroom.")] = "",
    state: Annotated[Path, typer.Option(help="Bestand dat bewaart wat er is en waar verder te lezen.")],
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Begin bij het eerste bericht en niet met een momentopname.")
    ] = False,
    verify: Annotated[bool, typer.Option(help="Vergelijk na afloop met een nieuwe momentopname.")] = False,
) -> None:
    """Bouw de stand van een stroom op in een bestand: een momentopname, en daarna elk bericht dat erbij komt."""
    if not base_url.startswith(("http://", "https://")):
        raise typer.BadParameter("Het adres begint met http:// of https://.")
    if not _FEED.fullmatch(name):
        raise typer.BadParameter("Kies catalogue, sector of board:<nummer>.", param_hint="--feed")
    reader = FeedReader(Web(base_url, key), feed_path(name))
    replica = load(state) or (reader.start() if from_start else reader.snapshot())
    reader.catch_up(replica)
    keep(state, replica)
    typer.echo(f"{replica.events} berichten gelezen.")
    for kind, number in replica.counts().items():
        typer.echo(f"  {kind}: {number}")
    if verify and not _is_equal(reader, replica):
        raise typer.Exit(1)


def _is_equal(reader: FeedReader, replica: Replica) -> bool:
    """Say whether a replica and a fresh snapshot, both read up to now, say the same; tell what differs."""
    fresh = reader.snapshot()
    reader.catch_up(fresh)
    reader.catch_up(replica)
    wrong = replica.differences(fresh)
    for subject in wrong:
        typer.echo(f"verschil: {subject}", err=True)
    typer.echo("Gelijk aan een nieuwe momentopname." if not wrong else f"{len(wrong)} verschillen.")
    return not wrong
