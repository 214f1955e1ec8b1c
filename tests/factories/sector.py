"""A sector made up by chance, small enough to reckon by hand: boards that share and boards that do not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from sqlmodel import Session

from fora.kinds import PersonalData
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.kinds import Sector, Sharing
from swc.catalogue.kinds import Trust
from swc.catalogue.models import ProductCategoryOfData, SubProcessor
from swc.landscape.kinds import AgreementPresence, DerivedKind, UsageStatus, Verdict
from swc.landscape.models import Use
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_period, make_product, make_vendor
from tests.factories.fora import (
    ABSENCE,
    ADMINISTRATION,
    GRADES,
    LAS,
    REGISTER,
    make_element,
    make_reference,
    make_relation,
)
from tests.factories.landscape import make_agreement, make_coupling, make_use, make_verdict
from tests.personas import SYSTEM_ACT, TODAY

ELO = "e1" * 16
TEACHING = "e2" * 16
PORTFOLIO = "e3" * 16
PRODUCTS = ("een", "twee", "drie", "vier", "vijf", "zes")
SECTORS = (Sector.PO, Sector.PO, Sector.VO)
_MADE = iter(range(10_000))


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Undo what one example of a property made."""
    outer = session.begin_nested()
    try:
        yield
    finally:
        outer.rollback()
        session.expire_all()


def make_market(session: Session) -> None:
    """Make a release with two components, and six products of four vendors, one of which changes hands today."""
    release = make_reference(session)
    for guid, name, archimate_type, fora_type, personal_data in (
        (ELO, "Leeromgeving", "ApplicationComponent", "Referentiecomponent", PersonalData.UNKNOWN),
        (TEACHING, "Onderwijs geven", "BusinessFunction", "Bedrijfsfunctie", PersonalData.UNKNOWN),
        (PORTFOLIO, "Portfolio", "BusinessObject", "Informatieobject", PersonalData.YES),
    ):
        make_element(
            session,
            release,
            guid=guid,
            name=name,
            archimate_type=archimate_type,
            fora_type=fora_type,
            personal_data=personal_data,
        )
    make_relation(session, release, kind="Serving", source=ELO, target=TEACHING)
    make_relation(session, release, kind="Access", source=ELO, target=PORTFOLIO)
    make_vendor(session, "moeder")
    make_vendor(session, "dochter", parent_key="moeder")
    make_vendor(session, "ander")
    make_vendor(session, "derde", parent_known=False)
    make_vendor(session, "koper")
    for key, vendor in zip(PRODUCTS, ("dochter", "moeder", "ander", "derde", None, "ander"), strict=True):
        make_product(session, key, vendor_key=vendor, category="")
    for key in ("een", "drie", "vijf"):
        session.add(ProductCategoryOfData(product_key=key, category="P01", trust=Trust.CONFIRMED))
        session.add(SubProcessor(product_key=key, name="Wolkenhuis", country="IE", trust=Trust.CONFIRMED))
    session.flush()


def make_sector(session: Session, chance: Random, *, boards: int = 7) -> tuple[str, ...]:
    """Make boards with schools and uses by chance; return the numbers of those that share."""
    shared = []
    for _ in range(boards):
        sharing = Sharing.SECTOR if chance.random() < 0.8 else Sharing.PRIVATE
        number = make_random_board(session, chance, sharing=sharing)
        if sharing is Sharing.SECTOR:
            shared.append(number)
    return tuple(shared)


def make_random_board(session: Session, chance: Random, *, sharing: Sharing = Sharing.SECTOR) -> str:
    """Make one board with two schools and some uses by chance; the log tells of it."""
    at = next(_MADE)
    number = f"{70_000 + at}"
    make_board(session, number=number, name=f"Bestuur {number}", sharing=sharing, sector=chance.choice(SECTORS))
    brins = [f"{at % 90 + 10}{chr(65 + at // 90 % 26)}{letter}" for letter in "XY"]
    for brin in brins:
        pupils = chance.choice((None, 400, 700, 1200, 2600))
        make_school(session, brin=brin, board_number=number, name=f"School {brin}", pupils=pupils)
    uses = [_use(session, chance, number, brins) for _ in range(chance.randrange(2, 6))]
    for use in uses[1:]:
        if chance.random() < 0.4:
            make_coupling(session, use, target=uses[0], standards=("uwlr",) if chance.random() < 0.5 else ())
        if chance.random() < 0.3:
            make_coupling(session, use, target_name=chance.choice(("ROD", "Entree", "Eigen dienst")), kind="inlog")
    tell(session, number)
    return number


def tell(session: Session, number: str) -> None:
    """Let the log say that something happened at a board."""
    record(session, by=SYSTEM_ACT, kind="board.changed", subject=SubjectKind.BOARD, key=number, board_number=number)


def take_over(session: Session, vendor_key: str, owner_key: str) -> None:
    """Let a vendor that nobody knows the owner of belong to another from today on."""
    make_period(session, vendor_key, owner_key, from_date=TODAY, control=True)
    record(session, by=SYSTEM_ACT, kind="vendor.changed", subject=SubjectKind.VENDOR, key=vendor_key)


def _use(session: Session, chance: Random, number: str, brins: list[str]) -> Use:
    status = UsageStatus.PLANNED if chance.random() < 0.1 else UsageStatus.IN_PRODUCTION
    use = make_use(
        session,
        board=number,
        product=chance.choice(PRODUCTS),
        components=tuple(chance.sample((LAS, ELO), chance.randrange(3))),
        schools=tuple(chance.sample(brins, 1)) if chance.random() < 0.4 else (),
        categories=("P03",) if chance.random() < 0.2 else (),
        status=status,
        yearly_cost=chance.choice((None, 100, 250)),
    )
    if chance.random() < 0.7:
        make_agreement(session, use, presence=chance.choice(tuple(AgreementPresence)))
    for guid, name, kind in (
        (ADMINISTRATION, "Leerlingadministratie", DerivedKind.FUNCTION),
        (TEACHING, "Onderwijs geven", DerivedKind.FUNCTION),
        (REGISTER, "Registreren verzuim", DerivedKind.PROCESS),
        (GRADES, "Cijfer", DerivedKind.INFORMATION_OBJECT),
        (ABSENCE, "Verzuimmelding", DerivedKind.INFORMATION_OBJECT),
    ):
        if chance.random() < 0.15:
            make_verdict(session, use.id, guid, name=name, kind=kind, verdict=chance.choice(tuple(Verdict)))
    return use
