"""A hostile or broken file is refused with the way to mend it, and harms nobody."""

from __future__ import annotations

import gzip

import pytest

from swc.catalogue.imported.kinds import FileFormat
from swc.catalogue.imported.reading import Limits, read_rdf, recognised
from swc.errors import InvalidInputError

SKOS = "http://www.w3.org/2004/02/skos/core#"
SPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF = f'<rdf:RDF xmlns:rdf="{SPACE}" xmlns:skos="{SKOS}">'
CONCEPT = '<skos:Concept rdf:about="http://a.test/1"><skos:prefLabel xml:lang="nl">Een</skos:prefLabel></skos:Concept>'
WHOLE = f"{RDF}{CONCEPT}</rdf:RDF>"
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.rdf", f"<?xml version='1.0'?>{BOMB}{WHOLE}".encode(), "DOCTYPE"),
        ("a.ttl", f"{BOMB}{WHOLE}".encode(), "DOCTYPE"),
        ("a.rdf", f"{RDF}<!-- <!doctype x> -->{CONCEPT}</rdf:RDF>".encode(), "DOCTYPE"),
        ("a.rdf", f"\ufeff<?xml version='1.0'?>\n<! DOCTYPE r>{WHOLE}".encode(), "DOCTYPE"),
        ("a.rdf", f"<?xml version='1.0' encoding='utf-16'?>{BOMB}{WHOLE}".encode("utf-16"), "UTF-8"),
        ("a.rdf", f"<?xml version='1.0'?>{BOMB}{WHOLE}".encode("utf-16-be"), "onleesbare tekens"),
        ("a.rdf", f"<?xml version='1.0' encoding='UTF-7'?>+ADw-!DOCTYPE r+AD4-{WHOLE}".encode(), "UTF-7"),
        ("a.rdf", gzip.compress(WHOLE.encode()), "ingepakt"),
        ("a.html", b"<!DOCTYPE html><html></html>", "webpagina"),
        ("a.ttl", b" \n", "leeg"),
        ("a.jsonld", b'{"@context": "https://kwaad.test/c.jsonld", "@id": "http://a.test/1"}', "@context"),
        ("a.jsonld", b'{"@context": {"@import": "https://kwaad.test/c"}, "@id": "http://a.test/1"}', "@context"),
        ("a.jsonld", b'{"@id":"http://a.test/1","http://b.test/p":' * 5000 + b"1" + b"}" * 5000, "te veel tijd"),
        ("a.jsonld", b"[" * 100_000, "geen geldige RDF"),
        ("a.ttl", b'<http://a.test/een twee> <http://b.test/p> "x" .', "Regel 1"),
        ("a.ttl", b'\n<los> <http://b.test/p> "x" .', "Regel 2"),
        ("a.nt", b'<http://a.test/1> <http://b.test/p> "x" ', "Regel 1"),
    ],
)
def test_what_cannot_be_read_says_why_and_how_to_mend_it(name: str, content: bytes, said: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_rdf(content, name)
    assert said in str(caught.value)


def test_a_file_larger_than_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(InvalidInputError, match="kan niet worden gelezen"):
        recognised(b" " * (1024 * 1024 + 1), "a.ttl", Limits(size=1024 * 1024))


def test_more_statements_than_the_limit_are_refused() -> None:
    lines = b"".join(b'<http://a.test/1> <http://b.test/p> "%d" .\n' % number for number in range(11))
    with pytest.raises(InvalidInputError) as caught:
        read_rdf(lines, "a.nt", Limits(triples=10))
    assert "meer dan 10 uitspraken" in str(caught.value)


TURTLE = f'@prefix skos: <{SKOS}> . <http://a.test/1> a skos:Concept ; skos:prefLabel "Een"@nl .'
JSON_LD = (
    '{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@id": "http://a.test/1", "@type": "skos:Concept",'
    ' "skos:prefLabel": {"@value": "Een", "@language": "nl"}}'
)
TRIPLES = f'<http://a.test/1> <{SPACE}type> <{SKOS}Concept> .\n<http://a.test/1> <{SKOS}prefLabel> "Een"@nl .'


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.ttl", TURTLE, FileFormat.TURTLE),
        ("zonder-naam", f"\ufeff{TURTLE}", FileFormat.TURTLE),
        ("a.nt", TRIPLES, FileFormat.N_TRIPLES),
        ("a.rdf", f"<?xml version='1.0' encoding='UTF-8'?>{WHOLE}", FileFormat.RDF_XML),
        ("verkeerd.ttl", WHOLE, FileFormat.RDF_XML),
        ("a.json", JSON_LD, FileFormat.JSON_LD),
    ],
)
def test_every_way_of_writing_says_the_same(name: str, text: str, form: FileFormat) -> None:
    found, told = read_rdf(text.encode(), name)
    assert found is form
    node = told.nodes["http://a.test/1"]
    assert (node.types, node.texts["prefLabel"]) == (frozenset({"Concept"}), (("Een", "nl"),))


def test_what_is_not_kept_is_counted() -> None:
    extra = b'\n<http://a.test/1> <http://b.test/p> "x" . _:a <http://b.test/p> "y" .'
    told = read_rdf(TURTLE.encode() + extra, "a.ttl")[1]
    assert (told.other, told.blank, told.triples) == ({"http://b.test/p": 1}, 1, 4)
