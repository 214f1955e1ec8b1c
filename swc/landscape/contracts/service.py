"""Changes to contracts: added, changed, ended and removed, each with an event from which nothing is lost."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.boards.models import Board
from swc.catalogue.duplicates.queries import standing
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from swc.landscape.contracts import stored
from swc.landscape.contracts.checks import problems, term_problems, with_vendors
from swc.landscape.contracts.content import COLUMNS, NOTHING, Content, content_of, told, wanted, write
from swc.landscape.contracts.inputs import ContractInput, EndInput
from swc.landscape.contracts.stored import ContractFacts
from swc.landscape.models import Contract
from swc.landscape.service import checks
from swc.landscape.service.opening import Json, changed


def add_contract(session: Session, board_number: str, data: ContractInput, *, by: Act, import_key: str = "") -> UUID:
    """Add a contract; return its id.

    A party that names a vendor of the catalogue is tied to it, and a product that went up in another one becomes that
    other one. Raises `InvalidInputError` with a problem for each
    wrong field, also when the very same contract stands already, and `NotFoundError` for an unknown board.
    """
    by.demand(Right.EDIT_CONTRACT, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    after = _settled(session, data)
    checks.demand(problems(session, after))
    _demand_new(session, board_number, after)
    contract = Contract(
        board_number=board_number,
        import_key=import_key,
        created_at=by.now,
        updated_at=by.now,
        **{name: after[name] for name in COLUMNS},
    )
    write(session, contract, after)
    facts = {name: value for name, value in told(after).items() if value not in (*NOTHING, [])}
    _record(session, contract, "contract.added", None, {**facts, "name": contract.title}, by=by)
    return contract.id


def change_contract(
    session: Session,
    board_number: str,
    contract_id: UUID,
    data: ContractInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Replace all that is known of a contract; saying the same again changes nothing.

    A contract that gets its last day by this tells so as `contract.ended`. Raises as `add_contract` does, and
    `ConflictError` for a version that is not the last.
    """
    contract = own_contract(session, board_number, contract_id, by=by, expected_version=expected_version)
    after = _settled(session, data)
    checks.demand(problems(session, after))
    keep_changed(session, contract, after, by=by)


def end_contract(
    session: Session,
    board_number: str,
    contract_id: UUID,
    data: EndInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Say on which day a contract ends now that it was ended; it stays readable."""
    contract = own_contract(session, board_number, contract_id, by=by, expected_version=expected_version)
    after = {**content_of(_facts(session, contract)), "ended_on": data.ended_on}
    checks.demand(term_problems(after))
    keep_changed(session, contract, after, by=by)


def remove_contract(
    session: Session, board_number: str, contract_id: UUID, *, by: Act, expected_version: int | None = None
) -> None:
    """Remove a contract that should not have been there, for the reason in `by.reason`; its event holds all of it.

    One that ended is given its last day instead: it then stays readable. Raises `InvalidInputError` without a reason.
    """
    contract = own_contract(session, board_number, contract_id, by=by, expected_version=expected_version)
    if not by.reason.strip():
        problem = Problem(
            "removal_reason", "Er is geen reden ingevuld.", "Schrijf waarom het contract weg moet, of beëindig het."
        )
        raise InvalidInputError("Verwijderen vraagt een reden.", problems=(problem,))
    drop(session, contract, by=by)


def own_contract(
    session: Session, board_number: str, contract_id: UUID, *, by: Act, expected_version: int | None = None
) -> Contract:
    """Return a contract of the board to change it, locked where the database can; another board's does not exist."""
    by.demand(Right.EDIT_CONTRACT, board_number)
    session.flush()
    found = session.get(Contract, contract_id, with_for_update=True, populate_existing=True)
    if found is None or found.board_number != board_number:
        raise NotFoundError("Dit contract is niet gevonden bij bestuur %(board)s.", board=board_number)
    if expected_version is not None and expected_version != found.row_version:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Bekijk beide versies en bewaar opnieuw.",
            expected=expected_version,
            found=found.row_version,
        )
    return found


def keep_changed(session: Session, contract: Contract, after: Content, *, by: Act) -> bool:
    """Put other values in a contract; return whether anything differs from what stood there."""
    before = content_of(_facts(session, contract))
    old, new = changed(told(before), told(after))
    if not new:
        return False
    contract.row_version += 1
    contract.updated_at = by.now
    write(session, contract, after)
    ended = before["ended_on"] is None and after["ended_on"] is not None
    name = {"name": contract.title}
    kind = "contract.ended" if ended else "contract.changed"
    _record(session, contract, kind, {**old, **name}, {**new, **name}, by=by)
    return True


def drop(session: Session, contract: Contract, *, by: Act) -> None:
    """Remove a contract; its event holds all that stood in it."""
    facts = _facts(session, contract)
    before = {**told(content_of(facts)), "name": facts.title, "import_key": facts.import_key}
    before |= {"created_at": facts.created_at.isoformat(), "row_version": facts.row_version}
    mine, board_number = contract.id, contract.board_number
    session.execute(delete(Contract).where(col(Contract.id) == mine))
    session.expire_all()
    audit.record(
        session,
        by=by,
        kind="contract.removed",
        subject=SubjectKind.CONTRACT,
        key=str(mine),
        board_number=board_number,
        before=before,
        after=None,
    )


def _settled(session: Session, data: ContractInput) -> Content:
    """Return what should stand, with the vendors that names mean and the products that merged ones went up in."""
    return {**wanted(data, with_vendors(session, data)), "products": standing(session, data.products)}


def _facts(session: Session, contract: Contract) -> ContractFacts:
    found = stored.one(session, contract.board_number, contract.id)
    if found is None:
        raise NotFoundError("Dit contract is niet gevonden bij bestuur %(board)s.", board=contract.board_number)
    return found


def _demand_new(session: Session, board_number: str, after: Content) -> None:
    """Refuse a contract that nobody could tell from one already there, as after a second click."""
    alike = select(Contract.id).where(Contract.board_number == board_number, Contract.title == after["title"])
    for contract_id in session.exec(alike).all():
        found = stored.one(session, board_number, contract_id)
        if found is not None and content_of(found) == after:
            problem = Problem(
                "title", "Dit contract staat er al precies zo.", "Wijzig dat contract, of vul in wat er anders is."
            )
            raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))


def _record(session: Session, contract: Contract, kind: str, before: Json | None, after: Json, *, by: Act) -> None:
    session.flush()
    audit.record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.CONTRACT,
        key=str(contract.id),
        board_number=contract.board_number,
        before=before,
        after=after,
    )
