"""A purchaser's day: what ends, on whom the board depends, what if, and buying together with facts in hand."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOARD = "/besturen/99002"
PURCHASER = "inkoop@demo.example"


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no-javascript"])
def test_a_purchaser_goes_from_what_ends_to_a_tender_with_facts(
    scripts: bool,  # noqa: FBT001 - a parameter of the test
    open_page: Callable[..., Page],
    busy_demo: Demo,
) -> None:
    page = open_page(busy_demo, scripts=scripts, email=PURCHASER)
    see_what_ends(page)
    title = add_contract(page)
    page.get_by_role("link", name="Kalender").first.click()
    expect(page.get_by_role("row", name=re.compile(f"laatste dag om op te zeggen.*{title}"))).to_be_visible()
    read_lens(page)
    ask_what_if(page)
    buy_together(page)
    compare(page)


def see_what_ends(page: Page) -> None:
    """Open the board, and go to its contracts: one of them can no longer be given up in time."""
    page.goto(BOARD)
    page.get_by_role("link", name="Contracten", exact=True).first.click()
    expect(page.get_by_role("row", name=re.compile("^Rekenheld licentie"))).to_contain_text("opzegdag voorbij")


def add_contract(page: Page) -> str:
    """Add the contract of the first application that has none; return its title."""
    page.get_by_text(re.compile(r"^\d+ applicaties$")).click()
    page.locator("a[href*='/contracten/nieuw?']").first.click()
    title = f"Licentie {page.url.rpartition('product=')[2]}"
    today = datetime.now(UTC).date()
    page.get_by_label("Titel").fill(title)
    page.get_by_label(re.compile("^Begin")).fill(str(today - timedelta(days=300)))
    page.get_by_label("Einde van de eerste looptijd").fill(str(today + timedelta(days=200)))
    page.get_by_label("Wat er aan het einde gebeurt").select_option("stilzwijgend")
    page.get_by_label("Verlengt met (maanden)").fill("12")
    page.get_by_label("Opzegtermijn in maanden").fill("2")
    page.get_by_label("Prijs per jaar (€)").fill("1.250,50")
    page.get_by_role("main").get_by_role("button", name=re.compile("Toevoegen|Bewaren")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_role("main")).to_contain_text("€ 1.250,50")
    page.get_by_role("link", name="Contracten").first.click()
    return title


def read_lens(page: Page) -> None:
    """See the groups as a drawing and as a table, and what lies below the applications."""
    page.goto(BOARD)
    page.get_by_role("link", name="Afhankelijkheid", exact=True).first.click()
    main = page.get_by_role("main")
    expect(main.locator(".drawing svg").first).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Alphabet Inc")).first).to_contain_text("%")
    expect(main).to_contain_text("Wolkenvloot Ltd. (fictief)")


def ask_what_if(page: Page) -> None:
    """Ask what hangs on a vendor that stops, and what a breach asks; take the answer along as a workbook."""
    page.goto(f"{BOARD}/wat-als")
    for scenario, told in (("het stopt", "Rekenheld (fictief)"), ("er is een datalek", "Voor de melding")):
        if page.get_by_text("Stel een andere vraag").is_visible():
            page.get_by_text("Stel een andere vraag").click()
        page.get_by_label("Zoek op naam").fill("numeria")
        page.get_by_role("main").get_by_role("button", name="Zoeken").click()
        if page.get_by_text("Stel een andere vraag").is_visible():
            page.get_by_text("Stel een andere vraag").click()
        page.get_by_role("radio", name=re.compile(r"^Numeria Inc")).check()
        page.get_by_role("radio", name=scenario).check()
        page.get_by_role("button", name="Laat zien").click()
        expect(page.get_by_role("main")).to_contain_text(told)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    assert zipfile.is_zipfile(waiting.value.path())


def buy_together(page: Page) -> None:
    """See which boards could buy at the same time, and make the dossier of the component."""
    page.goto(f"{BOARD}/samen-inkopen")
    row = page.get_by_role("row", name=re.compile(r"^Leerlingvolgsysteem"))
    expect(row).to_contain_text("Rivierkwartier (fictief)")
    page.get_by_role("link", name="Aanbestedingsdossier maken").click()
    page.get_by_label("Component van de FORA").select_option(label="Leerlingvolgsysteem (LVS)")
    page.get_by_role("button", name="Toon dossier").first.click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("CPV-codes")
    expect(main).to_contain_text("ZIEN!")
    with page.expect_download() as waiting:
        main.get_by_role("link", name="Word").click()
    assert zipfile.is_zipfile(waiting.value.path())


def compare(page: Page) -> None:
    """Put two products beside each other; what nobody recorded says so."""
    page.goto("/inkoop/vergelijken")
    page.get_by_label(re.compile("^Product 1")).select_option(label="ParnasSys")
    page.get_by_label(re.compile("^Product 2")).select_option(label="LeerSpoor (fictief)")
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("columnheader", name="LeerSpoor (fictief)").first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("onbekend")
