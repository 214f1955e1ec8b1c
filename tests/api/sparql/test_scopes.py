"""Who may query which scope, and how who may not is told."""

from __future__ import annotations

import pytest

from api.sparql.scopes import PUBLIC, SECTOR, board_scope, demand_scope
from swc.access.kinds import Actor
from swc.errors import NotAllowedError, NotFoundError
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, PETRA, SACHA, SYLVIA, VICTOR, acting

YES = None


@pytest.mark.parametrize(
    ("actor", "scope", "refused"),
    [
        (ANONYMOUS, PUBLIC, YES),
        (VICTOR, PUBLIC, YES),
        (ANNE, board_scope(BOARD_A), YES),
        (SYLVIA, SECTOR, YES),
        (ANNE, board_scope(BOARD_B), NotFoundError),
        (ANONYMOUS, board_scope(BOARD_A), NotFoundError),
        (VICTOR, board_scope(BOARD_A), NotFoundError),
        (SACHA, board_scope(BOARD_A), NotFoundError),
        (SYLVIA, board_scope(BOARD_A), NotFoundError),
        (PETRA, board_scope(BOARD_A), NotAllowedError),
        (ANNE, SECTOR, NotAllowedError),
        (SACHA, SECTOR, NotAllowedError),
        (ANONYMOUS, SECTOR, NotFoundError),
        (VICTOR, SECTOR, NotFoundError),
        (ANNE, "all", NotFoundError),
        (ANNE, "", NotFoundError),
        (ANNE, f"board/{BOARD_A}/sector", NotFoundError),
        (SYLVIA, f"board/{BOARD_A}/sector", NotFoundError),
    ],
)
def test_a_scope_is_open_to_who_holds_the_right_and_others_learn_no_more_than_they_may(
    actor: Actor, scope: str, refused: type[Exception] | None
) -> None:
    if refused is None:
        demand_scope(acting(actor), scope)
        assert scope
        return
    with pytest.raises(refused):
        demand_scope(acting(actor), scope)
