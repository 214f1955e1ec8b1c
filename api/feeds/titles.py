"""One Dutch sentence per entry, for feed readers; caches keep the feeds, so they are in one language."""

from __future__ import annotations

from typing import Any

from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject
from swc.procurement.feed.schemas import Entry, FeedScope

LANGUAGE = "nl"

_NOUNS = {
    FeedSubject.VENDOR: "Leverancier",
    FeedSubject.PRODUCT: "Product",
    FeedSubject.CENTRAL_DPIA: "Centrale DPIA",
    FeedSubject.BOARD: "Bestuur",
    FeedSubject.SCHOOL: "School",
    FeedSubject.USE: "Applicatie",
    FeedSubject.COUPLING: "Koppeling",
    FeedSubject.AGREEMENT: "Overeenkomst",
    FeedSubject.CONTRACT: "Contract",
    FeedSubject.ASSESSMENT: "DPIA",
    FeedSubject.PROCESSING: "Verwerking",
    FeedSubject.FLAG: "Signaal",
}
_NAMES = ("name", "title", "ownName", "productKey", "rule", "vendorKey")


def feed_title(scope: FeedScope) -> str:
    """Return the title of a feed."""
    if scope.feed is FeedName.BOARD:
        return f"Berichten van bestuur {scope.board_number}"
    return "Berichten van de sector" if scope.feed is FeedName.SECTOR else "Berichten van de productcatalogus"


def entry_title(entry: Entry, data: dict[str, Any]) -> str:
    """Return what an entry says, in one sentence."""
    name = next((str(data[one]) for one in _NAMES if data.get(one)), "") or entry.subject_key
    if entry.action is FeedAction.DELETE:
        verb = "is vervallen"
    elif data.get("mergedInto"):
        verb = f"is opgegaan in {data['mergedInto']}"
    else:
        verb = "is toegevoegd" if entry.is_new else "is gewijzigd"
    return f"{_NOUNS[entry.subject_kind]} {name} {verb}."
