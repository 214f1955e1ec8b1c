"""The rules as JSON: public, complete, with the norms of today."""

from __future__ import annotations

from swc.risk import rule_texts
from swc.risk.rules import RULES
from tests.api.conftest import Door


def test_the_list_holds_every_rule_as_the_pages_have_it(door: Door) -> None:
    body = door().get("/api/v1/rules").json()
    assert [one["code"] for one in body] == [rule.code for rule in RULES]
    assert body == [one.model_dump(mode="json", by_alias=True) for one in rule_texts.rules()]


def test_a_rule_carries_the_value_and_the_period_of_its_norms(door: Door) -> None:
    (norm,) = door().get("/api/v1/rules/DP02").json()["normValues"]
    assert (norm["code"], norm["value"], norm["unit"], norm["validTo"]) == ("wp248-dpia-score", "2", "criteria", None)


def test_an_unknown_rule_is_a_problem_in_json(door: Door) -> None:
    answer = door().get("/api/v1/rules/XX99")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_parameter_is_refused(door: Door) -> None:
    assert door().get("/api/v1/rules?theme=dpia").status_code == 400
