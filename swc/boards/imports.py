"""Taking DUO's files in: checked as a whole, then written with one event per board, or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.duo.columns import FileKind
from swc.boards.duo.facts import Facts, gather, main_sites
from swc.boards.duo.reader import UPLOAD_LIMIT, DuoFile, SourceFile, read
from swc.boards.duo.reports import ImportReport
from swc.boards.import_writer import Writer
from swc.boards.kinds import Sector
from swc.boards.models import Board
from swc.errors import DomainError, InvalidInputError, Problem

SHOWN_PROBLEMS = 100
"""How many errors are told; a file that is wrong throughout needs no more."""

_ORDER = tuple(FileKind)


def import_boards(
    session: Session, sources: Sequence[SourceFile], *, sector: Sector | None = None, limit: int = UPLOAD_LIMIT, by: Act
) -> ImportReport:
    """Take in some files of DUO, in any order; the same files again change nothing.

    `sector` overrules what column and file names tell. Raises `InvalidInputError` with a problem per row and column,
    and then nothing is changed. What the files do not mention stays as it is.
    """
    by.demand(Right.IMPORT_BOARDS)
    files = _read_all(sources, sector=sector, limit=limit)
    facts = gather(files)
    _demand_known_parents(session, facts)
    _demand_sound(facts.problems)
    return Writer(session, facts, by).write(files)


def _read_all(sources: Sequence[SourceFile], *, sector: Sector | None, limit: int) -> list[DuoFile]:
    """Read every file before any is judged, so that one look shows which are wrong."""
    files: list[DuoFile] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            file = read(source, limit=limit)
        except DomainError as refused:
            problems.extend(refused.problems)
            continue
        files.append(DuoFile(file.name, file.kind, sector or file.sector, file.columns, file.rows))
    _demand_sound(problems)
    return sorted(files, key=lambda file: _ORDER.index(file.kind))


def _demand_known_parents(session: Session, facts: Facts) -> None:
    """Note every school whose board is neither in the files nor in the catalogue."""
    numbers = {fact.parent for fact in facts.schools.values()} | set(facts.site_boards.values())
    wanted = numbers - set(facts.boards)
    known = set(session.exec(select(col(Board.number)))) if wanted else set()
    message = "Bestuur %(board)s is niet bekend."
    remedy = "Lees het DUO-bestand met bevoegde gezagen mee in."
    for brin, fact in [*facts.schools.items(), *main_sites(facts)]:
        number = fact.parent if brin in facts.schools else facts.site_boards[brin]
        if number in wanted and number not in known:
            facts.problems.append(
                Problem(f"{fact.row.file}, regel {fact.row.line}", message, remedy, params={"board": number})
            )


def _demand_sound(problems: Sequence[Problem]) -> None:
    """Refuse when anything is wrong, telling the first errors and how many more there are."""
    if not problems:
        return
    shown = list(problems[:SHOWN_PROBLEMS])
    if len(problems) > SHOWN_PROBLEMS:
        more = len(problems) - SHOWN_PROBLEMS
        shown.append(Problem("", "En nog %(more)s andere fouten.", params={"more": more}))
    raise InvalidInputError("Er is niets ingelezen.", problems=tuple(shown))
