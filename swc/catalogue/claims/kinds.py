"""Of what kinds of fact a vendor can make a claim, and what can be done with one."""

from __future__ import annotations

from enum import StrEnum


class ClaimNoun(StrEnum):
    """The kind of fact that a claim is about: a fact under a product, a field of it, or a field of the vendor."""

    CLAIM = "claim"
    STANDARD = "standard"
    LOCATION = "location"
    SUB_PROCESSOR = "sub_processor"
    DATA_CATEGORY = "data_category"
    CERTIFICATE = "certificate"
    VERSION = "version"
    NAME = "name"
    CATEGORY = "category"
    DATA_LEVEL = "data_level"
    HOSTING = "hosting"
    AI_USE = "ai_use"
    END_OF_LIFE = "end_of_life"
    WEBSITE = "website"
    COUNTRY = "country"
    DPF_CERTIFIED = "dpf_certified"
    COVENANT_MEMBER = "covenant_member"


FACTS = tuple(ClaimNoun)[:7]
"""What hangs under a product."""

PRODUCT_FIELDS = tuple(ClaimNoun)[7:13]
"""What a product has one of."""

VENDOR_FIELDS = tuple(ClaimNoun)[13:]
"""What a vendor has one of; such a claim names no product."""


class ClaimDeed(StrEnum):
    """What can be done with a claim that was handed in."""

    CONFIRM = "confirm"
    REJECT = "reject"
    WITHDRAW = "withdraw"
