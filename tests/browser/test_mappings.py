"""The sector editor takes a scheme of others in, reads its report, stores it and maps a concept of ours on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Demo
from tests.factories.skos import make_turtle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_scheme_is_read_weighed_stored_and_mapped(open_page: Callable[..., Page], demo: Demo) -> None:
    page = open_page(demo, email="sector@demo.example")
    page.goto("/begrippen/import")
    main = page.get_by_role("main")
    content = make_turtle({"docenten": "Docent", "toezicht": "Toezichthouder"}, title="Functies")
    main.get_by_label("Bestand met SKOS").set_input_files(
        {"name": "functies.ttl", "mimeType": "text/turtle", "buffer": content}
    )
    main.get_by_role("button", name="Lezen").click()
    expect(main).to_contain_text("Er is nog niets opgeslagen.")
    main.get_by_label("Licentie", exact=False).first.fill("CC BY 4.0")
    main.get_by_role("button", name="Opslaan als nieuwe versie").click()
    expect(main.get_by_role("heading", name="Functies")).to_be_visible()
    page.goto("/begrippen/mappings?van=data-subjects&naar=import/functies")
    main.locator("tr", has_text="Bestuurders").get_by_role("link", name="Afbeelden").click()
    main.get_by_label("Toezichthouder: Het vak Toezichthouder.").check()
    main.get_by_role("combobox", name="Verband", exact=False).select_option("narrowMatch")
    main.get_by_role("button", name="Bewaren").click()
    expect(main).to_contain_text("omvat")
    page.goto("/begrippen/data-subjects/bestuurders")
    expect(main.get_by_role("link", name="Toezichthouder", exact=True)).to_be_visible()
