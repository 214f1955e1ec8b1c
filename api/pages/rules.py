"""The rules from which flags follow, for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.deps import ActDep, PageDep
from swc.risk import rule_texts
from swc.risk.documentation import THEMES
from swc.risk.schemas import RuleDetail, RuleSummary

router = APIRouter(prefix="/regels")


@dataclass(frozen=True, slots=True)
class Theme:
    """The rules of one theme; `name` is a Dutch message id."""

    name: str
    rules: tuple[RuleSummary, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All rules, by theme."""

    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule; `theme` is the name of its theme, a Dutch message id."""

    rule: RuleDetail
    theme: str


@router.get("")
def rules(page: PageDep) -> Response:
    """Show the catalogue of rules."""
    themes = groupby(rule_texts.rules(), lambda rule: rule.theme)
    return page.render("rules/rules.html", RulesPage(tuple(Theme(THEMES[key], tuple(found)) for key, found in themes)))


@router.get("/{code}")
def rule(code: Annotated[str, Path(max_length=10)], act: ActDep, page: PageDep) -> Response:
    """Show one rule."""
    found = rule_texts.rule_detail(code, act.today)
    return page.render("rules/rule.html", RulePage(found, THEMES[found.theme]))
