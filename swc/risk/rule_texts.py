"""The rules as people and machines read them: texts, sources and the norms that hold on a day."""

from __future__ import annotations

from datetime import date
from functools import cache

from swc.errors import NotFoundError
from swc.risk.kinds import Severity
from swc.risk.rules import BY_CODE, RULES
from swc.risk.rules.declaration import Rule
from swc.risk.schemas import NormValue, RuleDetail, RuleSource, RuleSummary
from vocab.norms import norm


def rules() -> tuple[RuleSummary, ...]:
    """Return every rule in reading order."""
    return tuple(rule_summary(rule.code) for rule in RULES)


@cache
def rule_summary(code: str) -> RuleSummary:
    """Return a rule; a code that is no longer declared (an old flag) gives a rule that says so."""
    rule = BY_CODE.get(code)
    return _retired(code) if rule is None else _summary(rule)


def rule_detail(code: str, today: date) -> RuleDetail:
    """Return a declared rule with the values its norms have on a day; raises `NotFoundError` for another code."""
    rule = BY_CODE.get(code.upper())
    if rule is None:
        raise NotFoundError("Regel %(code)s bestaat niet.", code=code)
    return RuleDetail(
        **rule_summary(rule.code).model_dump(), norm_values=tuple(_norm(code, today) for code in rule.norms)
    )


def _norm(code: str, today: date) -> NormValue:
    found = norm(code, today)
    return NormValue(
        code=code,
        label=found.label,
        label_en=found.label_en,
        value=str(found.value),
        unit=found.unit,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        source=found.source.title,
        url=found.source.url,
    )


def _summary(rule: Rule) -> RuleSummary:
    return RuleSummary(
        code=rule.code,
        theme=rule.theme,
        title=rule.title,
        severity=rule.severity,
        explanation=rule.explanation,
        remedy=rule.remedy,
        sources=tuple(RuleSource(text=one.text, url=one.url) for one in rule.sources),
        norms=rule.norms,
    )


def _retired(code: str) -> RuleSummary:
    return RuleSummary(
        code=code,
        theme="",
        title="Vervallen regel",
        severity=Severity.GREY,
        explanation="Deze regel wordt niet meer toegepast.",
        remedy="",
        sources=(),
    )
