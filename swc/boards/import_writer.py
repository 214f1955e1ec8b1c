"""Writes facts from DUO's files that were found sound: what differs, counted, with one event per board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, func, select

from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.service import Happening, record_all
from swc.boards import rules
from swc.boards.duo.facts import Fact, Facts, main_sites
from swc.boards.duo.reader import DuoFile
from swc.boards.duo.reports import Counts, FileRead, ImportReport
from swc.boards.kinds import Sector
from swc.boards.models import Board, School, Site


@dataclass(slots=True)
class _Tally:
    """Counts on the way."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def counts(self) -> Counts:
        return Counts(new=self.new, changed=self.changed, unchanged=self.unchanged)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a change is counted and noted: the board, the name of the thing there, and the row it came from."""

    board_number: str
    name: str
    tally: _Tally
    fact: Fact | None


@dataclass(slots=True)
class _Change:
    """What changes at one board: its own fields, and those of its schools and sites by code."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    is_new: bool = False

    def note(self, place: str, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Note what changes at a place: empty for the board itself, else `schools 11AA` and the like."""
        if not place:
            self.before.update(before)
            self.after.update(after)
            return
        if before:
            self.before[place] = before
        self.after[place] = after


class Writer:
    """Writes facts that were found sound, and counts what that changes."""

    def __init__(self, session: Session, facts: Facts, by: Act) -> None:
        self._session, self._facts, self._by = session, facts, by
        self._boards = {row.number: row for row in session.exec(select(Board))}
        self._schools = {row.brin: row for row in session.exec(select(School))}
        self._sites = {row.code: row for row in session.exec(select(Site))}
        self._changes: dict[str, _Change] = {}

    def write(self, files: Sequence[DuoFile]) -> ImportReport:
        """Write boards, schools, sites and pupils, in that order, and one event per board that changed."""
        boards, schools, sites, pupils = _Tally(), _Tally(), _Tally(), _Tally()
        self._write_boards(boards)
        self._write_schools(schools)
        self._write_sites(sites)
        unknown = self._write_pupils(pupils)
        self._session.flush()
        record_all(
            self._session, (_told(number, self._changes[number]) for number in sorted(self._changes)), by=self._by
        )
        return ImportReport(
            files=tuple(
                FileRead(name=file.name, kind=file.kind, sector=file.sector, rows=len(file.rows)) for file in files
            ),
            boards=boards.counts(),
            schools=schools.counts(),
            sites=sites.counts(),
            pupils=pupils.counts(),
            unknown_schools=unknown,
            not_mentioned=self._not_mentioned(),
        )

    def _write_boards(self, tally: _Tally) -> None:
        """Write the boards that the files name; one that only its schools name may still change sector."""
        for number in sorted(set(self._facts.boards) | set(self._facts.board_sectors)):
            fact, row = self._facts.boards.get(number), self._boards.get(number)
            sectors = self._facts.board_sectors.get(number, set()) | ({row.sector} if row else set())
            values: dict[str, Any] = {**(fact.values if fact else {}), "sector": rules.joined_sector(sectors)}
            if row is None:
                row = Board(number=number, **values)
                self._boards[number] = row
                self._change(number).is_new = True
                self._put(row, {}, values, _Place(number, "", tally, fact))
            else:
                self._put(row, vars(row), values, _Place(number, "", tally if fact else _Tally(), fact))
        self._session.flush()

    def _write_schools(self, tally: _Tally) -> None:
        """Write the schools of their own file, and those that only sites tell of where they are new or moved."""
        for brin, fact in sorted(self._facts.schools.items()):
            self._write_school(brin, {**fact.values, "sector": fact.sector, "board_number": fact.parent}, fact, tally)
        for brin, fact in main_sites(self._facts):
            values: dict[str, Any] = {"board_number": self._facts.site_boards[brin]}
            if brin not in self._schools:
                values |= {"name": fact.values["name"], "sector": fact.sector, "city": fact.values.get("city", "")}
            self._write_school(brin, values, fact, tally)
        self._session.flush()

    def _write_school(self, brin: str, values: dict[str, Any], fact: Fact, tally: _Tally) -> None:
        """Write one school; when it moves, the board that it leaves is told too."""
        row = self._schools.get(brin)
        if row is None:
            row = School(brin=brin, **values)
            self._schools[brin] = row
            self._put(row, {}, values, _Place(values["board_number"], f"school {brin}", tally, fact))
            return
        if values.get("sector") is Sector.UNKNOWN:
            values = {key: value for key, value in values.items() if key != "sector"}
        if row.board_number != values["board_number"]:
            moved = {"board_number": row.board_number}, {"board_number": values["board_number"]}
            self._change(row.board_number).note(f"school {brin}", *moved)
        self._put(row, vars(row), values, _Place(values["board_number"], f"school {brin}", tally, fact))

    def _write_sites(self, tally: _Tally) -> None:
        """Write the sites."""
        for code, fact in sorted(self._facts.sites.items()):
            row = self._sites.get(code)
            known = dict(vars(row)) if row else {}
            row = row or Site(code=code, brin=fact.parent, name=fact.values["name"])
            number = self._schools[fact.parent].board_number
            self._put(row, known, fact.values, _Place(number, f"site {code}", tally, fact))

    def _write_pupils(self, tally: _Tally) -> int:
        """Write the numbers of pupils and return how many schools are not in the catalogue."""
        unknown = 0
        for brin, pupils in sorted(self._facts.pupils.items()):
            row = self._schools.get(brin)
            if row is None:
                unknown += 1
                continue
            told = pupils.known or (None if pupils.masked else 0)
            values = {"pupils": told, "pupils_at_least": pupils.masked and told is not None}
            self._put(row, vars(row), values, _Place(row.board_number, f"school {brin}", tally, None))
        return unknown

    def _put(self, row: Board | School | Site, known: dict[str, Any], values: dict[str, Any], at: _Place) -> None:
        """Set what differs on a row, count it and note it for the board's event."""
        changed = {key: value for key, value in values.items() if not known or known[key] != value}
        if not changed:
            at.tally.unchanged += 1
            return
        before = {key: _plain(known[key]) for key in changed} if known else {}
        self._change(at.board_number).note(at.name, before, {key: _plain(value) for key, value in changed.items()})
        for key, value in changed.items():
            setattr(row, key, value)
        if at.fact is not None:
            row.source, row.checked_on = at.fact.row.file, self._by.today
        if isinstance(row, Board) and known:
            row.row_version += 1
        self._session.add(row)
        if known:
            at.tally.changed += 1
        else:
            at.tally.new += 1

    def _change(self, number: str) -> _Change:
        """Return the change of a board, empty at first."""
        return self._changes.setdefault(number, _Change())

    def _not_mentioned(self) -> int:
        """Return how many boards in the catalogue the files do not name."""
        total = self._session.exec(select(func.count()).select_from(Board)).one()
        return total - len(set(self._facts.boards) | set(self._facts.board_sectors))


def _told(number: str, change: _Change) -> Happening:
    """Return what the trail tells of one board."""
    before = None if change.is_new else change.before
    return Happening("board.imported", SubjectKind.BOARD, number, number, before, change.after)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a field's value, as JSON keeps it
    """Return an enum as its value."""
    return value.value if isinstance(value, Sector) else value
