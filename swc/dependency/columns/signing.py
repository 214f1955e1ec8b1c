"""Where couplings lead outside a board, and through what people sign on: as `swc.dependency.providers` has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from swc.catalogue.rules import fold
from swc.dependency.providers import FACILITIES, SIGN_ON_FACILITIES, SIGN_ON_KIND, SIGN_ON_STANDARDS, named_facility
from vocab.schemes import scheme

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def put_signing(db: DuckDBPyConnection, boards: Collection[int] | None = None) -> None:
    """Work out where the couplings of all boards (or of some) lead, and what people sign on through."""
    _put_outside(db)
    through = _quoted(SIGN_ON_FACILITIES)
    chosen = "" if boards is None else f"AND coupling.board IN ({', '.join(map(str, boards))})"
    db.execute(
        f"""
        INSERT INTO signing
        WITH standards AS (
            SELECT coupling, min(standard) FILTER (standard IN ({through})) AS facility,
            bool_or(standard IN ({_quoted(SIGN_ON_STANDARDS)})) AS signs FROM coupling_standard GROUP BY coupling
        ),
        found AS (
            SELECT board, source, target, CASE
                WHEN target IS NULL AND outside.key IN ({through}) THEN outside.key
                WHEN standards.facility IS NOT NULL THEN standards.facility
                WHEN target IS NULL THEN outside.key END AS facility, outside.name AS led
            FROM coupling LEFT JOIN standards USING (coupling) LEFT JOIN outside ON outside.text = coupling.name
            WHERE (coupling.kind = '{SIGN_ON_KIND}' OR standards.signs
            OR (target IS NULL AND outside.key IN ({through}))) {chosen}
        ),
        live AS (
            SELECT found.* FROM found SEMI JOIN supply ON supply.use = found.source
            WHERE target IS NULL OR target IN (SELECT use FROM supply)
        )
        SELECT DISTINCT board, unnest([source, target]) AS use, facility, coalesce(named.name, led, facility),
        'facility' FROM live LEFT JOIN outside AS named ON named.text = facility
        WHERE facility <> ''
        UNION ALL
        SELECT DISTINCT live.board, source, product.key, product.name, 'product'
        FROM live JOIN use ON use.use = live.target JOIN product USING (product) WHERE facility IS NULL
        """  # noqa: S608 - our own names and codes
    )


def _put_outside(db: DuckDBPyConnection) -> None:
    """Keep what the names outside the boards mean, as far as they are new; a facility also goes by its own code."""
    labels = {one.code: one.label_nl for one in scheme("standards").concepts if one.code in FACILITIES}
    texts = [
        text
        for (text,) in db.execute(
            "SELECT DISTINCT name FROM coupling WHERE target IS NULL AND name NOT IN (SELECT text FROM outside) "
            "UNION SELECT unnest(?::VARCHAR[]) EXCEPT SELECT text FROM outside",
            [list(labels)],
        ).fetchall()
    ]
    keys = [text if text in labels else named_facility(text) or fold(text) for text in texts]
    names = [labels.get(key, text) for key, text in zip(keys, texts, strict=True)]
    if texts:
        db.execute(
            "INSERT INTO outside SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [texts, keys, names],
        )


def _quoted(codes: Iterable[str]) -> str:
    """Return codes of ours as a list of texts in SQL."""
    return ", ".join(f"'{code}'" for code in sorted(codes))
