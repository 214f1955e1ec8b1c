"""The questions over the sector: those of the published query set of triple stores, in the terms of this catalogue.

Q1 one board; Q2 a group by its path; Q3 a negation of several patterns (and the same as MINUS and OPTIONAL); Q4 who
supplies; Q5 a path over the reference architecture; Q6 overlap; Q7 couplings; Q8 words; Q9 the ways to name a graph;
Q10 counting everything.
"""

from __future__ import annotations

from dataclasses import dataclass

BOARD, GROUP = "10042", "m-vendor-2"
_PREFIXES = """
PREFIX swc: <https://w3id.org/fora-swc/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX usage: <https://w3id.org/fora-swc/scheme/usage-status/>
PREFIX level: <https://w3id.org/fora-swc/scheme/data-levels/>
PREFIX presence: <https://w3id.org/fora-swc/scheme/agreement-presence/>
"""
_RUNS = "?use swc:usageStatus ?status . FILTER (?status IN (usage:in-productie, usage:uit-te-faseren))"
"""As a filter: VALUES before a long path makes pyoxigraph begin at the wrong end (12 times slower, measured)."""
_AGREED = (
    "?vo swc:agreementFor ?use ; swc:agreementPresence ?present . "
    "FILTER (?present IN (presence:present, presence:not_needed))"
)
_HEAVY = (
    "?category swc:dataLevel level:bijzonder . ?object a swc:InformationObject ; swc:dataCategory ?category . "
    "?use swc:touchesObject ?object ; swc:usedBy ?board ."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its name and text, and which monitor of the product asks the same."""

    name: str
    text: str
    monitor: str = ""
    target: str = ""


def questions(base: str, function: str) -> tuple[Asked, ...]:
    """Return the questions for an installation: its base address, and a business function of its release (GUID)."""
    board, group = f"<{base}/id/board/{BOARD}>", f"<{base}/id/vendor/{GROUP}>"
    own, catalogue = f"<{base}/graph/board/{BOARD}/sector>", f"<{base}/graph/catalogue>"
    root = f"<{base}/id/fora/{function}>"
    named = "?p skos:prefLabel ?product ; swc:suppliedBy ?v . ?v skos:prefLabel ?vendor ."
    listed = "SELECT ?use ?product ?vendor ?presence"
    of_use = "OPTIONAL { ?vo swc:agreementFor ?use ; swc:agreementPresence ?presence }"
    by_board = f"SELECT ?board (COUNT(DISTINCT ?use) AS ?n) WHERE {{ {_HEAVY} {_RUNS}"
    squares = (
        "SELECT ?board (SUM(?n * ?n) AS ?squares) (SUM(?n) AS ?total) WHERE { "
        "{ SELECT ?board ?g (COUNT(?use) AS ?n) WHERE { "
        "?use swc:usedBy ?board ; swc:usesProduct ?p . ?p swc:suppliedBy ?v . ?v swc:ultimateParent ?g . "
        f"{_RUNS} }} GROUP BY ?board ?g }} }} GROUP BY ?board"
    )
    serving = "?use swc:supportsFunction ?f ; swc:usesProduct ?p ; swc:usedBy ?board ."
    ends = "?c swc:couplingSource ?one ; swc:couplingTarget ?two . ?one swc:usesProduct ?p . ?two swc:usesProduct ?q ."
    bare = "FILTER NOT EXISTS { ?c swc:followsStandard ?s }"
    found = (
        Asked(
            "Q1",
            f"{listed} WHERE {{ ?use swc:usedBy {board} ; swc:usesProduct ?p . {named} {of_use} }} "
            "ORDER BY ?product ?use",
        ),
        Asked(
            "Q2",
            f"SELECT ?board (COUNT(?use) AS ?n) WHERE {{ ?v swc:parent* {group} . ?p swc:suppliedBy ?v . "
            f"?use swc:usesProduct ?p ; swc:usedBy ?board . {_RUNS} }} GROUP BY ?board ORDER BY DESC(?n) ?board",
            "group-uses",
            GROUP,
        ),
        Asked("Q3", f"{by_board} FILTER NOT EXISTS {{ {_AGREED} }} }} GROUP BY ?board", "uncovered"),
        Asked("Q3m", f"{by_board} MINUS {{ {_AGREED} }} }} GROUP BY ?board", "uncovered"),
        Asked(
            "Q3d",
            "SELECT ?board (COUNT(?use) AS ?n) WHERE { "
            f"{{ SELECT DISTINCT ?use ?board WHERE {{ {_HEAVY} {_RUNS} }} }} "
            f"MINUS {{ {_AGREED} }} }} GROUP BY ?board",
            "uncovered",
        ),
        Asked("Q3o", f"{by_board} OPTIONAL {{ {_AGREED} }} FILTER (!BOUND(?vo)) }} GROUP BY ?board", "uncovered"),
        Asked("Q4a", squares),
        Asked(
            "Q4b",
            "SELECT ?g (COUNT(DISTINCT ?board) AS ?boards) (COUNT(?use) AS ?n) WHERE { ?use swc:usedBy ?board ; "
            "swc:usesProduct ?p . ?p swc:suppliedBy ?v . ?v swc:ultimateParent ?g . "
            f"{_RUNS} }} GROUP BY ?g ORDER BY DESC(?n)",
            "groups",
        ),
        Asked(
            "Q5",
            f"SELECT ?p (COUNT(DISTINCT ?board) AS ?n) WHERE {{ ?f skos:broader* {root} ; a swc:BusinessFunction . "
            f"{serving} {_RUNS} }} GROUP BY ?p ORDER BY DESC(?n) ?p",
            "products",
            function,
        ),
        Asked(
            "Q6",
            "SELECT ?board (COUNT(?f) AS ?n) WHERE { { SELECT ?board ?f WHERE { "
            f"{serving} {_RUNS} }} GROUP BY ?board ?f HAVING (COUNT(DISTINCT ?p) > 1) }} "
            "?f a swc:BusinessFunction } GROUP BY ?board",
            "overlap",
        ),
        Asked(
            "Q7a",
            "SELECT ?c ?board WHERE { "
            f"?one swc:usesProduct <{base}/id/product/m-product-0> ; swc:usedBy ?board . ?c swc:couplingSource ?one ; "
            f"swc:couplingTarget ?two . ?two swc:usesProduct <{base}/id/product/m-product-1> . {bare} }}",
        ),
        Asked(
            "Q7b",
            f"SELECT ?p ?q (COUNT(?c) AS ?n) WHERE {{ {ends} {bare} }} GROUP BY ?p ?q "
            "ORDER BY DESC(?n) ?p ?q LIMIT 100",
            "unstandard",
        ),
        Asked(
            "Q8a",
            "SELECT ?use ?l WHERE { ?use a swc:AppUse ; swc:usesProduct ?p . ?p skos:prefLabel ?l . "
            'FILTER (CONTAINS(LCASE(STR(?l)), "product-1")) } ORDER BY ?use LIMIT 50',
        ),
        Asked(
            "Q8b",
            "SELECT ?s ?l WHERE { ?s a swc:School ; skos:prefLabel ?l . "
            'FILTER (CONTAINS(LCASE(STR(?l)), "school 00a")) }',
        ),
        Asked(
            "Q9g",
            f"{listed} WHERE {{ GRAPH {own} {{ ?use a swc:AppUse ; swc:usesProduct ?p . {of_use} }} "
            f"GRAPH {catalogue} {{ {named} }} }} ORDER BY ?product ?use",
        ),
        Asked(
            "Q9f",
            f"{listed} FROM {own} FROM {catalogue} WHERE {{ ?use a swc:AppUse ; swc:usesProduct ?p . "
            f"{named} {of_use} }} "
            "ORDER BY ?product ?use",
        ),
        Asked("Q9c", "SELECT ?g (COUNT(?use) AS ?n) WHERE { GRAPH ?g { ?use a swc:AppUse } } GROUP BY ?g"),
        Asked(
            "Q9u", "SELECT ?board (COUNT(?use) AS ?n) WHERE { ?use a swc:AppUse ; swc:usedBy ?board } GROUP BY ?board"
        ),
        Asked("Q10a", "SELECT ?c (COUNT(?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c"),
        Asked("Q10", "SELECT ?c (COUNT(?p) AS ?n) WHERE { ?s a ?c . ?s ?p ?o } GROUP BY ?c"),
    )
    return tuple(Asked(one.name, _PREFIXES + one.text, one.monitor, one.target) for one in found)
