"""Which role holds which rights: one table."""

from __future__ import annotations

from swc.access.roles import Right, Role

_READ = frozenset({Right.READ_BOARD, Right.QUERY_BOARD, Right.READ_DPIA})
_EDIT = _READ | {Right.EDIT_LANDSCAPE, Right.EDIT_REGISTER, Right.PROPOSE_PRODUCT}
_PRIVACY = _READ | {Right.EDIT_DPIA, Right.DECIDE_DPIA, Right.ACCEPT_FLAG}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: _READ,
    Role.EDITOR: _EDIT | {Right.EDIT_DPIA},
    Role.PRIVACY_OFFICER: _EDIT | _PRIVACY,
    Role.PURCHASER: frozenset({Right.READ_BOARD}),
    Role.BOARD_ADMIN: _EDIT | _PRIVACY | {Right.ADMIN_BOARD},
    Role.SECTOR_EDITOR: frozenset(
        {
            Right.EDIT_CATALOGUE,
            Right.PROPOSE_PRODUCT,
            Right.MANAGE_RELEASES,
            Right.IMPORT_BOARDS,
            Right.MANAGE_PEOPLE,
        }
    ),
}
"""A sector editor keeps the shared facts and never sees a landscape through that role.

A purchaser sees the landscape with the status of each DPIA and the public outcome of the central one, never what is in
a DPIA; a board's graph holds more than that, so a purchaser does not query it.
"""
