"""Entries as CloudEvents in the NL GOV profile."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from swc.procurement.feed.cloudevents import LARGEST, EventSettings, cloud_event, cloud_event_text
from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject
from swc.procurement.feed.schemas import Entry
from tests.personas import NOW

SETTINGS = EventSettings("https://swc.test")
ENTRY = Entry(
    seq=7,
    id=UUID(int=1),
    at=NOW,
    feed=FeedName.CATALOGUE,
    board_number="",
    subject_kind=FeedSubject.PRODUCT,
    subject_key="magister",
    action=FeedAction.UPSERT,
    cause="product.changed",
    data='{"key":"magister","name":"Magistér"}',
)


def test_an_event_has_what_the_profile_asks() -> None:
    assert cloud_event(ENTRY, SETTINGS) == {
        "specversion": "1.0",
        "id": "00000000-0000-0000-0000-000000000001",
        "source": "https://swc.test",
        "type": "org.w3id.fora-swc.product.changed.v1",
        "time": "2026-03-02T09:30:00Z",
        "subject": "product/magister",
        "sequence": "00000000000000000007",
        "datacontenttype": "application/json",
        "dataref": "https://swc.test/api/v1/feeds/catalogue/events/7",
        "data": {"key": "magister", "name": "Magistér"},
    }


def test_an_installation_with_an_oin_is_named_by_its_urn() -> None:
    settings = EventSettings("https://swc.test", oin="00000001234567890000", system="swc")
    assert cloud_event(ENTRY, settings)["source"] == "urn:nld:oin:00000001234567890000:systeem:swc"


def test_a_removed_thing_has_no_data() -> None:
    place = {"feed": FeedName.BOARD, "board_number": "41101"}
    gone = replace(ENTRY, action=FeedAction.DELETE, data=None, cause="board.sharing_changed", **place)
    found = cloud_event(gone, SETTINGS)
    assert found["cause"] == "board.sharing_changed"
    assert found["type"] == "org.w3id.fora-swc.product.removed.v1"
    assert found["board"] == "41101"
    assert {"data", "dataref", "datacontenttype"}.isdisjoint(found)


@pytest.mark.parametrize("letter", ["x", "é", "\\u0001"])
def test_a_thing_that_is_too_large_is_had_at_its_own_address(letter: str) -> None:
    large = replace(ENTRY, data=f'{{"text":"{letter * LARGEST}"}}')
    assert "data" not in cloud_event(large, SETTINGS)
    assert cloud_event(large, SETTINGS)["dataref"].endswith("/events/7")


def test_no_event_is_larger_than_the_profile_allows() -> None:
    for size in range(LARGEST // 2, LARGEST, 1777):
        for letter in ("x", "é"):
            entry = replace(ENTRY, subject_key="k" * 200, data=f'"{letter * size}"')
            assert len(cloud_event_text(entry, SETTINGS).encode()) <= LARGEST


def test_the_text_says_what_the_event_says() -> None:
    for entry in (ENTRY, replace(ENTRY, data=None, action=FeedAction.DELETE)):
        assert json.loads(cloud_event_text(entry, SETTINGS)) == cloud_event(entry, SETTINGS)


def test_the_reference_library_reads_an_event() -> None:
    found = JSONFormat().read(CloudEvent, cloud_event_text(ENTRY, SETTINGS))
    assert (found.get_type(), found.get_subject()) == ("org.w3id.fora-swc.product.changed.v1", "product/magister")
    assert found.get_time() == NOW
    assert found.get_data() == {"key": "magister", "name": "Magistér"}
