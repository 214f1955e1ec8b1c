"""Enumerations of procurement."""

from __future__ import annotations

from enum import StrEnum


class Theme(StrEnum):
    """What a requirement is about; equal to the top concepts of scheme `tender-requirements`."""

    FUNCTIONS = "functions"
    STANDARDS = "standards"
    PRIVACY = "privacy"
    SECURITY = "security"
    EXIT = "exit"
    AI = "ai"
    ACCESSIBILITY = "accessibility"
    LIFECYCLE = "lifecycle"


class RequirementKind(StrEnum):
    """How heavy a requirement weighs: law or a binding agreement asks it, it is advised, or it asks to tell."""

    MANDATORY = "mandatory"
    DESIRED = "desired"
    INFORMATION = "information"


class Fulfilment(StrEnum):
    """Whether a product meets a requirement as far as the catalogue knows; unknown is neither yes nor no."""

    UNKNOWN = "unknown"
    NO = "no"
    YES = "yes"


class SubjectOf(StrEnum):
    """What a tender dossier is about."""

    COMPONENT = "component"
    PRODUCT = "product"


class Unmatched(StrEnum):
    """Why a contract takes no part in joint buying."""

    NO_END = "no-end"
    NO_COMPONENT = "no-component"
    ENDED = "ended"
    TOO_FAR = "too-far"
    NO_WINDOW = "no-window"
