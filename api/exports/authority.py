"""The register as it was on a day, with the proof that nobody changed it: a zip for the supervisory authority.

It holds established versions only and is always Dutch. The same day gives the same bytes: nothing in it tells when or
for whom it was made, which the event `register.exported` does.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, Final

from sqlmodel import Session

from api.exports.evidence import Evidence, evidence_on, first_version_day
from api.exports.handing_out import Handout, as_json, safe, written
from api.exports.holder import holder_of
from api.exports.register_document import RegisterFacts, register_document
from api.i18n import language
from api.rendering import day
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.errors import InvalidInputError
from swc.register.schemas import Register
from swc.register.versions import register_as_of
from vocab.iris import Iris

FORMAT: Final = "fora-swc/register-verantwoording/1"
MANIFEST: Final = "manifest.json"
VERSIONS: Final = "versies.json"
ZIP: Final = "application/zip"

HOW_TO_CHECK: Final = """\
Elk bestand in dit pakket heeft de SHA-256 die hieronder bij `files` staat: `sha256sum *`.
Elke versie in versies.json heeft als `digest` de SHA-256 van haar `content` als JSON in UTF-8, namen op alfabet, \
zonder witruimte.
`history` noemt de laatste gebeurtenis over het register tot en met deze dag; haar hash dekt ook alles daarvoor.
`swc register verify <bestand>` controleert dit in één keer; met --history ook tegen de geschiedenis van deze \
installatie.\
"""


def accountability_file(session: Session, board_number: str, on: date | None, *, iris: Iris, by: Act) -> Handout:
    """Return the package of a day (today when none is given), for who may read the board.

    Raises `InvalidInputError` for a day to come and for one before the first version.
    """
    holder = holder_of(session, board_number, by=by)
    chosen = on or by.today
    _demand_day(session, board_number, chosen, today=by.today)
    with _in_dutch():
        found = register_as_of(session, board_number, chosen)
        facts = RegisterFacts(found, holder, iris, established=True)
        evidence = evidence_on(session, board_number, chosen)
        stem = f"register-{safe(board_number)}-{chosen}"
        parts = (
            written(register_document(replace(facts, origins=False)), f"{stem}.pdf", "pdf"),
            written(register_document(facts), f"{stem}.xlsx", "xlsx"),
            Handout(f"{stem}.json", "application/json", as_json(found)),
            Handout(VERSIONS, "application/json", _json([one.content_entry() for one in evidence.versions])),
        )
    manifest = Handout(MANIFEST, "application/json", _json(_manifest(found, evidence, parts, iris)))
    return Handout(f"verantwoording-{safe(board_number)}-{chosen}.zip", ZIP, _zipped((*parts, manifest), chosen))


def record_export(session: Session, board_number: str, handout: Handout, on: date | None, *, by: Act) -> None:
    """Note who took the register of which day, and the SHA-256 of what was handed out."""
    by.demand(Right.READ_BOARD, board_number)
    record(
        session,
        by=by,
        kind="register.exported",
        subject=SubjectKind.BOARD,
        key=board_number,
        board_number=board_number,
        after={
            "as_of": (on or by.today).isoformat(),
            "file_name": handout.name,
            "sha256": hashlib.sha256(handout.content).hexdigest(),
        },
    )


def _demand_day(session: Session, board_number: str, on: date, *, today: date) -> None:
    if on > today:
        raise InvalidInputError(
            "Het register van %(day)s bestaat nog niet: die dag moet nog komen.",
            remedy="Kies een dag tot en met vandaag.",
            day=day(on),
        )
    first = first_version_day(session, board_number)
    if first is None:
        raise InvalidInputError(
            "Dit bestuur heeft nog geen verwerking vastgesteld.",
            remedy="Stel eerst een verwerking vast in het register.",
        )
    if on < first:
        raise InvalidInputError(
            "Op %(day)s was er nog geen verwerking vastgesteld; de eerste is van %(first)s.",
            remedy="Kies een latere dag.",
            day=day(on),
            first=day(first),
        )


def _entry(one: Handout) -> dict[str, Any]:
    digest = hashlib.sha256(one.content).hexdigest()
    return {"name": one.name, "mediaType": one.media_type, "bytes": len(one.content), "sha256": digest}


def _manifest(register: Register, evidence: Evidence, parts: Iterable[Handout], iris: Iris) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "boardNumber": register.board_number,
        "boardName": register.board_name,
        "asOf": register.as_of.isoformat(),
        "activities": len(register.activities),
        "files": [_entry(one) for one in parts],
        "versions": [one.entry(iris) for one in evidence.versions],
        "history": evidence.head,
        "howToCheck": HOW_TO_CHECK.splitlines(),
    }


def _json(found: object) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _zipped(parts: Iterable[Handout], on: date) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for one in parts:
            entry = zipfile.ZipInfo(one.name, date_time=(on.year, on.month, on.day, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            package.writestr(entry, one.content)
    return content.getvalue()


@contextmanager
def _in_dutch() -> Iterator[None]:
    token = language.set("nl")
    try:
        yield
    finally:
        language.reset(token)
