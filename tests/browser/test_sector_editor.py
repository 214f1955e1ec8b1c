"""The sector editor brings in the real reference architecture over the starter, and can go back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Demo
from tests.shared_data import shared

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EDITOR = "sector@demo.example"
COORDINATOR = "ict@lagepolder.example"


@pytest.fixture
def demo(own_demo: Demo) -> Demo:
    """Return a demo of its own: publishing changes what everybody sees."""
    return own_demo


def placed(page: Page) -> dict[str, list[str]]:
    """Return the components of every use of the large board."""
    items = page.request.get("/api/v1/boards/99002/uses?pageSize=500").json()["items"]
    uses = [item.get("use", item) for item in items]
    return {use["id"]: sorted(one["guid"] for one in use["components"] if not one["lapsed"]) for use in uses}


def test_the_real_model_is_read_compared_published_and_taken_back(open_page: Callable[..., Page], demo: Demo) -> None:
    archive = shared("fora", "fora-d7b23252-coarchi.tar.xz")
    coordinator = open_page(demo, email=COORDINATOR)
    before = placed(coordinator)
    assert sum(len(one) for one in before.values()) > 30
    page = open_page(demo, email=EDITOR)
    page.goto("/fora/releases")
    page.locator("input[type=file]").set_input_files(archive)
    page.get_by_role("main").get_by_role("button", name="Lezen en klaarzetten").click()
    main = page.get_by_role("main")
    for count in ("2.143", "5.186", "268"):
        expect(main).to_contain_text(count)
    main.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert placed(coordinator) == before
    coordinator.goto("/besturen/99002/kaart")
    expect(coordinator.locator(".drawing svg").first).to_be_visible()
    coordinator.goto("/fora/platen")
    assert coordinator.locator("main a[href^='/fora/platen/']").count() > 20
    page.goto("/fora/releases")
    page.get_by_role("main").get_by_role("button", name="Terug naar de vorige release").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert placed(coordinator) == before
