"""Answers are whole, counted to the row, and told only in terms that SPARQL 1.1 knows."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from api.refusals import QueryRefusedError, QueryTooLargeError
from api.sparql import answers
from api.sparql.answers import written

TRICKY = st.text(alphabet='},{":[]\\a\n', max_size=12)


@example(["},{", None, "},{"], 3)
@given(st.lists(st.none() | TRICKY, max_size=12), st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_rows_are_counted_whatever_stands_in_them(values: list[str | None], limit: int) -> None:
    cells = " ".join("(UNDEF)" if one is None else f"({json.dumps(one)})" for one in values)
    found = Store().query(f"SELECT ?a {{ VALUES (?a) {{ {cells} }} }}")
    if len(values) > limit:
        with pytest.raises(QueryTooLargeError, match=f"meer dan {limit} rijen"):
            written(found, rows=limit)  # type: ignore[arg-type]
    else:
        answer = written(found, rows=limit)  # type: ignore[arg-type]
        assert answer.rows == len(values)
        rows = json.loads(answer.body)["results"]["bindings"]
        assert [row["a"]["value"] if row else None for row in rows] == values


def test_too_many_rows_are_noticed_while_they_come() -> None:
    values = " ".join(str(number) for number in range(60))
    endless = " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(8))
    with pytest.raises(QueryTooLargeError, match="meer dan 5000 rijen"):
        written(Store().query(f"SELECT * {{ {endless} }}"), rows=5000)  # type: ignore[arg-type]


def test_an_answer_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_BYTES", 20_000)
    found = Store().query(f"SELECT ?a {{ VALUES ?a {{ {json.dumps('x' * 9000)} 'b' {json.dumps('y' * 20_000)} }} }}")
    with pytest.raises(QueryTooLargeError, match="te groot"):
        written(found, rows=10)  # type: ignore[arg-type]


@pytest.mark.parametrize("term", ["TRIPLE(<a:a>, <a:b>, 1)", "STRLANGDIR('a', 'nl', 'ltr')"])
def test_a_term_that_results_do_not_know_is_refused(term: str) -> None:
    with pytest.raises(QueryRefusedError, match="soort term"):
        written(Store().query(f"SELECT ({term} AS ?t) {{}}"), rows=10)  # type: ignore[arg-type]


def test_text_that_looks_like_such_a_term_is_not_refused() -> None:
    text = json.dumps('"type":"triple" "its:dir":')
    assert written(Store().query(f"SELECT ({text} AS ?t) {{}}"), rows=10).rows == 1  # type: ignore[arg-type]
