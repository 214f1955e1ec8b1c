"""The declared rules in reading order; codes are permanent identifiers and are never used twice."""

from __future__ import annotations

from swc.risk.rules.agreement_rules import AGREEMENT_RULES
from swc.risk.rules.ai_rules import AI_RULES
from swc.risk.rules.contract_rules import CONTRACT_RULES
from swc.risk.rules.covenant_rules import COVENANT_RULES
from swc.risk.rules.declaration import Rule
from swc.risk.rules.dossier_rules import DOSSIER_RULES
from swc.risk.rules.dpia_rules import DPIA_RULES
from swc.risk.rules.identity_rules import IDENTITY_RULES
from swc.risk.rules.lifecycle_rules import LIFECYCLE_RULES
from swc.risk.rules.number_rules import NUMBER_RULES
from swc.risk.rules.register_rules import REGISTER_RULES
from swc.risk.rules.security_rules import SECURITY_RULES
from swc.risk.rules.special_rules import SPECIAL_RULES
from swc.risk.rules.supply_rules import SUPPLY_RULES
from swc.risk.rules.transfer_rules import TRANSFER_RULES
from swc.risk.rules.vendor_rules import VENDOR_RULES


def _by_code(*rules: Rule) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.code))


RULES: tuple[Rule, ...] = (
    *_by_code(*DPIA_RULES, *DOSSIER_RULES),
    *AGREEMENT_RULES,
    *COVENANT_RULES,
    *_by_code(*IDENTITY_RULES, *NUMBER_RULES),
    *SPECIAL_RULES,
    *TRANSFER_RULES,
    *AI_RULES,
    *REGISTER_RULES,
    *SECURITY_RULES,
    *_by_code(*VENDOR_RULES, *SUPPLY_RULES, *CONTRACT_RULES),
    *LIFECYCLE_RULES,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
