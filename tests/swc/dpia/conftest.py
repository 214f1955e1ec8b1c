"""A board with one use of a product, for the tests of the DPIA room."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import CentralOutcome
from swc.landscape.models import Use
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.landscape import make_use
from tests.personas import BOARD_B


@pytest.fixture
def use(session: Session) -> Use:
    """Return board A's use of a learning product with a central DPIA; board B exists beside it."""
    make_board(session)
    make_board(session, number=BOARD_B, name="Stichting De Es")
    make_school(session, pupils=300)
    make_product(session, categories=("P02",))
    make_central(session, versions=(("2024-05", CentralOutcome.CONDITIONAL),))
    return make_use(session, product="leerspoor")
