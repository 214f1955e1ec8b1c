"""Comparison of products: the same requirements side by side, with what is unknown told first and never scored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlmodel import Session

from fora.derivation import published_reach
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.queries import product_facts
from swc.errors import InvalidInputError, NotFoundError
from swc.procurement.dossier import weighed
from swc.procurement.schemas import Comparison

FEWEST: Final = 2
MOST: Final = 6


def comparison(session: Session, keys: Sequence[str], *, on: date) -> Comparison:
    """Return products side by side, in the order asked, each once; a fixed number of reads.

    Asked are the functions and standards of every component that any of the products is said to suit. Raises
    `InvalidInputError` for fewer than two or more than six products and `NotFoundError` for one that does not exist.
    """
    wanted = tuple(dict.fromkeys(keys))
    if not FEWEST <= len(wanted) <= MOST:
        raise InvalidInputError("Kies %(fewest)s tot %(most)s producten om te vergelijken.", fewest=FEWEST, most=MOST)
    products = product_facts(session, wanted, on=on)
    for key in wanted:
        if key not in products or products[key].status is ProductStatus.MERGED:
            raise NotFoundError("Product %(key)s is niet gevonden.", key=key)
    guids = tuple(dict.fromkeys(one.component_guid for key in wanted for one in products[key].components))
    found = weighed(session, wanted, guids, on=on, reach=published_reach(session))
    return Comparison(
        as_of=on,
        products=found.candidates,
        components=found.needs.components,
        requirements=found.requirements,
        required=found.needs.required,
        data_level=found.needs.data_level,
    )
