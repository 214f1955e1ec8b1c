"""What the catalogue says of a product on each requirement: yes, no or unknown, with the facts it rests on.

A requirement on which the catalogue holds no fact at all is unknown; nothing recorded is never a no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from swc.catalogue.kinds import CentralOutcome
from swc.catalogue.schemas import CertificateFact, ProductFacts, Provenance
from swc.procurement.kinds import Fulfilment, Theme
from swc.procurement.requirements import ASPECTS, SIGN_ON
from swc.procurement.schemas import Answered, AnswerFact, CentralFact, Levels, Requirement, WeighedProduct
from swc.risk.required_biv import rank
from vocab.facts import Adequacy, adequate_countries, country_code
from vocab.schemes import scheme

_OUTCOMES: Final = {
    CentralOutcome.POSITIVE: Fulfilment.YES,
    CentralOutcome.CONDITIONAL: Fulfilment.YES,
    CentralOutcome.NEGATIVE: Fulfilment.NO,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a product, with what it is held against on a day."""

    product: ProductFacts
    certificates: tuple[CertificateFact, ...]
    suits: Mapping[str, Provenance]
    required: Levels
    on: date


Said = tuple[Fulfilment, tuple[AnswerFact, ...]]
UNKNOWN: Final[Said] = (Fulfilment.UNKNOWN, ())


def candidate(known: Known, asked: Iterable[Requirement]) -> WeighedProduct:
    """Return a product with its answers, in the order of the requirements."""
    product = known.product
    return WeighedProduct(
        key=product.key,
        name=product.name,
        vendor_key=product.vendor.key if product.vendor else None,
        vendor_name=product.vendor.name if product.vendor else None,
        centrals=tuple(
            CentralFact(
                key=one.key, title=one.title, number=one.number, effective_on=one.effective_on, outcome=one.outcome
            )
            for one in product.centrals
        ),
        no_central_dpia_found_on=product.no_central_dpia_found_on,
        answers=tuple(_answered(known, one) for one in asked),
    )


def _answered(known: Known, asked: Requirement) -> Answered:
    answer, facts = _said(known, asked)
    return Answered(requirement=asked.id, answer=answer, facts=facts)


def _said(known: Known, asked: Requirement) -> Said:
    if asked.theme is Theme.FUNCTIONS:
        return _function(known, asked.element)
    if asked.theme is Theme.STANDARDS:
        return _standard(known, asked.code)
    if asked.id in ASPECTS:
        return _level(known, asked.id)
    rule = _RULES.get(asked.id)
    return rule(known) if rule else UNKNOWN


def _function(known: Known, element: str) -> Said:
    """Say yes to a function when the product is said to suit a component that serves it."""
    provenance = known.suits.get(element)
    return UNKNOWN if provenance is None else (Fulfilment.YES, (AnswerFact(provenance=provenance),))


def _standard(known: Known, code: str) -> Said:
    found = tuple(one for one in known.product.standards if one.standard == code)
    proven = tuple(one for one in _valid(known) if one.certificate == code)
    shown = (
        *(
            AnswerFact(scheme="standards", code=one.standard, text=one.version, provenance=one.provenance)
            for one in found
        ),
        *(_certificate(one) for one in proven),
    )
    return (Fulfilment.YES, shown) if shown else UNKNOWN


def _level(known: Known, aspect: str) -> Said:
    """Hold what certificates prove against what is required; nothing proven is unknown."""
    proven = [one for one in _valid(known) if getattr(one, aspect)]
    best = max(proven, key=lambda one: rank(getattr(one, aspect)), default=None)
    needed = getattr(known.required, aspect)
    if best is None or needed is None:
        return UNKNOWN
    level = getattr(best, aspect)
    enough = rank(level) >= rank(needed)
    shown = AnswerFact(scheme="biv-levels", code=level, provenance=best.provenance)
    return (Fulfilment.YES if enough else Fulfilment.NO), (shown, _certificate(best))


def _valid(known: Known) -> tuple[CertificateFact, ...]:
    """Return the certificates that have not run out; they count to their last day."""
    return tuple(one for one in known.certificates if one.valid_until is None or one.valid_until >= known.on)


def _certificate(one: CertificateFact) -> AnswerFact:
    until = one.valid_until.isoformat() if one.valid_until else ""
    return AnswerFact(scheme="certificates", code=one.certificate, text=until, provenance=one.provenance)


def _covenant(known: Known) -> Said:
    member = known.product.vendor.covenant_member if known.product.vendor else None
    if member is None:
        return UNKNOWN
    return (Fulfilment.YES if member else Fulfilment.NO), ()


def _categories(known: Known) -> Said:
    found = known.product.data_categories
    shown = (AnswerFact(scheme="data-categories", code=one.category, provenance=one.provenance) for one in found)
    return (Fulfilment.YES, tuple(shown)) if found else UNKNOWN


def _locations(known: Known) -> Said:
    """Say no as soon as one country has no ground; a ground for certified vendors only counts for those."""
    adequate, product = adequate_countries(known.on), known.product
    certified = product.vendor.dpf_certified if product.vendor else None
    found = [
        (_adequacy(adequate.get(country_code(one.country)), certified=certified), one) for one in product.locations
    ]
    shown = tuple(AnswerFact(scheme="countries", code=one.country, provenance=one.provenance) for _, one in found)
    answers = {answer for answer, _ in found}
    return (
        next((one for one in (Fulfilment.NO, Fulfilment.UNKNOWN, Fulfilment.YES) if one in answers), Fulfilment.UNKNOWN)
    ), shown


def _adequacy(ground: Adequacy | None, *, certified: bool | None) -> Fulfilment:
    if ground is None:
        return Fulfilment.NO
    if not ground.conditional:
        return Fulfilment.YES
    if ground.basis != "dpf" or certified is None:
        return Fulfilment.UNKNOWN
    return Fulfilment.YES if certified else Fulfilment.NO


def _sub_processors(known: Known) -> Said:
    found = known.product.sub_processors
    shown = tuple(AnswerFact(text=one.name, provenance=one.provenance) for one in found)
    return (Fulfilment.YES, shown) if found else UNKNOWN


def _central(known: Known) -> Said:
    """Read the newest central DPIA; one without a public outcome leaves it unknown."""
    newest = known.product.central
    if newest is None:
        return UNKNOWN
    return _OUTCOMES.get(newest.outcome, Fulfilment.UNKNOWN), (
        AnswerFact(scheme="central-outcomes", code=newest.outcome),
    )


def _login(known: Known) -> Said:
    found = tuple(one for one in known.product.standards if one.standard in SIGN_ON)
    shown = (AnswerFact(scheme="standards", code=one.standard, provenance=one.provenance) for one in found)
    return (Fulfilment.YES, tuple(shown)) if found else UNKNOWN


def _ai(known: Known, answer: Callable[[str, str], Fulfilment]) -> Said:
    use = known.product.ai_use
    if use is None:
        return UNKNOWN
    risk = str(scheme("ai-uses").concept(use).extra["aiRisk"]) if use in scheme("ai-uses").codes else ""
    return answer(use, risk), (AnswerFact(scheme="ai-uses", code=use, provenance=_field(known, "ai_use")),)


def _ai_stated(known: Known) -> Said:
    return _ai(known, lambda _use, _risk: Fulfilment.YES)


def _ai_prohibited(known: Known) -> Said:
    return _ai(known, lambda _use, risk: Fulfilment.NO if risk == "prohibited" else _if_known(risk))


def _ai_high(known: Known) -> Said:
    """Say yes where no high-risk AI is used; whether high-risk AI was assessed the catalogue does not hold."""
    return _ai(known, lambda _use, risk: Fulfilment.UNKNOWN if risk in ("high", "prohibited") else _if_known(risk))


def _ai_transparency(known: Known) -> Said:
    return _ai(known, lambda _use, risk: Fulfilment.YES if risk == "none" else Fulfilment.UNKNOWN)


def _if_known(risk: str) -> Fulfilment:
    return Fulfilment.YES if risk else Fulfilment.UNKNOWN


def _end(known: Known) -> Said:
    """Say no where an end was announced; that nobody recorded one does not say that there is none."""
    end = known.product.end_of_life
    if end is None:
        return UNKNOWN
    return Fulfilment.NO, (AnswerFact(text=end.isoformat(), provenance=_field(known, "end_of_life")),)


def _field(known: Known, name: str) -> Provenance:
    return known.product.sources.get(name, Provenance())


_RULES: Final[Mapping[str, Callable[[Known], Said]]] = {
    "covenant": _covenant,
    "data-categories": _categories,
    "locations": _locations,
    "sub-processors": _sub_processors,
    "central-dpia": _central,
    "central-login": _login,
    "ai-stated": _ai_stated,
    "ai-prohibited": _ai_prohibited,
    "ai-high-risk": _ai_high,
    "ai-transparency": _ai_transparency,
    "no-announced-end": _end,
}
"""How the catalogue answers a requirement; what has no rule here the catalogue cannot know, so it is unknown."""
