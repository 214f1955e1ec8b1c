"""Every main page for everybody: WCAG 2.2 A and AA by axe, a narrow screen, the keyboard, titles and English."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.places import ADMIN, BOARD, EDITOR, OWN, PUBLIC, READER, VENDOR, Place
from tests.browser.served import Demo, Watch

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

COORDINATOR = "ict@waterlelie.example"
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}

STOPS = """() => {
    const fields = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const seen = new Set();
    return [...document.querySelectorAll(fields)].filter((one) => {
        if (!one.checkVisibility() || one.disabled) return false;
        if (one.type !== 'radio') return true;
        return !seen.has(one.name) && seen.add(one.name);
    }).length;
}"""
"""How many stops the keyboard should make; a group of radio buttons is one."""

FOCUSED = """() => {
    const one = document.activeElement;
    if (one === document.body) return null;
    const style = getComputedStyle(one);
    window.stops ??= new Map();
    if (!window.stops.has(one)) window.stops.set(one, window.stops.size);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return {number: window.stops.get(one), text: one.outerHTML.slice(0, 120), outlined};
}"""


def _standing(browser: Browser, demo: Demo, email: str = "") -> Iterator[Page]:
    context = browser.new_context(base_url=demo.address, locale="nl-NL")
    watch = Watch(demo.address)
    watch.over(context)
    page = context.new_page()
    if email:
        demo.sign_in(page, email)
    yield page
    context.close()
    assert watch.wrong == []


@pytest.fixture(scope="module")
def anybody(browser: Browser, shared_demo: Demo) -> Iterator[Page]:
    """Return one page for all tests, of somebody who did not log in."""
    yield from _standing(browser, shared_demo)


@pytest.fixture(scope="module")
def coordinator(browser: Browser, shared_demo: Demo) -> Iterator[Page]:
    """Return one page for all tests, of a coordinator."""
    yield from _standing(browser, shared_demo, COORDINATOR)


@pytest.fixture(scope="module")
def vendor(browser: Browser, shared_demo: Demo) -> Iterator[Page]:
    """Return one page for all tests, of somebody who speaks for a vendor."""
    yield from _standing(browser, shared_demo, "leverancier@leerspoor.example")


@pytest.fixture(scope="module")
def editor(browser: Browser, shared_demo: Demo) -> Iterator[Page]:
    """Return one page for all tests, of the sector editor."""
    yield from _standing(browser, shared_demo, "sector@demo.example")


@pytest.fixture(scope="module")
def reader(browser: Browser, shared_demo: Demo) -> Iterator[Page]:
    """Return one page for all tests, of somebody who reads the sector."""
    yield from _standing(browser, shared_demo, "sectorlezer@demo.example")


@pytest.fixture(scope="module")
def admin(browser: Browser, shared_demo: Demo) -> Iterator[Page]:
    """Return one page for all tests, of the administrator of a board."""
    yield from _standing(browser, shared_demo, "beheer@waterlelie.example")


def _barriers(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def _width(page: Page) -> int:
    page.set_viewport_size({"width": 320, "height": 640})
    width = int(page.evaluate("document.documentElement.scrollWidth"))
    page.set_viewport_size({"width": 1280, "height": 800})
    return width


@pytest.mark.parametrize("place", PUBLIC, ids=str)
def test_a_public_page_has_no_barrier_and_fits_a_narrow_screen(place: Place, anybody: Page) -> None:
    place.visit(anybody)

    assert (_barriers(anybody), _width(anybody)) == ([], 320)


@pytest.mark.parametrize("place", OWN, ids=str)
def test_a_page_of_a_board_has_no_barrier_and_fits_a_narrow_screen(place: Place, coordinator: Page) -> None:
    place.visit(coordinator)

    assert (_barriers(coordinator), _width(coordinator)) == ([], 320)


@pytest.mark.parametrize("place", VENDOR, ids=str)
def test_a_page_of_a_vendor_has_no_barrier_and_fits_a_narrow_screen(place: Place, vendor: Page) -> None:
    place.visit(vendor)

    assert (_barriers(vendor), _width(vendor)) == ([], 320)


@pytest.mark.parametrize("place", EDITOR, ids=str)
def test_a_page_of_an_editor_has_no_barrier_and_fits_a_narrow_screen(place: Place, editor: Page) -> None:
    place.visit(editor)

    assert (_barriers(editor), _width(editor)) == ([], 320)


@pytest.mark.parametrize("place", READER, ids=str)
def test_a_page_of_a_sector_reader_has_no_barrier_and_fits_a_narrow_screen(place: Place, reader: Page) -> None:
    place.visit(reader)

    assert (_barriers(reader), _width(reader)) == ([], 320)


@pytest.mark.parametrize("place", ADMIN, ids=str)
def test_a_page_of_an_administrator_has_no_barrier_and_fits_a_narrow_screen(place: Place, admin: Page) -> None:
    place.visit(admin)

    assert (_barriers(admin), _width(admin)) == ([], 320)


def test_every_page_says_in_its_title_what_it_is_and_has_one_heading(coordinator: Page) -> None:
    titles: dict[str, str] = {}
    for place in (*PUBLIC, *OWN):
        place.visit(coordinator)
        address = coordinator.url.partition("?")[0]
        assert coordinator.locator("h1").count() == 1, place
        assert coordinator.locator("html").get_attribute("lang") == "nl"
        assert coordinator.title().endswith(" · FORA-softwarecatalogus")
        assert titles.setdefault(coordinator.title(), address) == address, place


def test_the_keyboard_reaches_everything_and_shows_where_it_is(anybody: Page, coordinator: Page) -> None:
    for page, address in ((anybody, "/inloggen"), (coordinator, f"{BOARD}/applicaties/nieuw?zoek=pad")):
        page.goto(address)
        wanted = page.evaluate(STOPS)
        reached: dict[int, bool] = {}
        for _ in range(wanted + 5):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is not None:
                reached[stop["number"]] = stop["outlined"]
        assert len(reached) == wanted, address
        assert all(reached.values()), address


def test_the_first_stop_of_the_keyboard_skips_the_menu(anybody: Page) -> None:
    anybody.goto("/producten")
    anybody.keyboard.press("Tab")
    anybody.keyboard.press("Enter")
    assert anybody.evaluate("document.activeElement.id") == "inhoud"


def test_the_pages_speak_english_when_asked(open_page: Callable[..., Page], shared_demo: Demo) -> None:
    page = open_page(shared_demo, email="lezer@waterlelie.example")
    page.get_by_role("button", name="English").click()
    for address, heading in (
        (BOARD, "What needs attention"),
        (f"{BOARD}/signalen", "Flags"),
        (f"{BOARD}/applicaties", "Applications"),
        ("/producten", "Products"),
    ):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.get_by_role("heading", name=heading).first.is_visible(), address
        menu = page.get_by_role("navigation").first.inner_text()
        assert not {"Besturen", "Leveranciers", "Begrippen", "Regels"} & set(menu.split())
