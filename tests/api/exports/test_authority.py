"""The register of a day with its proof: the same bytes each time, established versions only, and any change shows."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from api.exports.authority import MANIFEST, VERSIONS, accountability_file, record_export
from api.exports.handing_out import Handout
from api.exports.verifying import verify, verify_history
from api.i18n import language
from swc.access.kinds import Act
from swc.audit.models import Event
from swc.audit.queries import verify_chain
from swc.errors import InvalidInputError, NotFoundError
from swc.register import service
from swc.register.kinds import RegisterField
from swc.register.schemas import ActivityChange, ActivityCreate, ValueAddition
from tests.api.exports.reading import in_xlsx
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS, NOW, acting
from vocab.iris import Iris

IRIS = Iris("http://swc.test")
DAY = NOW.date()
LATER = acting(CARLA, now=NOW + timedelta(days=5))


@pytest.fixture(autouse=True)
def established(session: Session) -> None:
    """Establish one activity at the moment of the personas."""
    make_register_landscape(session)
    make_established(session)


def package(session: Session, *, by: Act = LATER) -> Handout:
    """Return the package of the day of establishing, as asked for five days later."""
    return accountability_file(session, BOARD_A, DAY, iris=IRIS, by=by)


def parts(made: Handout) -> dict[str, bytes]:
    """Return the files in a package by name."""
    with zipfile.ZipFile(BytesIO(made.content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def change(session: Session) -> None:
    """Make the second version, five days later."""
    addition = ValueAddition(field=RegisterField.DESCRIPTION, text="Nieuw woord")
    service.change(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(additions=(addition,)), by=LATER)


def test_the_same_day_gives_the_same_bytes_whatever_happened_since(session: Session) -> None:
    first = package(session)
    record_export(session, BOARD_A, first, DAY, by=LATER)
    change(session)
    token = language.set("en")
    try:
        again = package(session, by=acting(BRAM, now=NOW + timedelta(days=9)))
    finally:
        language.reset(token)
    assert again.content == first.content


def test_a_later_day_holds_the_later_version(session: Session) -> None:
    change(session)
    later = accountability_file(session, BOARD_A, None, iris=IRIS, by=LATER)
    then, now = parts(package(session)), parts(later)
    assert [one["number"] for one in json.loads(then[MANIFEST])["versions"]] == [1]
    assert [one["number"] for one in json.loads(now[MANIFEST])["versions"]] == [1, 2]
    assert "Nieuw woord (zelf toegevoegd)" not in in_xlsx(then[f"register-{BOARD_A}-{DAY}.xlsx"])
    assert "Nieuw woord (zelf toegevoegd)" in in_xlsx(now[f"register-{BOARD_A}-{LATER.today}.xlsx"])


def test_the_manifest_names_every_file_version_and_the_last_event(session: Session) -> None:
    found = parts(package(session))
    manifest = json.loads(found[MANIFEST])
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in found.items() if name != MANIFEST
    }
    assert {name.rsplit(".", 1)[1] for name in found} == {"pdf", "xlsx", "json"}
    assert manifest["versions"][0]["iri"] == f"http://swc.test/id/processing/{ADMIN_ACTIVITY}/1"
    last = session.exec(
        select(Event).where(col(Event.subject_kind) == "processing").order_by(col(Event.seq).desc())
    ).first()
    assert last is not None
    assert manifest["history"]["hash"] == last.hash
    assert any("sha256sum" in line for line in manifest["howToCheck"])


def test_taking_it_is_noted_with_who_when_and_the_hash(session: Session) -> None:
    made = package(session)
    record_export(session, BOARD_A, made, DAY, by=LATER)
    event = session.exec(select(Event).where(col(Event.kind) == "register.exported")).one()
    assert (event.actor_key, event.board_number, event.after) == (
        "carla",
        BOARD_A,
        {"as_of": str(DAY), "file_name": made.name, "sha256": hashlib.sha256(made.content).hexdigest()},
    )
    assert verify_chain(session) is None


@pytest.mark.parametrize(
    ("days", "told"), [(6, "die dag moet nog komen"), (-1, "nog geen verwerking vastgesteld; de eerste is van")]
)
def test_a_day_to_come_or_before_the_first_version_is_refused(session: Session, days: int, told: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        accountability_file(session, BOARD_A, DAY + timedelta(days=days), iris=IRIS, by=LATER)
    assert told in str(refused.value)


def test_what_an_established_activity_leaves_open_is_said(session: Session) -> None:
    service.create(session, BOARD_A, ActivityCreate(name="Kaal"), by=acting(CARLA))
    made = parts(package(session))
    assert "ontbreekt" in in_xlsx(made[f"register-{BOARD_A}-{DAY}.xlsx"])
    bare = next(
        one for one in json.loads(made[f"register-{BOARD_A}-{DAY}.json"])["activities"] if one["name"] == "Kaal"
    )
    assert "purpose" in bare["missing"]


def test_another_boards_register_does_not_exist(session: Session) -> None:
    with pytest.raises(NotFoundError):
        package(session, by=acting(CHRIS))


def test_a_whole_package_holds_by_itself_and_against_the_history(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "pakket.zip"
    path.write_bytes(package(session).content)
    found = verify(path)
    assert (found.as_of, found.files, found.versions, found.wrong) == (str(DAY), 4, 1, ())
    assert verify_history(session, path) == ""
    session.exec(select(Event).where(col(Event.subject_kind) == "processing")).one().hash = "0" * 64
    session.flush()
    assert "andere gebeurtenis" in verify_history(session, path)


def tampered(session: Session, path: Path, name: str, content: bytes | None) -> tuple[str, ...]:
    """Return what is found wrong when one file of a package was changed, added, or (None) removed."""
    files: dict[str, bytes | None] = {**parts(package(session)), name: content}
    with zipfile.ZipFile(path, "w") as changed:
        for entry, held in files.items():
            if held is not None:
                changed.writestr(entry, held)
    return verify(path).wrong


def test_any_change_to_a_package_shows(session: Session, tmp_path: Path) -> None:
    path, sheet = tmp_path / "pakket.zip", f"register-{BOARD_A}-{DAY}.xlsx"
    assert tampered(session, path, sheet, b"anders") == (f"{sheet} is veranderd: de SHA-256 klopt niet.",)
    assert tampered(session, path, sheet, None) == (f"{sheet} ontbreekt.",)
    assert tampered(session, path, "extra.txt", b"x") == ("extra.txt hoort er niet in.",)


def test_a_rewritten_version_shows_even_when_its_file_hash_was_rewritten_too(session: Session, tmp_path: Path) -> None:
    found = parts(package(session))
    rewritten = found[VERSIONS].replace(b'"established"', b'"ended"')
    manifest = found[MANIFEST].replace(
        hashlib.sha256(found[VERSIONS]).hexdigest().encode(), hashlib.sha256(rewritten).hexdigest().encode()
    )
    path = tmp_path / "pakket.zip"
    with zipfile.ZipFile(path, "w") as changed:
        for name, held in {**found, VERSIONS: rewritten, MANIFEST: manifest}.items():
            changed.writestr(name, held)
    assert verify(path).wrong == (f"Versie 1 van verwerking {ADMIN_ACTIVITY} is veranderd: de digest klopt niet.",)


@pytest.mark.parametrize("content", [b"geen zip", b""])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.zip"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError):
        verify(path)
