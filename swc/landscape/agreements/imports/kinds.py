"""Enumerations of reading in lists of agreements."""

from __future__ import annotations

from enum import StrEnum


class Layout(StrEnum):
    """Which list it is: the tab of processors of the Kennisnet data register (v2.0), or a simple list."""

    KENNISNET = "kennisnet"
    SIMPLE = "simple"


class DealField(StrEnum):
    """What a column can say of an agreement; the order is that of the export and the empty list."""

    VENDOR = "vendor"
    APPLICATION = "application"
    PRESENCE = "presence"
    MODEL = "model_version"
    SIGNED_ON = "signed_on"
    VALID_UNTIL = "valid_until"
    SIGNER_ROLE = "signer_role"
    SIGNER_AUTHORISED = "signer_authorised"
    DOCUMENT = "document_url"
    ANNEX = "annex_recorded"
    CATEGORIES = "categories"
    SUB_PROCESSORS = "sub_processors"
    LOCATIONS = "locations"
    RETENTION = "annex_retention"
    TITLE = "title"
    NOTE = "note"
    KEY = "key"
    MANAGER = "manager"


class DealTargetKind(StrEnum):
    """What a row is about: an agreement that stands, one use, a vendor or some of its products, or only a name."""

    AGREEMENT = "agreement"
    USE = "use"
    PRODUCTS = "products"
    VENDOR = "vendor"
    NAMED = "named"


class DealChoiceKind(StrEnum):
    """What a person chose for a row."""

    USE = "use"
    PRODUCT = "product"
    VENDOR = "vendor"
    NAMED = "named"
    SKIP = "skip"
