"""Which role holds which rights: one table."""

from __future__ import annotations

from swc.access.roles import Right, Role

_READ = frozenset({Right.READ_BOARD, Right.QUERY_BOARD, Right.READ_DPIA, Right.READ_FEED})
_EDIT = _READ | {Right.EDIT_LANDSCAPE, Right.EDIT_REGISTER, Right.PROPOSE_PRODUCT, Right.EDIT_CONTRACT}
_PRIVACY = _READ | {Right.EDIT_DPIA, Right.DECIDE_DPIA, Right.ACCEPT_FLAG}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.READER: _READ,
    Role.EDITOR: _EDIT | {Right.EDIT_DPIA},
    Role.PRIVACY_OFFICER: _EDIT | _PRIVACY,
    Role.PURCHASER: frozenset({Right.READ_BOARD, Right.READ_FEED, Right.EDIT_CONTRACT}),
    Role.BOARD_ADMIN: _EDIT | _PRIVACY | {Right.ADMIN_BOARD, Right.MANAGE_FEEDS},
    Role.SECTOR_EDITOR: frozenset(
        {
            Right.EDIT_CATALOGUE,
            Right.PROPOSE_PRODUCT,
            Right.MANAGE_RELEASES,
            Right.IMPORT_BOARDS,
            Right.MANAGE_PEOPLE,
            Right.MANAGE_SECTOR_FEEDS,
        }
    ),
    Role.SECTOR_READER: frozenset({Right.READ_SECTOR, Right.QUERY_SECTOR, Right.READ_SECTOR_FEED}),
}
"""A sector editor keeps the shared facts and never sees a landscape through that role.

A sector reader (SIVON, for instance) sees the landscapes of the boards that share with the sector, at their sharing
level, and changes nothing.

A purchaser keeps the contracts, and sees the landscape with the status of each DPIA and the public outcome of the
central one, never what is in a DPIA; a board's graph holds more than that, so a purchaser does not query it.
"""
