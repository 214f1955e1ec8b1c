"""Names of fields and states are complete and read back as what they name."""

from __future__ import annotations

from swc.landscape.imports.columns import heading
from swc.landscape.imports.kinds import ColumnUse, ImportField, RowState
from swc.landscape.imports.names import COLUMN_USES, FIELD_NAMES, SCHEMES, STATE_NAMES
from vocab.schemes import scheme


def test_everything_has_a_name() -> None:
    assert (set(FIELD_NAMES), set(STATE_NAMES), set(COLUMN_USES)) == (set(ImportField), set(RowState), set(ColumnUse))


def test_the_name_of_a_field_is_recognised_as_its_heading() -> None:
    read = {field: heading(name) for field, name in FIELD_NAMES.items()}

    assert {field: found.field if found else None for field, found in read.items()} == {
        field: field for field in ImportField
    }


def test_every_scheme_exists() -> None:
    assert all(scheme(name).concepts for name in SCHEMES.values())
