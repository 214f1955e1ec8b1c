"""Enumerations of dependency on vendors: bands, what can be pictured as gone, and what can happen to it."""

from __future__ import annotations

from enum import StrEnum


class Band(StrEnum):
    """Where a concentration index stands between the thresholds of the EC (2004/C 31/03); unknown is no band."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    UNKNOWN = "unknown"


class SoleBy(StrEnum):
    """In what a function has one supplier: it is reached by one product, or by several of one vendor group."""

    PRODUCT = "product"
    GROUP = "group"


class AlternativeState(StrEnum):
    """Whether something else could take over: nobody said, a name is known, or the board tried it."""

    UNKNOWN = "unknown"
    NAMED = "named"
    TESTED = "tested"


class StandardState(StrEnum):
    """Whether a core standard of a component is met; missing: others are recorded and none of the core ones is."""

    MET = "met"
    MISSING = "missing"
    UNKNOWN = "unknown"


class ExitState(StrEnum):
    """How far a board could leave an application: all is in order, a part is, nothing is, or nobody recorded it."""

    READY = "ready"
    PARTLY = "partly"
    MISSING = "missing"
    UNKNOWN = "unknown"


class PlaceRole(StrEnum):
    """Why a country counts for a product: whose law reaches whom, or where data are; kept apart on purpose."""

    VENDOR = "vendor"
    PARENT = "parent"
    STORAGE = "storage"
    SUPPORT = "support"
    SUB_PROCESSOR = "sub_processor"


class TransferBasis(StrEnum):
    """Whether personal data may go to a country without more (chapter V GDPR); unknown country, unknown basis.

    Conditional: the adequacy decision covers a part of the recipients. Certified: under the EU-US framework.
    """

    EEA = "eea"
    ADEQUATE = "adequate"
    CONDITIONAL = "conditional"
    CERTIFIED = "certified"
    NONE = "none"
    UNKNOWN = "unknown"


class HiddenKind(StrEnum):
    """What several products lean on without it showing in the list of applications."""

    SUB_PROCESSOR = "sub_processor"
    SIGN_ON = "sign_on"
    CLOSED_COUPLING = "closed_coupling"


class TargetKind(StrEnum):
    """What a what-if is about."""

    VENDOR = "vendor"
    GROUP = "group"
    PRODUCT = "product"
    SUB_PROCESSOR = "sub_processor"
    FACILITY = "facility"


class Scenario(StrEnum):
    """What is pictured to happen: it stops, another takes it over, or personal data leak there."""

    STOPS = "stops"
    TAKEN_OVER = "taken_over"
    BREACH = "breach"


class Duty(StrEnum):
    """Whether a breach has to be notified: the data give a reason, give none, or are not known."""

    YES = "yes"
    WEIGH = "weigh"
    NO = "no"
    UNKNOWN = "unknown"


class FlowEnd(StrEnum):
    """What stands at an end of a flow of personal data."""

    PRODUCT = "product"
    OBJECT = "information_object"
    CATEGORY = "data_category"
    SUBJECT = "data_subject"
