"""A privacy officer weighs flags: each says why, and can be accepted for a reason until a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOARD = "/besturen/99003"
OFFICER = "fg@demo.example"


@pytest.fixture
def demo(own_demo: Demo) -> Demo:
    """Return a demo of its own: accepting changes what others see."""
    return own_demo


def test_a_flag_explains_itself_and_is_accepted_with_a_reason_and_an_end(
    open_page: Callable[..., Page], demo: Demo
) -> None:
    page = open_page(demo, email=OFFICER, scripts=False)
    page.goto(f"{BOARD}/signalen?rule=PA02")
    link = page.locator("details.card .actions a").first
    address = str(link.get_attribute("href"))
    page.goto(address)
    main = page.get_by_role("main")
    for part in ("Verwerkersovereenkomst volgens een ouder model", "Privacyconvenant Onderwijs", "Wat te doen"):
        expect(main).to_contain_text(re.compile(part, re.IGNORECASE))
    until = (datetime.now(tz=UTC) + timedelta(days=90)).date().isoformat()
    page.get_by_label("Reden").fill("De nieuwe overeenkomst ligt ter ondertekening.")
    page.locator("input[name=until]").fill(until)
    main.get_by_role("button", name="Accepteren").click()
    expect(main).to_contain_text("De nieuwe overeenkomst ligt ter ondertekening.")
    page.goto(f"{BOARD}/signalen?status=accepted")
    expect(page.locator(f"a[href='{address}']").first).to_be_attached()


def test_an_acceptance_without_a_reason_is_asked_for_it_and_keeps_the_day(
    open_page: Callable[..., Page], demo: Demo
) -> None:
    page = open_page(demo, email=OFFICER, scripts=False)
    page.goto(f"{BOARD}/signalen?rule=PA02")
    page.goto(str(page.locator("details.card .actions a").first.get_attribute("href")))
    page.locator("input[name=until]").fill("2020-01-01")
    page.locator("textarea[name=reason]").evaluate("one => one.removeAttribute('required')")
    page.get_by_role("main").get_by_role("button", name="Accepteren").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("input[name=until]")).to_have_value("2020-01-01")


def test_the_worklist_shows_what_is_most_urgent_first(open_page: Callable[..., Page], demo: Demo) -> None:
    page = open_page(demo, email=OFFICER)
    page.goto(f"{BOARD}/dpia")
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.locator("tbody tr").count() > 5
