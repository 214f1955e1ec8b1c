"""The demo's vendor account, and what it claims of its own product in every state that a claim can have."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from api.demo.data import ClaimRow, PersonRow, rows
from swc.access.kinds import Act, Actor
from swc.access.roles import Role
from swc.boards.people.schemas import VendorVoice
from swc.boards.people.voices import grant_voice, person_of
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.schemas import ClaimSubmission, Confirmation, Rejection
from swc.catalogue.claims.service import confirm_claim, reject_claim, withdraw_claim
from swc.catalogue.claims.submitting import submit_claim
from swc.catalogue.kinds import ClaimAction, ClaimState
from swc.catalogue.queries import vendor_names

_JUDGED_AFTER = timedelta(days=3)


def add_claims(session: Session, keys: dict[str, str], *, by: Act) -> None:
    """Let the demo's vendor speak, hand in its claims and judge some; `keys` gives products by name."""
    vendors = {name: key for key, name in vendor_names(session)}
    people = {row.vendor: row for row in rows(PersonRow) if row.vendor}
    editor = next(row for row in rows(PersonRow) if Role.SECTOR_EDITOR.value in row.roles.split())
    judge = Actor(
        key=str(person_of(session, editor.email, by=by)), label=editor.name, sector=frozenset({Role.SECTOR_EDITOR})
    )
    for name, person in people.items():
        key = vendors[name]
        voice = person_of(session, person.email, by=by)
        grant_voice(session, VendorVoice(person_id=voice, vendor_key=key), by=by)
        speaker = Actor(key=str(voice), label=person.name, vendors=frozenset({key}))
        for row in rows(ClaimRow):
            _claim(session, key, row, keys, (speaker, judge), now=by.now)


def _claim(
    session: Session, vendor: str, row: ClaimRow, keys: dict[str, str], who: tuple[Actor, Actor], *, now: datetime
) -> None:
    """Hand in one claim on its day, and let be done with it what its row says."""
    moment = now + timedelta(days=int(row.dated))
    speaker, judge = (Act(one, moment) for one in who)
    data = ClaimSubmission(
        noun=ClaimNoun(row.noun),
        action=ClaimAction(row.action),
        product_key=keys[row.product] if row.product else None,
        payload=dict(part.split("=", 1) for part in row.payload.split()),
        evidence_url=row.evidence,
        dated=speaker.today,
    )
    claim_id = submit_claim(session, vendor, data, by=speaker)
    later = Act(judge.actor, moment + _JUDGED_AFTER)
    if row.outcome == ClaimState.CONFIRMED.value:
        confirm_claim(session, claim_id, Confirmation(), by=later)
    elif row.outcome == ClaimState.REJECTED.value:
        reject_claim(session, claim_id, Rejection(reason=row.reason), by=later)
    elif row.outcome == ClaimState.WITHDRAWN.value:
        withdraw_claim(session, claim_id, by=Act(speaker.actor, moment + _JUDGED_AFTER))
