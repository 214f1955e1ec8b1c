"""Gathers, for every use of a board, the facts that the screening criteria are read from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam
from sqlmodel import Session, col, select

from swc.boards.models import School
from swc.catalogue.kinds import Trust
from swc.catalogue.labels import category_label
from swc.catalogue.models import Product
from swc.dpia.criteria import COUNTED, CRITERIA, STEADY
from swc.dpia.facts import Norms, UseFacts
from swc.dpia.kinds import Finding
from swc.dpia.models import AssessmentAnswer, CriterionAnswer
from swc.dpia.schemas import CriterionFact, DutyOutcome
from swc.dpia.screening import derive, duty
from swc.landscape.kinds import CategoryOrigin, Direction
from swc.landscape.models import Coupling, Use
from swc.landscape.schemas import CategoryFact, UseSummary
from vocab.errors import NotFoundError
from vocab.kept import Kept
from vocab.norms import norm
from vocab.schemes import scheme

SCORE_NORM = "wp248-dpia-score"
SCALE_NORM = "wp248-large-scale"
REVIEW_NORM = "dpia-review-years"

_FACTS: Kept[UseFacts] = Kept()
_ORIGINS = {CategoryOrigin.PRODUCT: "product", CategoryOrigin.FORA: "FORA", CategoryOrigin.OWN: "eigen opgave"}


@lru_cache(maxsize=64)
def reading_norms(today: date) -> Norms:
    """Return the thresholds that hold on a day; raises `NotFoundError` when the score has none."""
    try:
        large_scale: int | None = norm(SCALE_NORM, today).whole
    except NotFoundError:
        large_scale = None
    return Norms(wp_score=norm(SCORE_NORM, today).whole, large_scale=large_scale)


@lru_cache(maxsize=64)
def review_years(on: date) -> int:
    """Return after how many years a decided assessment is looked at again: custom, not law."""
    return norm(REVIEW_NORM, on).whole


def answers(
    session: Session, board_number: str, only: Collection[UUID] | None = None
) -> dict[UUID, dict[str, CriterionAnswer]]:
    """Return what people answered to the criteria, by use (each or some) and criterion, in one statement."""
    found: dict[UUID, dict[str, CriterionAnswer]] = defaultdict(dict)
    asked = {"board": board_number} if only is None else {"board": board_number, "uses": tuple(only)}
    for row in session.scalars(_given(some=only is not None), asked):
        found[row.use_id][row.criterion] = row
    return found


@cache
def _given(*, some: bool) -> Select[*tuple[Any, ...]]:
    joined = select(CriterionAnswer).join(Use, col(Use.id) == col(CriterionAnswer.use_id))
    joined = joined.where(col(Use.board_number) == bindparam("board"))
    return joined.where(col(Use.id).in_(bindparam("uses", expanding=True))) if some else joined


Given = Mapping[str, CriterionAnswer | AssessmentAnswer]
"""What people answered, by criterion."""


def screened(facts: UseFacts, norms: Norms, given: Given) -> tuple[tuple[CriterionFact, ...], DutyOutcome]:
    """Return the criteria of one use as derived, with a person's answers laid over them, and the duty they lead to."""
    if (scale := given.get("WP5")) is not None:
        facts = replace(facts, large_scale=Finding(scale.answer.value))
    if not given:
        return _unanswered(facts, norms)
    criteria = overlaid(_derived(facts, norms), given)
    return criteria, duty(criteria, facts.personal_data, norms)


def overlaid(criteria: tuple[CriterionFact, ...], given: Given) -> tuple[CriterionFact, ...]:
    """Return criteria with what people answered laid over what was derived."""
    return tuple(_answered(one, given[one.criterion]) if one.criterion in given else one for one in criteria)


def use_facts(
    session: Session, board_number: str, uses: tuple[UseSummary, ...], only: Collection[UUID] | None = None
) -> dict[UUID, UseFacts]:
    """Return the facts of uses, in three statements; `only` names them, when there are few."""
    ai_uses = _ai_uses(session, {use.product_key for use in uses})
    pupils = _pupils(session, board_number)
    whole_board = _sum(pupils.values())
    feeds, all_couplings = _couplings(session, board_number, only)
    return {
        use.id: _use_facts(
            use,
            _Counted(
                ai_use=ai_uses.get(use.product_key),
                pupils=whole_board if use.whole_board else _sum(pupils.get(brin) for brin in use.schools),
                feeds=feeds[use.id],
                couplings=all_couplings[use.id],
            ),
        )
        for use in uses
    }


class _Counted(NamedTuple):
    """What is known of a use beside its summary."""

    ai_use: str | None
    pupils: int | None
    feeds: int
    couplings: int


def _use_facts(use: UseSummary, counted: _Counted) -> UseFacts:
    """Return the facts of one use, gathered again only where any of them differs."""
    return _FACTS.of(use.id, (use, counted), lambda: _gathered(use, counted))


def _gathered(use: UseSummary, counted: _Counted) -> UseFacts:
    return UseFacts(
        personal_data=use.personal_data,
        level=use.data_level,
        categories=_categories(use.categories),
        incomplete=use.categories_unknown,
        unsure=bool(use.categories) and all(one.trust is not Trust.CONFIRMED for one in use.categories),
        product=use.product_name,
        product_category=use.product_category,
        ai_use=counted.ai_use,
        users=use.users,
        pupils=counted.pupils,
        feeds=counted.feeds,
        couplings=counted.couplings,
    )


@lru_cache(maxsize=2048)
def _unanswered(facts: UseFacts, norms: Norms) -> tuple[tuple[CriterionFact, ...], DutyOutcome]:
    """Return the criteria and the duty of a use that nobody answered anything of."""
    criteria = _derived(facts, norms)
    return criteria, duty(criteria, facts.personal_data, norms)


def _derived(facts: UseFacts, norms: Norms) -> tuple[CriterionFact, ...]:
    """Return the criteria of one use, in the order of the two lists."""
    found = _steady(facts.steady, norms) | _by_code(derive(facts, norms, _names(), COUNTED))
    return tuple(found[one.code] for one in CRITERIA)


@lru_cache(maxsize=1024)
def _steady(facts: UseFacts, norms: Norms) -> dict[str, CriterionFact]:
    """Return the criteria that do not hang on numbers: the same for every use of a product with the same data."""
    return _by_code(derive(facts, norms, _names(), STEADY))


def _by_code(criteria: tuple[CriterionFact, ...]) -> dict[str, CriterionFact]:
    """Return criteria by code."""
    return {one.criterion: one for one in criteria}


@cache
def _names() -> dict[str, str]:
    """Return the Dutch name of every category of personal data and every use of AI."""
    return {one.code: one.label_nl for name in ("data-categories", "ai-uses") for one in scheme(name).concepts}


def _answered(one: CriterionFact, given: CriterionAnswer | AssessmentAnswer) -> CriterionFact:
    """Return a criterion with a person's answer."""
    return one.model_copy(
        update={
            "answer": given.answer,
            "answer_reason": given.reason,
            "answered_by": given.answered_by,
            "answered_at": given.answered_at,
        }
    )


def _categories(facts: tuple[CategoryFact, ...]) -> tuple[tuple[str, str], ...]:
    """Return each category once, with everything that leads to it."""
    via: dict[str, list[str]] = {}
    for one in facts:
        doubt = "" if one.trust is Trust.CONFIRMED else ", niet bevestigd"
        via_name = category_label(one.via) if one.origin is CategoryOrigin.PRODUCT else one.via
        found = ": ".join(part for part in (_ORIGINS[one.origin], via_name) if part)
        via.setdefault(one.code, []).append(found + doubt)
    return tuple((code, "; ".join(dict.fromkeys(found))) for code, found in sorted(via.items()))


def _ai_uses(session: Session, products: set[str]) -> dict[str, str | None]:
    """Return how each product uses AI, as far as known."""
    return dict(session.execute(_using_ai(), {"products": sorted(products)}).all())


@cache
def _using_ai() -> Select[str, str | None]:
    return select(Product.key, Product.ai_use).where(col(Product.key).in_(bindparam("products", expanding=True)))


def _pupils(session: Session, board_number: str) -> dict[str, int | None]:
    """Return the number of pupils of each school of a board, by BRIN."""
    return dict(session.execute(_schools(), {"board": board_number}).all())


@cache
def _schools() -> Select[str, int | None]:
    return select(School.brin, School.pupils).where(col(School.board_number) == bindparam("board"))


def _sum(counts: Iterable[int | None]) -> int | None:
    """Return the pupils of some schools; unknown as soon as one school's number is, and where there is no school."""
    every = list(counts)
    known = [count for count in every if count is not None]
    return sum(known) if every and len(known) == len(every) else None


def _couplings(
    session: Session, board_number: str, only: Collection[UUID] | None
) -> tuple[Counter[UUID], Counter[UUID]]:
    """Return, by use, the couplings that bring data in, and all of them; direction is seen from the source."""
    asked = {"board": board_number} if only is None else {"board": board_number, "uses": tuple(only)}
    feeds: Counter[UUID] = Counter()
    every: Counter[UUID] = Counter()
    for source, target, direction in session.execute(_ends(some=only is not None), asked):
        every[source] += 1
        feeds[source] += direction is not Direction.OUT
        if target is not None:
            every[target] += 1
            feeds[target] += direction is not Direction.IN
    return feeds, every


@cache
def _ends(*, some: bool) -> Select[*tuple[Any, ...]]:
    ends = select(Coupling.source_use_id, Coupling.target_use_id, Coupling.direction)
    ends = ends.where(col(Coupling.board_number) == bindparam("board"))
    uses: BindParameter[UUID] = bindparam("uses", expanding=True)
    return ends.where(col(Coupling.source_use_id).in_(uses) | col(Coupling.target_use_id).in_(uses)) if some else ends
