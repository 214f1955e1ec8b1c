"""Which products most need a central DPIA."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.catalogue.kinds import CentralOutcome
from swc.dpia.kinds import DpiaState
from swc.risk.kinds import Certainty
from swc.risk.privacy.sector import privacy_sector
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.query_count import counted

TODAY = date(2026, 3, 2)


def a_sector(
    session: Session, *products: str, boards: int = 5, sharing: Sharing = Sharing.SECTOR, start: int = 0
) -> None:
    """Make boards with a school of 100 pupils each, that use products for which a DPIA is due."""
    for n in range(start, start + boards):
        number = str(50_000 + n)
        make_board(session, number=number, name=f"Bestuur {n}", sharing=sharing)
        make_school(session, brin=f"{n:02d}ZZ", board_number=number, pupils=100)
        for product in products:
            use = make_use(session, board=number, product=product)
            make_flag(session, board_number=number, rule="DP02", use_id=use.id)


def test_products_are_ranked_by_the_pupils_they_reach(session: Session) -> None:
    for key in ("klein", "groot"):
        make_product(session, key)
    a_sector(session, "klein", "groot")
    a_sector(session, "groot", boards=1, start=5)
    found = privacy_sector(session, TODAY)
    assert [(one.product_key, one.pupils, one.boards) for one in found.missing] == [
        ("groot", 600, 6),
        ("klein", 500, 5),
    ]


def test_a_product_that_fewer_than_five_boards_use_is_counted_and_not_named(session: Session) -> None:
    make_product(session, "zeldzaam")
    a_sector(session, "zeldzaam", boards=4)
    a_sector(session, boards=3, start=4)
    found = privacy_sector(session, TODAY)
    assert (found.missing, found.suppressed, found.boards) == ((), 1, 7)


def test_a_board_that_does_not_share_changes_nothing(session: Session) -> None:
    make_product(session, "leerspoor")
    a_sector(session, "leerspoor", boards=4)
    before = privacy_sector(session, TODAY)
    a_sector(session, "leerspoor", boards=3, sharing=Sharing.PRIVATE, start=4)
    assert privacy_sector(session, TODAY) == before


def test_a_product_with_a_recent_central_dpia_is_left_out_and_with_an_old_one_is_outdated(session: Session) -> None:
    for key in ("nieuw", "oud"):
        make_product(session, key)
    make_central(session, "dpia-nieuw", products=("nieuw",), versions=(("2025-01-01", CentralOutcome.POSITIVE),))
    make_central(session, "dpia-oud", products=("oud",), versions=(("2022-02-01", CentralOutcome.POSITIVE),))
    a_sector(session, "nieuw", "oud")
    found = privacy_sector(session, TODAY)
    assert found.missing == ()
    assert [(one.product_key, one.newest) for one in found.outdated] == [("oud", date(2022, 2, 1))]


def test_a_concluded_duty_counts_and_an_unsure_one_does_not(session: Session) -> None:
    for key in ("besloten", "onzeker"):
        make_product(session, key)
    for n in range(5):
        number = str(50_000 + n)
        make_board(session, number=number, sharing=Sharing.SECTOR)
        done = make_use(session, board=number, product="besloten")
        make_assessment(session, use_id=done.id, board_number=number, state=DpiaState.APPROVED)
        unsure = make_use(session, board=number, product="onzeker")
        make_flag(session, board_number=number, rule="DP02", use_id=unsure.id, certainty=Certainty.UNKNOWN)
    found = privacy_sector(session, TODAY)
    assert [one.product_key for one in found.missing] == ["besloten"]
    assert found.missing[0].pupils == 0


def test_pupils_are_counted_once_per_school_and_unknown_ones_make_a_lower_bound(session: Session) -> None:
    make_product(session, "leerspoor")
    a_sector(session, "leerspoor")
    make_school(session, brin="88ZZ", board_number="50000", pupils=None)
    extra = make_use(session, board="50000", product="leerspoor", schools=("00ZZ",))
    make_flag(session, board_number="50000", rule="DP02", use_id=extra.id)
    (one,) = privacy_sector(session, TODAY).missing
    assert (one.pupils, one.pupils_at_least, one.uses) == (500, True, 6)


def test_a_bigger_sector_takes_no_more_statements(session: Session) -> None:
    make_product(session, "leerspoor")
    a_sector(session, "leerspoor")
    with counted(session) as few:
        privacy_sector(session, TODAY)
    a_sector(session, "leerspoor", boards=7, start=5)
    with counted(session) as many:
        privacy_sector(session, TODAY)
    assert len(many) == len(few) == 3
