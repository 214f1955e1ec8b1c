"""Facts for the rules and flags for the pages: a healthy use by default, so that a test names what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.catalogue.kinds import DataLevel
from swc.dpia.kinds import DpiaState, Duty, RiskLevel
from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.kinds import AgreementPresence, Criticality, LegalForm, Renewal, SettingAnswer, UsageStatus
from swc.risk.facts import (
    ActivityFacts,
    AgreementFacts,
    BivFact,
    BoardFacts,
    CategoryFact,
    ComponentFact,
    CountryFact,
    CouplingFacts,
    DpiaFacts,
    Known,
    MeasurementFact,
    NormFact,
    ProductFacts,
    Reference,
    RetentionFact,
    Stage,
    UseFacts,
    VendorFacts,
)
from swc.risk.kinds import Certainty, FlagSubject, Severity
from swc.risk.models import Flag
from swc.risk.supply_facts import ContractFact, ExitFact, OwnerFact, SubFact
from tests.personas import BOARD_A, NOW

TODAY = date(2026, 3, 2)
LAS = ComponentFact("c" * 32, "Leerlingadministratiesysteem")
LEARNING = ComponentFact("e" * 32, "Educatieve applicatie")
ROSTER = ComponentFact("d" * 32, "Roostersysteem")

NORMS = {
    "dpia-review-years": NormFact(3, "jaar", "eigen voorstel"),
    "wp248-dpia-score": NormFact(2, "criteria", "WP248"),
    "agreement-model-current": NormFact(4.0, "", "Privacyconvenant"),
    "hhi-high": NormFact(2000, "punten", "Europese Commissie"),
    "vd01-min-uses": NormFact(10, "toepassingen", "eigen voorstel"),
    "vd02-group-share": NormFact(50, "%", "eigen voorstel"),
    "vd02-min-critical": NormFact(3, "toepassingen", "eigen voorstel"),
    "ai-act-prohibitions-on": NormFact(0, "", "AI-verordening", date(2025, 2, 2)),
    "ai-act-annex-iii-on": NormFact(0, "", "AI-verordening", date(2026, 8, 2)),
    "export-test-months": NormFact(24, "maanden", "eigen voorstel"),
    "owner-change-months": NormFact(24, "maanden", "eigen voorstel"),
    "vd08-min-critical": NormFact(3, "toepassingen", "eigen voorstel"),
    "data-act-notice-months": NormFact(2, "maanden", "Dataverordening"),
    "contract-warning-days": NormFact(90, "dagen", "eigen voorstel"),
    "normenkader-level": NormFact(3, "niveau", "Normenkader IBP"),
    "normenkader-duty-on": NormFact(0, "", "Normenkader IBP", date(2030, 1, 1)),
}
REFERENCE = Reference(
    norms=NORMS,
    adequate={"NL": "eea", "DE": "eea", "CA": "adequacy", "US": "dpf"},
    expected=(),
    core_standards={LAS.guid: ("oso", "uwlr", "rod")},
    learning=frozenset({LEARNING.guid}),
    bsn_allowed=frozenset({LAS.guid}),
)
SETTLED = DpiaFacts(
    state=DpiaState.APPROVED,
    duty=Duty.REQUIRED,
    ap_hits=("AP15",),
    wp248_hits=("WP4", "WP7"),
    review_due=date(2028, 1, 1),
    decided_on=date(2026, 1, 1),
    fg_seen_on=date(2025, 12, 1),
    reason="Risico's zijn beheerst.",
    fg_advice_on=date(2025, 12, 10),
    residual=RiskLevel.LOW,
)
PRODUCT = ProductFacts(
    "roosterwijs",
    "Roosterwijs",
    standards=frozenset({"uwlr"}),
    locations_known=True,
    countries=(CountryFact("NL", "Land van opslag", target_kind="product", target_key="roosterwijs"),),
    vendor_country_known=True,
    ai_use="none",
    ai_risk="none",
    proven=BivFact(2, 2, 2),
    certificates=("certificeringsschema",),
    sub_processors=(SubFact("wolk", "Wolk BV", "wolk"),),
)
VENDOR = VendorFacts(
    "roosterhuis", "Roosterhuis BV", "roosterhuis", "Roosterhuis BV", group_known=True, covenant_member=True
)
HEALTHY = UseFacts(
    id="00000000-0000-0000-0000-000000000001",
    name="Roosterwijs",
    stage=Stage.ACTIVE,
    status=UsageStatus.IN_PRODUCTION,
    product=PRODUCT,
    vendor=VENDOR,
    components=(ROSTER,),
    personal_data=Known.YES,
    data_level=DataLevel.ORDINARY,
    categories=(CategoryFact("P01", confirmed=True),),
    categories_unknown=False,
    criticality=Criticality.LOW,
    agreement=AgreementFacts(
        AgreementPresence.PRESENT,
        "4.0",
        date(2025, 9, 1),
        signer_authorised=True,
        annex_categories=frozenset({"P01"}),
    ),
    dpia=SETTLED,
    answers={"mfa-staff": SettingAnswer.YES, "own-password": SettingAnswer.NO},
    required=BivFact(1, 1, 2),
    special_grounds=(),
    exit=ExitFact(SettingAnswer.YES, "CSV", date(2025, 11, 1)),
)
"""A use about which every fact is known and nothing is wrong."""
CONTRACT = ContractFact(
    id="00000000-0000-0000-0000-0000000000cc",
    title="Raamcontract",
    form=LegalForm.DIRECT,
    status=ContractStatus.RUNNING,
    verdict=NoticeVerdict.WITHIN,
    renewal=Renewal.AUTOMATIC,
    signed_on=date(2025, 10, 1),
    term_end=date(2028, 12, 31),
    last_notice_day=date(2028, 10, 31),
    notice_months=2,
    data_processing_service=True,
    products=frozenset({"roosterwijs", "ander"}),
)
"""A contract on the healthy product that runs for years, with a short notice term."""
ACTIVITY = ActivityFacts(
    "00000000-0000-0000-0000-0000000000aa", "Roosteren", (RetentionFact("2 jaar na vertrek", 730, 730),)
)
"""An established activity with a term within the norm."""


def facts_of_use(number: int = 1, **changes: Any) -> UseFacts:  # noqa: ANN401 - the fields of a use, named by the test
    """Return the healthy use with some facts changed; `dpia`, `product` and `vendor` may be given whole."""
    return replace(HEALTHY, id=f"00000000-0000-0000-0000-{number:012d}", **changes)


def facts_of_board(
    *uses: UseFacts,
    couplings: tuple[CouplingFacts, ...] = (),
    reference: Reference = REFERENCE,
    activities: tuple[ActivityFacts, ...] = (ACTIVITY,),
    measured: int | None = 3,
    contracts: tuple[ContractFact, ...] = (CONTRACT,),
) -> BoardFacts:
    """Return a board with these uses on the day of the tests, with one activity, contract and measured level."""
    measurements = {} if measured is None else {"supplier-management": MeasurementFact(measured, date(2026, 1, 15))}
    return BoardFacts(
        BOARD_A, "Stichting De Linde", TODAY, reference, uses, couplings, activities, measurements, contracts
    )


def dpia(**changes: Any) -> DpiaFacts:  # noqa: ANN401 - the fields of a DPIA, named by the test
    """Return the settled DPIA with some facts changed."""
    return replace(SETTLED, **changes)


def product(**changes: Any) -> ProductFacts:  # noqa: ANN401 - the fields of a product, named by the test
    """Return the healthy product with some facts changed."""
    return replace(PRODUCT, **changes)


def vendor(key: str | None, *, group_known: bool = True, owners: tuple[OwnerFact, ...] = ()) -> VendorFacts:
    """Return a vendor that is its own group; no key is an unknown vendor."""
    known = group_known and key is not None
    covenant = True if key else None
    return VendorFacts(key, key or "", key, key or "", group_known=known, covenant_member=covenant, owners=owners)


def planned(use: UseFacts) -> UseFacts:
    """Return a use that has not started yet."""
    return replace(use, stage=Stage.PLANNED, status=UsageStatus.PLANNED)


def ended(use: UseFacts) -> UseFacts:
    """Return a use that is over."""
    return replace(use, stage=Stage.ENDED, status=UsageStatus.PHASED_OUT)


def make_flag(
    session: Session,
    *,
    board_number: str = BOARD_A,
    rule: str = "PA01",
    use_id: UUID | None = None,
    subject_kind: FlagSubject = FlagSubject.USE,
    subject_key: str = "",
    subject_name: str = "Roosterwijs",
    severity: Severity = Severity.RED,
    certainty: Certainty = Certainty.CERTAIN,
    evidence: tuple[dict[str, str], ...] = (),
    first_seen_at: datetime = NOW,
    resolved_at: datetime | None = None,
) -> Flag:
    """Add a flag as if it had been found."""
    flag = Flag(
        board_number=board_number,
        rule=rule,
        subject_kind=subject_kind,
        subject_key=subject_key or str(use_id or board_number),
        subject_name=subject_name,
        use_id=use_id,
        severity=severity,
        certainty=certainty,
        evidence=list(evidence),
        first_seen_at=first_seen_at,
        last_changed_at=first_seen_at,
        resolved_at=resolved_at,
    )
    session.add(flag)
    session.flush()
    return flag
