"""Where a webhook may lead to: the public internet over https, and what the installation allows."""

from __future__ import annotations

import pytest

from swc.errors import InvalidInputError
from swc.procurement.feed.webhooks.addresses import Allowance, Target, may_connect, target_of

NOTHING = Allowance()
PUBLIC = Target("https", "ontvanger.example", 443, "/")


@pytest.mark.parametrize(
    "url",
    [
        "http://ontvanger.example/",
        "ftp://ontvanger.example/",
        "https://ontvanger.example:8443/",
        "https://wie:wat@ontvanger.example/",
        "https://ontvanger.example/#deel",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://10.0.0.8/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.8]/",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https:///pad",
        "https://ontvanger.example:99999/",
        "https://ontvanger.example/\r\nX-Header: 1",
        "geen adres",
    ],
)
def test_an_address_that_leads_inward_or_elsewhere_is_refused_at_its_field(url: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        target_of(url, NOTHING)
    assert [one.where for one in refused.value.problems] == ["url"]
    assert refused.value.problems[0].remedy


def test_a_public_https_address_is_taken_apart() -> None:
    found = target_of("https://Ontvanger.example/pad?vraag=1", NOTHING)
    assert found == Target("https", "ontvanger.example", 443, "/pad?vraag=1")
    assert found.authority == "ontvanger.example"


def test_an_installation_may_allow_http_and_a_host_of_its_own() -> None:
    allowed = Allowance(http=True, hosts=frozenset({"127.0.0.1"}))
    found = target_of("http://127.0.0.1:9000/", allowed)
    assert found.authority == "127.0.0.1:9000"
    assert may_connect("127.0.0.1", found, allowed)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.1.1",
        "100.64.1.1",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:192.168.1.1",
        "64:ff9b::a01:203",
        "2002:0a01:0203::1",
        "::10.1.2.3",
        "::ffff:0:10.1.2.3",
        "64:ff9b:1::a01:203",
        "2001:0:a01:203::",
        "fec0::1",
        "3fff::1",
    ],
)
def test_a_name_that_resolves_inward_is_not_connected_to(address: str) -> None:
    assert not may_connect(address, PUBLIC, NOTHING)


def test_public_addresses_and_allowed_networks_are_connected_to() -> None:
    assert may_connect("93.184.216.34", PUBLIC, NOTHING)
    assert may_connect("2606:2800:220:1:248:1893:25c8:1946", PUBLIC, NOTHING)
    assert may_connect("10.1.2.3", PUBLIC, Allowance(networks=("10.1.0.0/16",)))
