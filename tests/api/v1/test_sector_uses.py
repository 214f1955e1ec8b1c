"""The list of uses of the sector: its pages meet, its files hold the same, and it tells what a board shares."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from python_calamine import CalamineWorkbook
from sqlalchemy import event
from sqlmodel import Session, SQLModel, select
from starlette.testclient import TestClient

from api.commits import Commits
from api.db import Database, open_engine
from api.sector_uses import cursor_of, position
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.kinds import KeyScope, Sharing
from swc.boards.login.sector_keys import SectorKeyCreate, create_sector_key
from swc.boards.models import Board
from swc.dependency.uses import reading
from swc.dependency.uses.reading import every_use
from swc.dependency.uses.schemas import Position, SectorUse, SectorUseList, UseFilter
from swc.dependency.uses.store import Lines
from swc.errors import InvalidInputError
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_use
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, NOW, SACHA, SYLVIA, SYSTEM_ACT, VICTOR, acting

LIST = "/api/v1/sector/uses"
EVIL = '=cmd|" /C calc"!A0;x'
"""What a spreadsheet would run, and what would end a field."""
GUID, OTHER = "db0a6af2aead439a98e70066852f50fc", "0ca8a6ed3ce14b2a8b2a1d7bd1a0d6a1"


@pytest.fixture
def sector(session: Session) -> Session:
    """Two boards that share, and one that does not."""
    make_vendor(session, key="meerschool", name="Meer & School")
    make_product(session, key="rooster", name="Rooster", vendor_key="meerschool")
    make_product(session, key="kwaad", name=EVIL, vendor_key=None)
    for number, sharing in ((BOARD_A, Sharing.SECTOR), (BOARD_B, Sharing.SECTOR), ("41103", Sharing.PRIVATE)):
        make_board(session, number=number, sharing=sharing)
    make_school(session, brin="01AB")
    for number in (BOARD_A, BOARD_B, "41103"):
        for at in range(4):
            product, schools = "kwaad" if at == 3 else "rooster", ("01AB",) if number == BOARD_A and at else ()
            components = (GUID, OTHER)[: at + 1]
            more = {"users": 12, "hosting": "saas", "start_date": NOW.date()} if at == 2 else {"own_name": "Ons geheim"}
            make_use(session, board=number, product=product, schools=schools, components=components, **more)
    session.flush()
    return session


def walk(client: TestClient, address: str) -> list[dict[str, Any]]:
    """Follow the links from a page to the last one."""
    found: list[dict[str, Any]] = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        address = answer.links.get("next", {}).get("url", "")
    return found


@pytest.mark.usefixtures("sector")
def test_the_pages_hold_every_use_of_boards_that_share_once_in_order(door: Door) -> None:
    found = walk(door(SYLVIA), f"{LIST}?limit=3")
    keys = [(one["boardNumber"], one["id"]) for one in found]
    assert len(keys) == 8
    assert keys == sorted(set(keys))
    assert {one["boardNumber"] for one in found} == {BOARD_A, BOARD_B}
    assert "geheim" not in json.dumps(found)
    SectorUseList.model_validate({"items": found})


@pytest.mark.usefixtures("sector")
def test_the_way_back_leads_over_the_same_uses(door: Door) -> None:
    client = door(SYLVIA)
    first = client.get(f"{LIST}?limit=3")
    second = client.get(first.links["next"]["url"])
    assert client.get(second.links["prev"]["url"]).json() == first.json()
    assert "prev" not in first.links


@pytest.mark.parametrize(
    ("query", "many"),
    [
        ("product=kwaad", 2),
        ("vendor=meerschool", 6),
        (f"component={GUID.upper()}", 8),
        (f"board={BOARD_A}&product=rooster", 3),
        ("board=41103", 0),
        ("changedSince=2026-03-02T10:30:00%2B01:00", 8),
        ("changedSince=2027-01-01T00:00:00Z", 0),
    ],
)
@pytest.mark.usefixtures("sector")
def test_it_is_narrowed_by_each_field(door: Door, query: str, many: int) -> None:
    client = door(SYLVIA)
    assert len(walk(client, f"{LIST}?limit=2&{query}")) == many
    assert len(client.get(f"{LIST}.ndjson?{query}").text.splitlines()) == many


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("cursor=abc", "cursor"),
        ("cursor=%C3%A9", "cursor"),
        (f"cursor={cursor_of(UseFilter(product='rooster'), Position(BOARD_A, UUID(int=1)))}", "cursor"),
        ("changedSince=2026-03-02T10:30:00", "changedSince"),
        ("limit=0", "limit"),
        ("leverancier=x", "leverancier"),
    ],
)
@pytest.mark.usefixtures("sector")
def test_what_cannot_be_read_is_refused_with_its_place(door: Door, query: str, where: str) -> None:
    answer = door(SYLVIA).get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["in"] == where


@pytest.mark.parametrize(("actor", "status"), [(ANONYMOUS, 401), (ANNE, 403), (VICTOR, 404)])
@pytest.mark.parametrize("path", [LIST, f"{LIST}.csv"])
@pytest.mark.usefixtures("sector")
def test_only_who_reads_the_sector_gets_it(door: Door, path: str, actor: Any, status: int) -> None:  # noqa: ANN401
    assert door(actor).get(path).status_code == status


@pytest.mark.usefixtures("sector")
def test_every_file_holds_what_the_list_holds(door: Door) -> None:
    client = door(SYLVIA)
    told = walk(client, LIST)
    lines = client.get(f"{LIST}.ndjson").text.splitlines()
    assert [json.loads(line) for line in lines] == told
    assert lines == [SectorUse.model_validate_json(line).model_dump_json(by_alias=True) for line in lines]
    text = client.get(f"{LIST}.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))[1:]
    assert [row[0] for row in rows] == [one["id"] for one in told]
    assert {row[5] for row in rows} == {"Rooster", f"'{EVIL}"}
    sheet = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{LIST}.xlsx").content)).get_sheet_by_index(0)
    cells = sheet.to_python()[1:]
    assert [row[0] for row in cells] == [one["id"] for one in told]
    assert {row[5] for row in cells} == {"Rooster", EVIL}
    assert {row[15] for row in cells} == {GUID, f"{OTHER} {GUID}"}
    assert [row[10] for row in rows].count(NOW.strftime("%d-%m-%Y")) == 2
    assert not {"criticality", "yearlyCost", "ownName", "notes"} & told[0].keys(), "that is not shared"


def test_uses_are_in_order_whatever_the_order_in_which_a_database_joins_them() -> None:
    ids = [UUID(int=at).hex for at in (3, 1, 2)]
    text = "\x1f".join(f"{one}\x1frooster\x1fgepland\x1f\x1f\x1f\x1f\x1f{one[-1]}\x1f{NOW}\x1f" for one in ids)
    answers = [(f"{ids[0]}\x1f{GUID}",)], [(None,)], [(f"{BOARD_A}\x1f{text}",)]
    (_number, uses), *_rest = next(every_use([BOARD_A], 3, lambda _questions: iter(answers)))
    assert list(uses.ids) == sorted(ids)
    assert list(uses.users) == ["1", "2", "3"]
    assert list(uses.components) == ["", "", GUID]


@pytest.mark.usefixtures("sector")
def test_a_sector_too_big_to_read_at_once_gives_the_same_file(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    client = door(SYLVIA)
    at_once = client.get(f"{LIST}.ndjson").text
    assert "01AB" in at_once
    assert GUID in at_once
    monkeypatch.setattr(reading, "MOST_AT_ONCE", 0)
    for boards, portion in ((1, 1), (2, 1), (2, 2)):
        monkeypatch.setattr(reading, "BOARDS_AT_ONCE", boards)
        monkeypatch.setattr(reading, "BOARDS_IN_PORTION", portion)
        assert client.get(f"{LIST}.ndjson").text == at_once


@pytest.mark.usefixtures("sector")
def test_the_page_shows_what_the_list_tells(door: Door) -> None:
    client = door(SYLVIA)
    answer = client.get(f"/sector/applicaties?leverancier=meerschool&bestuur={BOARD_A}")
    assert answer.status_code == 200
    assert answer.text.count('<th scope="row">') == 3
    assert f"/api/v1/sector/uses.csv?vendor=meerschool&amp;board={BOARD_A}" in answer.text
    assert "Ons geheim" not in client.get("/sector/applicaties").text


@pytest.mark.usefixtures("sector")
def test_lines_that_are_kept_follow_what_others_write(session: Session) -> None:
    lines = Lines()

    def told() -> str:
        return lines.page(session, UseFilter(), None, 100).json

    before = told()
    assert told() == before
    use = make_use(session, board=BOARD_A, product="rooster", users=12)
    session.flush()
    record(session, by=SYSTEM_ACT, kind="use.created", subject=SubjectKind.USE, key=str(use.id), board_number=BOARD_A)
    assert str(use.id) in told()
    use.users = 13
    record(session, by=SYSTEM_ACT, kind="use.changed", subject=SubjectKind.USE, key=str(use.id), board_number=BOARD_A)
    assert '"users":13' in told()
    board = session.get(Board, BOARD_B)
    assert board is not None
    board.name = "Anders"
    record(session, by=SYSTEM_ACT, kind="board.changed", subject=SubjectKind.BOARD, key=BOARD_B, board_number=BOARD_B)
    assert '"boardName":"Anders"' in told()
    board.sharing = Sharing.PRIVATE
    record(session, by=SYSTEM_ACT, kind="board.changed", subject=SubjectKind.BOARD, key=BOARD_B, board_number=BOARD_B)
    assert BOARD_B not in told()
    assert told() == Lines().page(session, UseFilter(), None, 100).json


def test_a_page_of_which_nothing_changed_asks_the_database_nothing(tmp_path: Path) -> None:
    database = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"))
    SQLModel.metadata.create_all(database.engine)
    commits, asked = Commits(database), list[str]()
    event.listen(database.engine, "before_cursor_execute", lambda _c, _d, statement, *_: asked.append(statement))
    lines = Lines(commits.version)

    def told() -> str:
        with database.read() as session:
            return lines.page(session, UseFilter(), None, 100).json

    with database.write() as session:
        make_vendor(session, key="meerschool")
        make_product(session, key="rooster", vendor_key="meerschool")
        make_board(session, number=BOARD_A, sharing=Sharing.SECTOR)
        make_use(session, board=BOARD_A, product="rooster", users=12)
    before = told()
    assert '"users":12' in before
    asked.clear()
    assert told() == before
    assert asked == []
    with database.write() as session:
        use = session.exec(select(Use)).one()
        use.users = 13
        by, about = SYSTEM_ACT, SubjectKind.USE
        record(session, by=by, kind="use.changed", subject=about, key=str(use.id), board_number=BOARD_A)
    assert '"users":13' in told()
    commits.close()
    database.engine.dispose()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    limits=strategies.lists(strategies.integers(1, 5), min_size=1, max_size=4),
    added=strategies.lists(
        strategies.tuples(strategies.sampled_from([BOARD_A, BOARD_B]), strategies.uuids()), max_size=6
    ),
)
def test_no_use_is_skipped_or_told_twice_while_others_are_added(
    sector: Session, limits: list[int], added: list[tuple[str, UUID]]
) -> None:
    lines, at, seen, waiting = Lines(), None, [], list(added)
    there = {(row.board_number, row.id) for row in sector.exec(select(Use)).all() if row.board_number != "41103"}
    made = set()
    for turn in range(100):
        page = lines.page(sector, UseFilter(), at, limits[turn % len(limits)])
        seen += [(one.board_number, one.id) for one in SectorUseList.model_validate_json(page.json).items]
        if not page.later:
            break
        at = page.last
        if waiting:
            number, use_id = waiting.pop()
            if sector.get(Use, use_id) is None:
                make_use(sector, board=number, id=use_id, product="rooster")
                made.add((number, use_id))
    for _number, use_id in made:
        sector.delete(sector.get(Use, use_id))
    sector.flush()
    assert len(seen) == len(set(seen))
    assert there <= set(seen) <= there | made
    assert seen == sorted(seen)


@given(strategies.text(max_size=80))
def test_a_cursor_is_ours_or_refused(text: str) -> None:
    narrowed, place = UseFilter(board="41101"), Position("41101", UUID(int=7), before=True)
    given_out = cursor_of(narrowed, place)
    assert position(narrowed, given_out) == place
    if text != given_out:
        with pytest.raises(InvalidInputError):
            position(narrowed, text)
    mangled = given_out[:-1] + ("A" if given_out[-1] != "A" else "B")
    with pytest.raises(InvalidInputError):
        position(narrowed, mangled)


@pytest.mark.usefixtures("sector")
def test_the_moment_of_a_use_is_told_in_full(door: Door, session: Session) -> None:
    use = make_use(session, board=BOARD_A, product="rooster")
    use.updated_at = NOW + timedelta(microseconds=120)
    session.flush()
    told = {one["id"]: one["updatedAt"] for one in walk(door(SYLVIA), LIST)}
    assert told[str(use.id)] == "2026-03-02T09:30:00.000120Z"


@pytest.mark.usefixtures("sector")
def test_a_machine_reads_list_monitors_and_sparql_with_a_key_of_the_sector(door: Door, session: Session) -> None:
    scopes = frozenset({KeyScope.SECTOR_READ})
    data = SectorKeyCreate(label="SIVON", scopes=scopes, expires_on=NOW.date())
    headers = {"Authorization": f"Bearer {create_sector_key(session, data, by=acting(SACHA)).secret}"}
    client = door(real=True)
    asked = {"query": "SELECT ?u { ?u a <https://w3id.org/fora-swc/def#AppUse> }"}
    many = len(client.get(LIST, headers=headers).json()["items"])
    assert many == len(client.get("/sparql/sector", params=asked, headers=headers).json()["results"]["bindings"]) > 0
    assert client.get("/api/v1/sector/monitors/overlap", headers=headers).status_code == 200
    assert client.get(f"/api/v1/boards/{BOARD_A}/uses", headers=headers).status_code == 404
