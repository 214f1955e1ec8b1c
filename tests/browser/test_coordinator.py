"""The main job, as the coordinator of a small board does it: from an own list to a settled DPIA, seen by every door."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOARD = "/besturen/99001"
COORDINATOR = "ict@waterlelie.example"
ROWS = [
    ("Papercut", "PaperCut", "in gebruik", 60, "€ 1.200,00", "laag", "ja", "4.0"),
    ("Zermello", "Zermelo", "in gebruik", 40, "€ 900", "hoog", "ja", ""),
    ("AFAS Proft HRM / Payroll", "AFAS", "actief", 12, "2.500,50", "hoog", "ja", "4.0"),
    ("Gynzie", "", "in gebruik", 200, "", "", "nee", ""),
    ("Oud roosterpakket van meester Jan", "", "uitgefaseerd", "ca. 3", "", "", "weet niet", ""),
]
HEADERS = (
    "Naam applicatie",
    "Leverancier",
    "Status",
    "Aantal gebruikers",
    "Kosten p/j",
    "Belang",
    "Verwerkersovereenkomst?",
    "Model",
)


@pytest.fixture
def demo(own_demo: Demo) -> Demo:
    """Return a demo of its own: this journey changes the landscape."""
    return own_demo


@pytest.fixture
def application_list(tmp_path: Path) -> Path:
    """Return an application list as people make them: a title above it, odd column names, misspelt products."""
    path = tmp_path / "applicaties 2026.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Lijst")
        sheet.write(0, 0, "Overzicht software, bijgewerkt door de conciërge")
        sheet.write_row(2, 0, HEADERS)
        for number, row in enumerate(ROWS):
            sheet.write_row(3 + number, 0, row)
        for number in range(len(ROWS), 40):
            sheet.write_row(3 + number, 0, (f"Eigen hulpmiddel {number}", "", "gepland", number, "", "", "", ""))
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no-javascript"])
def test_a_coordinator_brings_in_a_list_settles_a_dpia_and_finds_it_everywhere(
    scripts: bool,  # noqa: FBT001 - a parameter of the test
    open_page: Callable[..., Page],
    demo: Demo,
    application_list: Path,
) -> None:
    page = open_page(demo, scripts=scripts, email=COORDINATOR)
    bring_in(page, application_list)
    address = place(page)
    before = dpia_flags(page, address)
    settle(page, address)
    assert before > 0
    assert dpia_flags(page, address) == 0
    everywhere(page, address.rsplit("/", 1)[1])


def bring_in(page: Page, path: Path) -> None:
    """Upload the list, look at the candidates, choose, and process everything."""
    page.goto(f"{BOARD}/import")
    page.get_by_label("Bestand").set_input_files(path)
    page.get_by_role("button", name="Inlezen en bekijken").click()
    expect(page.get_by_role("heading", name=path.name)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("PaperCut")
    first = page.locator("li.card", has_text="Gynzie")
    expect(first.get_by_text(re.compile(r"Gynzy.*%")).first).to_be_attached()
    for row in page.locator("li.card", has=page.locator("fieldset >> visible=true")).all():
        candidates = row.locator("input[value^='product:']")
        choice = (
            candidates.first if candidates.count() and "Gynzie" in row.inner_text() else row.locator("[value=nieuw]")
        )
        choice.check()
    page.get_by_role("button", name="Bewaren en alles verwerken").click()
    expect(page.get_by_role("status")).to_contain_text("verwerkt")


def place(page: Page) -> str:
    """Find the printing application, say what it is used for, see it on the map; return its address."""
    page.goto(f"{BOARD}/applicaties?text=papercut")
    page.get_by_role("link", name="PaperCut", exact=True).first.click()
    address = page.url.partition("?")[0]
    page.get_by_label("Component", exact=True).select_option(label="Servicemanagementsysteem")
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.get_by_role("main")).to_contain_text("Servicemanagementsysteem")
    page.goto(f"{BOARD}/kaart")
    expect(page.locator(".drawing svg").first).to_contain_text("PaperCut")
    expect(page.get_by_role("table").first).to_contain_text("PaperCut")
    return address


def dpia_flags(page: Page, address: str) -> int:
    """Return how many open flags about the DPIA of a use there are."""
    use_id = address.rsplit("/", 1)[1]
    answer = page.request.get(f"/api/v1{BOARD.replace('besturen', 'boards')}/flags?useId={use_id}&pageSize=500")
    assert answer.ok, answer.text()
    return sum(one["rule"].startswith("DP") for one in answer.json()["items"])


def settle(page: Page, address: str) -> None:
    """Screen the use and conclude, with a reason and the FG's look, that no DPIA is needed."""
    page.goto(f"{address}/dpia")
    page.get_by_role("link", name="Voorafgaande toets beginnen").click()
    page.get_by_role("button", name="Voorafgaande toets beginnen").click()
    page.get_by_role("link", name=re.compile("niet nodig", re.IGNORECASE)).first.click()
    page.get_by_label("Reden").fill("Alleen namen van medewerkers, op een eigen printserver.")
    page.get_by_label("Gezien door de FG op").fill("2026-01-15")
    page.get_by_role("main").get_by_role("button", name=re.compile("niet nodig", re.IGNORECASE)).click()
    expect(page.get_by_role("main")).to_contain_text("Niet nodig")


def everywhere(page: Page, use_id: str) -> None:
    """Find the settled state in JSON and by SPARQL."""
    found = page.request.get(f"/api/v1/boards/99001/uses/{use_id}/assessments").json()
    assert "not_required" in str(found)
    use = f"{page.url.split('/besturen')[0]}/id/use/{use_id}"
    query = f"SELECT ?state {{ <{use}> <https://w3id.org/fora-swc/def#dpiaState> ?state }}"
    page.goto("/sparql-vragen/nieuw")
    page.get_by_role("textbox", name="SPARQL-vraag").fill(query)
    page.get_by_label("Waarover").select_option("board/99001")
    page.get_by_role("button", name="Stel de vraag").click()
    expect(page.get_by_role("table")).to_contain_text("dpia-states/not_required")
