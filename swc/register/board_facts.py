"""From the rows of a board to the plain facts that its register is derived from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from swc.landscape.schemas import UseSummary
from swc.register.facts import BoardFacts, ComponentFacts, FunctionFacts, UseFacts
from swc.register.schemas import PathStep
from swc.register.sheaf import Sheaf, proven


def board_facts(board_number: str, sheaf: Sheaf, today: date) -> BoardFacts:
    """Return the facts of a board on a day."""
    components = dict(_components(sheaf))
    functions = dict(_functions(sheaf, components))
    return BoardFacts(
        board_number=board_number,
        today=today,
        uses=tuple(_use(one, sheaf, today) for one in sheaf.uses),
        components=components,
        functions=functions,
    )


def _components(sheaf: Sheaf) -> Iterator[tuple[str, ComponentFacts]]:
    guids = {one.guid for use in sheaf.uses for one in use.components if not one.lapsed}
    for guid in sorted(guids):
        if sheaf.reference is not None:
            yield guid, sheaf.reference.component(guid)


def _functions(sheaf: Sheaf, components: dict[str, ComponentFacts]) -> Iterator[tuple[str, FunctionFacts]]:
    if sheaf.reference is None:
        return
    guids = {guid for one in components.values() for guid, _ in one.functions}
    for guid in sorted(guids):
        yield guid, sheaf.reference.function(guid)


def _use(summary: UseSummary, sheaf: Sheaf, today: date) -> UseFacts:
    said = sheaf.verdicts.get(summary.id, ())
    return UseFacts(
        summary=summary,
        step=PathStep(kind="use", key=str(summary.id), name=summary.name),
        product=PathStep(kind="product", key=summary.product_key, name=summary.product_name, relation="product"),
        proven=proven(sheaf.certificates.get(summary.product_key, ()), today),
        accepted={row.element_guid: row.element_name for row in said if row.accepted},
        rejected=frozenset(row.element_guid for row in said if not row.accepted),
    )
