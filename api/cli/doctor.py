"""`swc doctor`: looks whether an installation is sound, and says what to do where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import typer

from api.cli.opening import open_database
from api.db import Database
from api.graph.files import GraphFolder
from api.graph.writer import GraphWriter
from api.schema import is_current
from api.settings import Settings
from fora.queries import published
from swc.audit.queries import verify_chain
from vocab.iris import Iris

Finding = tuple[bool, str]
"""Whether it is sound, and the sentence that says so."""

DEFAULT_CONTACT = "beheer@example.org"


def doctor() -> None:
    """Controleer schema, gebeurtenissenketen, grafen en instellingen; eindigt met 1 als er iets mis is."""
    settings = Settings()
    database = open_database(settings, migrated=False)
    findings = list(examine(database, settings))
    for sound, sentence in findings:
        typer.echo(f"{'goed' if sound else 'FOUT'}  {sentence}")
    if not all(sound for sound, _ in findings):
        raise typer.Exit(1)


def examine(database: Database, settings: Settings) -> Iterator[Finding]:
    """Yield what was found; without a current schema there is nothing more to look at."""
    if not is_current(database.engine):
        yield False, "De database is niet bij deze versie: voer `swc migrate` uit."
        return
    yield True, "De database is bij deze versie."
    for check in CHECKS:
        yield check(database, settings)


def _chain(database: Database, _settings: Settings) -> Finding:
    with database.read() as session:
        broken = verify_chain(session)
    if broken is None:
        return True, "De keten van gebeurtenissen is heel."
    return False, f"De keten van gebeurtenissen breekt bij nummer {broken}: die rij is achteraf veranderd."


def _release(database: Database, _settings: Settings) -> Finding:
    with database.read() as session:
        release = published(session)
    if release is None:
        return False, "Er is geen referentiearchitectuur gepubliceerd: voer `swc migrate` of `swc fora import` uit."
    return True, f"Referentiearchitectuur {release.version} is gepubliceerd."


def _graphs(database: Database, settings: Settings) -> Finding:
    writer = GraphWriter(database, GraphFolder(settings.graphs_dir), Iris(settings.public_base_url))
    waiting = writer.waiting()
    missing = [name for name in writer.missing() if name not in waiting]
    if missing:
        named = ", ".join(missing[:3])
        return False, f"Er ontbreken grafen ({len(missing)}: {named}): voer `swc graph rebuild` uit."
    if waiting:
        return True, f"Nog te schrijven grafen: {len(waiting)}. De server doet dat vanzelf, `swc graph rebuild` ook."
    return True, "Alle grafen staan klaar."


def _contact(_database: Database, settings: Settings) -> Finding:
    if settings.contact_email == DEFAULT_CONTACT and settings.secure:
        return False, "SWC_CONTACT_EMAIL is nog het voorbeeldadres: zet er een adres neer dat iemand leest."
    return True, "Het contactadres is ingesteld of deze installatie is alleen lokaal."


def _hashing(_database: Database, settings: Settings) -> Finding:
    if settings.login_hashing == "low" and settings.secure:
        return False, "SWC_LOGIN_HASHING staat op low: dat is er alleen voor de demo. Haal de instelling weg."
    return True, "Wachtwoorden worden bewaard met voldoende rekenwerk, of dit is een demo."


CHECKS: tuple[Callable[[Database, Settings], Finding], ...] = (_chain, _release, _graphs, _contact, _hashing)
"""What is looked at once the schema is current, in order."""
