"""The declared rules in reading order; codes are permanent identifiers and are never used twice."""

from __future__ import annotations

from swc.risk.rules.agreement_rules import AGREEMENT_RULES
from swc.risk.rules.declaration import Rule
from swc.risk.rules.dpia_rules import DPIA_RULES
from swc.risk.rules.identity_rules import IDENTITY_RULES
from swc.risk.rules.lifecycle_rules import LIFECYCLE_RULES
from swc.risk.rules.transfer_rules import TRANSFER_RULES
from swc.risk.rules.vendor_rules import VENDOR_RULES

RULES: tuple[Rule, ...] = (
    *DPIA_RULES,
    *AGREEMENT_RULES,
    *IDENTITY_RULES,
    *TRANSFER_RULES,
    *VENDOR_RULES,
    *LIFECYCLE_RULES,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
