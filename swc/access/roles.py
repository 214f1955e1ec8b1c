"""The names of roles and rights."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role at a board, or (`sector_editor`, `sector_reader`) in the sector."""

    READER = "reader"
    EDITOR = "editor"
    PRIVACY_OFFICER = "privacy_officer"
    BOARD_ADMIN = "board_admin"
    PURCHASER = "purchaser"
    SECTOR_EDITOR = "sector_editor"
    SECTOR_READER = "sector_reader"


SECTOR_ROLES = frozenset({Role.SECTOR_EDITOR, Role.SECTOR_READER})
"""The roles that are held in the sector and not at a board."""


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
    EDIT_CONTRACT = "edit_contract"
    READ_FEED = "read_feed"
    READ_SECTOR = "read_sector"
    QUERY_SECTOR = "query_sector"
    READ_SECTOR_FEED = "read_sector_feed"
    MANAGE_FEEDS = "manage_feeds"
    MANAGE_SECTOR_FEEDS = "manage_sector_feeds"
    MANAGE_RELEASES = "manage_releases"
    IMPORT_BOARDS = "import_boards"
    MANAGE_PEOPLE = "manage_people"
