"""The pages of the rules: public, complete, with source and the norms that hold today."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from api.i18n import catalogue
from swc.risk.documentation import THEMES
from swc.risk.rules import RULES, evidence
from tests.api.conftest import Door
from tests.shared_data import ROOT

SAYING = {"Fact", "word", "text", "concept", "day", "number", "share", "missing", "missing_of_product", "norm"}
"""The functions whose first argument is the label of a fact."""


def labels() -> Iterator[str]:
    """Yield every label that a rule gives a fact."""
    for path in sorted((ROOT / "swc" / "risk" / "rules").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            first = node.args[0] if isinstance(node, ast.Call) and node.args else None
            if name in SAYING and isinstance(first, ast.Constant):
                yield str(first.value)


def test_the_catalogue_lists_every_rule_for_everybody(door: Door) -> None:
    text = door().get("/regels").text
    assert re.findall(r'<a href="/regels/(\w+)">', text) == [rule.code for rule in RULES]


@pytest.mark.parametrize("code", ["DP02", "VD01", "LC02"])
def test_a_rule_tells_why_what_to_do_and_on_which_source(door: Door, code: str) -> None:
    rule = next(one for one in RULES if one.code == code)
    text = door().get(f"/regels/{code}").text
    assert rule.title in text
    assert rule.remedy.split(",")[0] in text
    assert rule.sources[0].url.replace("&", "&amp;") in text


def test_a_rule_shows_the_value_of_its_norm_today(door: Door) -> None:
    assert "<strong>2000 punten</strong>" in door().get("/regels/VD01").text


def test_a_code_in_small_letters_works_and_an_unknown_one_is_not_found(door: Door) -> None:
    assert door().get("/regels/dp01").status_code == 200
    assert door().get("/regels/XX99").status_code == 404
    assert door().get("/regels/veel-te-lange-code").status_code in (400, 404)


def test_the_rules_speak_english_when_asked(door: Door) -> None:
    text = door().get("/regels", headers={"Accept-Language": "en"}).text
    assert "DPIA due, but not completed" in text
    assert "niet afgerond" not in text


def test_everything_a_rule_says_has_an_english_twin() -> None:
    texts = {text for rule in RULES for text in (rule.title, rule.explanation, rule.remedy)}
    texts |= {source.text for rule in RULES for source in rule.sources}
    texts |= set(labels()) | set(THEMES.values()) | set(evidence.WORDS.values())
    texts |= {evidence.BOARD, evidence.CATALOGUE, evidence.DERIVED, evidence.DERIVED_OR_STATED}
    codes = {code for rule in RULES for code in rule.norms}
    assert texts - codes - set(catalogue("en")) == set()
