"""Applying what changed gives the same store as loading the newest files anew."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from api.graph.differences import Difference, between
from api.graph.files import GraphFile, GraphFolder
from api.sparql.changes import MOST_LINES, change_between
from api.sparql.worker import Held
from tests.triples import triple

TEXTS = st.sampled_from(["x", 'q"u\\o', "\\u0041", "a\nb\tc", "é😀", '_: " _:b .', "\x7f\x01", ""])
LANGUAGES = st.sampled_from([None, "nl"])
literals = st.builds(lambda text, language: Literal(text, language=language), TEXTS, LANGUAGES)
nodes = st.sampled_from([NamedNode("http://x/é"), NamedNode("http://x/a#b"), NamedNode("http://x/%20")])
lines = st.builds(Triple, nodes, nodes, literals | nodes)
states = st.dictionaries(st.sampled_from("abc"), st.frozensets(lines, max_size=8), max_size=3)


def write(folder: GraphFolder, version: int, state: dict[str, frozenset[Triple]]) -> dict[str, GraphFile]:
    """Write every graph of a state; return the files by address."""
    return {f"http://g/{name}": folder.write(name, version, sorted(one, key=str)) for name, one in state.items()}


def paths(graphs: dict[str, GraphFile]) -> dict[str, str]:
    """Return the files as a process is told of them."""
    return {name: str(one.path) for name, one in graphs.items()}


def since(folder: GraphFolder, before: dict[str, bytes], graph: str, _version: int) -> Difference:
    """Return what changed in a graph; the folder forgets a difference that weighs more than the graph."""
    newest = folder.newest(graph)
    assert newest is not None
    return between(before[graph], newest.path.read_bytes())


@given(st.lists(states, min_size=2, max_size=4))
@settings(max_examples=30, deadline=None)
def test_a_store_that_followed_holds_what_a_fresh_one_holds(
    tmp_path_factory: object, history: list[dict[str, frozenset[Triple]]]
) -> None:
    folder = GraphFolder(tmp_path_factory.mktemp("graphs"))  # type: ignore[attr-defined]
    graphs = write(folder, 1, history[0])
    held = Held(paths(graphs))
    for version, state in enumerate(history[1:], 2):
        before = {one.graph: one.path.read_bytes() for one in graphs.values()}
        newer = write(folder, version, state)
        change = change_between(graphs, newer, partial(since, folder, before))
        assert change is not None
        held.change(change.steps, change.body)
        graphs = newer
    fresh = Held(paths(graphs))
    assert set(held.store) == set(fresh.store)
    assert held.visible == fresh.visible == set(graphs)


def test_what_is_large_older_or_without_a_name_is_loaded_anew(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    few = [triple(f"s{number}", "p", "x") for number in range(30)]
    first = {"http://g/a": folder.write("a", 1, few)}
    nameless = Triple(BlankNode("b"), NamedNode("http://x/p"), Literal("x"))
    second = {"http://g/a": folder.write("a", 2, [*few, nameless])}
    assert change_between(first, second, folder.difference) is None
    assert change_between(second, first, folder.difference) is None
    many = [triple(f"t{number}", "p", "x") for number in range(MOST_LINES + 1)]
    third = {**first, "http://g/b": folder.write("b", 3, many)}
    assert change_between(first, third, folder.difference) is None
    same = change_between(first, dict(first), folder.difference)
    assert same is not None
    assert same.steps == []
