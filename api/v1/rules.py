"""The declared rules as JSON; public."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from api.deps import ActDep
from swc.risk import rule_texts
from swc.risk.schemas import RuleDetail, RuleSummary

router = APIRouter(prefix="/api/v1/rules", tags=["Signalen"])


@router.get("", summary="De regels waaruit signalen volgen")
def list_rules() -> tuple[RuleSummary, ...]:
    """Return every rule in reading order; texts are in Dutch."""
    return rule_texts.rules()


@router.get("/{code}", summary="Eén regel, met de normen die vandaag gelden")
def read_rule(code: Annotated[str, Path(max_length=10)], act: ActDep) -> RuleDetail:
    """Return a rule with its sources and the values its norms have today."""
    return rule_texts.rule_detail(code, act.today)
