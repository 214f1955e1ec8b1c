"""What a unit of work does to the feeds."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import update
from sqlmodel import Session, select

from swc.audit.kinds import SubjectKind
from swc.audit.service import touched
from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product, Vendor
from swc.landscape.kinds import Renewal, UsageStatus
from swc.landscape.models import ContractProduct, Use
from swc.procurement.feed.follow import baseline, follow
from swc.procurement.feed.kinds import FeedAction, FeedName
from swc.procurement.feed.models import FeedEntry, FeedHead
from swc.procurement.feed.queries import snapshot
from swc.procurement.feed.subjects import KINDS, fields_of
from swc.risk.kinds import Certainty
from tests.factories.catalogue import make_central, make_product
from tests.factories.contracts import make_contract
from tests.factories.feeds import (
    CATALOGUE,
    OF_A,
    OF_B,
    SECRET,
    SECTOR,
    make_two_boards,
    share,
    state,
    subjects,
    tell,
    told,
    unit_ends,
)
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, NOW, SYSTEM_ACT
from tests.query_count import counted


def test_a_changed_use_is_one_entry_in_the_feed_of_its_board(session: Session) -> None:
    make_landscape(session, release=False)
    use = make_use(session, components=("c" * 32,), own_name="Onze LAS")
    tell(session, SubjectKind.USE, use.id, "use.created")
    unit_ends(session)
    entry = told(session, OF_A)[0]
    assert (entry.subject, entry.cause, entry.is_new) == (f"use/{use.id}", "use.created", True)
    assert entry.content()["productKey"] == "magister"
    assert entry.content()["components"] == ["c" * 32]
    assert told(session, OF_B) == told(session, SECTOR) == told(session, CATALOGUE) == ()


def test_an_event_that_changes_nothing_of_what_is_served_writes_nothing(session: Session) -> None:
    make_landscape(session, release=False)
    use = make_use(session)
    for notes in ("", "alleen voor mensen"):
        use.notes = notes
        tell(session, SubjectKind.USE, use.id)
        unit_ends(session)
    assert len(told(session, OF_A)) == 1


def test_a_second_entry_of_a_thing_takes_the_place_of_the_first(session: Session) -> None:
    make_landscape(session, release=False)
    use = make_use(session)
    for status in (UsageStatus.IN_PRODUCTION, UsageStatus.PHASED_OUT):
        use = session.get_one(Use, use.id)
        use.status = status
        tell(session, SubjectKind.USE, use.id)
        unit_ends(session)
    first, second = told(session, OF_A)
    assert (first.is_new, second.is_new) == (True, False)
    assert session.exec(select(FeedEntry.previous_seq).where(FeedEntry.seq == second.seq)).one() == first.seq
    assert [one.seq for one in snapshot(session, OF_A).entries] == [second.seq]


def test_more_things_take_no_more_statements(session: Session) -> None:
    make_landscape(session, release=False)
    taken = []
    for number in (2, 30):
        for one in [make_use(session) for _ in range(number)]:
            tell(session, SubjectKind.USE, one.id)
        with counted(session) as statements:
            follow(session, touched(session), by=SYSTEM_ACT)
        session.info.pop("touched")
        taken.append(len(statements))
    assert taken[0] == taken[1]


def test_what_goes_with_a_removed_use_is_told_before_the_use(session: Session) -> None:
    use, _ = make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)
    last = told(session, OF_A)[-1].seq
    use_id = use.id
    session.delete(session.get_one(Use, use_id))
    session.flush()
    tell(session, SubjectKind.USE, use_id, "use.removed")
    unit_ends(session)
    assert subjects(told(session, OF_A, after=last)) == [
        ("flag", "delete"),
        ("assessment", "delete"),
        ("agreement", "delete"),
        ("coupling", "delete"),
        ("use", "delete"),
    ]


def test_a_baseline_tells_of_everything_once_and_in_the_order_of_reference(session: Session) -> None:
    make_two_boards(session)
    assert baseline(session, by=SYSTEM_ACT) > 0
    assert baseline(session, by=SYSTEM_ACT, everything=True) == 0
    kinds = list(dict.fromkeys(kind for kind, _ in subjects(told(session, OF_A))))
    assert kinds == [
        "board",
        "school",
        "use",
        "coupling",
        "agreement",
        "contract",
        "assessment",
        "processing",
        "flag",
    ]
    assert [kind for kind, _ in subjects(told(session, CATALOGUE))] == ["vendor", "vendor", "product"]


def test_a_baseline_mends_what_was_changed_outside_the_product(session: Session) -> None:
    use, _ = make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)
    session.get_one(Use, use.id).users = 99
    session.flush()
    assert baseline(session, by=SYSTEM_ACT) == 0
    assert baseline(session, by=SYSTEM_ACT, everything=True) == 1


def test_a_feed_of_a_board_holds_nothing_of_another(session: Session) -> None:
    mine, other = make_two_boards(session)
    share(session, BOARD_B, Sharing.SECTOR)
    baseline(session, by=SYSTEM_ACT)
    everything = "".join(f"{one.subject}{one.data}" for one in told(session, OF_A))
    assert str(mine.id) in everything
    for foreign in (BOARD_B, str(other.id), "33CC", "De Berk"):
        assert foreign not in everything


def test_the_feed_of_the_sector_holds_nothing_of_a_board_that_does_not_share(session: Session) -> None:
    mine, other = make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)
    assert told(session, SECTOR) == ()
    share(session, BOARD_B, Sharing.SECTOR)
    tell(session, SubjectKind.USE, mine.id)
    unit_ends(session)
    everything = "".join(f"{one.subject}{one.data}" for one in told(session, SECTOR))
    assert str(other.id) in everything
    for foreign in (BOARD_A, str(mine.id), "11AA", "De Linde"):
        assert foreign not in everything


def test_a_board_that_shares_is_told_whole_without_what_is_its_own_business(session: Session) -> None:
    make_two_boards(session)
    share(session, BOARD_A, Sharing.SECTOR)
    kinds = [kind for kind, _ in subjects(told(session, SECTOR))]
    assert kinds == ["board", "school", "school", "use", "coupling", "agreement", "contract"]
    everything = "".join(one.data or "" for one in told(session, SECTOR))
    for name in ("yearlyCost", "yearlyPrice", "parties", "ownName", "criticality", "ROD", "SchoolMaster", "title"):
        assert name not in everything


def test_a_board_that_stops_sharing_leaves_nothing_behind(session: Session) -> None:
    make_two_boards(session)
    share(session, BOARD_A, Sharing.SECTOR)
    share(session, BOARD_B, Sharing.SECTOR)
    last = told(session, SECTOR)[-1].seq
    share(session, BOARD_A, Sharing.PRIVATE)
    rows = session.exec(select(FeedEntry).where(FeedEntry.feed == FeedName.SECTOR, FeedEntry.board_number == BOARD_A))
    assert {(row.data, row.action, row.cause) for row in rows} == {(None, FeedAction.DELETE, "board.sharing_changed")}
    gone = [kind for kind, _ in subjects(told(session, SECTOR, after=last))]
    assert gone == ["contract", "agreement", "coupling", "use", "school", "school", "board"]
    assert {one.cause for one in told(session, SECTOR, after=last)} == {"board.sharing_changed"}
    heads = session.exec(select(FeedHead.board_number).where(FeedHead.feed == FeedName.SECTOR)).all()
    assert set(heads) == {BOARD_B}
    assert {one["boardNumber"] for one in state(told(session, SECTOR)).values() if "boardNumber" in one} == {BOARD_B}
    assert state(told(session, OF_A)) != {}


def test_a_board_that_shares_again_is_told_whole_again(session: Session) -> None:
    make_two_boards(session)
    share(session, BOARD_A, Sharing.SECTOR)
    before = state(told(session, SECTOR))
    share(session, BOARD_A, Sharing.PRIVATE)
    assert state(told(session, SECTOR)) == {}
    share(session, BOARD_A, Sharing.SECTOR)
    assert state(told(session, SECTOR)) == before


def test_a_board_that_is_removed_leaves_neither_feed_anything(session: Session) -> None:
    make_landscape(session, release=False)
    baseline(session, by=SYSTEM_ACT)
    share(session, BOARD_B, Sharing.SECTOR)
    session.delete(session.exec(select(School).where(School.board_number == BOARD_B)).one())
    session.flush()
    session.delete(session.get_one(Board, BOARD_B))
    session.flush()
    tell(session, SubjectKind.BOARD, BOARD_B, "board.removed", board=BOARD_B)
    unit_ends(session)
    assert state(told(session, SECTOR)) == state(told(session, OF_B)) == {}
    assert not any(one.data for one in (*told(session, SECTOR), *told(session, OF_B)))


def test_a_school_that_moves_is_gone_at_one_board_and_new_at_the_other(session: Session) -> None:
    make_landscape(session, release=False)
    baseline(session, by=SYSTEM_ACT)
    last = {scope: told(session, scope)[-1].seq for scope in (OF_A, OF_B)}
    session.get_one(School, "11AA").board_number = BOARD_B
    session.flush()
    for number in (BOARD_A, BOARD_B):
        tell(session, SubjectKind.BOARD, number, "board.imported", board=number)
    unit_ends(session)
    assert [(one.subject, one.action) for one in told(session, OF_A, after=last[OF_A])] == [
        ("school/11AA", FeedAction.DELETE)
    ]
    assert [(one.subject, one.action) for one in told(session, OF_B, after=last[OF_B])] == [
        ("school/11AA", FeedAction.UPSERT)
    ]


def test_a_takeover_is_an_entry_of_the_vendor_and_of_nothing_else(session: Session) -> None:
    make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)
    last = told(session, CATALOGUE)[-1].seq
    session.get_one(Vendor, "schoolmaster").name = "SchoolMaster"
    session.flush()
    tell(session, SubjectKind.VENDOR, "schoolmaster", board=None)
    unit_ends(session)
    assert [one.subject for one in told(session, CATALOGUE, after=last)] == ["vendor/schoolmaster"]
    assert told(session, OF_A)[-1].cause == "feed.baseline"


def test_products_that_become_one_move_in_every_feed_that_points_to_them(session: Session) -> None:
    use, _ = make_two_boards(session)
    make_product(session, "magister-5", vendor_key="schoolmaster")
    baseline(session, by=SYSTEM_ACT)
    gone = session.get_one(Product, "magister")
    gone.status, gone.merged_into = ProductStatus.MERGED, "magister-5"
    for table in (Use, ContractProduct):
        session.execute(update(table).values(product_key="magister-5"))
    for kind, key in (("product.merged", "magister"), ("product.absorbed", "magister-5")):
        tell(session, SubjectKind.PRODUCT, key, kind, board=None)
    unit_ends(session)
    assert state(told(session, CATALOGUE))["product/magister"]["mergedInto"] == "magister-5"
    mine = state(told(session, OF_A))
    assert mine[f"use/{use.id}"]["productKey"] == "magister-5"
    assert [one["sourceProductKey"] for name, one in mine.items() if name.startswith("coupling/")] == ["magister-5"]
    assert baseline(session, by=SYSTEM_ACT, everything=True) == 0


def test_no_feed_holds_what_people_wrote_for_each_other(session: Session) -> None:
    make_two_boards(session)
    make_central(session, products=("magister",))
    session.get_one(Product, "magister").note = SECRET
    session.get_one(Vendor, "schoolmaster").note = SECRET
    share(session, BOARD_A, Sharing.SECTOR)
    baseline(session, by=SYSTEM_ACT)
    rows = session.exec(select(FeedEntry)).all()
    assert len(rows) > len({row.subject_kind for row in rows}) == 12
    assert SECRET not in "".join(f"{row.subject_key}{row.cause}{row.data}" for row in rows)


def test_an_assessment_tells_its_state_and_days_and_nothing_else(session: Session) -> None:
    make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)
    assessment = next(one for name, one in state(told(session, OF_A)).items() if name.startswith("assessment/"))
    assert set(assessment) == {
        "id",
        "boardNumber",
        "useId",
        "kind",
        "state",
        "stateSince",
        "decidedOn",
        "reviewDue",
        "centralKey",
        "centralNumber",
        "activities",
    }


def test_a_contract_tells_its_last_notice_day_unless_nobody_has_to_give_notice(session: Session) -> None:
    make_landscape(session, release=False)
    terms = {"end_date": date(2027, 7, 31), "notice_months": 3}
    made = [make_contract(session, renewal=one, **terms) for one in (Renewal.AUTOMATIC, Renewal.ENDS)]
    made.append(make_contract(session, ended_on=date(2027, 1, 31), **terms))
    baseline(session, by=SYSTEM_ACT)
    found = state(told(session, OF_A))
    assert [found[f"contract/{one.id}"]["lastNoticeDay"] for one in made] == ["2027-04-30", None, None]


def test_a_flag_tells_no_evidence(session: Session) -> None:
    make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)
    flag = next(one for name, one in state(told(session, OF_A)).items() if name.startswith("flag/"))
    assert (flag["rule"], flag["certainty"], flag["status"]) == ("PA01", Certainty.CERTAIN, "open")
    assert "evidence" not in flag


def test_moments_never_run_back_and_numbers_have_no_gaps(session: Session) -> None:
    make_landscape(session, release=False)
    baseline(session, by=SYSTEM_ACT)
    use = make_use(session)
    tell(session, SubjectKind.USE, use.id)
    unit_ends(session, now=NOW - timedelta(days=1))
    for scope in (CATALOGUE, OF_A):
        found = told(session, scope)
        assert [one.at for one in found] == sorted(one.at for one in found)
        assert [one.seq for one in found] == list(range(1, len(found) + 1))


def test_every_field_that_is_served_is_documented(session: Session) -> None:
    make_two_boards(session)
    make_central(session, products=("magister",))
    baseline(session, by=SYSTEM_ACT)
    share(session, BOARD_A, Sharing.SECTOR)
    for scope in (CATALOGUE, SECTOR, OF_A):
        found = {one.subject_kind: tuple(one.content()) for one in told(session, scope)}
        assert tuple(sorted(found)) == tuple(sorted(KINDS[scope.feed]))
        for kind, names in found.items():
            assert sorted(names) == sorted(fields_of(scope.feed, kind))
