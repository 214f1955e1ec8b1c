"""The processor agreement of a use."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape import queries, service
from swc.landscape.kinds import AgreementPresence
from swc.landscape.schemas import AgreementInput
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS, TODAY, acting

BY_CARLA = acting(CARLA)
PRESENT = AgreementInput(
    presence=AgreementPresence.PRESENT,
    model_version="4.0",
    signed_on=date(2025, 9, 1),
    valid_until=date(2028, 9, 1),
    note="getekend door de bestuurder",
)


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def test_an_agreement_is_kept_and_changed_with_events_that_tell_the_difference(session: Session) -> None:
    use = make_use(session)
    service.set_agreement(session, BOARD_A, use.id, PRESENT, by=BY_CARLA)
    service.set_agreement(session, BOARD_A, use.id, PRESENT, by=BY_CARLA)
    older = PRESENT.model_copy(update={"model_version": "3.0"})
    service.set_agreement(session, BOARD_A, use.id, older, by=BY_CARLA)
    (summary,) = queries.use_summaries(session, BOARD_A, on=TODAY)
    assert (summary.agreement.model_version, summary.agreement.valid_until) == ("3.0", date(2028, 9, 1))
    created, changed = session.exec(select(Event)).all()
    assert (created.kind, changed.kind) == ("agreement.created", "agreement.changed")
    assert changed.before == {"model_version": "4.0", "use_id": str(use.id)}
    assert summary.row_version == 3


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"valid_until": date(2020, 1, 1)}, "valid_until"),
        ({"model_version": "9.9"}, "model_version"),
        ({"presence": AgreementPresence.ABSENT}, "presence"),
    ],
)
def test_what_contradicts_itself_is_refused(session: Session, fields: dict[str, Any], where: str) -> None:
    use = make_use(session)
    with pytest.raises(InvalidInputError) as caught:
        service.set_agreement(session, BOARD_A, use.id, PRESENT.model_copy(update=fields), by=BY_CARLA)
    assert [problem.where for problem in caught.value.problems] == [where]


def test_a_reader_may_not_and_another_board_finds_nothing(session: Session) -> None:
    use = make_use(session)
    with pytest.raises(NotAllowedError):
        service.set_agreement(session, BOARD_A, use.id, PRESENT, by=acting(BRAM))
    with pytest.raises(NotFoundError):
        service.set_agreement(session, BOARD_A, use.id, PRESENT, by=acting(CHRIS))
