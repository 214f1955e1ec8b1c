"""What the states of dependency are called: they say what is the case, never what one should think of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from api.i18n import translate
from swc.dependency.kinds import (
    AlternativeState,
    Band,
    Duty,
    ExitState,
    PlaceRole,
    Scenario,
    SoleBy,
    StandardState,
    TargetKind,
    TransferBasis,
)
from swc.landscape.contracts.kinds import NoticeVerdict
from swc.landscape.kinds import SettingAnswer

WORDS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Band: {
        Band.LOW: "weinig geconcentreerd",
        Band.MODERATE: "matig geconcentreerd",
        Band.HIGH: "sterk geconcentreerd",
        Band.UNKNOWN: "niet te zeggen",
    },
    SettingAnswer: {
        SettingAnswer.YES: "ja",
        SettingAnswer.NO: "nee",
        SettingAnswer.NOT_APPLICABLE: "niet van toepassing",
    },
    AlternativeState: {
        AlternativeState.TESTED: "getest",
        AlternativeState.NAMED: "genoemd, niet getest",
        AlternativeState.UNKNOWN: "niet vastgelegd",
    },
    ExitState: {
        ExitState.READY: "geregeld",
        ExitState.PARTLY: "deels geregeld",
        ExitState.MISSING: "niet geregeld",
        ExitState.UNKNOWN: "niet vastgelegd",
    },
    StandardState: {
        StandardState.MET: "open standaard",
        StandardState.MISSING: "andere standaard",
        StandardState.UNKNOWN: "onbekend",
    },
    NoticeVerdict: {
        NoticeVerdict.WITHIN: "past",
        NoticeVerdict.CONFLICT: "langer dan de norm",
        NoticeVerdict.NOT_APPLICABLE: "norm geldt niet",
        NoticeVerdict.UNKNOWN: "onbekend",
    },
    PlaceRole: {
        PlaceRole.VENDOR: "Waar de leverancier gevestigd is",
        PlaceRole.PARENT: "Waar de hoogste eigenaar gevestigd is",
        PlaceRole.STORAGE: "Waar de gegevens staan",
        PlaceRole.SUPPORT: "Van waaruit ondersteuning komt",
        PlaceRole.SUB_PROCESSOR: "Waar subverwerkers gevestigd zijn",
    },
    TransferBasis: {
        TransferBasis.EEA: "binnen de Europese Economische Ruimte",
        TransferBasis.ADEQUATE: "adequaatheidsbesluit van de Europese Commissie",
        TransferBasis.CONDITIONAL: "adequaatheidsbesluit dat niet voor elke ontvanger geldt",
        TransferBasis.CERTIFIED: "deelnemer aan het Data Privacy Framework",
        TransferBasis.NONE: "geen adequaatheidsbesluit; aanvullende waarborgen nodig",
        TransferBasis.UNKNOWN: "onbekend",
    },
    TargetKind: {
        TargetKind.VENDOR: "leverancier",
        TargetKind.GROUP: "leveranciersgroep",
        TargetKind.PRODUCT: "product",
        TargetKind.SUB_PROCESSOR: "subverwerker",
        TargetKind.FACILITY: "landelijke voorziening",
    },
    Scenario: {
        Scenario.STOPS: "het stopt",
        Scenario.TAKEN_OVER: "het wordt overgenomen",
        Scenario.BREACH: "er is een datalek",
    },
    SoleBy: {
        SoleBy.PRODUCT: "één product",
        SoleBy.GROUP: "één groep",
    },
    Duty: {
        Duty.YES: "ja, de gegevens geven daar reden voor",
        Duty.WEIGH: "af te wegen: dat hangt af van wat er is gelekt",
        Duty.NO: "geen reden bekend",
        Duty.UNKNOWN: "niet te zeggen: er ontbreken gegevens",
    },
}
"""Every state by its kind, as a Dutch message id."""


def said(state: StrEnum | None) -> str:
    """Return a state in the language of the reader; nothing recorded is unknown."""
    return translate("onbekend") if state is None else translate(WORDS[type(state)][state])
