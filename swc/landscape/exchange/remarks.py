"""What is remarked on items of a model that was read in, beside the values that cannot be read."""

from __future__ import annotations

from swc.landscape.exchange.schemas import ItemProblem
from swc.landscape.exchange.told import ToldUse
from swc.landscape.imports.kinds import Level


def by_name(told: ToldUse, product: str) -> ItemProblem:
    """Return the remark that a product was recognised by its name alone."""
    return ItemProblem(
        level=Level.WARNING,
        message="“%(name)s” is op naam herkend als %(product)s; een Object ID ontbreekt.",
        remedy="Kies iets anders als dat niet klopt.",
        params={"name": told.product_name or told.name, "product": product},
    )


CHANGED_SINCE = ItemProblem(
    level=Level.WARNING,
    message="Dit is na het uitvoeren van het bestand nog gewijzigd in de catalogus.",
    remedy="Kies of het bestand geldt of wat er staat.",
)
GONE = ItemProblem(
    level=Level.WARNING,
    message="Deze applicatie staat niet meer in het bestand.",
    remedy="Kies of zij uitgefaseerd wordt of blijft staan; verwijderen kan alleen bij de applicatie zelf.",
)
LOOSE = ItemProblem(
    level=Level.ERROR,
    message="Een van beide applicaties wordt niet toegevoegd.",
    remedy="Voeg de applicatie toe, of sla de koppeling over.",
)
