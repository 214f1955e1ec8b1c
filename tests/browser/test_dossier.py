"""Two people write one dossier: texts save themselves, wait for the server, and are merged when both wrote at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOARD = "/besturen/99002"
OFFICER = "fg@demo.example"
COORDINATOR = "ict@lagepolder.example"
BASE = "Leerlingen volgen. Ouders inlichten."
MINE = "Leerlingen volgen en begeleiden. Ouders inlichten."
THEIRS = "Leerlingen volgen. Ouders inlichten. Toetsen afnemen."
BOTH = "Leerlingen volgen en begeleiden. Ouders inlichten. Toetsen afnemen."


def section(page: Page, code: str) -> str:
    """Return the address of a section of the first dossier of the board."""
    page.goto(f"{BOARD}/dpia/dossiers")
    return f"{page.locator('tbody th a').first.get_attribute('href')}/onderdelen/{code}"


def write(page: Page, text: str) -> None:
    """Write a text and save it with the button."""
    page.get_by_label("Tekst").fill(text)
    page.get_by_role("button", name="Opslaan", exact=True).click()


def saved(page: Page) -> None:
    """Wait until the page says that the text was kept by itself."""
    expect(page.locator("[data-told]")).to_have_text(re.compile(r"^Opgeslagen om \d\d:\d\d:\d\d$"))


def test_a_text_saves_itself_and_the_second_writer_merges(open_page: Callable[..., Page], demo: Demo) -> None:
    officer, coordinator = open_page(demo, email=OFFICER), open_page(demo, email=COORDINATOR)
    address = section(officer, "interests")
    officer.goto(address)
    officer.get_by_label("Tekst").fill(BASE)
    saved(officer)
    coordinator.goto(address)
    expect(coordinator.get_by_label("Tekst")).to_have_value(BASE)
    officer.get_by_label("Tekst").fill(MINE)
    saved(officer)
    expect(officer.locator("input[name=number]")).to_have_value("2")
    coordinator.get_by_label("Tekst").fill(THEIRS)
    expect(coordinator.locator("[data-told]")).to_contain_text("Iemand anders heeft dit onderdeel intussen gewijzigd")
    coordinator.get_by_role("button", name="Opslaan", exact=True).click()
    expect(coordinator.get_by_role("heading", level=1)).to_have_text("Samenvoegen: Belangen")
    for text in (BASE, MINE, THEIRS):
        expect(coordinator.get_by_role("main")).to_contain_text(text)
    expect(coordinator.get_by_role("textbox")).to_have_value(BOTH)
    coordinator.get_by_role("button", name="Deze tekst opslaan").click()
    expect(coordinator.get_by_label("Tekst")).to_have_value(BOTH)
    officer.goto(address)
    expect(officer.get_by_label("Tekst")).to_have_value(BOTH)


def test_without_javascript_the_button_saves_and_merges_as_well(open_page: Callable[..., Page], demo: Demo) -> None:
    officer = open_page(demo, email=OFFICER, scripts=False)
    coordinator = open_page(demo, email=COORDINATOR, scripts=False)
    address = section(officer, "necessity")
    officer.goto(address)
    write(officer, BASE)
    coordinator.goto(address)
    write(officer, MINE)
    write(coordinator, THEIRS)
    expect(coordinator.get_by_role("textbox")).to_have_value(BOTH)
    coordinator.get_by_role("button", name="Deze tekst opslaan").click()
    officer.goto(address)
    expect(officer.get_by_label("Tekst")).to_have_value(BOTH)


def test_saving_is_tried_again_and_leaving_is_asked_twice(open_page: Callable[..., Page], demo: Demo) -> None:
    page = open_page(demo, email=OFFICER)
    page.goto(section(page, "rights"))
    refused: list[str] = []

    def busy(route: Route) -> None:
        refused.append(route.request.method)
        route.fulfill(status=429, headers={"content-security-policy": "default-src 'none'"})

    page.route("**/sections/*", busy)
    page.get_by_label("Tekst").fill("Inzage binnen een maand.")
    expect(page.locator("[data-told]")).to_contain_text("Opslaan lukt nu niet")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Dossiers").first.click()
    expect(page.get_by_label("Tekst")).to_have_value("Inzage binnen een maand.")
    assert asked == ["beforeunload"]
    page.unroute("**/sections/*")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    assert refused[0] == "PUT"
    page.get_by_role("link", name="Dossiers").first.click()
    page.wait_for_url(f"**{BOARD}/dpia/dossiers")


def test_the_draft_is_taken_over_with_a_button(open_page: Callable[..., Page], demo: Demo) -> None:
    page = open_page(demo, email=COORDINATOR)
    page.goto(section(page, "personal-data"))
    draft = page.locator("[data-draft]").inner_text().strip()
    page.get_by_role("button", name="Overnemen in de tekst").click()
    expect(page.get_by_label("Tekst")).to_have_value(draft)
    saved(page)
