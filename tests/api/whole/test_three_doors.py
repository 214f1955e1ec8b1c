"""UI = JSON = SPARQL: whatever the landscape, whatever the question and whoever asks, the three doors tell the same.

A landscape is drawn and written by the services of the product; questions are drawn from the filter of the list. The
page and the JSON go through one read model, SPARQL through the projection and its worker: they have to agree, also on
what somebody may not ask at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from api.installation import install
from fora.kinds import ForaType
from fora.models import Element
from swc.access.kinds import SYSTEM, Actor
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.models import Product
from swc.dpia.kinds import DpiaState
from swc.landscape import service
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus
from swc.landscape.models import Use
from swc.landscape.schemas import AgreementInput, UseCreate
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.dpia import make_assessment
from tests.personas import (
    ADMIN,
    ANNE,
    ANONYMOUS,
    BOARD_A,
    BOARD_B,
    BRAM,
    CARLA,
    CHRIS,
    PETRA,
    SYLVIA,
    SYSTEM_ACT,
    TODAY,
    VICTOR,
    acting,
)

UUID = r"[0-9a-f]{8}-[0-9a-f-]{27}"
CLEARING = acting(SYSTEM, reason="opnieuw beginnen")
PRODUCTS = ("magister", "parnassys", "zermelo", "microsoft-365-education", "moodle")
BRINS = ("11AA", "22BB")
READERS = (ANNE, BRAM, CARLA, ADMIN)
"""Who may ask everything of board A."""
OUTSIDERS = (CHRIS, VICTOR, SYLVIA, ANONYMOUS)
"""Who has nothing to do with board A; the sector reader only sees it in the scope of the sector."""

PREFIXES = """
PREFIX swc: <https://w3id.org/fora-swc/def#>
PREFIX scheme: <https://w3id.org/fora-swc/scheme/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
SETTLED = f"""
?u swc:dpiaState ?st . OPTIONAL {{ ?st swc:settled ?ends }} OPTIONAL {{ ?u swc:reviewDue ?due }}
BIND (COALESCE(?ends, false) AS ?concluded) BIND (COALESCE(?due < "{TODAY}"^^xsd:date, false) AS ?over)
"""
SETTLEMENT = {
    "settled": f"{SETTLED} FILTER (?concluded && !?over)",
    "expired": f"{SETTLED} FILTER (?concluded && ?over)",
    "open": f"{SETTLED} FILTER (!?concluded)",
}


Answered = frozenset[tuple[str, ...]] | bool | int


@dataclass(frozen=True)
class Drawn:
    """One application of a drawn landscape."""

    product: str
    status: UsageStatus
    components: tuple[int, ...]
    school: str
    criticality: Criticality | None
    category: str
    agreement: AgreementPresence | None
    state: DpiaState | None
    overdue: bool


@dataclass(frozen=True)
class Asked:
    """One question: the names and values of the list's filter."""

    values: dict[str, str]


APPLICATIONS = st.builds(
    Drawn,
    product=st.sampled_from(PRODUCTS),
    status=st.sampled_from(UsageStatus),
    components=st.lists(st.integers(0, 5), max_size=2, unique=True).map(tuple),
    school=st.sampled_from(("", *BRINS)),
    criticality=st.none() | st.sampled_from(Criticality),
    category=st.sampled_from(("", "P01", "P05")),
    agreement=st.none() | st.sampled_from(AgreementPresence),
    state=st.none() | st.sampled_from(DpiaState),
    overdue=st.booleans(),
)
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from([one.value for one in UsageStatus]),
        "personalData": st.sampled_from(("yes", "no", "unknown")),
        "agreement": st.sampled_from([one.value for one in AgreementPresence]),
        "school": st.sampled_from(BRINS),
        "criticality": st.sampled_from([one.value for one in Criticality]),
        "missingPlacement": st.just("true"),
        "settlement": st.sampled_from(tuple(SETTLEMENT)),
        "state": st.sampled_from([one.value for one in DpiaState]),
        "component": st.integers(0, 5).map(str),
    },
).map(Asked)


class Doors:
    """The three ways to ask one question of board A, for anybody."""

    def __init__(self, door: Door, components: list[str]) -> None:
        self.door = door
        self.components = components
        self._clients: dict[str, TestClient] = {}

    def of(self, actor: Actor) -> TestClient:
        """Return the client of somebody; one each, so that a persona keeps its place."""
        return self._clients.setdefault(actor.key, self.door(actor))

    def filter(self, asked: Asked) -> dict[str, str]:
        """Return the question as the list and the API take it."""
        values = dict(asked.values)
        if "component" in values:
            values["component"] = self.components[int(values["component"])]
        return values

    def by_page(self, actor: Actor, asked: Asked) -> set[str] | int:
        """Ask the page; a refusal is its status."""
        query = {**self.filter(asked), "pageSize": "500"}
        answer = self.of(actor).get(f"/besturen/{BOARD_A}/applicaties", params=query)
        if answer.status_code != 200:
            return answer.status_code
        return set(re.findall(rf'<th scope="row"><a href="/besturen/{BOARD_A}/applicaties/({UUID})"', answer.text))

    def by_json(self, actor: Actor, asked: Asked) -> set[str] | int:
        """Ask the JSON list; a refusal is its status."""
        query = {**self.filter(asked), "pageSize": "500"}
        answer = self.of(actor).get(f"/api/v1/boards/{BOARD_A}/uses", params=query)
        if answer.status_code != 200:
            return answer.status_code
        return {item["use"]["id"] for item in answer.json()["items"]}

    def by_sparql(self, actor: Actor, asked: Asked, scope: str = BOARD_A) -> set[str] | int:
        """Ask the endpoint; a refusal is its status."""
        answer = self.of(actor).get(f"/sparql/{scope}", params={"query": self.text(asked)})
        if answer.status_code != 200:
            return answer.status_code
        return {row["u"]["value"].rsplit("/", 1)[1] for row in answer.json()["results"]["bindings"]}

    def in_the_sector(self, actor: Actor, asked: dict[str, str]) -> tuple[Answered, ...]:
        """Ask what boards share by page, JSON and SPARQL; each tells products, JSON and SPARQL which uses as well."""
        json = self.of(actor).get("/api/v1/sector/uses", params=asked)
        page = self.of(actor).get("/sector/applicaties", params={IN_DUTCH[key]: asked[key] for key in asked})
        patterns = " ".join(SECTOR_PATTERNS[name](value) for name, value in asked.items())
        text = f"{PREFIXES} SELECT ?u ?p WHERE {{ ?u a swc:AppUse ; swc:usesProduct ?p . {patterns} }}"
        sparql = self.of(actor).get("/sparql/sector", params={"query": text})
        refused = tuple(one.status_code for one in (page, json, sparql) if one.status_code != 200)
        if refused:
            return refused
        items = {(one["id"], one["productKey"]) for one in json.json()["items"]}
        rows = {
            tuple(row[name]["value"].rsplit("/", 1)[1] for name in "up") for row in sparql.json()["results"]["bindings"]
        }
        shown = sorted(re.findall(r'<td><a href="/producten/([^"]+)"', page.text))
        return frozenset(items), frozenset(rows), shown == sorted(product for _use, product in items)

    def text(self, asked: Asked) -> str:
        """Return the question in SPARQL."""
        patterns = [PATTERNS[name](value) for name, value in self.filter(asked).items()]
        own = f"?u a swc:AppUse ; swc:usedBy ?b . ?b swc:boardNumber '{BOARD_A}' ."
        return f"{PREFIXES} SELECT DISTINCT ?u WHERE {{ {own} {' '.join(patterns)} }}"


SECTOR_PATTERNS: dict[str, Callable[[str], str]] = {
    "product": lambda key: f"?u swc:usesProduct <http://swc.test/id/product/{key}> .",
    "vendor": lambda key: f"?p swc:suppliedBy <http://swc.test/id/vendor/{key}> .",
    "component": lambda guid: f"?u swc:usedFor <http://swc.test/id/fora/{guid}> .",
    "board": lambda number: f"?u swc:usedBy <http://swc.test/id/board/{number}> .",
}
IN_DUTCH = {"product": "product", "vendor": "leverancier", "component": "component", "board": "bestuur"}
"""The names of the filter of the sector on the page."""
PATTERNS: dict[str, Callable[[str], str]] = {
    "status": lambda code: f"?u swc:usageStatus <https://w3id.org/fora-swc/scheme/usage-status/{code}> .",
    "personalData": lambda code: f"?u swc:personalData <https://w3id.org/fora-swc/scheme/personal-data/{code}> .",
    "agreement": lambda code: (
        "?vo swc:agreementFor ?u ; "
        f"swc:agreementPresence <https://w3id.org/fora-swc/scheme/agreement-presence/{code}> ."
    ),
    "school": lambda brin: f"{{ ?u swc:wholeBoard true }} UNION {{ ?u swc:usedAt/swc:brin '{brin}' }}",
    "criticality": lambda code: f"?u swc:criticality <https://w3id.org/fora-swc/scheme/criticality/{code}> .",
    "missingPlacement": lambda _: "FILTER NOT EXISTS { ?u swc:placement ?at . ?at swc:placementLapsed false }",
    "settlement": lambda code: f"{{ SELECT ?u WHERE {{ {SETTLEMENT[code]} }} }}",
    "state": lambda code: f"?u swc:dpiaState <https://w3id.org/fora-swc/scheme/dpia-states/{code}> .",
    "component": lambda guid: f"?u swc:usedFor <http://swc.test/id/fora/{guid}> .",
}
"""Each field of the filter in SPARQL."""


@pytest.fixture
def doors(door: Door, session: Session) -> Iterator[Doors]:
    """Return the doors of an installation with one board that has schools and no applications yet."""
    install(session, by=SYSTEM_ACT)
    make_board(session, number=BOARD_A)
    make_board(session, number=BOARD_B)
    for brin in BRINS:
        make_school(session, brin=brin, board_number=BOARD_A)
    query = select(Element.guid).where(Element.fora_type == ForaType.COMPONENT).order_by(Element.guid).limit(6)
    found = Doors(door, list(session.exec(query).all()))
    yield found
    found.of(ANNE).app.state.sparql.pool.shelf.forget()  # type: ignore[attr-defined]


def write(session: Session, landscape: list[Drawn], components: list[str]) -> None:
    """Replace the landscape of board A by the drawn one, as people would: every change with its event."""
    for row in session.exec(select(Use).where(Use.board_number == BOARD_A)).all():
        service.remove_use(session, BOARD_A, row.id, by=CLEARING)
    for place, one in enumerate(landscape):
        created = UseCreate(
            own_name=f"Toepassing {place}",
            product_key=one.product,
            status=one.status,
            components=tuple(components[at] for at in one.components),
            categories=(one.category,) if one.category else (),
            whole_board=not one.school,
            schools=(one.school,) if one.school else (),
            criticality=one.criticality,
        )
        use_id = service.add_use(session, BOARD_A, created, by=SYSTEM_ACT)
        if one.agreement is not None:
            said = AgreementInput(presence=one.agreement)
            service.set_agreement(session, BOARD_A, use_id, said, by=SYSTEM_ACT)
        if one.state is not None:
            due = TODAY.replace(year=TODAY.year + (-1 if one.overdue else 1))
            make_assessment(session, use_id=use_id, state=one.state, review_due=due)
    record(session, by=SYSTEM_ACT, kind="board.changed", subject=SubjectKind.BOARD, key=BOARD_A, board_number=BOARD_A)
    session.flush()


@pytest.mark.slow
def test_page_json_and_sparql_give_the_same_applications_to_everybody(doors: Doors, session: Session) -> None:
    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(
        landscape=st.lists(APPLICATIONS, max_size=5),
        questions=st.lists(QUESTIONS, min_size=1, max_size=4),
        reader=st.sampled_from(READERS),
        outsider=st.sampled_from(OUTSIDERS),
    )
    def agree(landscape: list[Drawn], questions: list[Asked], reader: Actor, outsider: Actor) -> None:
        write(session, landscape, doors.components)
        for asked in (Asked({}), *questions):
            told = doors.by_json(reader, asked)
            assert doors.by_page(reader, asked) == told
            assert doors.by_sparql(reader, asked) == told, doors.text(asked)
            assert doors.by_json(PETRA, asked) == doors.by_page(PETRA, asked)
            assert isinstance(doors.by_sparql(PETRA, asked), int), "a purchaser would read what is in DPIAs"
        assert len(doors.by_json(reader, Asked({}))) == len(landscape)  # type: ignore[arg-type]
        refusals = (doors.by_page(outsider, asked), doors.by_json(outsider, asked), doors.by_sparql(outsider, asked))
        assert all(isinstance(one, int) for one in refusals), "no door opens for who has nothing to do with the board"

    agree()


@pytest.mark.slow
def test_who_reads_the_sector_sees_by_every_door_what_a_board_shares_while_it_does(
    doors: Doors, session: Session
) -> None:
    vendors = {one.vendor_key for one in session.exec(select(Product).where(col(Product.key).in_(PRODUCTS)))} - {None}

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(
        landscape=st.lists(APPLICATIONS, max_size=4),
        shares=st.booleans(),
        asked=st.fixed_dictionaries(
            {},
            optional={
                "product": st.sampled_from(PRODUCTS),
                "vendor": st.sampled_from(sorted(map(str, vendors))),
                "component": st.sampled_from(doors.components),
                "board": st.just(BOARD_A),
            },
        ),
        outsider=st.sampled_from((ANNE, CHRIS, VICTOR, ANONYMOUS)),
    )
    def agree(landscape: list[Drawn], shares: bool, asked: dict[str, str], outsider: Actor) -> None:  # noqa: FBT001
        session.get_one(Board, BOARD_A).sharing = Sharing.SECTOR if shares else Sharing.PRIVATE
        write(session, landscape, doors.components)
        everything, by_sparql, shown = doors.in_the_sector(SYLVIA, {})
        assert everything == by_sparql
        assert shown is True
        assert len(everything) == (len(landscape) if shares else 0)  # type: ignore[arg-type]
        some, by_sparql, shown = doors.in_the_sector(SYLVIA, asked)
        assert some == by_sparql
        assert shown is True
        refusals = doors.in_the_sector(outsider, asked)
        assert len(refusals) == 3, "no door opens for who does not read the sector"

    agree()
