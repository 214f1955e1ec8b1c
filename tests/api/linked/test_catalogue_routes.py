"""What is published here is described so that other catalogues can take it over, and no licence is claimed for FORA."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, VOID
from sqlmodel import Session
from starlette.testclient import TestClient

from fora import starter
from swc.catalogue import codelists
from tests.api.conftest import Door
from tests.factories.catalogue import make_product
from tests.personas import NOW, SYSTEM_ACT
from vocab.reading import ROOT
from vocab.schemes import schemes

HERE = Namespace("http://swc.test/")
ONE_DATABASE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def client(door: Door, session: Session) -> Iterator[TestClient]:
    """Return an anonymous client of an installation with a release and a product."""
    codelists.load(session, by=SYSTEM_ACT)
    starter.install(session, now=NOW)
    make_product(session, key="magister", name="Magister")
    found = door()
    yield found
    found.app.state.sparql.pool.shelf.forget()  # type: ignore[attr-defined]


def read(client: TestClient, path: str, accept: str = "text/turtle") -> Graph:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return Graph().parse(data=answer.text, format="turtle")


def shapes() -> Graph:
    return Graph().parse(str(ROOT / "shapes" / "dcat-ap-nl.ttl"), format="turtle")


def test_the_catalogue_keeps_to_dcat_ap_nl(client: TestClient) -> None:
    found = read(client, "/catalogus.ttl")
    conforms, _, text = validate(found, shacl_graph=shapes(), do_owl_imports=False)
    assert conforms, text
    held = set(found.objects(HERE["catalogus#catalogus"], DCAT.dataset))
    assert {URIRef(one.iri) for one in schemes()} < held
    assert {HERE["graph/vocabulary"], HERE["graph/catalogue"]} < held
    services = {str(one) for one in found.objects(None, DCAT.endpointURL)}
    assert services == {str(HERE[path]) for path in ("sparql", "api/v1", "ldes/catalogue")}
    assert (HERE["graph/catalogue"], DCTERMS.publisher, HERE["catalogus#uitgever"]) in found
    assert client.get("/catalogus.xyz").status_code == 404


@ONE_DATABASE
def test_no_licence_is_claimed_for_fora(client: TestClient) -> None:
    found = read(client, "/catalogus.ttl")
    releases = [one for one in found.subjects(RDF.type, DCAT.Dataset) if "/id/release/" in str(one)]
    assert len(releases) == 1
    release = releases[0]
    assert list(found.objects(release, DCTERMS.rights)) == [HERE["catalogus#zonder-licentie"]]
    assert not list(found.objects(release, DCTERMS.license)) + list(found.objects(release, DCAT.distribution))
    found.add((release, DCTERMS.license, URIRef("http://creativecommons.org/publicdomain/zero/1.0/")))
    assert not validate(found, shacl_graph=shapes(), do_owl_imports=False)[0]
    told = read(client, "/.well-known/void")
    assert not [one for one in told.subjects(DCTERMS.license) if "/graph/fora/" in str(one)]
    page = html.fromstring(client.get("/catalogus", headers={"Accept": "text/html"}).text)
    assert "geen licentie" in page.xpath("string(//section[contains(h2/a/@href, '/fora/releases/')])")


@ONE_DATABASE
def test_void_tells_what_is_in_every_public_graph_and_where_to_get_it(client: TestClient) -> None:
    found = read(client, "/.well-known/void")
    graphs = set(found.objects(HERE[".well-known/void#alles"], VOID.subset))
    assert {HERE["graph/vocabulary"], HERE["graph/catalogue"]} < graphs
    assert len(graphs) == 3
    for graph in graphs:
        dump = str(next(one for one in found.objects(graph, VOID.dataDump) if str(one).endswith(".nt")))
        lines = client.get(dump.removeprefix("http://swc.test")).text.splitlines()
        assert int(str(found.value(graph, VOID.triples))) == len(lines) > 0
        assert list(found.objects(graph, VOID.propertyPartition))
        for example in found.objects(graph, VOID.exampleResource):
            assert f"<{example}> " in "\n".join(lines)
    sent = client.get("/.well-known/void", headers={"Accept": "text/html"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/catalogus")


@ONE_DATABASE
def test_everything_that_is_offered_can_be_fetched(client: TestClient) -> None:
    page = html.fromstring(client.get("/catalogus", headers={"Accept": "text/html"}).text)
    links = [href for href in page.xpath("//section//dd/a/@href") if href.startswith("/")]
    links += page.xpath("//tbody/tr[th/a/@href='/begrippen/severity']/td/a/@href")
    assert len(links) >= 12
    for href in links:
        assert client.head(href).status_code == 200, href
    assert page.xpath("//link[@rel='alternate'][@type='text/turtle']/@href") == ["/catalogus.ttl"]
