"""A board of any size for measurements: deterministic, over the shipped catalogue and the published release."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from sqlmodel import Session, select

from fora.kinds import ForaType
from fora.models import Element
from fora.queries import published
from swc.boards.kinds import Sector
from swc.boards.models import Board, School
from swc.catalogue.models import Product
from swc.dpia.kinds import AssessmentKind, DpiaState
from swc.dpia.models import Assessment
from swc.landscape.kinds import AgreementPresence, Criticality, Direction, UsageStatus
from swc.landscape.models import Agreement, Coupling, CouplingStandard, Placement, Use, UseSchool

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SPACE = UUID("6d2f1c1e-5f0a-4c55-9f0e-7f2f6d0c41aa")
CRITICALITIES = (None, *Criticality)
STATES = tuple(DpiaState)


def build_board(session: Session, number: str, *, uses: int = 250, schools: int = 18) -> None:
    """Build a board with uses, placements, agreements, DPIA states and a coupling for every third use."""
    session.add(Board(number=number, name=f"Meetbestuur {number}", sector=Sector.PO))
    session.flush()
    brins = [f"{index:02d}{number[-2:]}" for index in range(schools)]
    session.add_all(
        School(brin=brin, board_number=number, name=f"School {brin}", sector=Sector.PO, pupils=200) for brin in brins
    )
    products = session.exec(select(Product.key).order_by(Product.key)).all()
    release = published(session)
    assert release is not None
    components = session.exec(
        select(Element.guid, Element.name)
        .where(Element.release_id == release.id, Element.fora_type == ForaType.COMPONENT)
        .order_by(Element.guid)
    ).all()
    made = [_use(number, index, products[index % len(products)]) for index in range(uses)]
    session.add_all(made)
    session.flush()
    for index, use in enumerate(made):
        session.add_all(_around(use, index, brins, components[index % len(components)]))
        if index % 3 == 0 and index:
            session.add_all(_coupling(use, made[index - 1]))
    session.flush()


def _use(number: str, index: int, product: str) -> Use:
    return Use(
        id=uuid5(SPACE, f"{number}/{index}"),
        board_number=number,
        product_key=product,
        own_name=f"Applicatie {index}",
        status=UsageStatus.PLANNED if index % 10 == 0 else UsageStatus.IN_PRODUCTION,
        whole_board=index % 4 != 0,
        owner_role="Functioneel beheerder",
        users=(index * 37) % 900,
        criticality=CRITICALITIES[index % len(CRITICALITIES)],
        created_at=NOW,
        updated_at=NOW,
    )


def _around(use: Use, index: int, brins: list[str], component: tuple[str, str]) -> list[object]:
    guid, name = component
    state = STATES[index % len(STATES)]
    rows: list[object] = [
        Placement(use_id=use.id, component_guid=guid, component_name=name, placed_at=NOW, placed_by="meting"),
        Assessment(
            board_number=use.board_number,
            use_id=use.id,
            kind=AssessmentKind.DPIA,
            state=state,
            state_since=NOW,
            review_due=date(2025 + index % 4, 1, 1),
        ),
    ]
    if index % 5:
        presence = AgreementPresence.PRESENT if index % 5 > 1 else AgreementPresence.ABSENT
        version = "4.0" if index % 2 else "3.0"
        rows.append(
            Agreement(
                board_number=use.board_number,
                use_id=use.id,
                presence=presence,
                model_version=version,
                updated_at=NOW,
            )
        )
    if not use.whole_board:
        rows += [UseSchool(use_id=use.id, brin=brin) for brin in brins[: 1 + index % 6]]
    return rows


def _coupling(source: Use, target: Use) -> list[object]:
    coupling = Coupling(
        board_number=source.board_number,
        source_use_id=source.id,
        target_use_id=target.id,
        direction=Direction.OUT,
        created_at=NOW,
    )
    return [coupling, CouplingStandard(coupling_id=coupling.id, standard="uwlr")]
