"""Questions about one board over SPARQL and HTTP: how soon sixteen callers at once have their answers."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlencode

from api.db import Database
from swc.access.roles import Role
from tests.bench.sector import Line
from tests.bench.serving import load, served, somebody, visit

CONNECTIONS = 16
_PREFIXES = """PREFIX swc: <https://w3id.org/fora-swc/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX known: <https://w3id.org/fora-swc/scheme/personal-data/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_TEXTS = (
    """SELECT ?use ?name ?product ?state {
      ?use a swc:AppUse ; rdfs:label ?name ; swc:usesProduct ?p ; swc:dpiaState ?state . ?p skos:prefLabel ?product
    } ORDER BY ?name""",
    "SELECT ?use ?name { ?use a swc:AppUse ; rdfs:label ?name ; swc:personalData known:yes } ORDER BY ?name",
    "SELECT ?g (COUNT(?use) AS ?n) { ?use swc:usesProduct/swc:suppliedBy/swc:ultimateParent ?g } GROUP BY ?g",
    "SELECT ?c (COUNT(?use) AS ?n) { ?use swc:usedFor ?c } GROUP BY ?c ORDER BY DESC(?n)",
    "ASK { ?use a swc:AppUse }",
)
"""What people ask of a landscape: all of it with its DPIAs, what has personal data, by group, by component."""


def board_questions(database: Database, folder: Path, board: str, line: Line) -> None:
    """Print how long sixteen callers wait for answers over a board."""
    with database.write() as session:
        cookie = {"Cookie": somebody(session, Role.READER, board)}
    os.environ["SWC_SPARQL_SECONDS_PER_MINUTE"] = "100000"  # the budget of one person is not what is measured
    paths = [f"/sparql/{board}?{urlencode({'query': _PREFIXES + one})}" for one in _TEXTS]
    with served(str(database.engine.url), folder) as (port,):
        visit(port, paths * 3, headers=cookie)
        found = load(port, paths, headers=cookie, connections=CONNECTIONS, seconds=8)
        alone = load(port, paths, headers=cookie, connections=1, seconds=2)
    note = f"median {found.median:.1f} ms, {found.per_second:.0f} answers/s, {found.wrong} wrong"
    line("SPARQL over a board, 16 connections, p95", found.p95, 30, "ms", note)
    line("the same, one connection, p95", alone.p95, 30, "ms", f"median {alone.median:.1f} ms")
