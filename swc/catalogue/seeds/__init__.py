"""The catalogue a new installation begins with: products, vendors and central DPIAs from the shipped data files.

Loading is idempotent: what exists is left as it is, so that nothing people changed is ever written over.
"""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.seeds.centrals import load_centrals
from swc.catalogue.seeds.owners import load_owners
from swc.catalogue.seeds.products import load_products
from swc.catalogue.seeds.reading import DATA_AS_OF, SeedReport, Tally, Unmatched
from swc.catalogue.seeds.vendors import load_vendors

__all__ = ["DATA_AS_OF", "SeedReport", "Unmatched", "load"]


def load(session: Session, *, by: Act) -> SeedReport:
    """Load what the catalogue lacks and report what was new and what could not be placed.

    Code lists and a published FORA release should be there first: a standard or component that they do not hold is
    kept as text in the product's note instead.
    """
    by.demand(Right.EDIT_CATALOGUE)
    tally = Tally()
    vendors = load_vendors(session, tally, by=by)
    load_owners(session, tally, by=by)
    new_products = load_products(session, vendors, tally, by=by)
    load_centrals(session, new_products, tally, by=by)
    session.flush()
    return tally.report()
