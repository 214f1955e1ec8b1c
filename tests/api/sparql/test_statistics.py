"""What a graph says of itself is what a query would count."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
)

from api.graph.files import GraphFile, GraphFolder
from api.sparql.statistics import GraphStatistics, count, statistics, total, void_triples

A = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
THINGS = st.sampled_from([NamedNode(f"http://e.test/{name}") for name in "abcd"] + [BlankNode("x")])
NAMES = st.sampled_from([A, NamedNode("http://e.test/p"), NamedNode("http://e.test/q")])
TEXTS = st.sampled_from(["een", "een . <http://e.test/a>", "a\nb", 'zeg "ja" \\ nee', ""])
VALUES = THINGS | TEXTS.map(Literal) | TEXTS.map(lambda text: Literal(text, language="nl"))
GRAPHS = st.sets(st.builds(Triple, THINGS, NAMES, VALUES), max_size=25)

PER_CLASS = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c FILTER isIRI(?c) } GROUP BY ?c"
PER_PROPERTY = "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o } GROUP BY ?p"
PER_BOTH = (
    "SELECT ?c ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s a ?c ; ?p ?o FILTER isIRI(?c) } GROUP BY ?c ?p"
)


def asked(store: Store, query: str) -> set[tuple[str, ...]]:
    """Return the rows of an answer as text."""
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return {tuple(row[name].value for name in found.variables) for row in found}


@settings(max_examples=40, deadline=None)
@given(triples=GRAPHS)
def test_every_number_is_what_sparql_counts(triples: set[Triple], tmp_path_factory: object) -> None:
    folder = GraphFolder(Path(tmp_path_factory.mktemp("graphs")))  # type: ignore[attr-defined]
    file = folder.write("g", 1, triples)
    store = Store()
    store.bulk_load(path=str(file.path), format=RdfFormat.N_TRIPLES)

    found = count(file.path)

    assert found.triples == len(store)
    assert {(one.iri, str(one.entities)) for one in found.classes} == asked(store, PER_CLASS)
    assert {(one.iri, str(one.triples), str(one.subjects)) for one in found.properties} == asked(store, PER_PROPERTY)
    both = {
        (kind.iri, one.iri, str(one.triples), str(one.subjects)) for kind in found.classes for one in kind.properties
    }
    assert both == asked(store, PER_BOTH)
    ((subjects, objects),) = asked(store, "SELECT (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b) { ?s ?p ?o }")
    assert (str(found.subjects), str(found.objects)) == (subjects, objects)


def written(folder: GraphFolder, version: int, *names: str) -> GraphFile:
    """Write a version of a graph in which things of one class stand."""
    kind = NamedNode("http://e.test/Kind")
    return folder.write("board/1", version, (Triple(NamedNode(f"http://e.test/{name}"), A, kind) for name in names))


def test_a_version_is_counted_once_and_a_new_version_anew(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    first = written(folder, 1, "a", "b")
    counted = statistics(first)
    first.path.write_text("")  # whoever counts again would find nothing

    assert statistics(first) == counted
    assert statistics(written(folder, 2, "a")).triples == 1
    assert [path.name for path in sorted((tmp_path / "board/1").glob("*.json"))] == ["000000000002.void.json"]
    assert folder.graphs() == ("board/1",)


def test_of_a_graph_that_is_removed_no_count_stays_behind(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    statistics(written(folder, 1, "a", "b"))

    folder.remove("board/1")

    assert [path for path in (tmp_path / "board").rglob("*") if path.is_file()] == []


def test_half_a_count_beside_the_graph_is_counted_again(tmp_path: Path) -> None:
    file = written(GraphFolder(tmp_path), 1, "a", "b")
    file.path.with_suffix(".void.json").write_text('{"triples": 9')

    assert statistics(file).triples == 2


def test_graphs_together_add_up_and_void_says_so(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    both = total((statistics(written(folder, 1, "a", "b")), statistics(written(folder, 2, "c"))))

    store = Store()
    store.extend(_quads(both))

    assert (both.triples, both.classes[0].entities, both.properties[0].subjects) == (3, 3, 3)
    asking = """PREFIX void: <http://rdfs.org/ns/void#> ASK { <http://e.test/g> void:triples 3 ; void:classes 1 ;
      void:classPartition [ void:class <http://e.test/Kind> ; void:entities 3 ; void:propertyPartition [
        void:property <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ; void:triples 3 ] ] }"""
    answer = store.query(asking)
    assert isinstance(answer, QueryBoolean)
    assert bool(answer)


def _quads(found: GraphStatistics) -> list[Quad]:
    graph = NamedNode("http://e.test/g")
    return [Quad(one.subject, one.predicate, one.object) for one in void_triples(graph, found, label="g1")]
