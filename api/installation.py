"""What every installation starts with: code lists, the starter release, products and central DPIAs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from fora.queries import published
from swc.access.kinds import Act
from swc.catalogue import codelists, seeds
from swc.catalogue.codelists import Loaded
from swc.catalogue.seeds import SeedReport
from swc.landscape.releases import install_starter


@dataclass(frozen=True, slots=True)
class Installed:
    """What loading brought, and what of the shipped facts could not be placed (kept as text in a note)."""

    concepts: Loaded
    catalogue: SeedReport
    release: str

    def lines(self) -> tuple[str, ...]:
        """Return the report in Dutch, a sentence a line."""
        seen, brought = self.concepts, self.catalogue
        return (
            f"Begrippen: {seen.new} nieuw, {seen.changed} gewijzigd, {seen.deprecated} vervallen.",
            f"Referentiearchitectuur: {self.release} is gepubliceerd.",
            f"Catalogus: {brought.products} producten en {brought.vendors} leveranciers nieuw.",
            f"Centrale DPIA's: {brought.central_dpias} nieuw, in {brought.central_versions} versies.",
        )


def install(session: Session, *, by: Act) -> Installed:
    """Load the fixed content; what is there already and what people changed since is left as it is."""
    concepts = codelists.load(session, by=by)
    install_starter(session, by=by)
    catalogue = seeds.load(session, by=by)
    release = published(session)
    return Installed(concepts, catalogue, release.version if release else "geen")
