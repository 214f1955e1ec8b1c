"""Why two entries may be one product."""

from __future__ import annotations

from enum import StrEnum


class Likeness(StrEnum):
    """One reason to think that two entries are the same product, or a fact that speaks for it."""

    SAME_NAME = "same_name"
    OTHER_NAME = "other_name"
    SIMILAR_NAME = "similar_name"
    VENDOR_IN_NAME = "vendor_in_name"
    SAME_VENDOR = "same_vendor"
    VENDOR_AS_PROPOSED = "vendor_as_proposed"
    SAME_CATEGORY = "same_category"


BY_NAME = frozenset({Likeness.SAME_NAME, Likeness.OTHER_NAME, Likeness.SIMILAR_NAME, Likeness.VENDOR_IN_NAME})
"""The reasons of which a candidate has at least one; the others only add to it."""
