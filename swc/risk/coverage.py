"""How a board stands on its DPIAs and its processor agreements, counted over uses that were read before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from swc.dpia.kinds import Duty
from swc.dpia.schemas import DpiaStatus
from swc.landscape.kinds import AgreementPresence, ProcessesPersonalData
from swc.landscape.schemas import UseSummary
from swc.risk.reference import norm_fact
from swc.risk.rules.agreement_rules import is_older
from swc.risk.schemas import AgreementCoverage, DpiaCoverage

_OF_DUTY = {
    Duty.REQUIRED: "due",
    Duty.WEIGH: "weigh",
    Duty.NOT_INDICATED: "not_indicated",
    Duty.UNKNOWN: "unknown",
}


def dpia_coverage(uses: Collection[UseSummary], dpias: Mapping[UUID, DpiaStatus]) -> DpiaCoverage:
    """Return where uses stand on their DPIA; every use is in exactly one number."""
    numbers = Counter(_standing(dpias[use.id]) for use in uses)
    names = ("settled", "overdue", "due", "weigh", "not_indicated", "unknown")
    return DpiaCoverage(**{name: numbers[name] for name in names}, total=len(uses))


def _standing(dpia: DpiaStatus) -> str:
    """Return the one number of the coverage in which a use counts."""
    if dpia.expired:
        return "overdue"
    return "settled" if dpia.settled else _OF_DUTY[dpia.duty]


def agreement_coverage(uses: Collection[UseSummary], today: date) -> AgreementCoverage:
    """Return how the uses that may hold personal data stand on their processor agreement."""
    current = norm_fact("agreement-model-current", today).value
    asked = [use for use in uses if use.personal_data is not ProcessesPersonalData.NO]
    numbers = Counter(_agreement(use, current, today) for use in asked)
    names = ("present", "outdated", "absent", "not_needed", "unknown")
    return AgreementCoverage(**{name: numbers[name] for name in names}, total=len(asked))


def _agreement(use: UseSummary, current: float, today: date) -> str:
    """Return how a use counts: an agreement that has ended is none, one of an older model is outdated."""
    agreement = use.agreement
    if agreement.presence is not AgreementPresence.PRESENT:
        return agreement.presence.value
    if agreement.valid_until is not None and agreement.valid_until < today:
        return AgreementPresence.ABSENT.value
    return "outdated" if is_older(agreement.model_version, current).value == "yes" else "present"
