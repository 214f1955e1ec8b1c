"""Facts of vendors: the sector editor records a takeover, merges doubles and judges claims; a vendor hands them in."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COORDINATOR = "ict@lagepolder.example"
EDITOR = "sector@demo.example"
SPEAKER = "leverancier@leerspoor.example"
TODAY = datetime.now(UTC).date()
BOARD = "/besturen/99002"
WALLED = (
    BOARD,
    f"{BOARD}/applicaties",
    f"{BOARD}/contracten",
    f"{BOARD}/afhankelijkheid",
    f"{BOARD}/wat-als",
    f"{BOARD}/samen-inkopen",
    f"{BOARD}/berichten",
    "/sector/afhankelijkheid",
    "/sector/wat-als",
    "/sector/samen-inkopen",
    "/claims",
    "/api/v1/boards/99002/uses",
    "/api/v1/feeds/boards/99002/events",
    "/api/v1/sector/dependency",
)


def test_a_takeover_changes_the_lens_of_a_board_from_its_day_on(
    open_page: Callable[..., Page], busy_demo: Demo
) -> None:
    day = TODAY - timedelta(days=30)
    editor = open_page(busy_demo, scripts=False, email=EDITOR)
    editor.goto("/leveranciers/kletsraam-ltd-fictief/eigenaren")
    editor.get_by_role("link", name="Overname vastleggen").click()
    editor.get_by_label("Nieuwe eigenaar").select_option(label="Kompasgroep N.V. (fictief)")
    editor.get_by_label("Op", exact=True).fill(str(day))
    editor.get_by_label("Soort eigendom").select_option("strategisch")
    editor.get_by_label("Webadres of titel van de bron").fill("https://kletsraam.example/nieuws")
    editor.get_by_role("button", name="Opslaan").click()
    expect(editor.get_by_role("status")).to_contain_text("overname is vastgelegd")

    board = open_page(busy_demo, email=COORDINATOR)
    for asked, inside in ((TODAY, True), (day, True), (day - timedelta(days=1), False)):
        board.goto(f"{BOARD}/afhankelijkheid?op={asked}")
        group = board.locator("tbody tr", has=board.locator("th", has_text="Kompasgroep")).first.text_content() or ""
        assert ("Kletsraam Ltd." in group) is inside, (asked, group)


def test_doubles_are_merged_and_taken_apart_again(open_page: Callable[..., Page], busy_demo: Demo) -> None:
    page = open_page(busy_demo, scripts=False, email=EDITOR)
    page.goto("/producten/dubbel")
    page.locator("a[href^='/producten/rekenhelden-fictief/samenvoegen']").click()
    page.get_by_label("Waarom is dit hetzelfde product?").fill("Een verschrijving bij het invoeren.")
    page.get_by_role("button", name="Samenvoegen").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.goto("/producten/rekenhelden-fictief")
    assert page.url.endswith("/producten/rekenheld-fictief")
    page.goto("/producten/samenvoegingen")
    page.locator("tr", has_text="Rekenhelden (fictief)").get_by_role("button").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.goto("/producten/rekenhelden-fictief")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rekenhelden (fictief)")


def test_a_vendor_claims_a_fact_and_the_editor_confirms_it(open_page: Callable[..., Page], busy_demo: Demo) -> None:
    vendor = open_page(busy_demo, scripts=False, email=SPEAKER)
    vendor.goto("/leverancier/opgeven?soort=standard&product=leerspoor-fictief")
    vendor.get_by_label("Standaard").select_option("lti")
    vendor.get_by_label("Versie").fill("1.3")
    vendor.get_by_label("Webadres van het bewijs").fill("https://leerspoor.example/lti")
    vendor.get_by_label("Zo was het op").fill(str(TODAY - timedelta(days=2)))
    vendor.get_by_role("button", name="Indienen").click()
    vendor.goto("/leverancier")
    expect(vendor.locator("tr", has_text="LTI")).to_contain_text("Ingediend")

    editor = open_page(busy_demo, email=EDITOR)
    editor.goto("/claims?stand=submitted")
    editor.locator("tr", has_text="LTI").get_by_role("rowheader").get_by_role("link").click()
    editor.get_by_role("button", name="Bevestigen en in de catalogus zetten").click()
    expect(editor.get_by_role("status")).to_be_visible()
    editor.goto("/producten/leerspoor-fictief")
    expect(editor.get_by_role("main")).to_contain_text("LTI")


def test_a_vendor_opens_no_landscape_by_any_door(open_page: Callable[..., Page], busy_demo: Demo) -> None:
    page = open_page(busy_demo, email=SPEAKER)

    answers = {path: page.goto(path) for path in WALLED}
    said = {path: answer.status for path, answer in answers.items() if answer is not None}

    assert {path for path, status in said.items() if status not in {403, 404}} == set()
    for path in ("/", "/besturen", "/producten/leerspoor-fictief", "/berichten"):
        page.goto(path)
        assert "Lage Polder" not in page.content(), path
        assert page.locator("a[href^='/besturen/']").count() == 0, path


def test_the_editor_hands_out_a_key_for_the_feed_of_the_sector(open_page: Callable[..., Page], busy_demo: Demo) -> None:
    page = open_page(busy_demo, scripts=False, email=EDITOR)
    page.goto("/beheer/sleutels")
    page.get_by_label("Voor wie").fill("Inkoopcombinatie")
    page.get_by_role("button", name="Sleutel maken").click()
    key = page.get_by_role("status").locator("code").inner_text()
    asked = urllib.request.Request(
        f"{busy_demo.address}/api/v1/feeds/sector/events?limit=5", headers={"Authorization": f"Bearer {key}"}
    )

    with urllib.request.urlopen(asked, timeout=20) as answer:
        told = answer.read().decode()

    assert "99002" in told
    assert "Lage Polder" in told
