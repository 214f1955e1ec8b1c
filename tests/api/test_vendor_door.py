"""A vendor at every door: nothing of a landscape, no count, and a board that is looks like one that is not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select
from starlette.routing import Route
from starlette.testclient import TestClient

from swc.boards.kinds import Sharing
from swc.catalogue import codelists
from swc.catalogue.models import ProductVersion
from swc.landscape.kinds import Direction
from swc.landscape.models import Coupling, Use
from tests.api.conftest import Door
from tests.factories.agreements import make_deal
from tests.factories.boards import make_board
from tests.factories.catalogue import make_central, make_product, make_vendor, make_version
from tests.factories.claims import make_claim
from tests.factories.contracts import make_contract
from tests.factories.dpia import make_activity, make_assessment
from tests.factories.fora import make_reference
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.personas import BOARD_A, BOARD_B, CARLA, CHRIS, NOW, SYSTEM_ACT, VICTOR

MARKERS = ("Geheimpje", "77123", "66123")
"""What boards wrote themselves: a word that stands everywhere, a number of users and a cost."""

PART = MARKERS[0][:-1]
"""What to search for: an answer says again what was asked, so that a whole word would be found in every answer."""

ASIDE = ("/id/", "/doc/", "/api/v1/openapi.json")
"""Asked for apart with the things of a board, and a description that is made of the code alone."""

NAMES = ("De Linde", "De Es")
"""What the boards are called: DUO publishes it, and here nobody hears it without an account."""

NOWHERE = "49999"
"""A number that no board has."""

OWN = ("/leverancier", "/api/v1/vendor-claims", "/account", "/sparql-vragen/eigen")
"""Where a vendor sees what somebody anonymous does not."""

BARE = ("/besturen", "/api/v1/boards")
"""What lists the boards of whoever is logged in: to a vendor a list with nothing in it."""

ENOUGH = 40
"""So many doors tell somebody of the board what a vendor does not see; fewer, and this test looks at nothing."""

REFUSED = (303, 307, 400, 401, 403, 404, 409, 415, 422, 428)
BLANK_NODE = re.compile("_:[0-9a-f]+")
"""Its name is another one in every answer, and with that the order of the lines."""
DESCRIBED = {f"/sparql/{number}" for number in (BOARD_A, BOARD_B)}
"""Without a question an endpoint says what it is, whatever number it is asked about."""
CENTRAL = re.compile("central|centrale")
KEYS = {"/leveranciers": "meerschool", "/api/v1/vendors": "meerschool", "/centrale-dpias": "d", "/api/v1/central": "d"}
THINGS = {
    "use": "use_id",
    "coupling": "coupling_id",
    "agreement": "agreement_id",
    "contract": "contract_id",
    "assessment": "assessment_id",
    "processing": "activity_id",
    "flag": "flag_id",
    "board": "number",
}
SEARCHES = ("/producten?zoek", "/leveranciers?zoek", "/fora?zoek", "/api/v1/search?q", "/api/v1/products?search")
UNKNOWN = "00000000-0000-4000-8000-000000000000"
QUESTION = (
    "SELECT (COUNT(*) AS ?n) (COUNT(?told) AS ?m) "
    f"{{ ?s ?p ?o OPTIONAL {{ ?s ?p ?told FILTER CONTAINS(STR(?o), '{PART}') }} }}"
)
"""How much a scope holds, and how often the word of a board."""


def routes(client: TestClient) -> list[Route]:
    """Return every route of the application."""
    found: list[Route] = []
    for one in client.app.routes:  # type: ignore[attr-defined]
        inner = getattr(getattr(one, "original_router", None), "routes", [one])
        found += [route for route in inner if isinstance(route, Route)]
    return found


def filled(path: str, things: Mapping[str, Any]) -> str:
    """Return a path with its places filled in."""
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda one: str(things.get(one[1], UNKNOWN)), path)


def is_of_board(route: Route) -> bool:
    """Say whether an address belongs to a board; a version of a central DPIA has a number too."""
    return "{number}" in route.path and not CENTRAL.search(route.path)


def said(client: TestClient, address: str) -> tuple[int, str]:
    """Return status and all text of an answer, also of what is packed in a zip."""
    answer = client.get(address)
    text = f"{answer.headers.get('location', '')}\n{answer.text}"
    if zipfile.is_zipfile(io.BytesIO(answer.content)):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            text = "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if BLANK_NODE.search(text):
        text = "\n".join(sorted(BLANK_NODE.sub("_:", text).splitlines()))
    return answer.status_code, text


@pytest.fixture(autouse=True)
def market(session: Session) -> dict[str, Any]:
    """Let there be a catalogue with the vendor's product, two boards of which one shares, and what addresses hold."""
    codelists.load(session, by=SYSTEM_ACT)
    release = make_reference(session)
    make_vendor(session)
    make_product(session, vendor_key="meerschool", categories=("P02",), components=("0" * 32,))
    make_central(session, "d")
    make_board(session, name=f"Stichting {NAMES[0]}", sharing=Sharing.SECTOR)
    make_board(session, number=BOARD_B, name=f"Stichting {NAMES[1]}")
    version = make_version(session, "leerspoor", "4.2")
    claim = make_claim(session, note="Van de leverancier zelf")
    return {
        "key": "leerspoor",
        "name": "catalogue",
        "scheme": "data-categories",
        "code": "P01",
        "seq": "1",
        "version": release.version,
        "guid": "0" * 32,
        "secret": "geen-geheim",
        "number": "1",
        "version_id": version,
        "claim_id": claim,
    }


def plant(session: Session, board: str) -> dict[str, Any]:
    """Let a board write the same words everywhere that it writes, and return the things that addresses hold."""
    word = MARKERS[0]
    use = make_use(
        session,
        board=board,
        product="leerspoor",
        components=("0" * 32,),
        own_name=f"{word} naam",
        notes=f"{word} notitie",
        users=int(MARKERS[1]),
        yearly_cost=Decimal(MARKERS[2]),
    )
    deal = make_deal(session, board=board, vendor="meerschool", title=f"{word} overeenkomst")
    contract = make_contract(session, board=board, title=f"{word} contract", products=("leerspoor",))
    dossier = make_assessment(session, use_id=use.id, board_number=board, reason=f"{word} reden")
    activity = make_activity(session, name=f"{word} verwerking", board_number=board, uses=(use.id,))
    flag = make_flag(session, board_number=board, use_id=use.id, subject_name=f"{word} naam")
    coupling = Coupling(
        board_number=board,
        source_use_id=use.id,
        target_name=f"{word} partij",
        direction=Direction.OUT,
        created_at=NOW,
    )
    session.add(coupling)
    session.flush()
    return {
        "number": board,
        "use_id": use.id,
        "agreement_id": deal.id,
        "contract_id": contract.id,
        "assessment_id": dossier.id,
        "activity_id": activity.id,
        "flag_id": flag.id,
        "coupling_id": coupling.id,
        "kind": "dpia",
        "section": "proposal",
        "code": "ending",
        "batch_id": uuid4(),
        "extension": "xlsx",
        "version": 1,
        "seq": 1,
    }


def live(door: Door) -> None:
    """Let a person of each board change something, so that flags, feeds and graphs follow."""
    for actor, board in ((CARLA, BOARD_A), (CHRIS, BOARD_B)):
        body = {"productKey": "leerspoor", "status": "in-productie", "ownName": f"{MARKERS[0]} erbij"}
        assert door(actor).post(f"/api/v1/boards/{board}/uses", json=body).status_code == 201


def board_doors(client: TestClient, things: Mapping[str, Any], number: str) -> Iterator[str]:
    """Yield every address below a board, with its things filled in and another number where that is asked."""
    for route in routes(client):
        if "GET" in route.methods and is_of_board(route):
            yield filled(route.path, {**things, "number": number})
    yield from (f"{place}{number}" for place in ("/producten/voorstellen?bestuur=", "/graph/board/", "/id/board/"))
    yield from (f"/{way}/{kind}/{things[name]}" for kind, name in THINGS.items() for way in ("id", "doc"))
    yield f"/sparql/{number}?query={QUESTION}"
    yield f"/sparql-vragen/nieuw?over=board/{number}&query={QUESTION}"
    yield f"/api/v1/boards/{number}/what-if?kind=vendor&target=meerschool"


def other_doors(client: TestClient, things: Mapping[str, Any]) -> Iterator[str]:
    """Yield every other address, and searches that would find a use."""
    for route in routes(client):
        if "GET" in route.methods and not is_of_board(route) and not route.path.startswith(ASIDE):
            key = next((name for part, name in KEYS.items() if route.path.startswith(part)), things["key"])
            yield filled(route.path, {**things, "key": key})
    yield from (
        "/api/v1/boards",
        "/graph/catalogue",
        f"/sparql?query={QUESTION}",
        f"/sparql-vragen/nieuw?query={QUESTION}",
    )
    for word in ("Leer", PART):
        yield from (f"{place}={word}" for place in SEARCHES)
    yield from (f"/leverancier/opgeven?soort={noun}&product=leerspoor" for noun in ("standard", "hosting"))
    yield from ("/api/v1/feeds/sector/events", "/api/v1/feeds/sector/snapshot", "/doc/product/leerspoor")


def test_no_door_of_a_board_tells_a_vendor_anything_nor_whether_there_is_one(door: Door, session: Session) -> None:
    planted = [plant(session, BOARD_A), plant(session, BOARD_B)]
    live(door)
    victor, carla = door(VICTOR), door(CARLA)
    for things in planted:
        for address in board_doors(victor, things, things["number"]):
            status, text = said(victor, address)
            elsewhere = address.replace(things["number"], NOWHERE)
            assert (status, text) == swapped(victor, elsewhere, things["number"]), address
            assert status in REFUSED or address in DESCRIBED, address
            assert not any(marker in text for marker in MARKERS), address
    told = (one for one in board_doors(carla, planted[0], BOARD_A) if MARKERS[0] in said(carla, one)[1])
    assert len(list(islice(told, ENOUGH))) == ENOUGH


def swapped(client: TestClient, address: str, number: str) -> tuple[int, str]:
    """Return what is said of a board that is not, with the number of one that is."""
    status, text = said(client, address)
    return status, text.replace(NOWHERE, number)


def test_what_a_vendor_sees_is_the_same_whatever_boards_use_and_public_but_for_its_own_desk(
    door: Door, session: Session, market: dict[str, Any]
) -> None:
    victor, anybody = door(VICTOR), door()
    before = {address: said(victor, address) for address in other_doors(victor, market)}
    for board in (BOARD_A, BOARD_B):
        plant(session, board)
    live(door)
    after = {address: said(victor, address) for address in other_doors(victor, market)}
    assert {address: status for address, (status, _) in after.items() if status >= 500} == {}
    assert [address for address, told in after.items() if told != before[address]] == []
    assert [one for one, (_, text) in after.items() if any(marker in text for marker in (*MARKERS, *NAMES))] == []
    seen = [address for address, (status, _) in after.items() if status == 200 and not address.startswith(OWN)]
    assert [one for one in seen if one not in BARE and anybody.get(one).status_code != 200] == []
    assert sum(address.startswith(OWN) for address, (status, _) in after.items() if status == 200) >= len(OWN)


def test_no_deed_at_a_board_is_open_to_a_vendor_nor_tells_whether_there_is_one(door: Door, session: Session) -> None:
    things = plant(session, BOARD_A)
    victor = door(VICTOR)
    doors = [
        (method, filled(route.path, {**things, "guid": "0" * 32, "key": "x"}))
        for route in routes(victor)
        for method in sorted(route.methods - {"GET", "HEAD"})
        if is_of_board(route)
    ]
    assert len(doors) > ENOUGH
    for method, address in doors:
        asked = {"headers": {"If-Match": '"1"'}, **({"json": {}} if address.startswith("/api") else {"data": {}})}
        here = victor.request(method, address, **asked)
        there = victor.request(method, address.replace(BOARD_A, NOWHERE), **asked)
        told = (there.status_code, there.text.replace(NOWHERE, BOARD_A))
        assert (here.status_code, here.text) == told, (method, address)
        assert here.status_code in REFUSED, (method, address)
    assert session.exec(select(Use.own_name)).all() == [f"{MARKERS[0]} naam"]


def test_the_word_of_an_editor_is_all_that_a_vendor_hears_of_a_version_in_use(door: Door, session: Session) -> None:
    make_use(session, product="leerspoor", version_id=session.exec(select(ProductVersion.id)).one())
    asked = "/leverancier/opgeven?soort=version&product=leerspoor&weg=true"
    form = {"name": "4.2", "evidence_url": "https://meerschool.example", "dated": "2026-02-20"}
    answer = door(VICTOR).post(asked, data=form)
    shown = door(VICTOR).get(answer.headers["location"]).text
    assert answer.status_code == 303
    assert "in gebruik bij" not in shown.replace("in gebruik: ", "")
