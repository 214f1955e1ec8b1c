"""Every term that this project mints leads somewhere, by the redirects that w3id is to have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from api.linked.terms import HOME, KINDS, local_path, place_of
from vocab.errors import NotFoundError
from vocab.reading import ROOT, quads
from vocab.schemes import schemes

REDIRECTS = Path(__file__).parents[3] / "docs" / "w3id.htaccess"


def minted() -> set[str]:
    """Return every IRI of ours in the Turtle that is published."""
    files = sorted(ROOT.glob("**/*.ttl"))
    terms = (part for quad in quads(files) for part in (quad.subject, quad.predicate, quad.object))
    return {one.value for one in terms if isinstance(one, NamedNode) and one.value.startswith(HOME)}


def redirected(iri: str) -> str:
    """Return the path at this installation that the redirects of w3id give for an IRI."""
    asked = iri.removeprefix(HOME).partition("#")[0]
    for line in REDIRECTS.read_text("utf-8").splitlines():
        if line.startswith("RewriteRule"):
            _, pattern, target, *_ = line.split()
            found = re.match(pattern, asked)
            if found:
                path = target.removeprefix("https://swc.example.org")
                for number, part in enumerate(found.groups(), start=1):
                    path = path.replace(f"${number}", part or "")
                return path
    raise AssertionError(f"{iri} is redirected nowhere")


def test_every_term_in_our_turtle_is_redirected_to_a_place_here() -> None:
    known = {f"/begrippen/{one.name}" for one in schemes()}
    found = minted()
    assert len(found) > 1000
    for iri in found:
        path = redirected(iri)
        assert path == local_path(iri)
        kind, _, key = path.strip("/").partition("/")
        assert kind in KINDS, iri
        place = place_of(kind, key)
        assert iri.partition("#")[0] == place.iri.partition("#")[0]
        if kind == "scheme" and key:
            assert place.page.startswith(tuple(known)), iri


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (("def", "Board"), "/begrippen/ontologie#Board"),
        (("scheme", "severity/red"), "/begrippen/severity/red"),
        (("norm", "hhi-high-2010"), "/begrippen/normen#hhi-high-2010"),
        (("source", "avg"), "/begrippen/bronnen#avg"),
        (("shape", "AppUse"), "/begrippen/vormen#AppUse"),
        (("query", "inventaris"), "/sparql-vragen/inventaris"),
        (("query", "prefixes/skos"), "/sparql-vragen"),
    ],
)
def test_a_term_has_a_page(path: tuple[str, str], page: str) -> None:
    assert place_of(*path).page == page


@pytest.mark.parametrize("path", [("onzin", "x"), ("def", "a b"), ("scheme", "x> <y"), ("shape", "Onzin")])
def test_what_can_be_no_term_of_ours_has_no_place(path: tuple[str, str]) -> None:
    with pytest.raises(NotFoundError):
        place_of(*path)
