"""The names of roles and rights."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role at a board, or (`sector_editor`) in the sector."""

    READER = "reader"
    EDITOR = "editor"
    PRIVACY_OFFICER = "privacy_officer"
    BOARD_ADMIN = "board_admin"
    PURCHASER = "purchaser"
    SECTOR_EDITOR = "sector_editor"


class Right(StrEnum):
    """What can be permitted."""

    READ_BOARD = "read_board"
    QUERY_BOARD = "query_board"
    EDIT_LANDSCAPE = "edit_landscape"
    EDIT_REGISTER = "edit_register"
    READ_DPIA = "read_dpia"
    EDIT_DPIA = "edit_dpia"
    DECIDE_DPIA = "decide_dpia"
    ACCEPT_FLAG = "accept_flag"
    ADMIN_BOARD = "admin_board"
    EDIT_CATALOGUE = "edit_catalogue"
    PROPOSE_PRODUCT = "propose_product"
    MANAGE_RELEASES = "manage_releases"
    IMPORT_BOARDS = "import_boards"
    MANAGE_PEOPLE = "manage_people"
