"""From rows to facts about boards, schools, sites and pupils, with an error per row and column; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from swc.boards import rules
from swc.boards.duo.columns import Column, FileKind
from swc.boards.duo.reader import DuoFile, Row
from swc.boards.kinds import Sector
from swc.errors import Problem

MASKED = "<5"
"""What DUO writes for fewer than five pupils."""

_WHOLE = re.compile(r"[0-9]{1,7}|[0-9]{1,3}(?:\.[0-9]{3})+")
_PLAIN: dict[Column, str] = {
    Column.CITY: "city",
    Column.MUNICIPALITY: "municipality",
    Column.DENOMINATION: "denomination",
    Column.WEBSITE: "website",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a row says of one thing: only the fields that its file has. `parent` is its board or school."""

    row: Row
    sector: Sector
    values: dict[str, str]
    parent: str = ""


@dataclass(slots=True)
class Pupils:
    """The pupils of a school added up; `masked` when a part was under five and not told."""

    known: int = 0
    masked: bool = False


@dataclass(slots=True)
class Facts:
    """Everything that the files say, by key, and what is wrong with them."""

    boards: dict[str, Fact] = field(default_factory=dict)
    schools: dict[str, Fact] = field(default_factory=dict)
    sites: dict[str, Fact] = field(default_factory=dict)
    pupils: dict[str, Pupils] = field(default_factory=dict)
    board_sectors: dict[str, set[Sector]] = field(default_factory=dict)
    site_boards: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def gather(files: Iterable[DuoFile]) -> Facts:
    """Return the facts of some files; where two files speak of one thing, the later one counts."""
    facts = Facts()
    for file in files:
        for row in file.rows:
            _READERS[file.kind](facts, file, row)
    return facts


def main_sites(facts: Facts) -> list[tuple[str, Fact]]:
    """Return the main site of every school that only the sites tell of: the one that ends in 00, else the first."""
    found: dict[str, Fact] = {}
    for code in sorted(facts.sites):
        fact = facts.sites[code]
        if fact.parent not in facts.schools:
            found.setdefault(fact.parent, fact)
    return list(found.items())


def _board(facts: Facts, file: DuoFile, row: Row) -> None:
    number = _key(facts, row, Column.BOARD, rules.board_number, "Een bestuursnummer heeft vijf cijfers.")
    name = _name(facts, row, Column.BOARD_NAME)
    values = _address(facts, row) | {"name": name}
    if row.values.get(Column.KVK):
        values["kvk_number"] = _key(facts, row, Column.KVK, rules.kvk_number, "Een KvK-nummer heeft 8 cijfers.")
    if number and name:
        facts.board_sectors.setdefault(number, set()).add(file.sector)
        _add(facts, facts.boards, number, Fact(row, file.sector, values), Column.BOARD)


def _school(facts: Facts, file: DuoFile, row: Row) -> None:
    number = _key(facts, row, Column.BOARD, rules.board_number, "Een bestuursnummer heeft vijf cijfers.")
    brin = _brin(facts, row)
    name = _name(facts, row, Column.SCHOOL_NAME if Column.SCHOOL_NAME in row.values else Column.SITE_NAME)
    values = {"name": name} | _only(row, Column.CITY)
    if number and brin and name:
        facts.board_sectors.setdefault(number, set()).add(file.sector)
        _add(facts, facts.schools, brin, Fact(row, file.sector, values, number), Column.SCHOOL)


def _site(facts: Facts, file: DuoFile, row: Row) -> None:
    number = _key(facts, row, Column.BOARD, rules.board_number, "Een bestuursnummer heeft vijf cijfers.")
    brin = _brin(facts, row)
    name = _name(facts, row, Column.SITE_NAME if Column.SITE_NAME in row.values else Column.SCHOOL_NAME)
    if not (number and brin and name):
        return
    message = "Een vestigingscode is de instellingscode met twee cijfers, of die twee cijfers."
    code = _key(facts, row, Column.SITE, lambda text: rules.site_code(text, brin), message)
    values = {"name": name} | {key: text for key, text in _address(facts, row).items() if key in _SITE_FIELDS}
    if code and _agrees(facts, row, brin, number):
        facts.board_sectors.setdefault(number, set()).add(file.sector)
        _add(facts, facts.sites, code, Fact(row, file.sector, values, brin), Column.SITE)


_SITE_FIELDS = frozenset({"street", "postcode", "city"})


def _pupils(facts: Facts, _file: DuoFile, row: Row) -> None:
    brin = _brin(facts, row)
    counts = [_count(facts, row, text) for text in row.pupils]
    if not brin:
        return
    total = facts.pupils.setdefault(brin, Pupils())
    total.known += sum(count for count in counts if count is not None)
    total.masked = total.masked or None in counts


_READERS: dict[FileKind, Callable[[Facts, DuoFile, Row], None]] = {
    FileKind.BOARDS: _board,
    FileKind.SCHOOLS: _school,
    FileKind.SITES: _site,
    FileKind.PUPILS: _pupils,
}


def _agrees(facts: Facts, row: Row, brin: str, number: str) -> bool:
    """Note the board that a site's row names for its school; within one file all sites name the same."""
    named = facts.site_boards.setdefault(brin, number)
    if named == number:
        return True
    params: dict[str, object] = {"brin": brin, "board": named}
    message = "Een andere vestiging van %(brin)s noemt bestuur %(board)s."
    facts.problems.append(Problem(row.where(Column.BOARD), message, params=params))
    return False


def _add(facts: Facts, to: dict[str, Fact], key: str, fact: Fact, column: Column) -> None:
    """Add a fact; the same key twice in one file has to say the same."""
    known = to.get(key)
    if known is not None and known.row.file == fact.row.file:
        if (known.values, known.parent) == (fact.values, fact.parent):
            return
        message = "%(key)s staat ook op regel %(line)s, met andere gegevens."
        params: dict[str, object] = {"key": key, "line": known.row.line}
        facts.problems.append(Problem(fact.row.where(column), message, params=params))
        return
    to[key] = fact


def _key(facts: Facts, row: Row, column: Column, rule: Callable[[str], str | None], message: str) -> str:
    """Return an identifier put right, or note what is wrong with it and return nothing."""
    written = row.values.get(column, "")
    sound = rule(written)
    if sound is not None:
        return sound
    shown = Problem(row.where(column), "Hier staat niets.", message)
    if written:
        shown = Problem(row.where(column), "“%(written)s” klopt niet.", message, params={"written": written[:40]})
    facts.problems.append(shown)
    return ""


def _brin(facts: Facts, row: Row) -> str:
    message = "Een instellingscode (BRIN) bestaat uit twee cijfers en twee letters."
    return _key(facts, row, Column.SCHOOL, rules.brin, message)


def _name(facts: Facts, row: Row, column: Column) -> str:
    """Return a name, or note that it is missing."""
    name = row.values.get(column, "")
    if not name:
        facts.problems.append(Problem(row.where(column), "De naam ontbreekt."))
    return name


def _only(row: Row, *columns: Column) -> dict[str, str]:
    """Return the plain fields that the file has."""
    return {_PLAIN[column]: row.values[column] for column in columns if column in row.values}


def _address(facts: Facts, row: Row) -> dict[str, str]:
    """Return address, telephone and the like, as far as the file has them."""
    values = _only(row, *_PLAIN)
    if Column.STREET in row.values:
        values["street"] = f"{row.values[Column.STREET]} {row.values.get(Column.HOUSE, '')}".strip()
    if Column.PHONE in row.values:
        values["phone"] = rules.phone(row.values[Column.PHONE])
    if Column.POSTCODE in row.values:
        message = "Een postcode bestaat uit vier cijfers en twee letters."
        values["postcode"] = _key(facts, row, Column.POSTCODE, rules.postcode, message)
    return values


def _count(facts: Facts, row: Row, text: str) -> int | None:
    """Return a number of pupils; None when DUO masked it, nought when the cell is empty."""
    if text.replace(" ", "") == MASKED:
        return None
    if not text:
        return 0
    if _WHOLE.fullmatch(text):
        return int(text.replace(".", ""))
    params: dict[str, object] = {"written": text[:40]}
    facts.problems.append(Problem(row.where("leerlingen"), "“%(written)s” is geen aantal.", params=params))
    return 0
