"""Reads the criteria of a processing activity from those of the applications in it, and the duty of a FRIA; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swc.dpia.criteria import CRITERIA
from swc.dpia.facts import UseFacts
from swc.dpia.kinds import Duty, Finding
from swc.dpia.schemas import CriterionFact, DutyOutcome, Fact
from swc.landscape.kinds import ProcessesPersonalData

HIGH_RISK_AI = frozenset({"access-admission", "learning-outcomes", "level-of-education", "proctoring"})
"""The uses of AI (scheme `ai-uses`) that annex III point 3 of the AI Act names."""

NO_USES = Fact(message="In deze verwerking is geen applicatie bekend.", source="art. 35 AVG")

Part = tuple[str, tuple[CriterionFact, ...]]
"""The name of a use with its criteria."""


def united(parts: Sequence[Part]) -> tuple[CriterionFact, ...]:
    """Return the criteria over several uses: yes if any says yes, no only if all say no, else unknown.

    The facts are those of the uses that made the finding, each with the name of its use.
    """
    by_code = [({one.criterion: one for one in criteria}, name) for name, criteria in parts]
    found = []
    for one in CRITERIA:
        held = [(criteria[one.code], name) for criteria, name in by_code if one.code in criteria]
        finding = of_all(fact.outcome for fact, _ in held)
        facts = tuple(_facts((fact, name) for fact, name in held if fact.outcome is finding)) or (NO_USES,)
        found.append(CriterionFact(criterion=one.code, scheme=one.scheme, derived=finding, facts=facts))
    return tuple(found)


def of_all(findings: Iterable[Finding]) -> Finding:
    """Return one finding over several; nothing at all is unknown."""
    known = set(findings)
    if Finding.YES in known:
        return Finding.YES
    return Finding.NO if known == {Finding.NO} else Finding.UNKNOWN


def personal_data(facts: Iterable[UseFacts]) -> ProcessesPersonalData:
    """Say whether any of several uses processes personal data; a no only when all say so."""
    known = {one.personal_data for one in facts}
    if ProcessesPersonalData.YES in known:
        return ProcessesPersonalData.YES
    return ProcessesPersonalData.NO if known == {ProcessesPersonalData.NO} else ProcessesPersonalData.UNKNOWN


def fundamental_rights(facts: Iterable[UseFacts]) -> DutyOutcome:
    """Return whether a fundamental-rights assessment is due: a school that uses high-risk AI (art. 27 AI Act)."""
    known = tuple(facts)
    high = [one.product for one in known if one.ai_use in HIGH_RISK_AI]
    unsaid = [one.product for one in known if one.ai_use is None]
    if high:
        return _fria(Duty.REQUIRED, "AI met een hoog risico (bijlage III, punt 3): %(names)s.", high)
    if unsaid:
        return _fria(Duty.UNKNOWN, "Van deze producten is niet bekend of zij AI gebruiken: %(names)s.", unsaid)
    if not known:
        return _fria(Duty.UNKNOWN, NO_USES.message, ())
    return _fria(Duty.NOT_INDICATED, "Er is geen AI met een hoog risico bekend.", ())


def _fria(duty: Duty, message: str, names: Iterable[str]) -> DutyOutcome:
    """Return the duty of a fundamental-rights assessment with its sentence."""
    listed = ", ".join(dict.fromkeys(names))
    fact = Fact(message=message, params={"names": listed} if listed else {}, source="art. 27 AI-verordening")
    return DutyOutcome(duty=duty, wp_score=0, wp_norm=0, why=(fact,))


def _facts(held: Iterable[tuple[CriterionFact, str]]) -> Iterable[Fact]:
    """Yield the facts of several uses with the name of each, the same one of the same use once."""
    seen: set[tuple[str, str]] = set()
    for criterion, name in held:
        for fact in _with_answer(criterion):
            if (name, fact.text) not in seen:
                seen.add((name, fact.text))
                yield fact.model_copy(update={"about": fact.about or name})


def _with_answer(one: CriterionFact) -> tuple[Fact, ...]:
    """Return why a use has its finding: the reason that a person gave, else the facts."""
    if one.answer is None:
        return one.facts
    return (Fact(message="Beantwoord bij de applicatie: %(reason)s", params={"reason": one.answer_reason}),)
