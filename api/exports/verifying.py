"""Checks a package of the register: every file and every version against the hashes that go with it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session, col, select

from api.exports.authority import FORMAT, MANIFEST, VERSIONS
from swc.audit.models import Event
from swc.audit.queries import verify_chain
from swc.errors import InvalidInputError
from swc.register.service.versions import digest

MOST_BYTES: Final = 1_000_000_000
"""The largest package that is read, unpacked."""

Manifest = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of the check: whose register of which day, how much was checked, and each thing that is wrong."""

    board: str
    as_of: str
    files: int
    versions: int
    wrong: tuple[str, ...]


def verify(path: Path) -> Verdict:
    """Return what the package says of itself and whether that holds; raises `InvalidInputError` for another file."""
    try:
        with zipfile.ZipFile(path) as package:
            if sum(one.file_size for one in package.infolist()) > MOST_BYTES:
                raise InvalidInputError("Dit bestand is uitgepakt te groot om te controleren.")
            contents = {name: package.read(name) for name in package.namelist()}
        manifest = json.loads(contents[MANIFEST])
        known = manifest["format"] == FORMAT
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, OSError) as fault:
        raise InvalidInputError("Dit is geen verantwoording van een register.") from fault
    if not known:
        raise InvalidInputError("Deze soort verantwoording is hier niet bekend.")
    wrong = [*_wrong_files(manifest, contents), *_wrong_versions(manifest, contents)]
    name = f"{manifest['boardName']} ({manifest['boardNumber']})"
    return Verdict(name, manifest["asOf"], len(manifest["files"]), len(manifest["versions"]), tuple(wrong))


def verify_history(session: Session, path: Path) -> str:
    """Return why the package does not follow from the history of this installation; empty when it does."""
    with zipfile.ZipFile(path) as package:
        head = json.loads(package.read(MANIFEST)).get("history")
    if head is None:
        return "Het pakket noemt geen gebeurtenis."
    found = session.exec(select(col(Event.hash)).where(col(Event.seq) == head["sequence"])).first()
    if found != head["hash"]:
        return "De geschiedenis van deze installatie heeft op die plaats een andere gebeurtenis."
    broken = verify_chain(session)
    return "" if broken is None else f"De keten van gebeurtenissen is verbroken bij gebeurtenis {broken}."


def _wrong_files(manifest: Manifest, contents: dict[str, bytes]) -> list[str]:
    told = {one["name"]: one["sha256"] for one in manifest["files"]}
    missing = [f"{name} ontbreekt." for name in told if name not in contents]
    extra = [f"{name} hoort er niet in." for name in contents if name not in told and name != MANIFEST]
    changed = [
        f"{name} is veranderd: de SHA-256 klopt niet."
        for name, sha256 in told.items()
        if name in contents and hashlib.sha256(contents[name]).hexdigest() != sha256
    ]
    return [*missing, *extra, *changed]


def _wrong_versions(manifest: Manifest, contents: dict[str, bytes]) -> list[str]:
    """Work out the digest of every version anew and compare it with the one that was stored."""
    told = {(one["activityId"], one["number"]): one["digest"] for one in manifest["versions"]}
    try:
        held = {(one["activityId"], one["number"]): one["content"] for one in json.loads(contents[VERSIONS])}
    except (KeyError, TypeError, ValueError):
        return ["De inhoud van de versies is niet te lezen."]
    if held.keys() != told.keys():
        return ["De versies in het pakket zijn andere dan het manifest noemt."]
    return [
        f"Versie {number} van verwerking {activity_id} is veranderd: de digest klopt niet."
        for (activity_id, number), content in held.items()
        if digest(content) != told[activity_id, number]
    ]
