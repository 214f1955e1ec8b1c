"""What a file is laid beside: the board's uses and couplings as they stand, the catalogue and the release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from fora import queries as fora
from swc.landscape import queries
from swc.landscape.exchange.values import Codes
from swc.landscape.imports import queries as imports
from swc.landscape.imports.matching import NameIndex
from swc.landscape.imports.reading import labels_of
from swc.landscape.imports.rules import KnownUse
from swc.landscape.imports.standing import Standing
from swc.landscape.models import Coupling, Use
from swc.landscape.schemas import CouplingDetail


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands now; `made` says when each use and coupling was added."""

    standing: Standing
    uses: Mapping[UUID, KnownUse]
    couplings: Mapping[UUID, CouplingDetail]
    made: Mapping[UUID, datetime]
    products: NameIndex
    codes: Codes
    component_names: Mapping[str, str]
    element_names: Mapping[str, str]

    def name_of(self, use: KnownUse) -> str:
        """Return how the board calls a use."""
        return use.own_name or self.standing.product_names.get(use.product_key, use.product_key)

    def version_of(self, use: KnownUse) -> str:
        """Return the name of the version that a use runs, or an empty text."""
        return self.standing.versions.get(use.product_key, {}).get(use.version_id or 0, "")


def ground(session: Session, number: str, today: date) -> Ground:
    """Return what stands for a board, in a fixed number of statements."""
    standing = imports.standing(session, number, today)
    couplings = {one.id: one for one in queries.couplings(session, number)}
    targets = {one.target_guid for one in couplings.values() if one.target_guid}
    made = dict(session.exec(select(Use.id, Use.created_at).where(col(Use.board_number) == number)).all())
    made |= dict(session.exec(select(Coupling.id, Coupling.created_at).where(Coupling.board_number == number)).all())
    return Ground(
        standing=standing,
        uses={one.id: one for one in standing.uses},
        couplings=couplings,
        made=made,
        products=NameIndex(imports.named_products(session, on=today)),
        codes=Codes(
            hosting=labels_of("hosting-forms"),
            categories=labels_of("data-categories"),
            kinds=labels_of("coupling-kinds"),
            schools=imports.school_names(session, number),
        ),
        component_names=standing.component_names,
        element_names={guid: one.name for guid, one in fora.names(session, targets).items()},
    )
