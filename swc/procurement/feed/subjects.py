"""What is served of which kind of thing, in which feed: the one table of representations."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from swc.procurement.feed import board_subjects as of_board
from swc.procurement.feed import catalogue_subjects as of_catalogue
from swc.procurement.feed import oversight_subjects as of_oversight
from swc.procurement.feed.board_subjects import SECTOR_FIELDS
from swc.procurement.feed.kinds import FeedName, FeedSubject
from swc.procurement.feed.reading import Asked, Facts, Whole, read

CATALOGUE: dict[FeedSubject, Whole] = {
    one.kind: one for one in (of_catalogue.VENDOR, of_catalogue.PRODUCT, of_catalogue.CENTRAL_DPIA)
}
BOARD: dict[FeedSubject, Whole] = {
    one.kind: one
    for one in (
        of_board.BOARD,
        of_board.SCHOOL,
        of_board.USE,
        of_board.COUPLING,
        of_board.AGREEMENT,
        of_board.CONTRACT,
        of_oversight.ASSESSMENT,
        of_oversight.PROCESSING,
        of_oversight.FLAG,
    )
}
WHOLES = CATALOGUE | BOARD
"""Every kind of thing with how it is served."""

KINDS: dict[FeedName, tuple[FeedSubject, ...]] = {
    FeedName.CATALOGUE: tuple(CATALOGUE),
    FeedName.SECTOR: tuple(SECTOR_FIELDS),
    FeedName.BOARD: tuple(BOARD),
}
"""What each feed tells of, in the order in which one may refer to another."""


def served(session: Session, kind: FeedSubject, asked: Asked) -> Iterator[tuple[str, str, Facts]]:
    """Yield board number, key and facts of the things of a kind that are there; a fixed number of statements."""
    return read(session, WHOLES[kind], asked)


def for_sector(kind: FeedSubject, facts: Facts) -> Facts:
    """Return of the facts of a thing what the feed of the sector tells."""
    return {name: facts[name] for name in SECTOR_FIELDS[kind]}


def fields_of(feed: FeedName, kind: FeedSubject) -> tuple[str, ...]:
    """Return the names of what a feed tells of a kind of thing, for documentation."""
    return SECTOR_FIELDS[kind] if feed is FeedName.SECTOR else WHOLES[kind].fields
