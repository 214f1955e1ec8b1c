"""Finding the list of contracts in a file: the sheet that looks most like one."""

from __future__ import annotations

from collections.abc import Sequence

from swc.landscape.contracts.imports.kinds import ContractField
from swc.landscape.contracts.imports.names import FIELD_NAMES, KNOWN
from swc.landscape.imports.columns import FoundList, ListColumn
from swc.landscape.imports.folding import fold
from swc.landscape.imports.sheet import RawSheet
from swc.landscape.imports.tables import Headings, rows_below

_F = ContractField
_NAMING = frozenset({_F.TITLE, _F.SUPPLIER, _F.PRODUCTS, _F.REFERENCE})
_TELLING = frozenset({_F.END_DATE, _F.NOTICE, _F.RENEWAL, _F.YEARLY_PRICE, _F.START_DATE, _F.LEGAL_FORM})
"""The columns by which a list of contracts differs from other lists with suppliers."""

_SHEET_BONUS = 5
_HEADINGS = Headings(KNOWN, FIELD_NAMES.values())

ContractColumn = ListColumn[ContractField]
ContractTable = FoundList[ContractColumn]


def find_contracts(sheets: Sequence[RawSheet]) -> ContractTable | None:
    """Return the list of contracts; nothing when no sheet names a contract, supplier or product."""
    header = _HEADINGS.best(sheets, _score)
    if header is None:
        return None
    columns = _HEADINGS.columns(header)
    return FoundList(header.sheet.name, header.number, columns, rows_below(header, columns))


def _score(sheet: RawSheet, fields: frozenset[ContractField]) -> int:
    """Return how much a row looks like the headings of a list of contracts, and its sheet like the tab of one."""
    if not fields & _NAMING or not fields - _NAMING:
        return 0
    return len(fields) + 2 * len(fields & _TELLING) + (_SHEET_BONUS if "contract" in fold(sheet.name) else 0)
