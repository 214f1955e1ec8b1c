"""Pure: what a takeover does to the vendor groups of a board, in total and per component."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from swc.catalogue.schemas import VendorGroup
from swc.dependency.affected import Touched
from swc.dependency.facts import BoardFacts, UseFacts, group_names, tally
from swc.dependency.rules import concentration, group_parts, hhi, notable
from swc.dependency.schemas import Ref
from swc.dependency.whatif_schemas import Shift, Takeover


def takeover(touched: Touched, acquirer: VendorGroup) -> Takeover:
    """Return the groups before and after the touched uses go to the group of the acquirer.

    Only what the target itself supplies goes over; a use that leans on it through a sub-processor or a facility stays
    with its own vendor.
    """
    facts = touched.facts
    after = tuple(replace(use, group=acquirer) if touched.via.get(use.id) == "" else use for use in facts.uses)
    names = {**group_names(facts.uses), acquirer.key: acquirer.name}
    old, new = tally(facts.uses), tally(after)
    return Takeover(
        acquirer=Ref(key=acquirer.key, name=acquirer.name),
        before=group_parts(old, lambda key: names[key]),
        after=group_parts(new, lambda key: names[key]),
        concentration_before=concentration(old, facts.limits, least=facts.least),
        concentration_after=concentration(new, facts.limits, least=facts.least),
        shifts=tuple(sorted(_shifts(facts, after), key=lambda one: (-one.delta, one.component.name.casefold()))),
    )


def _shifts(facts: BoardFacts, after: Sequence[UseFacts]) -> Iterator[Shift]:
    """Yield the components of which the index changes, over the uses of known vendors."""
    placed: dict[str, list[tuple[UseFacts, UseFacts]]] = defaultdict(list)
    for old, new in zip(facts.uses, after, strict=True):
        for one in old.summary.components:
            if not one.lapsed:
                placed[one.guid].append((old, new))
    for guid, pairs in placed.items():
        before = hhi(tally(old for old, _ in pairs).known.values())
        now = hhi(tally(new for _, new in pairs).known.values())
        if before != now:
            yield Shift(
                component=Ref(key=guid, name=facts.names.get(guid, guid)),
                before=before,
                after=now,
                delta=now - before,
                notable=notable(before, now, facts.limits),
            )
