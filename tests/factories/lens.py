"""A board on whom dependency shows: three vendors in two groups, functions of FORA, couplings, contracts and exits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, select

from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.catalogue.kinds import DataLevel, Trust
from swc.catalogue.models import SubProcessor
from swc.landscape.kinds import Criticality
from swc.landscape.models import Use
from swc.register.kinds import ActivityState, AnchorKind, BoardRole, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from tests.factories.boards import make_board
from tests.factories.catalogue import make_period, make_product, make_vendor
from tests.factories.fora import LAS, make_element, make_reference
from tests.factories.landscape import make_coupling, make_landscape, make_use
from tests.personas import BOARD_A, NOW

ELO = "e1" * 16
"""A component that serves nothing in FORA."""
PUPILS = {"11AA": (100, False), "22BB": (300, True), "33CC": (50, False)}
"""The pupils of the schools, and whether that is a lower bound."""
TAKEOVER = date(2025, 7, 1)
"""The day on which Sanoma took `gynzy` over."""


@dataclass(frozen=True, slots=True)
class LensBoard:
    """The uses of the board."""

    magister: Use
    itslearning: Use
    gynzy: Use
    loose: Use

    @property
    def all(self) -> tuple[Use, ...]:
        """Return every use."""
        return self.magister, self.itslearning, self.gynzy, self.loose


def make_sub_processor(
    session: Session, product: str, name: str, *, country: str | None = None, vendor: str | None = None
) -> None:
    """Let a party process data for the vendor of a product."""
    session.add(SubProcessor(product_key=product, name=name, country=country, vendor_key=vendor, trust=Trust.CONFIRMED))
    session.flush()


def make_lens_board(session: Session, *, release: bool = True) -> LensBoard:
    """Make board A with four active uses: two of Sanoma, one bought by Sanoma on `TAKEOVER`, one of nobody known."""
    make_landscape(session, release=False)
    for school in session.exec(select(School)).all():
        school.pupils, school.pupils_at_least = PUPILS[school.brin]
    if release:
        made = make_reference(session)
        make_element(session, made, guid=ELO, name="Leeromgeving")
        session.flush()
    make_vendor(session, "amazon", name="Amazon", country="US", dpf_certified=True)
    make_vendor(session, "gynzy-bv", name="Gynzy B.V.", parent_known=False)
    make_period(session, "gynzy-bv", None, until=TAKEOVER, known=True)
    make_period(session, "gynzy-bv", "sanoma", from_date=TAKEOVER)
    make_product(session, "itslearning", vendor_key="sanoma", data_level=DataLevel.SENSITIVE)
    make_product(session, "gynzy", vendor_key="gynzy-bv", locations=("NL",))
    make_product(session, "los", vendor_key=None, data_level=DataLevel.NONE, category="")
    for product in ("magister", "itslearning"):
        make_sub_processor(session, product, "Amazon Web Services", vendor="amazon")
    make_sub_processor(session, "gynzy", "Hoster NV", country="BE")
    return LensBoard(
        magister=make_use(
            session,
            components=(LAS,),
            yearly_cost=Decimal(3000),
            criticality=Criticality.CRITICAL,
            start_date=date(2023, 1, 1),
            owner_role="Teamleider",
            users=400,
        ),
        itslearning=make_use(session, product="itslearning", components=(ELO,), start_date=date(2024, 1, 1)),
        gynzy=make_use(
            session,
            product="gynzy",
            components=(LAS,),
            schools=("11AA",),
            yearly_cost=Decimal(1000),
            start_date=date(2024, 6, 1),
        ),
        loose=make_use(session, product="los"),
    )


def sign_on(session: Session, *uses: Use, name: str = "Entree") -> None:
    """Let people sign on at uses through a facility."""
    for use in uses:
        make_coupling(session, use, target_name=name, kind="inlog")


def make_sharing_boards(session: Session, count: int, product: str, component: str, *, first: int = 50001) -> None:
    """Make boards that share with the sector and use a product for a component."""
    for number in range(first, first + count):
        make_board(session, number=str(number), name=f"Bestuur {number}", sharing=Sharing.SECTOR)
        make_use(session, board=str(number), product=product, components=(component,))


def share(session: Session, number: str = BOARD_A) -> None:
    """Let a board share with the sector."""
    session.exec(select(Board).where(Board.number == number)).one().sharing = Sharing.SECTOR
    session.flush()


def establish(session: Session, use: Use, subject: str) -> None:
    """Establish a processing activity of a use in which people say whom the data are about."""
    activity = ProcessingActivity(
        board_number=use.board_number,
        anchor_kind=AnchorKind.USE,
        anchor_key=str(use.id),
        anchor_name="Applicatie",
        name="Verwerking",
        role=BoardRole.CONTROLLER,
        state=ActivityState.ESTABLISHED,
        created_at=NOW,
        updated_at=NOW,
    )
    session.add(activity)
    session.flush()
    said = ((RegisterField.APPLICATION, str(use.id)), (RegisterField.DATA_SUBJECT, subject))
    session.add_all(
        ProcessingValue(
            activity_id=activity.id,
            field=field,
            key=key,
            label=key,
            state=ValueState.ACCEPTED,
            decided_at=NOW,
            decided_by="anne",
        )
        for field, key in said
    )
    session.flush()
