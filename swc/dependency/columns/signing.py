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
    mine = "" if boards is None else f"board IN ({', '.join(map(str, boards))})"
    _put_outside(db, f"AND {mine}" if mine else "")
    through = _quoted(SIGN_ON_FACILITIES)
    only = f"WHERE {mine}" if mine else ""
    narrow = f"use AS (FROM main.use {only}), coupling AS (FROM main.coupling {only})," if mine else ""
    db.execute(
        f"""
        INSERT INTO signing
        WITH {narrow} standards AS (
            SELECT coupling, min(standard) FILTER (standard IN ({through})) AS facility,
            bool_or(standard IN ({_quoted(SIGN_ON_STANDARDS)})) AS signs FROM coupling_standard {only} GROUP BY coupling
        ),
        joined AS (
            SELECT coupling.board, source, target, coupling.kind, signs, outside.name AS led, ends.facility AS own,
            [CASE WHEN target IS NULL THEN outside.key END, ends.facility, begins.facility, standards.facility] AS keys
            FROM coupling LEFT JOIN standards USING (coupling) LEFT JOIN outside ON outside.text = coupling.name
            JOIN use AS source_use ON source_use.use = source JOIN product AS begins USING (product)
            LEFT JOIN use AS target_use ON target_use.use = target
            LEFT JOIN product AS ends ON ends.product = target_use.product
            WHERE source_use.active AND (target IS NULL OR target_use.active)
        ),
        found AS (
            SELECT *, list_filter(keys, lambda one: one IN ({through}))[1] AS through FROM joined
            WHERE kind = '{SIGN_ON_KIND}' OR signs OR list_has_any(keys, [{through}])
        ),
        led AS (
            SELECT *, coalesce(through, CASE WHEN target IS NULL THEN keys[1] END) AS key FROM found
        ),
        ends AS (
            SELECT board, key, led, unnest(
                CASE WHEN target IS NULL OR own = key THEN [source] ELSE [source, target] END
            ) AS use FROM led WHERE key <> ''
        )
        SELECT DISTINCT ends.board, use, product, ends.key, coalesce(named.name, led, ends.key), 'facility'
        FROM ends JOIN use USING (use) LEFT JOIN outside AS named ON named.text = ends.key
        UNION ALL
        SELECT DISTINCT led.board, source, begins.product, product.key, product.name, 'product'
        FROM led JOIN use AS begins ON begins.use = led.source JOIN use AS ends ON ends.use = led.target
        JOIN product ON product.product = ends.product WHERE led.key IS NULL
        """  # noqa: S608 - our own names and codes
    )


def _put_outside(db: DuckDBPyConnection, mine: str) -> None:
    """Keep what the names outside the boards mean, as far as they are new; a facility also goes by its own code."""
    labels = {one.code: one.label_nl for one in scheme("standards").concepts if one.code in FACILITIES}
    texts = [
        text
        for (text,) in db.execute(
            f"SELECT DISTINCT name FROM coupling WHERE target IS NULL {mine} "  # noqa: S608 - our own numbers
            "AND name NOT IN (SELECT text FROM outside) "
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
