"""Safe reading of a spreadsheet or CSV file into sheets of plain cells, with limits that hold for hostile files."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from swc import environment
from swc.errors import InvalidInputError, Problem
from swc.landscape.imports import csv_file
from swc.landscape.imports.kinds import Cell

_CHILD = Path(__file__).with_name("reading_process.py")
_MEGABYTE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Limits:
    """How big a list may be: bytes, rows and columns per sheet, and what a zip may hold when unpacked."""

    size: int = 50 * _MEGABYTE
    rows: int = 10_000
    columns: int = 200
    entries: int = 2_000
    unpacked: int = 300 * _MEGABYTE
    ratio: int = 250
    small: int = 20 * _MEGABYTE
    memory: int = 1024 * _MEGABYTE
    seconds: int = 20


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as read: `first_row` numbers `rows[0]` from 1, `first_column` is the index of its first cell."""

    name: str
    first_row: int
    first_column: int
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[RawSheet, ...]:
    """Return the visible sheets of an XLSX, XLSM, XLSB, XLS, ODS or CSV file, recognised by content, not by name.

    Raises `InvalidInputError` for what cannot be read or is larger than the limits; nothing is kept of it.
    """
    if not content.strip():
        raise _refused(file_name, "Het bestand is leeg.", "Kies het bestand met uw applicatielijst.")
    if len(content) > limits.size:
        raise _refused(
            file_name,
            "Het bestand is groter dan %(limit)s MB.",
            "Haal afbeeldingen en tabbladen die niet nodig zijn uit het bestand.",
            limit=limits.size // _MEGABYTE,
        )
    if content.startswith(b"PK"):
        _check_zip(content, file_name, limits)
        return _from_child(content, file_name, limits)
    if content.startswith(_OLE):
        return _from_child(content, file_name, limits)
    name, rows = csv_file.read(content, file_name, max_rows=limits.rows, max_columns=limits.columns)
    return (RawSheet(name=name, first_row=1, first_column=0, rows=rows),)


def _check_zip(content: bytes, file_name: str, limits: Limits) -> None:
    """Judge a zip by its directory before anything is unpacked (ASVS V5.2.3)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _broken(file_name) from error
    unpacked = sum(entry.file_size for entry in entries)
    swollen = unpacked > limits.small and unpacked > limits.ratio * len(content)
    if len(entries) > limits.entries or unpacked > limits.unpacked or swollen:
        raise _refused(
            file_name,
            "Het bestand wordt uitgepakt te groot (%(size)s MB in %(entries)s delen).",
            "Kopieer alleen de lijst naar een nieuw bestand en kies dat.",
            size=unpacked // _MEGABYTE,
            entries=len(entries),
        )


def _from_child(content: bytes, file_name: str, limits: Limits) -> tuple[RawSheet, ...]:
    """Read a spreadsheet in a process of its own and check what it says."""
    arguments = [str(number) for number in (limits.rows, limits.columns, limits.memory, limits.seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, our own interpreter, no shell
            [sys.executable, "-I", str(_CHILD), *arguments],
            env=environment.harmless(),
            input=content,
            capture_output=True,
            timeout=limits.seconds + 10,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_heavy(file_name) from error
    if done.returncode != 0:
        raise _too_heavy(file_name)
    outcome: dict[str, Any] = json.loads(done.stdout)
    if "error" in outcome:
        raise _refusal_of(outcome, file_name, limits)
    return tuple(
        RawSheet(
            name=sheet["name"],
            first_row=sheet["first_row"],
            first_column=sheet["first_column"],
            rows=tuple(map(tuple, sheet["rows"])),
        )
        for sheet in outcome["sheets"]
    )


def _refusal_of(outcome: dict[str, Any], file_name: str, limits: Limits) -> InvalidInputError:
    """Return the refusal that fits what the child process said."""
    where = f"{file_name}, {outcome['sheet']}" if "sheet" in outcome else file_name
    match outcome["error"]:
        case "rows":
            return _refused(
                where,
                "Het tabblad heeft %(count)s rijen; meer dan %(limit)s kan niet.",
                "Verdeel de lijst over meer bestanden, of wis rijen die niet bij de lijst horen.",
                count=outcome["count"],
                limit=limits.rows,
            )
        case "columns":
            return _refused(
                where,
                "Het tabblad heeft %(count)s kolommen; meer dan %(limit)s kan niet.",
                "Wis de kolommen die niet bij de lijst horen.",
                count=outcome["count"],
                limit=limits.columns,
            )
        case "password":
            return _refused(
                where,
                "Het bestand is met een wachtwoord beveiligd.",
                "Bewaar het zonder wachtwoord en probeer opnieuw.",
            )
        case "memory":
            return _too_heavy(where)
        case _:
            return _broken(where)


def _broken(where: str) -> InvalidInputError:
    return _refused(
        where,
        "Het bestand is geen leesbaar XLSX-, ODS-, XLS- of CSV-bestand.",
        "Open het in uw rekenprogramma, bewaar het opnieuw als XLSX en probeer het nog eens.",
    )


def _too_heavy(where: str) -> InvalidInputError:
    return _refused(
        where,
        "Het bestand vraagt te veel geheugen of tijd om te lezen.",
        "Kopieer alleen de lijst (waarden, zonder opmaak) naar een nieuw bestand en kies dat.",
    )


def _refused(where: str, message: str, remedy: str, **params: object) -> InvalidInputError:
    return InvalidInputError(
        "De lijst is niet ingelezen.",
        problems=(Problem(where=where, message=message, remedy=remedy, params=params),),
    )
