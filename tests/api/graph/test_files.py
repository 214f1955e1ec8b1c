"""Graph files: whole or not there, the newest wins, old ones go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from api.graph.files import GraphFolder
from tests.triples import triple


def test_a_written_graph_reads_back_and_the_newest_version_wins(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    folder.write("board/41101", 3, [triple("a", "p", "oud")])
    folder.write("board/41101", 12, [triple("a", "p", "nieuw")])
    newest = folder.newest("board/41101")
    assert newest is not None
    assert newest.version == 12
    found = [quad.triple for quad in parse(path=newest.path, format=RdfFormat.N_TRIPLES)]
    assert found == [triple("a", "p", "nieuw")]


def test_a_reader_that_is_loading_keeps_its_file_and_older_ones_go(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    for version in (1, 2, 3):
        folder.write("catalogue", version, [triple("a", "p", str(version))])
    assert [path.name for path in sorted((tmp_path / "catalogue").iterdir())] == ["000000000002.nt", "000000000003.nt"]


def test_a_graph_that_fails_halfway_leaves_what_was_there(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    folder.write("catalogue", 1, [triple("a", "p", "x")])

    def broken() -> Iterator[Triple]:
        yield triple("b", "p", "y")
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        folder.write("catalogue", 2, broken())
    newest = folder.newest("catalogue")
    assert newest is not None
    assert newest.version == 1
    assert [path.name for path in (tmp_path / "catalogue").iterdir()] == ["000000000001.nt"]


def test_the_names_on_disk_are_the_names_of_the_graphs(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    folder.write("fora/2025-02", 1, [])
    folder.write("vocabulary", 1, [])
    assert folder.graphs() == ("fora/2025-02", "vocabulary")
    folder.remove("fora/2025-02")
    assert folder.graphs() == ("vocabulary",)
    assert folder.newest("fora/2025-02") is None
