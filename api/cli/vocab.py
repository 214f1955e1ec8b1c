"""`swc vocab import`: weigh a concept scheme of others and store it from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from api.cli.opening import acting, open_database
from api.settings import Settings
from swc.catalogue.imported import queries, service
from swc.catalogue.imported.kinds import Change, Publication, Severity
from swc.catalogue.imported.reading import Limits
from swc.catalogue.imported.schemas import Report, StoreInput

app = typer.Typer(name="vocab", help="Begrippenlijsten van anderen.", no_args_is_help=True)

_CHANGES = {
    Change.NEW: "nieuw",
    Change.CHANGED: "gewijzigd",
    Change.DEPRECATED: "vervallen",
    Change.RETURNED: "weer terug",
    Change.SAME: "ongewijzigd",
}
_TONES = {Severity.BLOCK: "fout", Severity.WARN: "let op", Severity.INFO: "ter informatie"}


@app.callback()
def vocab() -> None:
    """Group the commands about concept schemes."""


@app.command("import")
def import_scheme(
    file: Annotated[
        Path,
        typer.Argument(
            help="SKOS in Turtle, N-Triples, RDF/XML of JSON-LD.", metavar="BESTAND", exists=True, dir_okay=False
        ),
    ],
    *,
    licence: Annotated[str, typer.Option("--licence", help="De licentie, zoals de uitgever haar noemt.")] = "",
    public: Annotated[bool, typer.Option("--public", help="De licentie staat toe dat iedereen de lijst ziet.")] = False,
    source_url: Annotated[str, typer.Option("--source-url", help="Adres van de bron.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Toon alleen het verslag.")] = False,
) -> None:
    """Lees een begrippenlijst in: eerst het verslag, daarna opslaan als nieuwe versie.

    Wat een harde regel van SKOS of NL-SBB schendt wordt niet opgeslagen. Terugdraaien kan op de pagina van de lijst.
    """
    data = _input(licence, source_url, Publication.OPEN if public else Publication.UNKNOWN)
    settings = Settings()
    told = service.read_file(file.read_bytes(), file.name, Limits(size=settings.upload_limit))
    database = open_database(settings)
    with database.write() as session:
        by = acting(database, reason="swc vocab import")
        file_id = service.keep_file(session, told, by=by)
        _show(queries.file_report(session, file_id, by=by).report)
        if dry_run:
            service.discard_file(session, file_id, by=by)
            return
        key = service.store_file(session, file_id, data, by=by)
        Console().print(f"Opgeslagen als {key}.", markup=False, highlight=False)


def _input(licence: str, source_url: str, publication: Publication) -> StoreInput:
    """Return what is told of the scheme; raises `BadParameter` for an address that is none."""
    try:
        return StoreInput(licence=licence, publication=publication, source_url=source_url)
    except ValidationError as error:
        raise typer.BadParameter("het adres of de licentie is niet goed", param_hint="--source-url") from error


def _show(report: Report) -> None:
    """Print a report."""
    out = Console()
    out.print(f"{report.title or report.scheme_iri}: {report.concepts} begrippen", markup=False, highlight=False)
    for found in report.findings:
        out.print(f"  {_TONES[found.severity]}: {found.message} ({found.count}x)", markup=False, highlight=False)
        for iri, said in found.examples[:3]:
            out.print(f"    {iri} {said}".rstrip(), markup=False, highlight=False)
    for change in report.changes:
        out.print(f"  {_CHANGES[change.change]}: {change.count}", markup=False, highlight=False)
