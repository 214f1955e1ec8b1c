"""The page on the feeds names exactly the fields that are served."""

from __future__ import annotations

import re
from pathlib import Path

from swc.procurement.feed.subjects import KINDS, fields_of

PAGE = Path(__file__).parents[2] / "docs" / "feeds.md"
HEADINGS = {"Catalogus": "catalogue", "Sector": "sector", "Bestuur": "board"}


def test_the_page_names_every_field_of_every_feed_in_its_order() -> None:
    told: dict[str, dict[str, list[str]]] = {}
    page = PAGE.read_text(encoding="utf-8")
    for heading, body in re.findall(r"^### (\w+)\n(.*?)(?=^##)", page, re.MULTILINE | re.DOTALL):
        rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", body, re.MULTILINE)
        told[HEADINGS[heading]] = {kind: re.findall(r"`(\w+)`", fields) for kind, fields in rows}
    served = {feed.value: {kind.value: list(fields_of(feed, kind)) for kind in kinds} for feed, kinds in KINDS.items()}
    assert told == served
