"""Changes to agreements by their own address: with a vendor added, any of them changed or removed."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.models import Board
from swc.catalogue.duplicates.queries import standing
from swc.errors import InvalidInputError, NotFoundError, Problem
from swc.landscape.agreements.content import EMPTY_OF_VENDOR, OF_VENDOR, Content, stored_content, wanted
from swc.landscape.models import Agreement
from swc.landscape.schemas import AgreementInput, VendorAgreementInput
from swc.landscape.service import checks
from swc.landscape.service.agreement_checks import known_vendor, problems, vendor_problems
from swc.landscape.service.agreement_keeping import drop, keep_changed, keep_new, own_agreement


def add_agreement(session: Session, board_number: str, data: VendorAgreementInput, *, by: Act) -> UUID:
    """Add an agreement with a vendor, for all its products or those named; return its id.

    Raises `InvalidInputError` with a problem for each wrong field, also when the very same agreement stands already,
    and `NotFoundError` for an unknown board.
    """
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    after = _settled(session, wanted(data, EMPTY_OF_VENDOR))
    checks.demand((*problems(session, after), *vendor_problems(session, after)))
    _demand_new(session, board_number, after)
    agreement = Agreement(board_number=board_number, presence=data.presence, updated_at=by.now)
    keep_new(session, agreement, after, by=by)
    return agreement.id


def change_agreement(
    session: Session,
    board_number: str,
    agreement_id: UUID,
    data: AgreementInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Change an agreement, of a use or with a vendor; saying the same again changes nothing.

    The vendor and its products change only with a `VendorAgreementInput` that gives them; an agreement of one use has
    none and refuses them. Raises as `add_agreement` does, and `ConflictError` for a version that is not the last.
    """
    agreement = own_agreement(session, board_number, agreement_id, by=by, expected_version=expected_version)
    if agreement.use_id is not None:
        checks.demand(_of_vendor(data))
    after = wanted(data, stored_content(session, agreement))
    found = list(problems(session, after))
    if agreement.use_id is None:
        after = _settled(session, after)
        found += vendor_problems(session, after)
    checks.demand(found)
    if agreement.use_id is not None:
        after = {name: value for name, value in after.items() if name not in OF_VENDOR}
    keep_changed(session, agreement, after, by=by)


def remove_agreement(
    session: Session, board_number: str, agreement_id: UUID, *, by: Act, expected_version: int | None = None
) -> None:
    """Remove an agreement that should not have been there, for the reason in `by.reason`; its event holds all of it.

    One that ended is given its last day instead: it then stays readable. Raises `InvalidInputError` without a reason.
    """
    agreement = own_agreement(session, board_number, agreement_id, by=by, expected_version=expected_version)
    if not by.reason.strip():
        problem = Problem(
            "removal_reason",
            "Er is geen reden ingevuld.",
            "Schrijf waarom de overeenkomst weg moet, of vul haar laatste dag in.",
        )
        raise InvalidInputError("Verwijderen vraagt een reden.", problems=(problem,))
    drop(session, agreement, by=by)


def _of_vendor(data: AgreementInput) -> list[Problem]:
    """Return a problem for each field that an agreement of one use cannot have."""
    return [
        Problem(name, "Deze overeenkomst hoort bij één applicatie.", "Laat de leverancier en de producten weg.")
        for name in OF_VENDOR
        if name in data.model_fields_set and getattr(data, name)
    ]


def _settled(session: Session, after: Content) -> Content:
    """Return the values with the vendor that bears the name, and the products that merged ones went up in.

    A key needs no name.
    """
    key = after["vendor_key"] or known_vendor(session, after["vendor_name"])
    products = standing(session, after["products"])
    return {**after, "vendor_key": key, "vendor_name": "" if key else after["vendor_name"], "products": products}


def _demand_new(session: Session, board_number: str, after: Content) -> None:
    """Refuse an agreement that nobody could tell from one already there, as after a second click."""
    alike = select(Agreement).where(
        Agreement.board_number == board_number,
        Agreement.vendor_key == after["vendor_key"],
        Agreement.vendor_name == after["vendor_name"],
        Agreement.signed_on == after["signed_on"],
    )
    for row in session.exec(alike):
        if row.use_id is None and stored_content(session, row) == after:
            problem = Problem(
                "vendor_name",
                "Deze overeenkomst staat er al precies zo.",
                "Wijzig die overeenkomst, of vul in wat er anders is.",
            )
            raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))
