"""Building the demo, once: boards, people, products, landscapes, contracts, assessments, and accepted flags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from api.demo.assessments import newest_versions, run_courses
from api.demo.catalogue import add_catalogue, propose_products, publish_later_versions
from api.demo.claims import add_claims
from api.demo.contracts import add_contracts, add_exits
from api.demo.data import AcceptanceRow, BoardRow, rows
from api.demo.dossiers import add_vendor_agreements, write_dossier
from api.demo.landscapes import add_couplings, add_uses, give_verdicts
from api.demo.people import Cast, Login, add_boards, add_people, logins
from api.demo.privacy import record_privacy
from api.demo.webhooks import add_still_webhook
from fora.queries import components
from swc.access.kinds import SYSTEM, Act
from swc.access.roles import Role
from swc.boards.models import Board
from swc.risk.models import Flag
from swc.risk.schemas import AcceptFlag
from swc.risk.service import accept_flag, evaluate_board


@dataclass(frozen=True, slots=True)
class Demo:
    """What stands: whether it was made now, and how to log in."""

    made: bool
    logins: tuple[Login, ...]


def build_demo(session: Session, *, by: Act) -> Demo:
    """Make the demo on an installation that has its fixed content; a demo that stands is left as people made it.

    Everything goes through the services that people use, with dates counted back from today. The caller's unit of
    work then re-opens what a newer central DPIA overtook and evaluates the flags.
    """
    numbers = [row.number for row in rows(BoardRow)]
    if session.exec(select(Board.number).where(col(Board.number).in_(numbers))).first() is not None:
        return Demo(made=False, logins=logins())
    add_boards(session, by=by)
    cast = add_people(session, by=by)
    guids = {one.name: one.guid for one in components(session)}
    keys = add_catalogue(session, guids, by=by) | propose_products(session, cast)
    uses = add_uses(session, cast, keys, guids)
    add_couplings(session, cast, uses)
    give_verdicts(session, cast, uses)
    run_courses(session, cast, uses, keys)
    record_privacy(session, cast, uses)
    add_vendor_agreements(session, cast)
    add_contracts(session, cast, keys)
    add_exits(session, cast, uses, keys)
    write_dossier(session, cast)
    centrals = newest_versions(session, set(keys.values()))
    publish_later_versions(session, {name: centrals[key][0] for name, key in keys.items() if key in centrals}, by=by)
    add_claims(session, keys, by=by)
    add_still_webhook(session, cast)
    _accept_flags(session, cast, by=by)
    return Demo(made=True, logins=logins())


def _accept_flags(session: Session, cast: Cast, *, by: Act) -> None:
    """Evaluate the boards and accept some flags, as a privacy officer would."""
    wanted = list(rows(AcceptanceRow))
    for number in sorted({row.board for row in wanted}):
        evaluate_board(session, number, by=Act(SYSTEM, by.now))
    for row in wanted:
        found = session.exec(
            select(Flag.id)
            .where(Flag.board_number == row.board, Flag.rule == row.rule, Flag.subject_name == row.subject)
            .order_by(col(Flag.id))
        ).first()
        if found is not None:
            until = by.today + timedelta(days=int(row.days))
            act = cast.act(row.board, Role.PRIVACY_OFFICER)
            accept_flag(session, row.board, found, AcceptFlag(reason=row.reason, until=until), by=act)
