"""What hangs on a vendor, group, product, sub-processor or facility over all boards that share, from the columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from swc.access.kinds import Act
from swc.catalogue.schemas import VendorGroup
from swc.dependency import sector_touched as touched
from swc.dependency.columns.store import Columns
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.norms import whole
from swc.dependency.rules import concentration, hhi, notable
from swc.dependency.schemas import Ref
from swc.dependency.sector_access import demand_sector
from swc.dependency.sector_rules import APART, UNKNOWN, Supplied, regrouped, told
from swc.dependency.sector_schemas import SectorIncident, SectorTakeover, SectorTarget, SectorWhatIf
from swc.dependency.sector_targets import find, supplied
from swc.dependency.sector_touched import Counting, Sizes
from swc.dependency.sector_view import View, open_view
from swc.dependency.whatif_schemas import Shift, WhatIfQuestion
from swc.errors import InvalidInputError
from vocab.errors import Problem


def open_sector_what_if(
    columns: Columns, session: Session, question: WhatIfQuestion, *, on: date | None = None, by: Act
) -> SectorWhatIf:
    """Return the answer to who may see figures of the sector; names of boards only with `READ_SECTOR`."""
    named = demand_sector(by)
    return sector_what_if(columns, session, question, on or by.today, named=named)


def sector_what_if(
    columns: Columns, session: Session, question: WhatIfQuestion, on: date, *, named: bool = False
) -> SectorWhatIf:
    """Return all that hangs on a target at the boards that share, with owners as they were on a day.

    Raises `NotFoundError` for what the catalogue does not know, and `InvalidInputError` for a takeover without an
    acquirer that it knows. Whether nobody or too few boards lean on something cannot be told apart.
    """
    columns.refresh(session)
    with columns.reading() as reader:
        view = open_view(reader, session, on)
        acquirer = _acquirer(view, question)
        target = find(view, question.target_kind, question.target_key)
        counting = Counting(view, named)
        enough = (target.boards or 0) >= counting.least
        empty = SectorWhatIf(
            on=on,
            question=question,
            target=target.model_copy(update={"boards": target.boards if enough or named else None}),
            scenario=question.scenario,
            least_boards=view.least,
            enough=enough,
            named=named,
        )
        return _answer(counting, target, empty, acquirer) if enough else empty


def _answer(
    counting: Counting, target: SectorTarget, empty: SectorWhatIf, acquirer: VendorGroup | None
) -> SectorWhatIf:
    facility = target.key if target.kind is TargetKind.FACILITY else ""
    size, agreed = touched.sizes(counting), touched.agreements(counting)
    elements = touched.elements(counting)
    categories, subjects, with_data = touched.kinds_of_data(counting)
    leaks = empty.scenario is Scenario.BREACH
    lacking = agreed.absent + agreed.unknown
    return empty.model_copy(
        update={
            "boards": size.boards,
            "schools": size.schools,
            "pupils": size.pupils,
            "uses": size.uses,
            "unplaced": size.unplaced,
            "board_rows": touched.board_rows(counting),
            "products": touched.products(counting),
            "components": touched.components(counting),
            "functions": elements["function"],
            "processes": elements["process"],
            "objects": elements["information_object"],
            "categories": categories,
            "subjects": subjects,
            "couplings": touched.couplings(counting, facility),
            "agreements": agreed,
            "alternatives": touched.alternatives(counting),
            "takeover": _takeover(counting, target, acquirer) if acquirer else None,
            "incident": _incident(counting, size, with_data, lacking) if leaks else None,
        }
    )


def _acquirer(view: View, question: WhatIfQuestion) -> VendorGroup | None:
    """Return the group that takes the target over; nothing in another scenario."""
    if question.scenario is not Scenario.TAKEN_OVER:
        return None
    found = view.vendors.get(question.acquirer_key)
    if found is None:
        raise InvalidInputError(
            "Kies wie de overname doet.",
            problems=(
                Problem(
                    "acquirerKey", "Deze organisatie staat niet in de catalogus.", "Kies een leverancier of groep."
                ),
            ),
        )
    return found


def _incident(counting: Counting, size: Sizes, with_data: int, lacking: int) -> SectorIncident:
    return SectorIncident(
        hours=whole("breach-notice-hours", counting.view.on),
        duty_boards=told(with_data, counting.least),
        persons=size.pupils,
        without_agreement=lacking,
    )


def _takeover(counting: Counting, target: SectorTarget, acquirer: VendorGroup) -> SectorTakeover:
    """Return the concentration before and after; what only leans on the target keeps its own vendor."""
    view = counting.view
    moved = _moved(view, target)
    goes = view.numbers[acquirer.key]
    view.tops.setdefault(goes, acquirer)
    view.tops[APART] = acquirer.model_copy(update={"key": ""})
    rows = view.rows(
        "SELECT product, grp, sum(uses)::INTEGER, bit_or(boards) FROM spread JOIN belonging USING (product) "
        "GROUP BY ALL"
    )
    before, after = regrouped([_supplied(*row) for row in rows], moved, goes, counting.least)
    shifts = sorted(_shifts(counting, moved, goes), key=lambda one: (-one.delta, one.component.name.casefold()))
    return SectorTakeover(
        acquirer=Ref(key=acquirer.key, name=acquirer.name),
        before=concentration(view.tally(before), view.limits),
        after=concentration(view.tally(after), view.limits),
        shifts=tuple(shifts),
    )


def _supplied(product: int, group: int, uses: int, boards: str) -> Supplied:
    return Supplied(product, group, uses, int(boards, 2))


def _moved(view: View, target: SectorTarget) -> frozenset[int]:
    """Return the products that go over: those of the vendor or group, or the product itself."""
    if target.kind is TargetKind.PRODUCT:
        return frozenset(row[0] for row in view.rows("SELECT product FROM product WHERE key = ?", target.key))
    if target.kind not in (TargetKind.VENDOR, TargetKind.GROUP):
        return frozenset()
    rows = view.rows(
        "SELECT product FROM product WHERE list_contains(?::INTEGER[], vendor)",
        supplied(view, target.kind, target.key),
    )
    return frozenset(row[0] for row in rows)


def _shifts(counting: Counting, moved: frozenset[int], goes: int) -> Iterator[Shift]:
    """Yield the components at enough boards of which the index changes, over the uses of known vendors."""
    view = counting.view
    placed: dict[tuple[str, str], list[Supplied]] = defaultdict(list)
    for guid, name, product, group, uses, boards in view.rows(
        f"""
        WITH placed AS (
            SELECT component, product, count(*) AS uses, {view.reader.board_bits} AS boards FROM placement
            WHERE active GROUP BY ALL
        ),
        wide AS (SELECT component FROM placed GROUP BY component HAVING bit_count(bit_or(boards)) >= ?)
        SELECT guid, name, product, grp, uses, boards FROM placed SEMI JOIN wide USING (component)
        JOIN belonging USING (product) JOIN component USING (component)
        """,  # noqa: S608 - our own names
        view.least,
    ):
        placed[guid, name].append(_supplied(product, group, uses, boards))
    for (guid, name), rows in placed.items():
        each = regrouped(rows, moved, goes, counting.least)
        before, after = (hhi(uses for group, uses in one.items() if group != UNKNOWN) for one in each)
        if before != after:
            yield Shift(
                component=Ref(key=guid, name=name),
                before=before,
                after=after,
                delta=after - before,
                notable=notable(before, after, view.limits),
            )
