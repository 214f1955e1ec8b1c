"""The page about the rules holds every rule with its norms and sources."""

from __future__ import annotations

import re

from swc.risk.documentation import THEMES, risk_rules
from swc.risk.rules import RULES
from tests.shared_data import ROOT
from vocab.norms import norms


def test_the_page_in_docs_is_the_one_the_rules_make() -> None:
    assert (ROOT / "docs" / "risk-rules.md").read_text() == risk_rules(), "run: python -m api.documentation"


def test_every_rule_has_a_section_and_a_line_in_the_table() -> None:
    page = risk_rules()
    assert re.findall(r"^## (\w+)$", page, flags=re.MULTILINE) == [rule.code for rule in RULES]
    assert all(f"| [{rule.code}](#{rule.code.lower()}) |" in page for rule in RULES)


def test_every_theme_has_a_name_and_every_norm_a_value() -> None:
    assert {rule.theme for rule in RULES} == set(THEMES)
    assert {code for rule in RULES for code in rule.norms} <= {norm.code for norm in norms()}
