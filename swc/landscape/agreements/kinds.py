"""Enumerations of the room of processor agreements."""

from __future__ import annotations

from enum import StrEnum


class AgreementList(StrEnum):
    """The lists that show where agreement and landscape do not fit."""

    WITHOUT_AGREEMENT = "without-agreement"
    WITHOUT_USE = "without-use"
    ANNEX_GAPS = "annex-gaps"
    ENDING = "ending"
    ENDED = "ended"
    OLDER_MODEL = "older-model"
    SIGNER = "signer"


class Why(StrEnum):
    """Why something stands on a list; what nobody said is unknown, never in order."""

    NO_AGREEMENT = "no-agreement"
    UNKNOWN_PRESENCE = "unknown-presence"
    AGREEMENT_ENDED = "agreement-ended"
    NOT_SIGNED = "not-signed"
    SIGNED_LATER = "signed-later"
    VENDOR_UNKNOWN = "vendor-unknown"
    NOT_USED = "not-used"
    USE_ENDED = "use-ended"
    NOT_IN_ANNEX = "not-in-annex"
    ANNEX_NOT_RECORDED = "annex-not-recorded"
    MORE_CATEGORIES_UNKNOWN = "more-categories-unknown"
    NAMED_NOT_USED = "named-not-used"
    ENDS = "ends"
    ENDED = "ended"
    OLDER = "older"
    MODEL_UNKNOWN = "model-unknown"
    NOT_AUTHORISED = "not-authorised"
    AUTHORITY_UNKNOWN = "authority-unknown"


UNCERTAIN = frozenset(
    {
        Why.UNKNOWN_PRESENCE,
        Why.NOT_SIGNED,
        Why.ANNEX_NOT_RECORDED,
        Why.MORE_CATEGORIES_UNKNOWN,
        Why.MODEL_UNKNOWN,
        Why.AUTHORITY_UNKNOWN,
    }
)
"""The reasons that rest on something nobody recorded."""

INFORMATION = frozenset({Why.NAMED_NOT_USED})
"""The reasons that only inform: nothing is wrong, though less could be agreed."""
