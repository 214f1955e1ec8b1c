"""What an import of DUO's files tells when it is done."""

from __future__ import annotations

from swc.access.schemas import ReadModel
from swc.boards.duo.columns import FileKind
from swc.boards.kinds import Sector


class FileRead(ReadModel):
    """A file as it was understood."""

    name: str
    kind: FileKind
    sector: Sector
    rows: int


class Counts(ReadModel):
    """How many things of one kind were new, changed and unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class ImportReport(ReadModel):
    """What an import did.

    `unknown_schools` counts pupil rows of schools that are not in the catalogue (a national file covers more than it);
    `not_mentioned` counts boards that the files do not name: they stay.
    """

    files: tuple[FileRead, ...]
    boards: Counts
    schools: Counts
    sites: Counts
    pupils: Counts
    unknown_schools: int
    not_mentioned: int
