"""The declared rules in reading order; codes are permanent identifiers (privacy notes, section 9)."""

from __future__ import annotations

from swc.risk.rules.declaration import Rule

RULES: tuple[Rule, ...] = ()

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
