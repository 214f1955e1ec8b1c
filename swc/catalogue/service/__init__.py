"""Changes of the catalogue, by what is changed: vendors, products, their facts and versions, central DPIAs.

Every change demands a right, notes source and trust, and appends an event in the caller's transaction.
"""

from swc.catalogue.service.centrals import add_central_dpia, add_central_version, change_central_dpia
from swc.catalogue.service.facts import add_fact, remove_fact
from swc.catalogue.service.products import (
    add_product,
    change_product,
    confirm_product,
    propose_product,
)
from swc.catalogue.service.vendors import add_vendor, change_vendor
from swc.catalogue.service.versions import add_version, change_version, remove_version

__all__ = [
    "add_central_dpia",
    "add_central_version",
    "add_fact",
    "add_product",
    "add_vendor",
    "add_version",
    "change_central_dpia",
    "change_product",
    "change_vendor",
    "change_version",
    "confirm_product",
    "propose_product",
    "remove_fact",
    "remove_version",
]
