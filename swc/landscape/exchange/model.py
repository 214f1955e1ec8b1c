"""A board's landscape as one ArchiMate model and as the file of it; the same landscape gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session

from fora.derivation import published_reach
from fora.kinds import Level, SourceFormat
from fora.readers.model import RawModel
from fora.writers.ameff import Written, write
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.drawing import chosen_views, copied_view, coupling_view, map_view, placed
from swc.landscape.exchange.holding import Facts, Holding, holding
from swc.landscape.exchange.own import own_elements, own_relations, pairs
from swc.landscape.exchange.reference import standards
from swc.landscape.exchange.taken import taken_elements, taken_relations

_ABOUT = (
    "Het applicatielandschap van %s op de referentiearchitectuur. De eigenschap Bron zegt van elk onderdeel of het uit "
    "de FORA komt of uit de softwarecatalogus. Wat hier niet staat, is niet bekend."
)


def board_file(
    session: Session, number: str, *, by: Act, facts: Facts | None = None, only_own: bool = False
) -> Written:
    """Return the exchange file of a board's landscape, for who may read the board.

    `facts` are more properties of uses, for who may see them. `only_own` copies only the views of FORA that show a
    component on which the board placed an application.
    """
    by.demand(Right.READ_BOARD, number)
    return write(board_model(session, number, on=by.today, facts=facts or {}, only_own=only_own))


def board_model(session: Session, number: str, *, on: date, facts: Facts, only_own: bool = False) -> RawModel:
    """Return the model of a board's landscape."""
    held = holding(session, number, on=on)
    views = chosen_views(held, only_own=only_own)
    guids = _touched(session, held) | {node["element"] for one in views for node in one.nodes if node["element"]}
    taken = taken_relations(held.reference, guids)
    own = own_relations(held)
    where = placed(held)
    identifiers = _by_guid(held, {one.id for one in taken})
    flows = [one for one in own if one.type == "Flow"]
    model = RawModel(
        format=SourceFormat.AMEFF,
        id=e.xml_id(e.named_id("board", number, "model")),
        name=f"Applicatielandschap {held.name}",
        documentation=_ABOUT % held.name,
        langs={"name": "nl", "documentation": "nl"},
        properties=pairs(
            {
                e.BRON: e.OWN,
                e.MODEL_TYPE: e.LANDSCAPE,
                e.BOARD_NUMBER: number,
                e.RELEASE: held.reference.version,
                e.UP_TO: held.up_to.isoformat() if held.up_to else None,
            }
        ),
    )
    model.elements = [*own_elements(held, _with_biv(session, held, facts)), *taken_elements(held.reference, guids)]
    model.relations = [*own, *taken]
    model.views = [map_view(held, where), coupling_view(held, flows)]
    model.views += [copied_view(one, held, where, identifiers) for one in views]
    return model


def _with_biv(session: Session, held: Holding, facts: Facts) -> Facts:
    """Return the facts with the highest BIV levels of the information objects that each use touches, as in FORA."""
    reach = published_reach(session)
    if reach is None:
        return facts
    found = {}
    for use in held.uses:
        bivs = [one.biv for component in use.components for one in reach.of(component.guid)]
        levels = {key: _highest(getattr(one, name) for one in bivs) for key, name in e.BIV.items()}
        found[use.id] = {**levels, **facts.get(use.id, {})}
    return found


def _highest(levels: Iterable[Level]) -> str:
    """Return the highest level that is filled in, as FORA writes it; nothing when none is."""
    order = (Level.HIGH, Level.MIDDLE, Level.LOW)
    there = set(levels)
    return next((one.value.capitalize() for one in order if one in there), "")


def _touched(session: Session, held: Holding) -> set[str]:
    """Return every element of the release that the board touches, with all that follows from its placements.

    Every component comes along, so that in a modelling tool an application can be placed on any of them.
    """
    known = held.reference.elements
    found = {one.guid for use in held.uses for one in use.components if one.guid in known}
    reach = published_reach(session)
    if reach is not None:
        for guid in sorted(found):
            found |= {one.guid for one in (*reach.of(guid), *reach.around(guid))}
            found |= {step.guid for one in reach.of(guid) for step in one.path}
    found |= {one.component_guid for one in held.claims}
    found |= {one.target_guid for one in held.couplings if one.target_guid}
    used = {code for one in held.couplings for code in one.standards} | {one.standard for one in held.supports}
    found |= {standards()[code] for code in used if code in standards()}
    return (found | held.reference.components) & set(known)


def _by_guid(held: Holding, taken: set[str]) -> Mapping[str, str]:
    """Return the identifiers of the relations that are in the model, by GUID."""
    pairs_ = ((one.guid, one.source_id or f"id-{one.guid}") for one in held.reference.relations)
    return {guid: identifier for guid, identifier in pairs_ if identifier in taken}
