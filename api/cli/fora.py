"""`swc fora`: read a model of the reference architecture, compare, publish, roll back and list releases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.cli.opening import acting, open_database
from api.settings import Settings
from fora import queries
from fora.kinds import Change
from fora.readers import Limits, read_path
from fora.schemas import ReleaseInfo
from swc.errors import NotFoundError
from swc.landscape import releases
from swc.landscape.releases import ReleaseImpact

app = typer.Typer(
    name="fora",
    help="""De referentiearchitectuur: releases lezen, vergelijken, publiceren en terugdraaien.

    Een release wordt eerst klaargezet; pas na publiceren zien mensen hem. Plaatsingen van besturen blijven staan.""",
    no_args_is_help=True,
)

_WORDS = {
    Change.NEW: "nieuw",
    Change.CHANGED: "gewijzigd",
    Change.MOVED: "verplaatst",
    Change.RETIRED: "vervallen",
    Change.RETYPED: "ander type",
}
_STATUS = {
    "staged": "klaargezet",
    "published": "gepubliceerd",
    "superseded": "vervangen",
    "withdrawn": "ingetrokken",
}
_SHOWN = 10


@app.command("import")
def read(
    path: Annotated[Path, typer.Argument(help="Map, zip, tar(.gz, .xz) of xml-bestand met het model.")],
    *,
    stage_only: Annotated[bool, typer.Option("--stage-only", help="Alleen klaarzetten, niet publiceren.")] = False,
    version: Annotated[str, typer.Option(help="Versienaam; anders naam van het model met deel van de hash.")] = "",
    details: Annotated[bool, typer.Option(help="Noem elke opgeschoonde waarde en elke wijziging.")] = False,
) -> None:
    """Lees een model, zet het klaar, toon aantallen, opgeschoonde waarden en verschil, en publiceer het.

    Gelezen worden AMEFF 3.x (xml) en coArchi-modellen (map of archief). Hetzelfde bestand nogmaals verandert niets.
    """
    settings = Settings()
    database = open_database(settings)
    with _busy() as tell, database.write() as session:
        by = acting(database, reason="swc fora import")
        tell("lezen")
        reading = read_path(path, Limits(sent=settings.upload_limit))
        tell("opschonen en klaarzetten")
        staged = releases.stage_release(session, reading, by=by, version=version)
        tell("vergelijken")
        against = None if staged.status.value != "published" else staged.version
        impact = releases.release_impact(session, staged.version, against=against)
        cleanings = queries.cleanings(session, staged.id, limit=staged.counts.cleaned + staged.counts.unused)
        if not stage_only:
            tell("publiceren")
            staged = releases.publish_release(session, staged.version, by=by)
    _tell_release(staged)
    shown = cleanings.items if details else cleanings.items[:_SHOWN]
    for line in shown:
        new = "niet gebruikt" if line.new_value is None else repr(line.new_value)
        subject = line.subject_name or line.subject_guid
        typer.echo(f"  {subject} · {line.property}: {line.old_value!r} → {new} ({line.reason})")
    if len(shown) < cleanings.total:
        typer.echo(f"  … en nog {cleanings.total - len(shown)} (toon alles met --details)")
    _tell_impact(impact, details=details)
    typer.echo(f"Release {staged.version} is {_STATUS[staged.status.value]}.")


@app.command("diff")
def compare(
    version: Annotated[str, typer.Argument(help="De release die u wilt bekijken.")],
    *,
    against: Annotated[str, typer.Option(help="Waarmee te vergelijken; anders de gepubliceerde release.")] = "",
    details: Annotated[bool, typer.Option(help="Noem elke wijziging.")] = False,
) -> None:
    """Toon wat een release verandert en welke plaatsingen dat raakt."""
    with open_database().read() as session:
        _tell_impact(releases.release_impact(session, version, against=against or None), details=details)


@app.command()
def publish(version: Annotated[str, typer.Argument(help="De klaargezette release.")]) -> None:
    """Publiceer een klaargezette release; de vorige blijft bewaard om naar terug te gaan."""
    database = open_database()
    with database.write() as session:
        published = releases.publish_release(session, version, by=acting(database, reason="swc fora publish"))
    typer.echo(f"Release {published.version} is gepubliceerd.")


@app.command()
def rollback() -> None:
    """Trek de gepubliceerde release in en publiceer de vorige weer."""
    database = open_database()
    with database.write() as session:
        restored = releases.rollback_release(session, by=acting(database, reason="swc fora rollback"))
    typer.echo(f"Release {restored.version} is weer gepubliceerd.")


@app.command()
def discard(version: Annotated[str, typer.Argument(help="De klaargezette of ingetrokken release.")]) -> None:
    """Gooi een klaargezette of ingetrokken release weg."""
    database = open_database()
    with database.write() as session:
        releases.discard_release(session, version, by=acting(database, reason="swc fora discard"))
    typer.echo(f"Release {version} is weggegooid.")


@app.command("list")
def show() -> None:
    """Noem de releases, de nieuwste eerst."""
    with open_database().read() as session:
        found = queries.releases(session)
    if not found:
        raise NotFoundError("Er is nog geen release.", remedy="Voer `swc migrate` of `swc fora import` uit.")
    for one in found:
        counts = one.counts
        typer.echo(
            f"{one.version:<32} {_STATUS[one.status.value]:<14} {one.staged_at:%Y-%m-%d %H:%M}  "
            f"{counts.elements} elementen, {counts.relations} relaties, {counts.views} platen  ({one.source_name})"
        )


def _tell_release(one: ReleaseInfo) -> None:
    counts = one.counts
    typer.echo(f"{one.title} ({one.source_name})")
    typer.echo(f"  {counts.elements} elementen, {counts.relations} relaties, {counts.views} platen")
    typer.echo(f"  {counts.cleaned} waarden opgeschoond, {counts.unused} onderdelen niet gebruikt")


def _tell_impact(impact: ReleaseImpact, *, details: bool) -> None:
    found = impact.diff
    typer.echo(f"Verschil met {found.against}:" if found.against else "Er was nog geen release gepubliceerd:")
    for change, word in _WORDS.items():
        typer.echo(f"  {word:<11} {found.count(change):>6} elementen {found.relation_count(change):>6} relaties")
    typer.echo(
        f"  raakt {impact.placements_touched} plaatsingen en {impact.verdicts_touched} oordelen; "
        f"{impact.placements_lapsing} plaatsingen staan op een element dat vervalt"
    )
    for one in impact.changes if details else ():
        fields = ", ".join(part.field for part in one.fields)
        typer.echo(f"  {_WORDS[one.change]}: {one.name} ({one.fora_type or one.archimate_type}) {fields}".rstrip())


@contextmanager
def _busy() -> Iterator[Busy]:
    """Show on a terminal what is being done; stay quiet elsewhere."""
    quiet = not sys.stderr.isatty()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        yield Busy(bar)


class Busy:
    """Tells which step a long command is at."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def __call__(self, step: str) -> None:
        """Name the step that begins."""
        self._bar.update(self._task, description=step)
