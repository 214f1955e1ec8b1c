"""The columns of one process: filled at the first question, then kept in step with the log of events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import Engine
from sqlmodel import Session

from fora.schemas import ElementRef
from swc.audit.kinds import SubjectKind
from swc.catalogue.kinds import DataLevel, ProductStatus
from swc.dependency.columns import source
from swc.dependency.columns.bits import Places
from swc.dependency.columns.signing import put_signing
from swc.dependency.columns.source import Rows
from swc.dependency.columns.staging import first_fields, give_codes, prepare, put_rows, put_supply, put_texts
from swc.dependency.columns.tables import (
    BOARD_TABLES,
    CATALOGUE_TABLES,
    KINDS,
    OUTSIDE_TABLES,
    REFERENCE_TABLES,
    set_tables,
    words,
)
from swc.dependency.hidden import sub_key
from swc.dependency.providers import named_facility
from swc.dependency.reached import Release, Spoken, release
from swc.landscape.derived import object_categories, usual_categories
from swc.landscape.kinds import DerivedKind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MANY = 100
"""From so many changed boards on, reading everything anew is the quicker way."""
_CATALOGUE = frozenset({SubjectKind.VENDOR.value, SubjectKind.PRODUCT.value})
_OBJECT = DerivedKind.INFORMATION_OBJECT.value
_TRIES = 3
_KEPT = 32
"""How many answers are kept; a question asks for a day and a sector, so that few are asked often."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since the columns were read: at which boards, in the catalogue, and to the releases.

    `seen` is the last event of it; `lost` says that the last event in the columns is not in the log.
    """

    boards: frozenset[str] = frozenset()
    catalogue: bool = False
    everything: bool = False
    seen: tuple[int, str] = (0, "")
    lost: bool = False

    def __bool__(self) -> bool:
        """Say whether anything has to be read."""
        return bool(self.boards or self.catalogue or self.everything)


@dataclass
class Image:
    """One filling of the columns: the tables, how sets of elements are laid out, and the last event that is in it."""

    db: DuckDBPyConnection
    places: dict[str, Places]
    release: Release
    seen: tuple[int, str]
    version: int = 0
    answers: dict[Hashable, tuple[int, object]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the columns that hold sets of elements."""
        return words(self.places)

    @property
    def shapes(self) -> dict[str, str]:
        """Return the columns of every table."""
        return {**BOARD_TABLES, **OUTSIDE_TABLES, **CATALOGUE_TABLES, **REFERENCE_TABLES, **set_tables(self.names)}

    def put(self, table: str, rows: Rows) -> None:
        """Append rows to a table."""
        put_rows(self.db, table, self.shapes[table], rows)


class Columns:
    """The landscapes that boards share, in DuckDB in memory; nothing is loaded before the first `refresh`.

    One for a process, shared by its threads: `refresh` before a question, then ask within `reading`.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._image: Image | None = None

    @property
    def loaded(self) -> bool:
        """Say whether anything was read yet."""
        return self._image is not None

    def refresh(self, session: Session) -> None:
        """Read what changed since the last time; one statement when nothing did.

        Repeats while others go on writing, so that what is answered holds everything committed before the question.
        """
        with self._lock:
            if changes := self._changes(session):
                with _present(session, lost=changes.lost) as now:
                    self._catch_up(now)

    def _catch_up(self, session: Session) -> None:
        """Read what changed; what could not be read is read again the next time, as the log is not held as seen."""
        for _ in range(_TRIES):
            changes = self._changes(session)
            if not changes:
                return
            if changes.everything or self._image is None or not update(self._image, session, changes):
                self._image = build(session)
            else:
                self._image.seen = changes.seen

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open one view on the columns, which stays the same however many questions it takes."""
        with self._lock:
            image = self._image
            if image is None:
                raise ValueError("refresh the columns before asking them")
            cursor = image.db.cursor()
            cursor.begin()
            cursor.execute("SELECT count(*) FROM board")  # from here on the view stays the same
            reader = Reader(cursor, image, image.version)
        try:
            yield reader
            cursor.rollback()
        finally:
            cursor.close()

    def _changes(self, session: Session) -> Changes:
        """Return what the log says since the last event that is in the columns.

        That event itself is read as well: when it is not there any more, the database was put back or replaced.
        """
        if self._image is None:
            return Changes(everything=True)
        seq, known = self._image.seen
        rows = source.events_from(session, seq)
        if seq and (not rows or tuple(rows[0][:2]) != (seq, known)):
            return Changes(everything=True, lost=True)
        new = rows[1:] if seq else rows
        if not new:
            return Changes()
        boards = frozenset(row[2] for row in new if row[2] is not None)
        kinds = {row[3] for row in new}
        return Changes(
            boards=boards,
            catalogue=bool(kinds & _CATALOGUE),
            everything=SubjectKind.RELEASE.value in kinds or len(boards) > MANY,
            seen=(new[-1][0], new[-1][1]),
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """One view on the columns: a cursor within a transaction, and how the sets of elements are laid out."""

    cursor: DuckDBPyConnection
    image: Image
    version: int

    def kept(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, worked out again only when anything changed since."""
        found = self.image.answers.get(question)
        if found is not None and found[0] == self.version:
            return cast("Answer", found[1])
        made = answer()
        while len(self.image.answers) >= _KEPT:
            self.image.answers.pop(next(iter(self.image.answers)), None)
        self.image.answers[question] = (self.version, made)
        return made

    def words(self, kind: str) -> tuple[str, ...]:
        """Return the columns that hold the set of elements of a kind."""
        return tuple(self.image.places[kind].columns(KINDS[kind]))

    @property
    def board_bits(self) -> str:
        """Return the aggregate that makes the set of the boards of some rows, as SQL; `bit_count` counts them."""
        last = self.cursor.execute("SELECT count(*) FROM code_board").fetchall()[0][0]
        return f"bitstring_agg(board, 0, {last})"

    @property
    def has_release(self) -> bool:
        """Say whether a release of FORA was published."""
        return self.image.release.reach is not None


@contextmanager
def _present(session: Session, *, lost: bool) -> Iterator[Session]:
    """Give a session that sees the database of now where the one at hand may be older than what others read already.

    A request that began before a change would otherwise take that change for one that was put back.
    """
    bind = session.get_bind()
    if lost and isinstance(bind, Engine):
        with Session(bind) as anew:
            yield anew
    else:
        yield session


def build(session: Session) -> Image:
    """Read everything into a new image."""
    seen = source.last_event(session)
    known = release(session)
    image = Image(_open(), {}, known, seen)
    image.db.begin()
    prepare(image.db)
    _create(image, {**BOARD_TABLES, **OUTSIDE_TABLES, **CATALOGUE_TABLES, **REFERENCE_TABLES})
    image.put("component", [(one.guid, one.guid, one.name) for one in _components(known)])
    _put_catalogue(image, session)
    put_texts(image.db, source.board_texts(session))
    image.places = _places(known, _spoken(image))
    _create(image, set_tables(image.names))
    _put_reference(image)
    _put_added(image)
    put_supply(image.db, image.names)
    put_signing(image.db)
    image.db.commit()
    return image


def _create(image: Image, shapes: Mapping[str, str]) -> None:
    for table, shape in shapes.items():
        image.db.execute(f"CREATE TABLE {table} ({shape})")


def update(image: Image, session: Session, changes: Changes) -> bool:
    """Read some boards, and the catalogue if that changed, into an image; readers see all of it or nothing.

    Returns false when the sets have no room for an element that somebody added: then only a new image does.
    """
    texts = list(source.board_texts(session, changes.boards)) if changes.boards else []
    image.db.begin()
    try:
        if changes.catalogue:
            for table in CATALOGUE_TABLES:
                image.db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            _put_catalogue(image, session)
        fits = not changes.boards or _replace_boards(image, texts, changes.boards)
    except BaseException:
        image.db.rollback()
        raise
    image.db.commit()
    image.version += 1
    return fits


def _open() -> DuckDBPyConnection:
    """Open an empty database in memory that reads and writes no files and loads no extensions."""
    import duckdb  # noqa: PLC0415 - not before the first question of the sector: most processes never get one

    settings: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": False,
        "autoload_known_extensions": False,
        "temp_directory": "",
    }
    db = duckdb.connect(":memory:", config=settings)
    db.execute("SET lock_configuration = true")
    return db


def _components(known: Release) -> tuple[ElementRef, ...]:
    return known.reach.components if known.reach else ()


def _sets(known: Release, guid: str) -> dict[str, frozenset[str]]:
    """Return what a component reaches, by kind of element."""
    return dict(zip(KINDS, known.of((guid,), ()), strict=True))


def _places(known: Release, spoken: Iterable[Spoken]) -> dict[str, Places]:
    """Lay out the bits of what components reach and people added, with room for what they add later."""
    each = [_sets(known, one.guid) for one in _components(known)]
    added: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for one in spoken:
        added[one.kind.value].append(one.guid)
    return {kind: Places.of([*(guid for one in each for guid in sorted(one[kind])), *added[kind]]) for kind in KINDS}


def _put_catalogue(image: Image, session: Session) -> None:
    """Put the catalogue in, with the categories of data that are usual for a kind of product beside the stated ones."""
    rows = source.catalogue_rows(session)
    stated = {(key, category) for key, category in rows["product_category"]}
    usual = {
        (key, one.code)
        for key, _name, _vendor, level, status, category in rows["product"]
        if level is not DataLevel.NONE or status is not ProductStatus.CONFIRMED
        for one in usual_categories(category)
    }
    image.put("vendor", [(row[0], *row) for row in rows["vendor"]])
    image.put("product", [(row[0], *row[:5], named_facility(row[1])) for row in rows["product"]])
    subs = [(key, sub_key(name, vendor), name, vendor, country) for key, name, vendor, country in rows["sub_processor"]]
    image.put("sub_processor", subs)
    image.put("product_standard", rows["product_standard"])
    image.put("product_category", sorted(stated | usual))


def _put_reference(image: Image) -> None:
    """Put in the elements of the release, and what its components reach."""
    names = image.release.names
    elements = [
        (kind, place, guid, names[guid])
        for kind, places in image.places.items()
        for guid, place in places.keys.items()
        if guid in names
    ]
    _put_elements(image, elements)
    sets = ((one.guid, _sets(image.release, one.guid)) for one in _components(image.release))
    image.put("reach", [(guid, *_split(image, reached)) for guid, reached in sets])


def _split(image: Image, sets: Mapping[str, Iterable[str]]) -> Iterator[int]:
    """Yield sets of elements as the words of the columns."""
    for kind, places in image.places.items():
        yield from places.split(places.bits(sets[kind]))


def _put_elements(image: Image, elements: list[tuple[str, int, str, str]]) -> None:
    image.put("element", elements)
    categories = [
        (place, one.code)
        for kind, place, guid, name in elements
        if kind == _OBJECT
        for one in object_categories(guid, name)
    ]
    image.put("element_category", categories)


def _spoken(image: Image) -> list[Spoken]:
    """Return the elements that people accepted and no component reaches, as far as they count and are new."""
    rows = image.db.execute(
        "SELECT kind, guid, any_value(name) FROM verdict ANTI JOIN element USING (kind, guid) "
        "WHERE added GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    found = (Spoken(guid, name, DerivedKind(kind), accepted=True) for kind, guid, name in rows)
    return [one for one in found if any(image.release.of((), (one,)))]


def _put_added(image: Image) -> bool:
    """Give the elements that people named a bit; return whether there was room for all."""
    added = []
    for one in _spoken(image):
        place = image.places[one.kind.value].place(one.guid)
        if place is None:
            return False
        added.append((one.kind.value, place, one.guid, image.release.names.get(one.guid, one.name)))
    _put_elements(image, added)
    return True


def _replace_boards(image: Image, texts: list[tuple[str, str]], numbers: Collection[str]) -> bool:
    """Take boards out whole, and put in what they share now: nothing where they stopped sharing."""
    db = image.db
    give_codes(db, "board", numbers)
    codes = [code for key, code in db.execute("SELECT key, code FROM code_board").fetchall() if key in numbers]
    chosen = ", ".join(str(code) for code in codes)
    for table in (*BOARD_TABLES, "supply"):
        db.execute(f"DELETE FROM {table} WHERE board IN ({chosen})")  # noqa: S608 - our own numbers
    for brins in (list(first_fields(text)) for table, text in texts if table == "school"):
        db.execute("DELETE FROM school WHERE brin IN (SELECT unnest(?::VARCHAR[]))", [brins])
    put_texts(db, texts)
    fits = _put_added(image)
    put_supply(db, image.names, codes)
    put_signing(db, codes)
    return fits
