"""Enumerations of the reference architecture."""

from __future__ import annotations

from enum import StrEnum


class ReleaseStatus(StrEnum):
    """Where a release stands; exactly one release is published at a time."""

    STAGED = "staged"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class SourceFormat(StrEnum):
    """The kind of file a release was read from."""

    AMEFF = "ameff"
    COARCHI = "coarchi"
    STARTER = "starter"


class PersonalData(StrEnum):
    """FORA's `Persoonsgegevens`; what is not filled in stays unknown and never reads as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """A BIV level as in the Certificeringsschema (laag, midden, hoog)."""

    LOW = "laag"
    MIDDLE = "midden"
    HIGH = "hoog"
    UNKNOWN = "unknown"


class Lifecycle(StrEnum):
    """FORA keeps the life cycle in the folder name: ACTUEEL, TODO, VERVALLEN."""

    CURRENT = "current"
    CONCEPT = "concept"
    WITHDRAWN = "withdrawn"


class ForaType(StrEnum):
    """The FORA types that code depends on; every other type is kept as the text it is."""

    DOMAIN = "Bedrijfsdomein"
    MAIN_FUNCTION = "Hoofdbedrijfsfunctie"
    BUSINESS_FUNCTION = "Bedrijfsfunctie"
    BUSINESS_PROCESS = "Bedrijfsproces"
    WORK_PROCESS = "Werkproces"
    PROCESS_STEP = "Processtap"
    APPLICATION_FUNCTION = "Applicatiefunctie"
    COMPONENT = "Referentiecomponent"
    NATIONAL_FACILITY = "Landelijke voorziening"
    INFORMATION_OBJECT = "Informatieobject"
    STANDARD = "Standaard"
    LAW = "Wet- en regelgeving"


class PathKind(StrEnum):
    """How a component reaches an information object, shortest first (design, section 8, derivation)."""

    DIRECT = "direct"
    FUNCTION = "function"
    PROCESS = "process"


class Change(StrEnum):
    """What a new release does to an element or relation."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    RETIRED = "retired"
    RETYPED = "retyped"


class Reached(StrEnum):
    """What a component reaches; the first three values equal the landscape's kinds of derived fact."""

    FUNCTION = "function"
    PROCESS = "process"
    INFORMATION_OBJECT = "information_object"
    APPLICATION_FUNCTION = "application_function"
    LAW = "law"
    STANDARD = "standard"


class DomainOrigin(StrEnum):
    """Why an element counts as part of a domain: the strongest reason.

    The domain aggregates it, its `Domein` names it, it lies below such a business function, or it is a component with
    an application function in the domain.
    """

    AGGREGATION = "aggregation"
    PROPERTY = "property"
    INHERITED = "inherited"
    FUNCTION = "function"
