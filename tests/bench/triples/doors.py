"""The same questions through JSON and pages: the monitors of the sector, compared with what SPARQL answered."""

from __future__ import annotations

import re

import httpx2

from tests.bench.triples.answers import Answer, of_rows
from tests.bench.triples.questions import BOARD, Asked
from tests.bench.triples.served import Served, asked

BOARDS = frozenset({"group-uses", "uncovered", "overlap"})
_ROW = re.compile(r"<tr>\s*<th scope=\"row\">", re.DOTALL)
PAGE = 500


def same_by_json_and_page(served: Served, questions: tuple[Asked, ...], ours: dict[str, Answer], database: str) -> None:
    """Print what each monitor takes as JSON and as a page, and whether it says what SPARQL said."""
    print(f"\n{database + ', ms':<16}{'JSON, first':>14}{'JSON':>10}{'page':>10}   as SPARQL")
    for one in questions:
        if one.monitor and one.name in ours:
            _compared(served, one, ours[one.name])
    _landscape(served, ours["Q1"])


def _compared(served: Served, one: Asked, by_sparql: Answer) -> None:
    path = f"/sector/monitors/{one.monitor}"
    json = asked(
        lambda: served.get(f"/api/v1{path}", target=one.target), lambda answer: _as_sparql(answer, one, served)
    )
    page = asked(lambda: served.get(path, doel=one.target, pageSize=str(PAGE)), _lines)
    same = "the same" if json.digest == by_sparql.digest else f"DIFFERS ({json.rows} rows, SPARQL {by_sparql.rows})"
    shown = "" if page.rows == min(json.rows, PAGE) else f", the page has {page.rows} rows"
    if json.failed or page.failed:
        same = f"JSON {json.failed or 'fine'}, page {page.failed or 'fine'}"
    print(f"{one.name:<16}{json.first:>14.1f}{json.milliseconds:>10.1f}{page.milliseconds:>10.1f}   {same}{shown}")


def _as_sparql(answer: httpx2.Response, one: Asked, served: Served) -> tuple[int, str]:
    """Return the rows of a monitor as the SPARQL question has them."""
    base = str(served.client.base_url).rstrip("/")
    found = answer.json()["rows"]
    if one.monitor == "groups":
        return of_rows([f"{base}/id/vendor/{row['key']}", str(row["whole"]), str(row["number"])] for row in found)
    if one.monitor == "unstandard":
        product = f"{base}/id/product/"
        return of_rows([product + row["key"], product + row["otherKey"], str(row["number"])] for row in found)
    kind = "board" if one.monitor in BOARDS else "product"
    return of_rows([f"{base}/id/{kind}/{row['key']}", str(row["number"])] for row in found)


def _lines(answer: httpx2.Response) -> tuple[int, str]:
    """Return how many lines a page shows."""
    return len(_ROW.findall(answer.text)), ""


def _landscape(served: Served, by_sparql: Answer) -> None:
    """Compare the number of applications of one board in the list of the sector."""
    found = asked(lambda: served.get("/api/v1/sector/uses", board=BOARD, limit=str(PAGE)), _items)
    same = "as many" if found.rows >= by_sparql.rows else f"DIFFERS ({found.rows} uses, SPARQL {by_sparql.rows})"
    print(f"{'Q1, one board':<16}{found.first:>14.1f}{found.milliseconds:>10.1f}{'':>10}   {found.failed or same}")


def _items(answer: httpx2.Response) -> tuple[int, str]:
    return len(answer.json()["items"]), ""
