"""What an earlier release had can still be read, under the address it always had."""

from __future__ import annotations

from lxml import html
from sqlmodel import Session

from fora.kinds import ReleaseStatus
from tests.api.conftest import Door
from tests.factories.fora import LAS, REGISTER, make_element, make_reference, make_release


def test_an_element_can_be_read_as_earlier_releases_had_it(door: Door, session: Session) -> None:
    make_reference(session)
    old = make_release(session, version="oud", status=ReleaseStatus.SUPERSEDED)
    make_element(session, old, guid=LAS, name="Leerlingsysteem")
    gone = "ee" * 16
    make_element(session, old, guid=gone, name="Rekenkamer")
    client = door()
    now = html.fromstring(client.get(f"/fora/elementen/{LAS}").text)
    earlier = f"/fora/releases/oud/elementen/{LAS}"
    assert earlier in now.xpath("//main//a/@href")
    page = html.fromstring(client.get(earlier, headers={"Accept": "text/html"}).text)
    assert page.xpath("string(//h1)") == "Leerlingsysteem"
    assert f"/fora/elementen/{LAS}" in page.xpath("//p[contains(@class, 'callout')]/a/@href")
    sent = client.get(f"/fora/elementen/{gone}")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/fora/releases/oud/elementen/{gone}")
    assert "vervallen" in client.get(sent.headers["location"]).text
    told = client.get(f"/doc/fora/{gone}.nt")
    assert "owl#deprecated" in told.text
    assert "isReplacedBy" not in client.get(f"/doc/fora/{LAS}.nt").text
    versions = client.get(f"/api/v1/fora/elements/{LAS}/versions").json()["items"]
    assert [one["releaseVersion"] for one in versions][-1] == "oud"
    assert client.get(f"/api/v1/fora/releases/oud/elements/{gone}").json()["name"] == "Rekenkamer"
    assert client.get(f"/api/v1/fora/elements/{'0' * 32}/versions").status_code == 404
    relations = client.get(f"/api/v1/fora/elements/{LAS}/relations", params={"pageSize": 1})
    assert len(relations.json()["items"]) == 1 < relations.json()["total"]
    assert html.fromstring(client.get(f"/fora/elementen/{REGISTER}?pageSize=1").text).xpath("//h2[@id='releases']")
