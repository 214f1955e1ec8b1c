"""Which monitors there are."""

from __future__ import annotations

from enum import StrEnum


class MonitorKind(StrEnum):
    """A question over every board that shares; each counts the uses that run (in production or being phased out).

    `group_uses` needs the key of a vendor group, `products` the GUID of a business function.
    """

    GROUP_USES = "group-uses"
    OPEN_DPIAS = "open-dpias"
    UNCOVERED = "uncovered"
    CONCENTRATION = "concentration"
    GROUPS = "groups"
    PRODUCTS = "products"
    OVERLAP = "overlap"
    UNSTANDARD = "unstandard"


TARGETED = frozenset({MonitorKind.GROUP_USES, MonitorKind.PRODUCTS})
"""The monitors that are about one thing."""
