"""Uses, couplings and agreements for tests, made as rows without asking the services."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.catalogue.models import Concept
from swc.landscape.kinds import AgreementPresence, DerivedKind, Direction, UsageStatus, Verdict
from swc.landscape.models import (
    Agreement,
    Coupling,
    CouplingDataCategory,
    CouplingStandard,
    DerivedVerdict,
    Placement,
    Use,
    UseDataCategory,
    UseSchool,
)
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import make_reference
from tests.personas import BOARD_A, BOARD_B, NOW


def make_use(
    session: Session,
    *,
    board: str = BOARD_A,
    product: str = "magister",
    components: tuple[str, ...] = (),
    schools: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
    status: UsageStatus = UsageStatus.IN_PRODUCTION,
    **columns: Any,  # noqa: ANN401 - the columns of a use, named by the test
) -> Use:
    """Make a use of a product that exists, placed on components (GUIDs), for schools (BRINs) or the whole board."""
    use = Use(
        board_number=board,
        product_key=product,
        status=status,
        whole_board=not schools,
        created_at=NOW,
        updated_at=NOW,
        **columns,
    )
    session.add(use)
    session.flush()
    for guid in components:
        session.add(
            Placement(use_id=use.id, component_guid=guid, component_name=guid, placed_at=NOW, placed_by="carla")
        )
    for brin in schools:
        session.add(UseSchool(use_id=use.id, brin=brin))
    for category in categories:
        session.add(UseDataCategory(use_id=use.id, category=category))
    session.flush()
    return use


def make_coupling(
    session: Session,
    source: Use,
    *,
    target: Use | None = None,
    target_name: str = "",
    target_guid: str | None = None,
    direction: Direction = Direction.BOTH,
    kind: str = "",
    standards: tuple[str, ...] = (),
    categories: tuple[str, ...] = (),
) -> Coupling:
    """Make a coupling from a use to another use, or to something outside ("ROD" when nothing is named)."""
    coupling = Coupling(
        board_number=source.board_number,
        source_use_id=source.id,
        target_use_id=target.id if target else None,
        target_name="" if target else (target_name or "ROD"),
        target_guid=target_guid,
        direction=direction,
        kind=kind,
        created_at=NOW,
    )
    session.add(coupling)
    session.flush()
    session.add_all(CouplingStandard(coupling_id=coupling.id, standard=code) for code in standards)
    session.add_all(CouplingDataCategory(coupling_id=coupling.id, category=code) for code in categories)
    session.flush()
    return coupling


def make_agreement(
    session: Session,
    use: Use,
    *,
    presence: AgreementPresence = AgreementPresence.PRESENT,
    model_version: str = "4.0",
    signed_on: date | None = date(2025, 9, 1),
    valid_until: date | None = None,
) -> Agreement:
    """Make the processor agreement of a use."""
    agreement = Agreement(
        board_number=use.board_number,
        use_id=use.id,
        presence=presence,
        model_version=model_version,
        signed_on=signed_on,
        valid_until=valid_until,
        updated_at=NOW,
    )
    session.add(agreement)
    session.flush()
    return agreement


def make_verdict(
    session: Session,
    use_id: UUID,
    guid: str,
    *,
    kind: DerivedKind = DerivedKind.INFORMATION_OBJECT,
    verdict: Verdict = Verdict.ACCEPTED,
    added_by_hand: bool = False,
    reason: str = "",
    name: str = "",
    path: list[dict[str, str]] | None = None,
) -> DerivedVerdict:
    """Make what a person said of a derived element."""
    row = DerivedVerdict(
        use_id=use_id,
        element_guid=guid,
        kind=kind,
        element_name=name or guid,
        verdict=verdict,
        added_by_hand=added_by_hand,
        reason=reason,
        path=path or [],
        decided_at=NOW,
        decided_by="carla",
    )
    session.add(row)
    session.flush()
    return row


def make_codes(session: Session, scheme: str, *codes: str) -> None:
    """Make choices of a code list."""
    session.add_all(
        Concept(scheme=scheme, code=code, iri=f"https://example.test/{scheme}/{code}", label_nl=code, label_en=code)
        for code in codes
    )
    session.flush()


def make_landscape(session: Session, *, release: bool = True) -> None:
    """Make what a use needs around it: board A with two schools, board B, a product with its vendor, code lists."""
    make_board(session)
    make_board(session, number=BOARD_B, name="Stichting De Berk")
    make_school(session)
    make_school(session, brin="22BB", name="Basisschool De Beuk")
    make_school(session, brin="33CC", board_number=BOARD_B, name="Basisschool De Berk")
    make_vendor(session, "sanoma", name="Sanoma", country="FI")
    make_vendor(session, "schoolmaster", name="SchoolMaster B.V.", parent_key="sanoma")
    make_product(session, "magister", vendor_key="schoolmaster", category="")
    make_codes(session, "hosting-forms", "saas", "eigen")
    make_codes(session, "data-categories", "P01", "P03", "P12")
    make_codes(session, "agreement-models", "3.0", "4.0")
    make_codes(session, "coupling-kinds", "api")
    make_codes(session, "standards", "uwlr", "oso")
    if release:
        make_reference(session)
