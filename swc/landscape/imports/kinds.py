"""Enumerations of the import: the fields a column can hold, how sure a match is, and where a row stands."""

from __future__ import annotations

from enum import StrEnum

Cell = str | float | bool | None
"""A cell as it was read; a date is ISO text (`2024-01-31`), a number a float, an empty cell `None`."""


class ImportField(StrEnum):
    """What a column can hold."""

    NAME = "name"
    PRODUCT = "product"
    OWN_NAME = "own_name"
    VENDOR = "vendor"
    VERSION = "version"
    STATUS = "status"
    STATUS_SINCE = "status_since"
    START_DATE = "start_date"
    END_DATE = "end_date"
    OWNER_ROLE = "owner_role"
    HOSTING = "hosting"
    USERS = "users"
    YEARLY_COST = "yearly_cost"
    CRITICALITY = "criticality"
    SCHOOLS = "schools"
    COMPONENTS = "components"
    CATEGORIES = "categories"
    PERSONAL_DATA = "personal_data"
    AGREEMENT = "agreement"
    AGREEMENT_MODEL = "agreement_model"
    AGREEMENT_SIGNED_ON = "agreement_signed_on"
    AGREEMENT_VALID_UNTIL = "agreement_valid_until"
    DPIA = "dpia"
    NOTES = "notes"


class ColumnUse(StrEnum):
    """What happens to a column that holds no field."""

    KEEP = "keep"
    DROP = "drop"


class Level(StrEnum):
    """Whether a problem stops the row or only asks to be read."""

    ERROR = "error"
    WARNING = "warning"


class MatchKind(StrEnum):
    """How sure it is which product a row means."""

    EXACT = "exact"
    LIKELY = "likely"
    CANDIDATES = "candidates"
    NONE = "none"


class ChoiceKind(StrEnum):
    """What a person chose for a row."""

    PRODUCT = "product"
    CONCEPT = "concept"
    SKIP = "skip"


class RowState(StrEnum):
    """What the commit would do with a row; `choose` and `error` stop the commit."""

    ERROR = "error"
    CHOOSE = "choose"
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


BLOCKING = frozenset({RowState.ERROR, RowState.CHOOSE})
"""The states that keep a batch from being committed."""
