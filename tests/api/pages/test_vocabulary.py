"""The vocabulary can be browsed and searched by anybody, without JavaScript."""

from __future__ import annotations

import pytest
from lxml import html
from pyoxigraph import RdfFormat, parse
from sqlmodel import Session
from starlette.testclient import TestClient

from swc.catalogue import codelists
from swc.catalogue.models import Concept
from tests.api.conftest import Door
from tests.personas import SYSTEM_ACT
from tests.query_count import counted
from vocab.schemes import schemes


@pytest.fixture
def client(door: Door, session: Session) -> TestClient:
    """Return an anonymous client of an installation with the code lists loaded."""
    codelists.load(session, by=SYSTEM_ACT)
    return door()


def _page(client: TestClient, path: str, language: str = "nl") -> html.HtmlElement:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def _texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def test_every_scheme_is_listed_with_a_link(client: TestClient) -> None:
    links = set(_page(client, "/begrippen").xpath("//th/a/@href"))
    assert links == {f"/begrippen/{one.name}" for one in schemes()}


def test_a_scheme_shows_its_concepts_in_reading_order_with_sources(client: TestClient) -> None:
    page = _page(client, "/begrippen/usage-status")
    assert _texts(page, "(//tbody)[1]/tr/th") == [
        "Verwerving",
        "Gepland",
        "In productie",
        "Uit te faseren",
        "Uitgefaseerd",
    ]
    assert any("Softwarecatalogus" in text for text in _texts(page, "//dd"))


def test_a_concept_shows_definition_level_matches_and_sources(client: TestClient) -> None:
    page = _page(client, "/begrippen/data-categories/P13")
    assert _texts(page, "//h1") == ["Godsdienst of levensovertuiging"]
    assert "/begrippen/data-levels/bijzonder" in page.xpath("//dd/a/@href")
    assert "https://w3id.org/dpv/pd#Religion" in page.xpath("//dd//a/@href")
    assert "https://eur-lex.europa.eu/eli/reg/2016/679/oj" in page.xpath("//dd//a/@href")
    assert "https://w3id.org/fora-swc/scheme/data-categories/P13" in _texts(page, "//dd/code")


def test_a_source_that_nobody_checked_says_so(client: TestClient) -> None:
    page = _page(client, "/begrippen/standards/scorm")
    assert any("Algemene kennis" in text and "onbekend" in text for text in _texts(page, "//dd//li"))


def test_searching_folds_diacritics_both_ways(client: TestClient) -> None:
    plain = _texts(_page(client, "/begrippen?zoek=cooperatie"), "//section//tbody/tr/th")
    accented = _texts(_page(client, "/begrippen?zoek=Coöperatie"), "//section//tbody/tr/th")
    assert plain == accented
    assert plain[0] == "Coöperatie"


def test_an_equal_notation_comes_first(client: TestClient) -> None:
    found = _page(client, "/begrippen?zoek=p05").xpath("//section//tbody/tr/th/a/@href")
    assert found[0] == "/begrippen/data-categories/P05"


def test_searching_can_be_limited_to_one_list(client: TestClient) -> None:
    found = _page(client, "/begrippen?zoek=hoog&lijst=biv-levels").xpath("//section//tbody/tr/th/a/@href")
    assert found == ["/begrippen/biv-levels/hoog"]


def test_alternative_names_are_found(client: TestClient) -> None:
    found = _page(client, "/begrippen?zoek=ketenpseudoniem").xpath("//section//tbody/tr/th/a/@href")
    assert "/begrippen/standards/eck-id" in found


def test_a_search_without_result_says_what_to_do(client: TestClient) -> None:
    page = _page(client, "/begrippen?zoek=xyzzy")
    assert any("korter woord" in text for text in _texts(page, "//section/p"))


def test_long_results_are_cut_in_pages(client: TestClient) -> None:
    page = _page(client, "/begrippen?zoek=de&pageSize=10")
    assert len(page.xpath("//section//tbody/tr")) == 10
    assert "zoek=de" in page.xpath("//nav[@class='pager']/a[@rel='next']/@href")[0]


def test_the_pages_speak_english_when_asked(client: TestClient) -> None:
    page = _page(client, "/begrippen/data-categories/P13", "en")
    assert _texts(page, "//h1") == ["Religion or belief"]
    assert "Sources" in _texts(page, "//dt")
    assert _texts(_page(client, "/begrippen", "en"), "//h1") == ["Concepts"]
    assert "Valid" in _texts(_page(client, "/begrippen/normen", "en"), "//th")


def test_what_is_no_choice_any_more_shows_when_asked(client: TestClient, session: Session) -> None:
    row = session.get(Concept, ("severity", "red"))
    assert row is not None
    row.deprecated = True
    row.extra = row.extra | {"about": row.extra["about"] | {"replaced_by": "orange"}}
    session.flush()
    hidden, shown = (_page(client, f"/begrippen/severity{query}") for query in ("", "?vervallen=true"))
    assert "/begrippen/severity?vervallen=true" in hidden.xpath("//main//a/@href")
    assert not hidden.xpath("//tr[@id='red']")
    assert _texts(shown, "//tr[@id='red']/th") == ["Rood vervangen orange"]
    assert shown.xpath("//tr[@id='red']/th/a[2]/@href") == ["/begrippen/severity/orange"]
    found = _page(client, "/begrippen?zoek=rood&vervallen=true").xpath("//section//tbody/tr/th/a/@href")
    assert "/begrippen/severity/red" in found
    banner = _texts(_page(client, "/begrippen/severity/red"), "//p[contains(@class, 'callout')]")
    assert "Gebruik in plaats daarvan: Oranje" in banner[0]


def test_what_is_right_below_a_concept_has_pages_of_its_own(client: TestClient, session: Session) -> None:
    for code in ("orange", "grey"):
        row = session.get(Concept, ("severity", code))
        assert row is not None
        row.broader = "red"
    session.flush()
    page = _page(client, "/begrippen/severity/red/onderliggend?pageSize=1")
    assert _texts(page, "//tbody/tr/th") == ["Oranje"]
    assert page.xpath("//nav[@class='pager']/a[@rel='next']")


def test_shapes_and_sources_can_be_read(client: TestClient) -> None:
    shapes = _page(client, "/begrippen/vormen")
    assert "swc:AppUse" in _texts(shapes, "//tr[@id='AppUse']/td/code")
    assert "/begrippen/vormen-instances.ttl" in shapes.xpath("//main//a/@href")
    assert _page(client, "/begrippen/bronnen").xpath("//tr[@id='avg']")


@pytest.mark.parametrize("path", ["/begrippen/bestaat-niet", "/begrippen/severity/paars", "/begrippen/paars.ttl"])
def test_what_does_not_exist_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["dpia-states", "ontologie", "normen-review", "vormen-instances", "bronnen"])
def test_the_turtle_behind_the_pages_can_be_fetched(client: TestClient, name: str) -> None:
    answer = client.get(f"/begrippen/{name}.ttl")
    assert answer.headers["content-type"].startswith("text/turtle")
    assert list(parse(answer.content, format=RdfFormat.TURTLE))


def test_the_json_ld_context_can_be_fetched(client: TestClient) -> None:
    answer = client.get("/begrippen/context.jsonld")
    assert answer.headers["content-type"].startswith("application/ld+json")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["@context"]["swc"] == "https://w3id.org/fora-swc/def#"


def test_our_terms_are_shown_with_what_they_refine(client: TestClient) -> None:
    page = _page(client, "/begrippen/ontologie")
    assert _texts(page, "//tr[@id='Board']/td")[0] == "Schoolbestuur"
    assert "org:FormalOrganization" in _texts(page, "//tr[@id='Board']/td/code")


def test_norms_show_which_value_holds_today(client: TestClient) -> None:
    rows = _page(client, "/begrippen/normen").xpath("//tr[th/code='ai-act-annex-iii-on']")
    states = [" ".join(row.xpath("string(td[2])").split()) for row in rows]
    assert states[0].startswith("geldt nu vanaf")
    assert states[1].startswith("geldt nu niet")


@pytest.mark.parametrize(
    "path", ["/begrippen", "/begrippen?zoek=de", "/begrippen/standards", "/begrippen/standards/oso"]
)
def test_the_number_of_statements_does_not_grow_with_the_concepts(
    client: TestClient, session: Session, path: str
) -> None:
    with counted(session) as statements:
        client.get(path)
    assert len([one for one in statements if "concept" in one]) <= 4
