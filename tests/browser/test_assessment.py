"""An assessment from screening to decision, and a new central version that opens it again.

The sector editor publishes a central DPIA with measures; the coordinator screens, takes it over and carries out what it
asks; the data protection officer advises; somebody else decides; a newer central version asks more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Demo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOARD = "/besturen/99001"
CENTRAL = "/centrale-dpias/studiemeter"
COORDINATOR = "ict@waterlelie.example"
OFFICER = "fg@demo.example"
SECRETARY = "beheer@waterlelie.example"
EDITOR = "sector@demo.example"
MFA = "Zet inloggen in twee stappen aan voor alle medewerkers."
TERM = "Verwijder accounts binnen een maand na vertrek."


@pytest.fixture
def demo(own_demo: Demo) -> Demo:
    """Return a demo of its own: publishing changes what others see."""
    return own_demo


def publish(page: Page, dated: str, measure: str) -> None:
    """Publish the next version of the central DPIA, with one more measure for boards."""
    page.goto(f"{CENTRAL}/nieuwe-versie")
    page.get_by_label("Datum van de versie").fill(dated)
    page.get_by_label("Soort").fill("DPIA")
    page.get_by_label("Uitkomst", exact=True).select_option("conditional")
    empty = next(one for one in page.locator("textarea[name^='measures.']").all() if not one.input_value())
    number = str(empty.get_attribute("name")).split(".")[1]
    empty.fill(measure)
    page.locator(f"[name='measures.{number}.addressee']").select_option("board")
    page.get_by_role("button", name="Versie publiceren").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text(measure)


def add_use(page: Page) -> str:
    """Add the application to the landscape and return the address of its page."""
    page.goto(f"{BOARD}/applicaties/nieuw?zoek=studiemeter")
    page.get_by_role("link", name="Studiemeter").click()
    page.get_by_role("main").get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Studiemeter")
    return page.url.split("?")[0]


def step(page: Page, file: str, event: str, **fields: str) -> None:
    """Take a step of the dossier with what it asks."""
    page.goto(f"{file}?stap={event}#stap")
    form = page.locator("#stap form")
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button").first.click()
    expect(page.get_by_role("alert")).to_have_count(0)


def cite(page: Page, file: str, dated: str) -> None:
    """Build on a version of the central DPIA, with the day on which the board's own part was settled."""
    page.goto(f"{file}/centraal")
    choice = page.locator("select[name=central] option", has_text=dated).first
    page.locator("select[name=central]").select_option(value=str(choice.get_attribute("value")))
    page.locator("[name=local_part_on]").fill("2026-11-03")
    page.get_by_role("main").get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def carry_out(page: Page, file: str, measure: str) -> None:
    """Settle a measure as done, with what shows it."""
    page.goto(f"{file}/maatregelen")
    page.get_by_role("link", name=f"Uitkomst vastleggen van: {measure}").click()
    form = page.locator("#formulier")
    form.locator("[name=state][value=done]").check()
    form.locator("[name=on]").fill("2026-11-03")
    form.locator("[name=evidence]").fill("Ingesteld op 3 november; schermafdruk in het archief.")
    form.get_by_role("button").first.click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_assessment_goes_from_screening_to_decision_and_opens_again(
    open_page: Callable[..., Page], demo: Demo
) -> None:
    editor = open_page(demo, email=EDITOR, scripts=False)
    publish(editor, "2026-10-01", MFA)
    page = open_page(demo, email=COORDINATOR, scripts=False)
    main = page.get_by_role("main")
    use = add_use(page)
    page.goto(f"{use}/dpia")
    page.get_by_role("button", name="Dossier openen").click()
    file = page.url.split("?")[0].split("#")[0]

    step(page, file, "screen")
    page.goto(f"{file}/screening")
    page.get_by_role("button", name="Toets vastleggen").click()
    expect(main).to_contain_text(re.compile("verplicht", re.IGNORECASE))
    step(page, file, "conclude_required", on="2026-11-02")
    step(page, file, "start")

    cite(page, file, "2026-10-01")
    page.goto(f"{file}/maatregelen")
    expect(main).to_contain_text(MFA)
    carry_out(page, file, MFA)

    step(page, file, "ask_advice")
    officer = open_page(demo, email=OFFICER, scripts=False)
    step(officer, file, "advise", advice="Akkoord, mits de instellingen elk jaar worden nagelopen.", on="2026-11-05")
    officer.goto(f"{file}?stap=approve#stap")
    officer.locator("#stap form").locator("[name=on]").fill("2026-11-06")
    officer.locator("#stap form").get_by_role("button").first.click()
    expect(officer.get_by_role("alert")).to_contain_text("art. 38 lid 6 AVG")

    secretary = open_page(demo, email=SECRETARY, scripts=False)
    step(secretary, file, "approve", on="2026-11-06")
    secretary.goto(file)
    expect(secretary.get_by_role("main")).to_contain_text("Goedgekeurd")

    publish(editor, "2026-11-10", TERM)
    secretary.goto(file)
    expect(secretary.get_by_role("main")).to_contain_text("Herziening")
    expect(secretary.get_by_role("main")).to_contain_text(TERM)
    secretary.goto("/mijn-dag")
    expect(secretary.get_by_role("main")).to_contain_text("De beoordeling is heropend")

    cite(page, file, "2026-11-10")
    page.goto(f"{file}/maatregelen")
    expect(main).to_contain_text(TERM)
    expect(main).to_contain_text("Ingesteld op 3 november")
