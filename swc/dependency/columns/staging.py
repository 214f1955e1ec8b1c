"""Putting texts and lists into the tables: keys become numbers, ids are used to tie rows together and let go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from swc.dependency.columns.tables import CODES, FIELD, KINDS, RECORD
from swc.landscape.kinds import ACTIVE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ACTIVE = ", ".join(f"'{one.value}'" for one in sorted(ACTIVE))
_ROWS = (
    f"CREATE OR REPLACE TEMP TABLE rows AS SELECT string_split(unnest(string_split($text, '{RECORD}')), '{FIELD}') AS l"
)

_STAGED: dict[str, str] = {
    "use": f"""CREATE TEMP TABLE staged_use AS
        SELECT l[1] AS id, nextval('numbers')::INTEGER AS use, b.code AS board, p.code AS product, l[4] AS status,
        l[4] IN ({_ACTIVE}) AS active, l[5]::BOOLEAN AS whole, nullif(l[6], '')::INTEGER AS users,
        round(nullif(l[7], '')::DECIMAL(14, 2) * 100)::BIGINT AS cents, l[8] AS criticality
        FROM rows JOIN code_board b ON b.key = l[2] JOIN code_product p ON p.key = l[3]""",  # noqa: S608
    "coupling": """CREATE TEMP TABLE staged_coupling AS
        SELECT l[1] AS id, nextval('numbers')::INTEGER AS coupling, s.board, s.use AS source, t.use AS target,
        l[4] AS name, l[5] AS guid, l[6] AS kind, s.product AS source_product, t.product AS target_product
        FROM rows JOIN staged_use s ON s.id = l[2] LEFT JOIN staged_use t ON t.id = l[3]""",
    "agreement": """CREATE TEMP TABLE staged_agreement AS
        SELECT l[1] AS id, nextval('numbers')::INTEGER AS agreement, b.code AS board, u.use, v.code AS vendor,
        l[5] AS presence
        FROM rows JOIN code_board b ON b.key = l[2] LEFT JOIN staged_use u ON u.id = l[3]
        LEFT JOIN code_vendor v ON v.key = l[4]""",
}
_INSERTS: dict[str, str] = {
    "board": "SELECT b.code, l[1], l[2], l[3] FROM rows JOIN code_board b ON b.key = l[1]",
    "school": "SELECT b.code, s.code, l[1], nullif(l[3], '')::INTEGER, l[3] = '' OR l[4]::BOOLEAN "
    "FROM rows JOIN code_board b ON b.key = l[2] JOIN code_school s ON s.key = l[1]",
    "use": "SELECT board, use, product, status, active, whole, users, cents, criticality FROM staged_use",
    "use_school": "SELECT u.board, u.use, u.product, u.active, s.code "
    "FROM rows JOIN staged_use u ON u.id = l[1] JOIN code_school s ON s.key = l[2]",
    "placement": "SELECT u.board, u.use, u.product, u.active, c.code "
    "FROM rows JOIN staged_use u ON u.id = l[1] JOIN code_component c ON c.key = l[2]",
    "verdict": "SELECT u.board, u.use, l[4], l[2], l[3], l[5] <> 'rejected' FROM rows JOIN staged_use u ON u.id = l[1]",
    "use_category": "SELECT u.board, u.use, l[2] FROM rows JOIN staged_use u ON u.id = l[1]",
    "coupling": "SELECT board, coupling, source, target, name, guid, kind, source_product, target_product "
    "FROM staged_coupling",
    "coupling_standard": "SELECT c.board, c.coupling, l[2] FROM rows JOIN staged_coupling c ON c.id = l[1]",
    "dpia": "SELECT u.board, u.use, l[2], nullif(l[3], '')::DATE FROM rows JOIN staged_use u ON u.id = l[1]",
    "agreement": "SELECT board, agreement, use, vendor, presence FROM staged_agreement",
    "agreement_product": "SELECT a.board, a.agreement, p.code "
    "FROM rows JOIN staged_agreement a ON a.id = l[1] JOIN code_product p ON p.key = l[2]",
}
_KEYS: dict[str, dict[str, str]] = {
    "board": {"board": "l[1]"},
    "school": {"school": "l[1]"},
    "use": {"product": "l[3]"},
    "placement": {"component": "l[2]"},
    "agreement": {"vendor": "nullif(l[4], '')"},
    "agreement_product": {"product": "l[2]"},
}
"""Which keys a table brings that may not have a number yet."""


def prepare(db: DuckDBPyConnection) -> None:
    """Make the tables of numbers."""
    db.execute("CREATE SEQUENCE numbers MINVALUE 0")
    for one in CODES:
        db.execute(f"CREATE TABLE code_{one} (key VARCHAR, code INTEGER)")


def give_codes(db: DuckDBPyConnection, name: str, keys: Iterable[str]) -> None:
    """Give keys that have none a number."""
    _give_codes(db, name, "SELECT unnest($keys::VARCHAR[]) AS key", {"keys": list(keys)})


def _give_codes(db: DuckDBPyConnection, name: str, source: str, values: dict[str, Any] | None = None) -> None:
    db.execute(
        f"INSERT INTO code_{name} "  # noqa: S608 - our own names
        f"SELECT key, (SELECT count(*) FROM code_{name}) + row_number() OVER () - 1 "
        f"FROM (SELECT DISTINCT key FROM ({source}) WHERE key IS NOT NULL) AS fresh "
        f"WHERE key NOT IN (SELECT key FROM code_{name})",
        values or {},
    )


def first_fields(text: str) -> Iterator[str]:
    """Yield the first field of each record of a text."""
    return (record.partition(FIELD)[0] for record in text.split(RECORD))


def put_texts(db: DuckDBPyConnection, texts: Iterable[tuple[str, str]]) -> None:
    """Put the facts of boards into their tables; uses come before what hangs on them."""
    staged = []
    for table, text in texts:
        db.execute(_ROWS, {"text": text})
        for name, key in _KEYS.get(table, {}).items():
            _give_codes(db, name, f"SELECT DISTINCT {key} AS key FROM rows")  # noqa: S608 - our own names
        if table in _STAGED:
            db.execute(_STAGED[table])
            staged.append(f"staged_{table}")
        db.execute(f"INSERT INTO {table} {_INSERTS[table]}")
        if table == "placement":
            _name_components(db)
    for one in ("rows", *staged):
        db.execute(f"DROP TABLE {one}")


def _name_components(db: DuckDBPyConnection) -> None:
    """Keep the names of components that came with placements, as far as they are new."""
    db.execute(
        "INSERT INTO component SELECT c.code, c.key, any_value(l[3]) FROM rows JOIN code_component c ON c.key = l[2] "
        "WHERE c.code NOT IN (SELECT component FROM component) GROUP BY ALL"
    )


def put_rows(db: DuckDBPyConnection, table: str, shape: str, rows: Sequence[Sequence[Any]]) -> None:
    """Put rows into a table; where the table has the number of something, the row has its key."""
    if not rows:
        return
    columns = [column.split() for column in shape.split(", ")]
    coded = [name for name, kind in columns if name in CODES and kind == "INTEGER"]
    for at, (name, _kind) in enumerate(columns):
        if name in coded:
            give_codes(db, name, {row[at] for row in rows if row[at] is not None})
    lists = ", ".join(f"unnest(?::{'VARCHAR' if name in coded else kind}[]) AS {name}" for name, kind in columns)
    chosen = ", ".join(f"code_{name}.code" if name in coded else f"given.{name}" for name, _kind in columns)
    joins = " ".join(f"LEFT JOIN code_{name} ON code_{name}.key = given.{name}" for name in coded)
    values = [list(column) for column in zip(*rows, strict=True)]
    db.execute(f"INSERT INTO {table} SELECT {chosen} FROM (SELECT {lists}) AS given {joins}", values)  # noqa: S608


def put_supply(db: DuckDBPyConnection, names: Sequence[str], boards: Collection[int] | None = None) -> None:
    """Work out what each active use (or those of some boards) serves."""
    chosen = "" if boards is None else f" AND board IN ({', '.join(map(str, boards))})"
    sets = ", ".join(f"bit_or({one}) AS {one}" for one in names)
    spoken = db.execute(f"SELECT count(*) FROM verdict WHERE true{chosen}").fetchall()[0][0]  # noqa: S608
    judged = _judged(names) if spoken else _unjudged(names)
    serves = ", ".join(
        f"(coalesce(reached.{one}, 0) & ~coalesce(judged.minus_{one}, 0)) | coalesce(judged.plus_{one}, 0)"
        for one in names
    )
    db.execute(
        f"""
        INSERT INTO supply
        WITH mine AS (SELECT * FROM use WHERE active{chosen}),
        reached AS (
            SELECT placement.use, {sets}
            FROM placement JOIN reach USING (component) WHERE active{chosen} GROUP BY placement.use
        ),
        judged AS (
            SELECT verdict.use, {judged}
            FROM verdict JOIN element USING (kind, guid) WHERE true{chosen} GROUP BY verdict.use
        )
        SELECT board, mine.use, product, cents, whole, reached.use IS NOT NULL, {serves}
        FROM mine LEFT JOIN reached USING (use) LEFT JOIN judged USING (use)
        """  # noqa: S608 - our own names
    )


def _unjudged(names: Sequence[str]) -> str:
    """Return the same columns for boards where nobody said anything, which saves most of the time for one board."""
    return ", ".join(f"0::UBIGINT AS minus_{one}, 0::UBIGINT AS plus_{one}" for one in names)


def _judged(names: Sequence[str]) -> str:
    """Return the sets that people took away from and added to a use, as columns of its verdicts."""
    letters = {letter: kind for kind, letter in KINDS.items()}
    columns = []
    for name in names:
        mine = f"kind = '{letters[name[0]]}' AND place // 64 = {name[1:]}"
        bit = "1::UBIGINT << (place % 64)::UBIGINT"
        columns += [
            f"bit_or(CASE WHEN {sign}added AND {mine} THEN {bit} ELSE 0::UBIGINT END) AS {label}_{name}"
            for sign, label in (("NOT ", "minus"), ("", "plus"))
        ]
    return ", ".join(columns)
