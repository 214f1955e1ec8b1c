"""Enumerations of the landscape."""

from __future__ import annotations

from enum import StrEnum


class UsageStatus(StrEnum):
    """Where a use stands (the names of the municipal Softwarecatalogus); equal to scheme `usage-status`."""

    ACQUISITION = "verwerving"
    PLANNED = "gepland"
    IN_PRODUCTION = "in-productie"
    PHASING_OUT = "uit-te-faseren"
    PHASED_OUT = "uitgefaseerd"


ACTIVE = frozenset({UsageStatus.IN_PRODUCTION, UsageStatus.PHASING_OUT})
"""The statuses in which data are really being processed."""


class Criticality(StrEnum):
    """How badly the board misses the application when it stops."""

    LOW = "laag"
    MIDDLE = "midden"
    HIGH = "hoog"
    CRITICAL = "kritiek"


class Verdict(StrEnum):
    """What a person said of a derived or own fact."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class DerivedKind(StrEnum):
    """What is derived from a placement; the values are those of `fora.kinds.Reached`."""

    APPLICATION_FUNCTION = "application_function"
    FUNCTION = "function"
    PROCESS = "process"
    INFORMATION_OBJECT = "information_object"
    LAW = "law"


class Direction(StrEnum):
    """Which way data flow over a coupling; equal to scheme `coupling-directions`."""

    OUT = "uit"
    IN = "in"
    BOTH = "beide"


class AgreementPresence(StrEnum):
    """Whether there is a processor agreement; unknown as long as nobody said."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_NEEDED = "not_needed"
    UNKNOWN = "unknown"


class SettingAnswer(StrEnum):
    """What a board answers to a question on how it set up a use; no answer at all is unknown."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


class FactState(StrEnum):
    """Where a derived fact stands; lapsed: a person accepted it and its path is gone from the published release."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class CategoryOrigin(StrEnum):
    """Where a category of personal data comes from: the product, an information object of FORA, or the board."""

    PRODUCT = "product"
    FORA = "fora"
    OWN = "own"


class ProcessesPersonalData(StrEnum):
    """Whether a use processes personal data, as far as the facts go; unknown never reads as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ReasonKind(StrEnum):
    """Which kind of fact says something of the personal data of a use."""

    DATA_LEVEL = "data_level"
    PRODUCT_CATEGORY = "product_category"
    INFORMATION_OBJECT = "information_object"
    OWN_CATEGORY = "own_category"


class Renewal(StrEnum):
    """What happens at the end of a contract when nobody does anything; equal to scheme `contract-renewals`."""

    ENDS = "eindigt"
    AUTOMATIC = "stilzwijgend"
    OPTION = "optie"
    OPEN_ENDED = "onbepaalde-tijd"
    UNKNOWN = "onbekend"


class LegalForm(StrEnum):
    """How a contract came about; equal to scheme `contract-forms`. Free without a contract is a form of its own."""

    OWN_TENDER = "eigen-aanbesteding"
    JOINT = "gezamenlijke-inkoop"
    RESELLER = "via-distributeur"
    DIRECT = "onderhands"
    FREE_WITHOUT_CONTRACT = "gratis-zonder-contract"
    UNKNOWN = "onbekend"


class PartyRole(StrEnum):
    """What a party does in a contract; equal to scheme `contract-parties`."""

    SUPPLIER = "leverancier"
    RESELLER = "distributeur"
    PURCHASING_BODY = "aankoopcentrale"
    CUSTOMER = "afnemer"
