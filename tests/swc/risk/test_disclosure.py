"""What a purchaser sees of a flag: what it is about and what to do, not what stands in the DPIA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.risk.disclosure import HIDDEN, flag_for, flags_for
from swc.risk.kinds import EvidenceForm
from swc.risk.queries import board_flags
from swc.risk.schemas import Evidence, FlagFilters, FlagSummary
from tests.factories.boards import make_board
from tests.factories.risk import make_flag
from tests.personas import ANNE, BRAM, PETRA, acting

STATE = Evidence(label="Status van de DPIA", value="approved", form=EvidenceForm.CONCEPT, scheme="dpia-states")
CENTRAL = Evidence(label="Centrale DPIA (versie)", value="X (2)", target_kind="central-dpia", target_key="x")
NORM = Evidence(label="Termijn", value="3", form=EvidenceForm.NUMBER, scheme="jaar", source="eigen voorstel")
REASON = Evidence(label="Reden", value="Kleine pilot.", target_kind="use", target_key="1")
CRITERION = Evidence(
    label="Criterium dat geldt", value="WP7", form=EvidenceForm.CONCEPT, scheme="wp248-criteria", source="screening"
)


@dataclass(frozen=True)
class Flagged:
    """Makes flags as they are read."""

    session: Session

    def __call__(self, rule: str, *evidence: Evidence) -> FlagSummary:
        make_flag(self.session, rule=rule, evidence=tuple(one.model_dump(mode="json") for one in evidence))
        (found,) = board_flags(self.session, "41101", FlagFilters(), date(2026, 3, 2))
        return found


@pytest.fixture
def flagged(session: Session) -> Flagged:
    make_board(session)
    return Flagged(session)


@pytest.mark.parametrize("actor", [ANNE, BRAM])
def test_who_may_read_dpias_sees_every_fact(flagged: Flagged, actor: Actor) -> None:
    flag = flagged("DP04", STATE, REASON, CRITERION)
    assert flag_for(acting(actor), flag) == flag


def test_a_purchaser_sees_status_central_and_norm_and_that_the_rest_is_left_out(flagged: Flagged) -> None:
    flag = flagged("DP04", STATE, REASON, CENTRAL, CRITERION, NORM)
    (seen,) = flags_for(acting(PETRA), (flag,))
    assert seen.evidence == (STATE, CENTRAL, NORM, HIDDEN)
    assert (seen.rule, seen.severity, seen.title) == (flag.rule, flag.severity, flag.title)


def test_nothing_is_said_to_be_left_out_where_nothing_is(flagged: Flagged) -> None:
    flag = flagged("DP07", STATE, CENTRAL)
    assert flag_for(acting(PETRA), flag) == flag


def test_a_flag_of_another_theme_hides_only_what_a_screening_found(flagged: Flagged) -> None:
    flag = flagged("PA01", REASON, CRITERION)
    assert flag_for(acting(PETRA), flag).evidence == (REASON, HIDDEN)
