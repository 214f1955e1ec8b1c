"""What a board shares with the sector is a part of its own graph, in the same words, and no more than it shares."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from sqlmodel import Session

from api.graph.content import contents, names
from swc.boards.kinds import Sharing
from swc.catalogue.kinds import DataLevel
from swc.dependency.shared_graph.projection import shared_graphs
from swc.landscape.kinds import AgreementPresence, Criticality, DerivedKind, UsageStatus, Verdict
from swc.landscape.models import Agreement, AgreementProduct, Use
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product, make_vendor, make_version
from tests.factories.dpia import make_assessment
from tests.factories.fora import GRADES, LAS, REGISTER, make_reference
from tests.factories.landscape import make_agreement, make_coupling, make_use, make_verdict
from tests.factories.risk import make_flag
from tests.personas import BOARD_A, BOARD_B, NOW
from tests.query_count import counted
from vocab.iris import Iris
from vocab.mapping import TYPE
from vocab.namespaces import DCTERMS, ORG, RDFS, SKOS
from vocab.terms import Class, Property

IRIS = Iris("https://catalogus.test")
P = Property
TOLD: dict[str, set[str]] = {
    Class.BOARD: {
        SKOS + "prefLabel", DCTERMS + "identifier", P.BOARD_NUMBER, P.SECTOR, P.SHARING_LEVEL, P.KVK_NUMBER,
        P.MUNICIPALITY,
    },
    Class.SCHOOL: {SKOS + "prefLabel", P.BRIN, P.SECTOR, P.SCHOOL_OF, ORG + "subOrganizationOf", P.PUPILS},
    Class.APP_USE: {
        RDFS + "label", P.USED_BY, P.USES_PRODUCT, P.USES_VERSION, P.USAGE_STATUS, P.PERSONAL_DATA, P.DATA_CATEGORY,
        P.USED_FOR, P.USED_AT, P.WHOLE_BOARD, P.STATUS_SINCE, P.START_DATE, P.END_DATE, P.HOSTING, P.USERS,
        P.SUPPORTS_FUNCTION, P.SUPPORTS_PROCESS, P.TOUCHES_OBJECT,
    },
    Class.COUPLING: {P.COUPLING_SOURCE, P.COUPLING_TARGET, P.DIRECTION, P.FOLLOWS_STANDARD},
    Class.AGREEMENT: {P.AGREEMENT_FOR, P.AGREEMENT_WITH, P.COVERS_PRODUCT, P.AGREEMENT_PRESENCE},
}  # fmt: skip
"""What the sector is told of each class; of nothing else it is told anything."""


def _uses(session: Session) -> None:
    """Make uses with everything that decides what is told of one."""
    plain = make_use(session, product="plein", criticality=Criticality.HIGH, yearly_cost=Decimal(1234))
    las = make_use(
        session,
        product="las",
        version_id=make_version(session, "las"),
        components=(LAS,),
        schools=("11AA",),
        categories=("P05",),
        own_name="Ons geheime LAS",
        hosting="saas",
        users=40,
        status=UsageStatus.PHASING_OUT,
        status_since=date(2025, 1, 1),
        start_date=date(2024, 8, 1),
        end_date=date(2027, 7, 31),
        owner_role="ICT-coördinator",
        notes="wachtwoord op een briefje",
    )
    make_verdict(session, las.id, GRADES, verdict=Verdict.REJECTED)
    make_verdict(session, las.id, REGISTER, kind=DerivedKind.PROCESS)
    judged = make_use(session, product="las", components=(LAS,))
    make_verdict(session, judged.id, "ee" * 16, kind=DerivedKind.FUNCTION, added_by_hand=True)
    make_verdict(session, judged.id, "ff" * 16, kind=DerivedKind.FUNCTION)
    make_use(session, product="las", components=(LAS, "ba" * 16))
    make_coupling(session, las, target=plain, kind="api", standards=("oso", "uwlr"), categories=("P03",))
    make_coupling(session, las, target_name="Een geheime partij")
    make_coupling(session, plain, target_name="ROD", target_guid=LAS, standards=("rod",))
    make_agreement(session, las)
    make_assessment(session, use_id=las.id)
    make_flag(session, use_id=las.id)
    _with_vendor(session, plain)


def _with_vendor(session: Session, use: Use) -> None:
    agreement = Agreement(
        board_number=use.board_number, vendor_key="dochter", presence=AgreementPresence.ABSENT, updated_at=NOW
    )
    session.add(agreement)
    session.flush()
    session.add(AgreementProduct(agreement_id=agreement.id, product_key="plein"))
    session.flush()


@pytest.fixture
def sector(session: Session) -> Session:
    """Return a session with two boards that share, one of which tells all that can be told, and one that does not."""
    make_reference(session)
    for number, sharing in ((BOARD_A, Sharing.SECTOR), (BOARD_B, Sharing.SECTOR), ("41103", Sharing.PRIVATE)):
        make_board(session, number=number, name=f'Bestuur "{number}"\\ é', sharing=sharing, kvk_number="12345678")
    make_school(session, pupils=120)
    make_school(session, brin="22BB", board_number=BOARD_B)
    make_vendor(session, "dochter")
    make_product(session, "las", vendor_key="dochter", categories=("P01",), data_level=DataLevel.ORDINARY)
    make_product(session, "plein", vendor_key=None, data_level=DataLevel.NONE)
    _uses(session)
    make_use(session, board=BOARD_B, product="las", components=(LAS,))
    make_use(session, board="41103", product="plein")
    return session


def _graph(session: Session, name: str) -> set[Triple]:
    told = b"".join(lines for _, lines in contents(session, [name], IRIS, NOW.date()))
    return {quad.triple for quad in parse(told, format=RdfFormat.N_TRIPLES)}


def _told(own: set[Triple]) -> set[Triple]:
    """Return of the own graph of a board what it shares; the name of a use is another matter."""
    kinds = {
        (one.subject, one.object.value) for one in own if one.predicate == TYPE and isinstance(one.object, NamedNode)
    }
    classes = {subject: kind for kind in TOLD for subject in {one.subject for one in own} if (subject, kind) in kinds}
    return {
        one
        for one in own
        if one.subject in classes and (one.predicate == TYPE or one.predicate.value in TOLD[classes[one.subject]])
    }


def test_the_shared_graph_is_the_shared_part_of_the_own_graph_but_for_own_names(sector: Session) -> None:
    shared, told = _graph(sector, f"board/{BOARD_A}/sector"), _told(_graph(sector, f"board/{BOARD_A}"))
    assert {one.object for one in told - shared} == {Literal("Ons geheime LAS")}
    assert {(one.predicate.value, one.object) for one in shared - told} == {(RDFS + "label", Literal("Las"))}


def test_what_is_of_the_board_alone_is_not_in_it(sector: Session) -> None:
    text = "".join(lines for _, lines in shared_graphs(sector, IRIS, [BOARD_A]))
    for word in ("geheim", '1234"', "criticality", "ICT-co", "briefje", "dpia", "flag", "assessment", "modelVersion"):
        assert word not in text


def test_only_boards_that_share_have_one_and_many_are_read_as_cheaply_as_one(sector: Session) -> None:
    shared = [name for name in names(sector) if name.endswith("/sector")]
    assert shared == [f"board/{BOARD_A}/sector", f"board/{BOARD_B}/sector"]
    list(shared_graphs(sector, IRIS, [BOARD_B]))
    with counted(sector) as one:
        assert [number for number, _ in shared_graphs(sector, IRIS, [BOARD_A])] == [BOARD_A]
    with counted(sector) as three:
        found = dict(shared_graphs(sector, IRIS, [BOARD_A, BOARD_B, "41103"]))
    assert list(found) == [BOARD_A, BOARD_B]
    assert len(three) == len(one)


def test_no_two_lines_of_a_shared_graph_are_the_same(sector: Session) -> None:
    for _, text in shared_graphs(sector, IRIS, [BOARD_A, BOARD_B]):
        lines = text.splitlines()
        assert len(set(lines)) == len(lines)
