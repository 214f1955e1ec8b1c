"""What a new version adds and removes is known for a while, and leads from any of the last versions to the newest."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from api.graph.differences import Difference, between, joined
from api.graph.files import KEEP_DIFFERENCES, GraphFolder

LINES = st.sets(st.sampled_from([b"<a> <p> <%d> .\n" % number for number in range(6)]))


def _applied(lines: set[bytes], difference: Difference) -> set[bytes]:
    gone = set(difference.removed.splitlines(keepends=True))
    come = set(difference.added.splitlines(keepends=True))
    assert gone <= lines
    assert not come & lines
    return (lines - gone) | come


@given(st.lists(LINES, min_size=2, max_size=5))
def test_steps_together_do_what_they_do_one_by_one(states: list[set[bytes]]) -> None:
    steps = [between(b"".join(old), b"".join(new)) for old, new in pairwise(states)]
    assert _applied(states[0], joined(steps)) == states[-1]


@settings(max_examples=20)
@given(st.lists(LINES, min_size=1, max_size=8))
def test_from_every_version_that_is_remembered_the_newest_is_reached(states: list[set[bytes]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = GraphFolder(Path(root))
        known = {}
        for state in states:
            file = folder.put("board/41101", 1, b"".join(sorted(state)))
            known[file.version] = state
            assert set(file.path.read_bytes().splitlines(keepends=True)) == state
        assert sorted(known) == list(range(1, len(known) + 1))
        for version, state in known.items():
            found = folder.difference("board/41101", version)
            if found is not None:
                assert _applied(state, found) == states[-1]
        assert folder.difference("board/41101", max(known)) == Difference()
        assert folder.difference("board/41101", max(known) + 1) is None


def test_the_same_lines_are_no_new_version(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    folder.put("catalogue", 1, b"<a> <p> <x> .\n<a> <p> <y> .\n")
    assert folder.put("catalogue", 2, b"<a> <p> <y> .\n<a> <p> <x> .\n").version == 1


def test_differences_are_kept_as_long_as_they_are_few_and_weigh_less_than_the_graph(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    heavy = b"".join(b"<a> <p> <%04d> .\n" % number for number in range(1_000))
    for version in range(1, KEEP_DIFFERENCES + 5):
        folder.put("catalogue", version, heavy + b"<a> <q> <%d> .\n" % version)
    assert len(list((tmp_path / "catalogue").glob("*.diff"))) == KEEP_DIFFERENCES
    folder.put("catalogue", 100, b"<a> <p> <0> .\n")
    assert list((tmp_path / "catalogue").glob("*.diff")) == []
    assert folder.difference("catalogue", 54) is None


def test_a_difference_that_is_not_whole_is_not_known(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path)
    lines = b"".join(b"<a> <p> <%04d> .\n" % number for number in range(100))
    folder.put("catalogue", 1, lines)
    folder.put("catalogue", 2, lines + b"<a> <p> <x> .\n")
    step = tmp_path / "catalogue" / "000000000002.diff"
    assert folder.difference("catalogue", 1) == Difference(added=b"<a> <p> <x> .\n")
    step.write_bytes(step.read_bytes()[:-3])
    assert folder.difference("catalogue", 1) is None
