"""The landscape of a board as an ArchiMate file, with what the person who asks may see of its DPIAs."""

from __future__ import annotations

from sqlmodel import Session

from api.exports.handing_out import Handout
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.dpia.queries import use_dpias
from swc.landscape.exchange.holding import Facts
from swc.landscape.exchange.model import board_file
from swc.landscape.exchange.own import dutch_label

MEDIA_TYPE = "application/xml"


def model_file(session: Session, number: str, *, by: Act, only_own: bool = False) -> Handout:
    """Return the exchange file of a board's landscape, for who may read the board."""
    by.demand(Right.READ_BOARD, number)
    made = board_file(session, number, by=by, facts=_facts(session, number, by=by), only_own=only_own)
    return Handout(name=f"landschap-{number}.xml", content=made.content, media_type=MEDIA_TYPE)


def _facts(session: Session, number: str, *, by: Act) -> Facts:
    """Return how the DPIA of each use stands; what is not known is told as such, never as no."""
    if not by.actor.may(Right.READ_DPIA, number):
        return {}
    return {
        use_id: {
            "DPIA stand": dutch_label("dpia-states", one.state.value),
            "DPIA-plicht": dutch_label("dpia-duty", one.duty.value),
            "DPIA besloten op": one.decided_on.isoformat() if one.decided_on else "",
        }
        for use_id, one in use_dpias(session, number, by.today).items()
    }
