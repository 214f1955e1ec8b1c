"""What the graphs of a scope say about one thing, in one query: its own triples, what points to it, names around it."""

from __future__ import annotations

from sqlmodel import Session

from api.sparql.pool import Question
from api.sparql.service import Sparql
from swc.access.kinds import Act

POINTING = 100
"""How many triples that point to a thing are told with it: a board or a list has thousands."""

_ALONE = "CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}"
_AROUND = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?near ?name ?label }}
WHERE {{
  {{ <{iri}> ?p ?o }}
  UNION {{ {{ SELECT ?s ?q WHERE {{ ?s ?q <{iri}> }} ORDER BY ?s ?q LIMIT {most} }} }}
  UNION {{
    {{ SELECT DISTINCT ?near WHERE {{
      {{ <{iri}> ?there ?near FILTER (isIRI(?near)) }}
      UNION {{ {{ SELECT ?near ?back WHERE {{ ?near ?back <{iri}> }} ORDER BY ?near ?back LIMIT {most} }} }}
    }} }}
    VALUES ?name {{ skos:prefLabel rdfs:label dct:title }}
    ?near ?name ?label
  }}
}}"""


def description(session: Session, sparql: Sparql, iri: str, *, act: Act, scope: str, names: bool = True) -> str:
    """Return what a scope says about a thing, as N-Triples with its own triples first; nothing when it has none.

    Without `names` only the thing's own triples come: a version that was settled says the same for ever, and what it
    refers to may be called otherwise by now.
    """
    text = _AROUND.format(iri=iri, most=POINTING) if names else _ALONE.format(iri=iri)
    found = sparql.ask(session, Question(text), act=act, scope=scope).triples or ""
    own = f"<{iri}> "
    lines = sorted(found.splitlines(), key=lambda line: (not line.startswith(own), line))
    return "\n".join((*lines, "")) if lines and lines[0].startswith(own) else ""
