"""The tables of the columns: what each holds, in DuckDB's words.

A board, school, product, vendor and component go by a number, which they keep (tables `code_…`); a use, coupling and
agreement have one that only ties their own rows together. Nothing of a person is here: no names, notes, reasons or
who did what. `active` says that the use runs (in production or being phased out).
"""

from __future__ import annotations

from collections.abc import Mapping

from swc.dependency.columns.bits import Places

FIELD, RECORD = "\x1f", "\x1e"
"""The unit and record separators of ASCII, between what is read of a board; no name holds them."""

BOARD_TABLES: dict[str, str] = {
    "board": "board INTEGER, number VARCHAR, name VARCHAR, sector VARCHAR",
    "school": "board INTEGER, school INTEGER, brin VARCHAR, pupils INTEGER, vague BOOLEAN",
    "use": "board INTEGER, use INTEGER, product INTEGER, status VARCHAR, active BOOLEAN, whole BOOLEAN, "
    "users INTEGER, cents BIGINT, criticality VARCHAR",
    "use_school": "board INTEGER, use INTEGER, product INTEGER, active BOOLEAN, school INTEGER",
    "placement": "board INTEGER, use INTEGER, product INTEGER, active BOOLEAN, component INTEGER",
    "verdict": "board INTEGER, use INTEGER, kind VARCHAR, guid VARCHAR, name VARCHAR, added BOOLEAN",
    "use_category": "board INTEGER, use INTEGER, category VARCHAR",
    "coupling": "board INTEGER, coupling INTEGER, source INTEGER, target INTEGER, name VARCHAR, guid VARCHAR, "
    "kind VARCHAR, source_product INTEGER, target_product INTEGER",
    "coupling_standard": "board INTEGER, coupling INTEGER, standard VARCHAR",
    "signing": "board INTEGER, use INTEGER, product INTEGER, key VARCHAR, name VARCHAR, target VARCHAR",
    "dpia": "board INTEGER, use INTEGER, state VARCHAR, due DATE",
    "agreement": "board INTEGER, agreement INTEGER, use INTEGER, vendor INTEGER, presence VARCHAR",
    "agreement_product": "board INTEGER, agreement INTEGER, product INTEGER",
}
"""Facts of boards that share; every table begins with the board, so that a board is taken out whole.

`dpia` holds how the DPIA of a use stands, by its own assessment, else by those over the activities that it is in; of
a use that is not in it, nobody began one. `signing` follows from the couplings: through what people sign on to an
active use, as the target of a what-if.
"""

CATALOGUE_TABLES: dict[str, str] = {
    "vendor": "vendor INTEGER, key VARCHAR, name VARCHAR, country VARCHAR",
    "product": "product INTEGER, key VARCHAR, name VARCHAR, vendor INTEGER, level VARCHAR, status VARCHAR, "
    "facility VARCHAR",
    "sub_processor": "product INTEGER, key VARCHAR, name VARCHAR, vendor INTEGER, country VARCHAR",
    "product_standard": "product INTEGER, standard VARCHAR",
    "product_category": "product INTEGER, category VARCHAR",
}
"""The shared catalogue; replaced whole when anything of it changes.

`facility` is the code of the national facility that a product is, by its name; the names that boards give to their
own applications are not here.
"""

REFERENCE_TABLES: dict[str, str] = {
    "component": "component INTEGER, guid VARCHAR, name VARCHAR",
    "element": "kind VARCHAR, place INTEGER, guid VARCHAR, name VARCHAR",
    "element_category": "place INTEGER, category VARCHAR",
}
"""What the published release of FORA says; `place` is the bit of an element among those of its kind.

Of the information objects only those with personal data are here.
"""

OUTSIDE_TABLES: dict[str, str] = {"outside": "text VARCHAR, key VARCHAR, name VARCHAR"}
"""Where couplings lead outside the boards: the text that a board typed, and the facility or party that it means."""

CODES = ("board", "school", "product", "vendor", "component")
"""The things whose keys have a number."""

KINDS: dict[str, str] = {"function": "f", "process": "p", "information_object": "o"}
"""The kinds of element that are kept as sets of bits, with the letter of their columns."""


def words(places: Mapping[str, Places]) -> tuple[str, ...]:
    """Return the columns that hold the sets of elements, kind by kind."""
    return tuple(name for kind, places_of in places.items() for name in places_of.columns(KINDS[kind]))


def set_tables(names: tuple[str, ...]) -> dict[str, str]:
    """Return the tables that hold sets of elements, which the release makes longer or shorter.

    `reach` says what a component leads to; `supply` holds the active uses with what each serves, after what people
    accepted and rejected; `placed` says that it stands on a component of the release.
    """
    sets = ", ".join(f"{name} UBIGINT" for name in names)
    return {
        "reach": f"component INTEGER, {sets}",
        "supply": f"board INTEGER, use INTEGER, product INTEGER, cents BIGINT, whole BOOLEAN, placed BOOLEAN, {sets}",
    }
