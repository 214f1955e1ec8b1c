"""`swc doctor`: looks whether an installation is sound, and says what to do where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import typer

from api.cli.graphs import writer_for
from api.cli.opening import open_database
from api.db import Database
from api.graph.delivery import delivery_for
from api.graph.store import StoreError
from api.schema import is_current
from api.settings import Settings
from fora.queries import published
from swc.audit.queries import verify_chain

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
    writer = writer_for(database, settings)
    waiting = writer.waiting()
    there, wanted = set(writer.folder.graphs()), set(writer.wanted())
    if there and writer.strange():
        return True, (
            "De grafen zijn gemaakt van een andere stand van de database, voor een ander adres of door een andere "
            "versie. De server maakt ze vanzelf opnieuw, `swc graph rebuild` ook."
        )
    wrong = sorted(one for one in (wanted ^ there) - waiting if not writer.unasked(one))
    if wrong:
        named = ", ".join(wrong[:3])
        return False, f"Grafen en database verschillen ({len(wrong)}: {named}): voer `swc graph rebuild` uit."
    if waiting:
        return True, f"Nog te schrijven grafen: {len(waiting)}. De server doet dat vanzelf, `swc graph rebuild` ook."
    return True, "Alle grafen staan klaar."


def _store(database: Database, settings: Settings) -> Finding:
    delivery = delivery_for(writer_for(database, settings), settings.sparql_store)
    if delivery is None:
        return True, "Vragen over de sector worden hier beantwoord; er is geen SPARQL-server ingesteld."
    try:
        owed, answers = delivery.owed(), delivery.store.answers()
    except StoreError as error:
        return False, f"De SPARQL-server van SWC_SPARQL_STORE is niet te gebruiken ({error}): kijk of zij loopt."
    finally:
        delivery.store.close()
    if owed:
        return True, f"Nog te sturen naar de SPARQL-server: {owed} grafen. De server doet dat, `swc graph push` ook."
    if not answers:
        return False, (
            "De SPARQL-server zoekt zonder FROM niet in alle grafen: stel in dat haar standaardgraaf de vereniging is."
        )
    return True, "De SPARQL-server heeft alle grafen van de sector."


def _contact(_database: Database, settings: Settings) -> Finding:
    if settings.contact_email == DEFAULT_CONTACT and settings.secure:
        return False, "SWC_CONTACT_EMAIL is nog het voorbeeldadres: zet er een adres neer dat iemand leest."
    return True, "Het contactadres is ingesteld of deze installatie is alleen lokaal."


def _hashing(_database: Database, settings: Settings) -> Finding:
    if settings.login_hashing == "low" and settings.secure:
        return False, "SWC_LOGIN_HASHING staat op low: dat is er alleen voor de demo. Haal de instelling weg."
    return True, "Wachtwoorden worden bewaard met voldoende rekenwerk, of dit is een demo."


CHECKS: tuple[Callable[[Database, Settings], Finding], ...] = (_chain, _release, _graphs, _store, _contact, _hashing)
"""What is looked at once the schema is current, in order."""
