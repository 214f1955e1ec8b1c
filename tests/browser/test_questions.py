"""A question is found, filled in, seen drawn and taken along; one of one's own is kept, shared, offered, accepted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COORDINATOR = "ict@waterlelie.example"
READER = "lezer@waterlelie.example"
EDITOR = "sector@demo.example"
BROKEN = "SELECT ?product WHERE {\n  ?p a swc:Product ;; ; skos:prefLabel ?product } }"


@pytest.fixture
def demo(busy_demo: Demo) -> Demo:
    """Return the demo that journeys change."""
    return busy_demo


def test_from_a_question_of_the_gallery_to_one_of_ones_own_for_everybody(
    open_page: Callable[..., Page], demo: Demo
) -> None:
    page = open_page(demo, email=COORDINATOR)
    find_and_take_along(page)
    write(page)
    keep_and_offer(page)
    reader = open_page(demo, email=READER)
    reader.goto("/sparql-vragen")
    expect(reader.get_by_role("main")).to_contain_text("Onze productnamen")
    editor = open_page(demo, email=EDITOR)
    editor.goto("/sparql-vragen/eigen")
    editor.get_by_role("link", name="Onze productnamen").click()
    editor.get_by_role("button", name="Opnemen in de galerij").click()
    everybody = open_page(demo)
    everybody.goto("/sparql-vragen?zoek=productnamen")
    everybody.get_by_role("link", name="Onze productnamen").click()
    expect(everybody.get_by_role("table")).to_contain_text("Magister")


def find_and_take_along(page: Page) -> None:
    """Search the gallery, narrow the answer by its parameter, see it drawn and download it."""
    page.goto("/sparql-vragen")
    page.get_by_label("Zoek een vraag").fill("zelfde groep")
    page.get_by_label("Zoek een vraag").press("Enter")
    page.get_by_role("link", name="Hoeveel producten komen van dezelfde groep?").click()
    rows = page.locator("tbody tr").count()
    page.get_by_label("Ten minste zoveel producten").fill("5")
    page.get_by_role("button", name="Geef antwoord").click()
    expect(page.locator("svg[role=img]")).to_be_visible()
    assert 0 < page.locator("tbody tr").count() < rows
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel").click()
    assert waiting.value.suggested_filename == "leveranciersgroepen.xlsx"


def write(page: Page) -> None:
    """Make a mistake and be brought to it, then let the list complete the class and ask by the keyboard."""
    page.goto("/sparql-vragen/nieuw")
    text = page.locator("#veld-text")
    text.fill(BROKEN)
    text.press("Control+Enter")
    expect(page.locator("#plaats-text")).to_contain_text("regel 2")
    assert page.evaluate("document.activeElement.id") == "veld-text"
    assert text.input_value() == BROKEN
    text.fill("SELECT ?product WHERE { ?p a ")
    text.press_sequentially("swc:Produc")
    expect(page.get_by_role("option").first).to_be_visible()
    text.press("ArrowDown")
    text.press("Enter")
    assert text.input_value().endswith("?p a swc:Product")
    text.press_sequentially(" ; skos:prefLabel ?product } ORDER BY ?product ")
    text.press("Control+Enter")
    expect(page.get_by_role("table")).to_contain_text("Magister")


def keep_and_offer(page: Page) -> None:
    """Keep the question, share it with the board and offer it to the sector."""
    page.get_by_label("Titel").fill("Onze productnamen")
    page.get_by_label("Naam in het adres").fill("onze-productnamen")
    page.get_by_role("button", name="Bewaar de vraag").click()
    page.get_by_label("Wie deze vraag ziet").select_option("99001")
    page.get_by_role("button", name="Delen wijzigen").click()
    expect(page.get_by_role("main")).to_contain_text("gedeeld met bestuur 99001")
    page.get_by_role("button", name="Aan de sector aanbieden").click()
    expect(page.get_by_role("main")).to_contain_text("aangeboden")
