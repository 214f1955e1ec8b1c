"""From the facts of a board to the activities that follow from them, each value with its path."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from swc.landscape.kinds import ProcessesPersonalData, UsageStatus
from swc.landscape.schemas import CategoryFact
from swc.register import derive_data, derive_ground, derive_parties
from swc.register.derive_scope import Scope, Taking
from swc.register.facts import BoardFacts, FunctionFacts, UseFacts, Way, certain
from swc.register.kinds import AnchorKind
from swc.register.rules import Draft
from swc.register.schemas import Anchor, PathStep, UseRef

Place = tuple[AnchorKind, str]


def takes_part(use: UseFacts) -> bool:
    """Say whether a use belongs in the register: in use or soon, and not known to be without personal data."""
    summary = use.summary
    return summary.status is not UsageStatus.PHASED_OUT and summary.personal_data is not ProcessesPersonalData.NO


def drafts(board: BoardFacts) -> tuple[Draft, ...]:
    """Return the activities of a board: by function, else by component, else by use.

    Every use that takes part is in at least one of them.
    """
    anchored: dict[Place, dict[UUID, Taking]] = {}
    for use in board.uses:
        if takes_part(use):
            for place, taking in _places(board, use):
                anchored.setdefault(place, {}).setdefault(use.id, taking)
    parties = {use.id: tuple(derive_parties.of_use(use, board.today)) for use in board.uses}
    scopes = (Scope.of(board, place, tuple(takings.values())) for place, takings in anchored.items())
    return tuple(_draft(scope, parties) for scope in scopes)


def _places(board: BoardFacts, use: UseFacts) -> Iterator[tuple[Place, Taking]]:
    """Yield the anchors of a use, never none, with the way to each.

    Functions first. A component that serves none is an anchor; so are the components that are all a use has when no
    function takes it in, and the first with a category that is certain and no function needs.
    """
    live = [one.guid for one in use.summary.components if not one.lapsed and one.guid in board.components]
    functions = tuple(_functions(board, use, live))
    yield from functions
    bare = [guid for guid in live if not board.components[guid].functions]
    for guid in bare or (() if functions else live):
        yield (AnchorKind.COMPONENT, guid), Taking(use, _placed(board, use, guid))
    if not live and not functions:
        yield (AnchorKind.USE, str(use.id)), Taking(use, (use.step,))
    left = frozenset() if bare or not functions else _left_over(board, use, [key for (_, key), _ in functions])
    if left and live:
        yield (AnchorKind.COMPONENT, live[0]), Taking(use, _placed(board, use, live[0]), left)


def _functions(board: BoardFacts, use: UseFacts, live: list[str]) -> Iterator[tuple[Place, Taking]]:
    """Yield the functions that components of a use serve and in which it takes part, and those a person accepted."""
    for one in live:
        for guid, way in board.components[one].functions:
            if _serves(board, use, guid):
                yield (AnchorKind.FUNCTION, guid), Taking(use, (*_placed(board, use, one), *way))
    for guid in use.accepted:
        if guid in board.functions:
            step = PathStep(kind="function", key=guid, name=board.functions[guid].name, relation="accepted")
            yield (AnchorKind.FUNCTION, guid), Taking(use, (use.step, step))


def _placed(board: BoardFacts, use: UseFacts, guid: str) -> Way:
    name = board.components[guid].name
    return (use.step, PathStep(kind="component", key=guid, name=name, relation="placement"))


def _left_over(board: BoardFacts, use: UseFacts, functions: list[str]) -> frozenset[str]:
    """Return the categories that are certain of a use and that none of its functions needs."""
    sure = [one for one in use.summary.categories if certain(one)]
    taken = [board.functions[guid] for guid in functions]
    return frozenset(one.code for one in sure if not any(_holds(function, one) for function in taken))


def _holds(function: FunctionFacts, one: CategoryFact) -> bool:
    """Say whether a category ends up in the activity of a function; one that needs nothing takes all there is."""
    return not function.needed or function.needs(one)


def _serves(board: BoardFacts, use: UseFacts, guid: str) -> bool:
    """Say whether a use takes part in a function that its component serves.

    A person's word decides. Else a use whose categories are all known takes part only where it holds what the
    function needs; where something is unknown it takes part as soon as the function needs anything.
    """
    if guid in use.rejected or guid in use.accepted:
        return guid in use.accepted
    function = board.functions[guid]
    wanted = function.needed
    if wanted is None or use.summary.categories_unknown:
        return wanted is None or bool(wanted)
    return any(function.needs(one) for one in use.summary.categories)


def _draft(scope: Scope, parties: dict[UUID, derive_parties.OfUse]) -> Draft:
    values = (
        *derive_ground.values(scope),
        *derive_data.values(scope),
        *derive_parties.values(scope, [parties[one.use.id] for one in scope.takings]),
    )
    return Draft(
        anchor=Anchor(
            kind=scope.kind,
            key=scope.key,
            name=scope.name,
            group_key=scope.function.group_key if scope.function else "",
            group_name=scope.function.group_name if scope.function else "",
        ),
        name=scope.name,
        values=values,
        uses=tuple(UseRef(id=one.use.id, name=one.use.summary.name) for one in scope.takings),
    )
