"""What a door says of itself is true, also when there are too many graphs to name."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, QueryBoolean, RdfFormat, Store

from api.graph.files import GraphFile, GraphFolder
from api.media import TURTLE
from api.settings import Settings
from api.sparql.description import Service, of_service
from tests.triples import triple

BASE = "http://swc.test"
PREFIXES = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dct: <http://purl.org/dc/terms/>"""


def described(service: Service, settings: Settings) -> Store:
    """Return the description as a store to ask."""
    store = Store()
    store.bulk_load(of_service(service, settings, TURTLE), format=RdfFormat.TURTLE)
    return store


def says(store: Store, pattern: str) -> bool:
    """Say whether a pattern holds in a description."""
    found = store.query(f"{PREFIXES} ASK {{ {pattern} }}")
    assert isinstance(found, QueryBoolean)
    return bool(found)


def graphs(folder: Path, *names: str) -> dict[str, GraphFile]:
    """Return graphs of two triples each, by address."""
    kept = GraphFolder(folder)
    return {
        f"{BASE}/graph/{name}": kept.write(name, 1, [triple(name, "p", "x"), triple(name, "q", "y")]) for name in names
    }


def test_every_graph_of_a_board_scope_is_named_and_counted(tmp_path: Path) -> None:
    held = graphs(tmp_path, "vocabulary", "catalogue", "board/41101")

    store = described(Service(BASE, "/sparql/41101", held), Settings(sparql_seconds=7))

    for address in held:
        assert says(store, f"?d sd:namedGraph [ sd:name <{address}> ; sd:graph [ void:triples 2 ] ]")
    assert says(store, f"?s sd:endpoint <{BASE}/sparql/41101> ; sd:defaultDataset/sd:defaultGraph [ void:triples 6 ]")
    assert says(store, '?s dct:description ?text FILTER (lang(?text) = "nl" && CONTAINS(?text, "7 seconden"))')


def test_many_boards_are_told_as_a_pattern_and_counted_without_reading_them(tmp_path: Path) -> None:
    held = graphs(tmp_path, "vocabulary", *(f"board/{number}/sector" for number in range(21)))
    unread = f"{BASE}/graph/board/3/sector"
    held[unread].path.unlink()

    store = described(Service(BASE, "/sparql/sector", held), Settings())

    assert says(store, f"?d sd:namedGraph [ sd:name <{BASE}/graph/vocabulary> ]")
    assert list(store.quads_for_pattern(None, None, NamedNode(unread))) == []
    assert says(store, '?d a sd:GraphCollection ; dct:description ?t FILTER CONTAINS(?t, "21 grafen")')
    assert not says(store, "?d sd:defaultGraph [ void:triples ?any ]")


def test_a_graph_that_is_replaced_this_moment_is_named_without_a_number(tmp_path: Path) -> None:
    held = graphs(tmp_path, "vocabulary")
    address = f"{BASE}/graph/vocabulary"
    held[address].path.unlink()

    store = described(Service(BASE, "/sparql", held), Settings())

    assert says(store, f"?d sd:namedGraph [ sd:name <{address}> ]")
    assert not says(store, "?any void:triples ?n")
