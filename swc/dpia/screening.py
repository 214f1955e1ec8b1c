"""Reads the screening criteria from the facts of one use, and says whether a DPIA is due (art. 35 AVG); pure."""

from __future__ import annotations

from collections.abc import Mapping

from swc.catalogue.kinds import DataLevel
from swc.dpia.criteria import (
    CRITERIA,
    MATCHING_WORDS,
    NEW_TECHNOLOGY_WORDS,
    PUPILS,
    SENSITIVE,
    STAFF,
    WP_SCHEME,
    Criterion,
)
from swc.dpia.facts import Norms, UseFacts
from swc.dpia.kinds import Duty, Finding
from swc.dpia.schemas import CriterionFact, DutyOutcome, Fact
from swc.landscape.kinds import ProcessesPersonalData

NO_AI = "none"
"""The code of scheme `ai-uses` that says there is none."""


Found = tuple[Finding, tuple[Fact, ...]]


def derive(
    use: UseFacts, norms: Norms, names: Mapping[str, str], criteria: tuple[Criterion, ...] = CRITERIA
) -> tuple[CriterionFact, ...]:
    """Return criteria with their finding and facts; `names` gives the Dutch name of data categories and AI uses."""
    found = []
    for one in criteria:
        finding, facts = _finding(one, use, norms, names)
        found.append(CriterionFact(criterion=one.code, scheme=one.scheme, derived=finding, facts=facts))
    return tuple(found)


def duty(criteria: tuple[CriterionFact, ...], personal_data: ProcessesPersonalData, norms: Norms) -> DutyOutcome:
    """Return whether a DPIA is due.

    One hit on the AP list, or as many WP248 criteria as the norm says: required. Anything unknown that could still
    tip it: unknown. One criterion: to be weighed with a reason. No personal data, or nothing found: not indicated.
    """
    ap_hits = _codes(criteria, Finding.YES, wp=False)
    wp_hits = _codes(criteria, Finding.YES, wp=True)
    unknown = tuple(one.criterion for one in criteria if one.outcome is Finding.UNKNOWN)
    due, why = _verdict(ap_hits, wp_hits, unknown, personal_data, norms)
    return DutyOutcome(
        duty=due, wp_score=len(wp_hits), wp_norm=norms.wp_score, ap_hits=ap_hits, unknown=unknown, why=why
    )


def _verdict(
    ap_hits: tuple[str, ...],
    wp_hits: tuple[str, ...],
    unknown: tuple[str, ...],
    personal_data: ProcessesPersonalData,
    norms: Norms,
) -> tuple[Duty, tuple[Fact, ...]]:
    """Return the duty with the sentences that explain it."""
    why = []
    if ap_hits:
        why.append(_fact("Treffer op de lijst van de AP: %(codes)s.", "art. 35 lid 4 AVG", codes=", ".join(ap_hits)))
    if len(wp_hits) >= norms.wp_score:
        sentence = "%(score)s van de negen criteria gelden (%(codes)s); vanaf %(norm)s is een DPIA de regel."
        why.append(_fact(sentence, "WP248 rev.01", score=len(wp_hits), codes=", ".join(wp_hits), norm=norms.wp_score))
    if why:
        return Duty.REQUIRED, tuple(why)
    if personal_data is ProcessesPersonalData.NO and not wp_hits:
        return Duty.NOT_INDICATED, (_fact("Er worden geen persoonsgegevens verwerkt.", "art. 2 lid 1 AVG"),)
    if unknown:
        sentence = "Nog te beantwoorden, want het kan de uitkomst veranderen: %(codes)s."
        return Duty.UNKNOWN, (_fact(sentence, "art. 35 lid 1 AVG", codes=", ".join(unknown)),)
    if wp_hits:
        sentence = "Eén criterium geldt (%(codes)s): weeg af en leg de reden vast."
        return Duty.WEIGH, (_fact(sentence, "WP248 rev.01", codes=", ".join(wp_hits)),)
    return Duty.NOT_INDICATED, (_fact("Geen enkel criterium geldt.", "art. 35 AVG"),)


def _codes(criteria: tuple[CriterionFact, ...], outcome: Finding, *, wp: bool) -> tuple[str, ...]:
    """Return the codes of one list with an outcome."""
    return tuple(one.criterion for one in criteria if one.outcome is outcome and (one.scheme == WP_SCHEME) is wp)


def _fact(message: str, source: str, **params: str | int) -> Fact:
    return Fact(message=message, params=params, source=source)


def _finding(one: Criterion, use: UseFacts, norms: Norms, names: Mapping[str, str]) -> Found:
    """Return what the facts say of one criterion."""
    if use.personal_data is ProcessesPersonalData.NO:
        return Finding.NO, (_fact("Er worden geen persoonsgegevens verwerkt.", "art. 2 lid 1 AVG"),)
    own_way = _WAYS.get(one.way)
    if own_way is not None:
        return own_way(one, use, norms, names)
    finding, facts = _by_table(one, use, names)
    if one.large and finding is Finding.YES:
        if use.large_scale is not None:
            return use.large_scale, (*facts, _fact("Of dit grootschalig is, is beantwoord bij WP5.", one.source))
        scale, why = _scale(one, use, norms, names)
        return scale, facts + why
    return finding, facts


def _by_table(one: Criterion, use: UseFacts, names: Mapping[str, str]) -> Found:
    """Read a criterion from its row: proof makes it hold, absence of what it needs excludes it, else unknown.

    Absence from a list that nobody confirmed excludes nothing.
    """
    proven = _proven(one, use, names)
    if proven:
        return Finding.YES, proven
    if use.gap:
        return Finding.UNKNOWN, (_gap(use, one),)
    present = tuple(_present(use, use.codes & one.needs, names, one.source))
    if present:
        sentence = "Of dit criterium geldt, staat niet vast; deze gegevens maken het mogelijk."
        return Finding.UNKNOWN, (*present, _fact(sentence, one.source))
    if use.unsure:
        return Finding.UNKNOWN, (_unsure(one),)
    codes = sorted(one.needs)
    needed = ", ".join(names.get(code, code) for code in codes)
    sentence = "Geen van de gegevens die hiervoor nodig zijn is bij deze applicatie bekend: %(c)s."
    return Finding.NO, (_fact(sentence, one.source, c=needed, codes=" ".join(codes)),)


def _proven(one: Criterion, use: UseFacts, names: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the facts that make a criterion hold."""
    facts = _present(use, use.codes & one.proof, names, one.source)
    word = use.has_word(one.words)
    if word is not None:
        sentence = "%(product)s is een product van de soort ‘%(category)s’."
        facts.append(_fact(sentence, one.source, product=use.product, category=use.product_category))
    if use.ai_use is not None and use.ai_use in one.ai:
        facts.append(_fact("AI-gebruik: %(ai)s.", one.source, ai=names.get(use.ai_use, use.ai_use)))
    return tuple(facts)


def _present(use: UseFacts, codes: frozenset[str], names: Mapping[str, str], source: str) -> list[Fact]:
    """Return one sentence per category that occurs."""
    return [
        _fact("%(code)s %(name)s komt voor (%(via)s).", source, code=code, name=names.get(code, ""), via=via or "?")
        for code, via in use.categories
        if code in codes
    ]


def _gap(use: UseFacts, one: Criterion) -> Fact:
    """Say why the categories of a use are not a complete list."""
    if use.categories and not use.incomplete:
        sentence = "Het niveau van het product is ‘%(level)s’, maar geen bekende categorie verklaart dat."
        return _fact(sentence, one.source, level=use.level.value)
    return _fact("Welke categorieën persoonsgegevens voorkomen, is niet (volledig) bekend.", one.source)


def _unsure(one: Criterion) -> Fact:
    """Say why the known categories do not exclude a criterion: nobody confirmed that the list is right."""
    sentence = "Geen aanwijzing, maar geen van de bekende categorieën is bevestigd; dat sluit dit criterium niet uit."
    return _fact(sentence, one.source)


def _sensitive(one: Criterion, use: UseFacts, _norms: Norms, names: Mapping[str, str]) -> Found:
    """WP4: sensitive or very personal data; the level of the product or a category is enough."""
    facts = _present(use, use.codes & SENSITIVE, names, one.source)
    if use.level in (DataLevel.SENSITIVE, DataLevel.SPECIAL):
        facts.append(_fact("Het niveau van het product is ‘%(level)s’.", one.source, level=use.level.value))
    if facts:
        return Finding.YES, tuple(facts)
    if use.gap or use.level is DataLevel.UNKNOWN:
        return Finding.UNKNOWN, (_gap(use, one),)
    if use.unsure:
        return Finding.UNKNOWN, (_unsure(one),)
    return Finding.NO, (_fact("Niveau ‘%(level)s’, geen gevoelige categorie.", one.source, level=use.level.value),)


def _scale(one: Criterion, use: UseFacts, norms: Norms, _names: Mapping[str, str]) -> Found:
    """WP5: large scale, by users and, where it is about pupils, the pupils of the schools it holds for."""
    about_pupils = bool(use.codes & PUPILS)
    people = max(
        (count for count in (use.users, use.pupils if about_pupils else None) if count is not None), default=-1
    )
    if people < 0:
        return Finding.UNKNOWN, (_fact("Het aantal betrokkenen is niet bekend.", one.source),)
    if norms.large_scale is None:
        sentence = "%(people)s betrokkenen; wat grootschalig is, is niet in een norm vastgelegd."
        return Finding.UNKNOWN, (_fact(sentence, one.source, people=people),)
    sentence = "%(people)s betrokkenen; vanaf %(norm)s geldt dit als grootschalig."
    fact = _fact(sentence, one.source, people=people, norm=norms.large_scale)
    if people >= norms.large_scale:
        return Finding.YES, (fact,)
    if use.gap and not about_pupils:
        return Finding.UNKNOWN, (fact, _gap(use, one))
    return Finding.NO, (fact,)


def _matching(one: Criterion, use: UseFacts, _norms: Norms, _names: Mapping[str, str]) -> Found:
    """WP6: combining data sets; two sources that feed the application, or a product made for combining."""
    if use.has_word(MATCHING_WORDS):
        sentence = "%(product)s is een product van de soort ‘%(category)s’."
        return Finding.YES, (_fact(sentence, one.source, product=use.product, category=use.product_category),)
    if use.feeds > 1:
        return Finding.YES, (_fact("Gegevens uit %(feeds)s koppelingen komen samen.", one.source, feeds=use.feeds),)
    if use.couplings:
        sentence = "Vastgelegde koppelingen: %(count)s; of gegevens worden gecombineerd, is niet bekend."
        return Finding.UNKNOWN, (_fact(sentence, one.source, count=use.couplings),)
    sentence = "Er zijn geen koppelingen vastgelegd; of gegevens worden gecombineerd, is niet bekend."
    return Finding.UNKNOWN, (_fact(sentence, one.source),)


def _vulnerable(one: Criterion, use: UseFacts, _norms: Norms, names: Mapping[str, str]) -> Found:
    """WP7: pupils are children, and employees depend on their employer; both count as vulnerable."""
    facts = _present(use, use.codes & (PUPILS | STAFF), names, one.source)
    if facts:
        return Finding.YES, tuple(facts)
    return Finding.UNKNOWN, (_fact("Of het om leerlingen of medewerkers gaat, is niet bekend.", one.source),)


def _technology(one: Criterion, use: UseFacts, _norms: Norms, names: Mapping[str, str]) -> Found:
    """WP8: new technology; a known use of AI, or a device or assistant that is new by its kind."""
    if use.has_word(NEW_TECHNOLOGY_WORDS):
        sentence = "%(product)s is een product van de soort ‘%(category)s’."
        return Finding.YES, (_fact(sentence, one.source, product=use.product, category=use.product_category),)
    if use.ai_use is None:
        return Finding.UNKNOWN, (_fact("Of het product AI gebruikt, is niet bekend.", one.source),)
    fact = _fact("AI-gebruik: %(ai)s.", one.source, ai=names.get(use.ai_use, use.ai_use))
    return (Finding.NO if use.ai_use == NO_AI else Finding.YES), (fact,)


_WAYS = {
    "sensitive": _sensitive,
    "scale": _scale,
    "matching": _matching,
    "vulnerable": _vulnerable,
    "technology": _technology,
}
"""The criteria that are not read from categories alone."""
