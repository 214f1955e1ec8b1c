"""The one table of DPIA transitions, the decision whether a step may be taken, and when the question is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from swc.access.roles import Right
from swc.dpia.kinds import (
    SETTLED,
    SEVERE,
    DpiaEvent,
    DpiaState,
    Duty,
    RiskLevel,
    ScreeningStanding,
    StepInputName,
    Urgency,
)
from swc.dpia.names import EVENT_NAMES, STATE_NAMES
from swc.errors import Problem

REASON = StepInputName.REASON
ON = StepInputName.ON
FG_SEEN_ON = StepInputName.FG_SEEN_ON
ADVICE = StepInputName.ADVICE
CONDITIONS = StepInputName.CONDITIONS
REVIEW_DUE = StepInputName.REVIEW_DUE


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step: where it leads, the right it takes, what must and what may be handed in.

    `settles` gives the assessment a review date when none is handed in; `not_by_advisor` keeps who advised from
    deciding (art. 38(6) AVG: the FG has no conflicting task).
    """

    to: DpiaState
    right: Right = Right.EDIT_DPIA
    inputs: tuple[StepInputName, ...] = ()
    optional: tuple[StepInputName, ...] = ()
    settles: bool = False
    not_by_advisor: bool = False


def _decision(to: DpiaState, *inputs: StepInputName, settles: bool = False) -> Transition:
    """Return a step that only the board's privacy officer or administrator takes, never who gave the advice."""
    return Transition(
        to=to,
        right=Right.DECIDE_DPIA,
        inputs=inputs,
        optional=tuple(one for one in (REASON, REVIEW_DUE) if one not in inputs and (settles or one is REASON)),
        settles=settles,
        not_by_advisor=True,
    )


_REVIEW = Transition(to=DpiaState.REVIEW, inputs=(REASON,), optional=(ON,))

TRANSITIONS: dict[tuple[DpiaState, DpiaEvent], Transition] = {
    (DpiaState.NOT_ASSESSED, DpiaEvent.SCREEN): Transition(DpiaState.SCREENING, optional=(REASON,)),
    (DpiaState.SCREENING, DpiaEvent.CONCLUDE_NOT_REQUIRED): Transition(
        DpiaState.NOT_REQUIRED,
        right=Right.DECIDE_DPIA,
        inputs=(REASON, FG_SEEN_ON, ON),
        optional=(REVIEW_DUE,),
        settles=True,
    ),
    (DpiaState.SCREENING, DpiaEvent.CONCLUDE_REQUIRED): Transition(
        DpiaState.REQUIRED, right=Right.DECIDE_DPIA, inputs=(ON,), optional=(REASON,)
    ),
    (DpiaState.REQUIRED, DpiaEvent.START): Transition(DpiaState.IN_PROGRESS, optional=(REASON,)),
    (DpiaState.IN_PROGRESS, DpiaEvent.ASK_ADVICE): Transition(DpiaState.FG_ADVICE, optional=(REASON,)),
    (DpiaState.FG_ADVICE, DpiaEvent.ADVISE): Transition(
        DpiaState.DECISION, right=Right.DECIDE_DPIA, inputs=(ADVICE, ON), optional=(REASON,)
    ),
    (DpiaState.DECISION, DpiaEvent.APPROVE): _decision(DpiaState.APPROVED, ON, settles=True),
    (DpiaState.DECISION, DpiaEvent.APPROVE_WITH_CONDITIONS): _decision(
        DpiaState.APPROVED_CONDITIONALLY, CONDITIONS, ON, settles=True
    ),
    (DpiaState.DECISION, DpiaEvent.REJECT): _decision(DpiaState.REJECTED, REASON, ON),
    (DpiaState.DECISION, DpiaEvent.CONSULT_AUTHORITY): _decision(DpiaState.PRIOR_CONSULTATION, REASON, ON),
    (DpiaState.PRIOR_CONSULTATION, DpiaEvent.ANSWER): Transition(
        DpiaState.DECISION, right=Right.DECIDE_DPIA, inputs=(REASON, ON)
    ),
    (DpiaState.APPROVED_CONDITIONALLY, DpiaEvent.ALL_MEASURES_DONE): Transition(
        DpiaState.APPROVED, right=Right.DECIDE_DPIA, inputs=(ON,), optional=(REASON,)
    ),
    (DpiaState.NOT_REQUIRED, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.APPROVED, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.APPROVED_CONDITIONALLY, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.REJECTED, DpiaEvent.TRIGGER_REVIEW): _REVIEW,
    (DpiaState.REVIEW, DpiaEvent.SCREEN): Transition(DpiaState.SCREENING, optional=(REASON,)),
}
"""Every step there is; what is not in this table is refused. Buttons, JSON, docs and tests read it."""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What a step is judged on: what was handed in, who acts, and what happened before.

    `advisor_key` is who recorded the last advice, `advised_on` its day; `ap_hits` the codes of the AP list that hold.
    `screening` is how the screening of the running round stands, where a conclusion needs one. `open_measures` counts
    what the board itself still has to do, `residual` is the highest risk left after measures, and `consulted` says
    that the authority answered in this round.
    """

    actor_key: str
    reason: str = ""
    on: date | None = None
    fg_seen_on: date | None = None
    advice: str = ""
    conditions: str = ""
    review_due: date | None = None
    advisor_key: str | None = None
    advised_on: date | None = None
    ap_hits: tuple[str, ...] = ()
    screening: ScreeningStanding = ScreeningStanding.CONFIRMED
    unanswered: tuple[str, ...] = ()
    open_measures: int = 0
    residual: RiskLevel = RiskLevel.UNKNOWN
    consulted: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not taken: a stable code, a Dutch sentence, the way out, and the fields that are wrong."""

    code: str
    message: str
    remedy: str = ""
    params: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def allowed_events(state: DpiaState) -> tuple[tuple[DpiaEvent, Transition], ...]:
    """Return the steps that leave a state, in the order of the table."""
    return tuple((event, step) for (here, event), step in TRANSITIONS.items() if here is state)


def decide(current: DpiaState, event: DpiaEvent, facts: StepFacts, today: date) -> DpiaState | Refusal:
    """Return the next state, or why not; never raises for an expected no."""
    step = TRANSITIONS.get((current, event))
    if step is None:
        return _no_such_step(current, event)
    return _wrong_input(step, facts, today) or _rule_against(event, step, facts) or step.to


def is_settled(state: DpiaState, review_due: date | None, today: date) -> bool:
    """Say whether the question is settled today: decided, and the review date has not passed (art. 35(11) AVG)."""
    return state in SETTLED and not is_expired(state, review_due, today)


def is_expired(state: DpiaState, review_due: date | None, today: date) -> bool:
    """Say whether a decided assessment is past its review date; derived, never stored."""
    return state in SETTLED and review_due is not None and review_due < today


def urgency(state: DpiaState, duty: Duty, *, settled: bool, expired: bool) -> Urgency:
    """Return how soon an assessment asks for work; what is required or unknown stays in sight until it is settled."""
    if expired:
        return Urgency.EXPIRED
    if settled:
        return Urgency.SETTLED
    if state is DpiaState.REVIEW:
        return Urgency.REOPENED
    if duty is Duty.REQUIRED or state in _MUST:
        return Urgency.REQUIRED
    if state is not DpiaState.NOT_ASSESSED:
        return Urgency.RUNNING
    return {Duty.UNKNOWN: Urgency.UNKNOWN, Duty.WEIGH: Urgency.WEIGH}.get(duty, Urgency.NOT_INDICATED)


_MUST = frozenset(
    {
        DpiaState.REQUIRED,
        DpiaState.IN_PROGRESS,
        DpiaState.FG_ADVICE,
        DpiaState.DECISION,
        DpiaState.REJECTED,
        DpiaState.PRIOR_CONSULTATION,
    }
)
"""States in which somebody concluded that a DPIA is needed and the question is still open."""


def default_review(decided_on: date, *, years: int) -> date:
    """Return the review date when nobody chose one.

    The law only asks a review when the risk changes (art. 35(11) AVG); a fixed number of years is custom, so the
    number comes from a norm with a validity period.
    """
    try:
        return decided_on.replace(year=decided_on.year + years)
    except ValueError:  # 29 February in a year that has none
        return decided_on.replace(year=decided_on.year + years, day=28)


_ASK: dict[StepInputName, str] = {
    REASON: "Geef een reden.",
    ON: "Geef de datum.",
    FG_SEEN_ON: "Geef de datum waarop de FG dit heeft gezien.",
    ADVICE: "Leg het advies van de FG vast.",
    CONDITIONS: "Noem de voorwaarden.",
    REVIEW_DUE: "Geef de datum van herziening.",
}


def _no_such_step(current: DpiaState, event: DpiaEvent) -> Refusal:
    """Refuse a step that the table does not know from this state."""
    names = ", ".join(EVENT_NAMES[one] for one, _ in allowed_events(current))
    return Refusal(
        code="stap-niet-mogelijk",
        message="Vanuit de status ‘%(state)s’ is de stap ‘%(event)s’ niet mogelijk.",
        remedy="Mogelijk is: %(allowed)s.",
        params=(("state", STATE_NAMES[current]), ("event", EVENT_NAMES[event]), ("allowed", names)),
    )


def _wrong_input(step: Transition, facts: StepFacts, today: date) -> Refusal | None:
    """Refuse missing inputs and dates that cannot be."""
    problems = [Problem(name.value, _ASK[name]) for name in step.inputs if not getattr(facts, name.value)]
    future = "Deze datum ligt in de toekomst."
    problems += [
        Problem(name.value, future) for name in (ON, FG_SEEN_ON) if (day := getattr(facts, name.value)) and day > today
    ]
    decided_on = facts.on or today
    if facts.review_due and facts.review_due <= decided_on:
        problems.append(Problem(REVIEW_DUE.value, "De herziening moet na de datum van het besluit liggen."))
    if step.not_by_advisor and facts.advised_on and decided_on < facts.advised_on:
        problems.append(Problem(ON.value, "Het besluit kan niet vóór het advies van de FG liggen."))
    if not problems:
        return None
    return Refusal(
        code="gegevens-ontbreken", message="Deze stap mist gegevens of bevat een fout.", problems=tuple(problems)
    )


def _rule_against(event: DpiaEvent, step: Transition, facts: StepFacts) -> Refusal | None:
    """Refuse what the law does not allow."""
    if step.not_by_advisor and facts.advisor_key is not None and facts.advisor_key == facts.actor_key:
        return Refusal(
            code="adviseur-besluit-niet",
            message="Wie het advies van de FG vastlegde, neemt niet ook het besluit (art. 38 lid 6 AVG).",
            remedy="Laat een andere bevoegde persoon van het bestuur besluiten.",
        )
    against = _AGAINST.get(event)
    return against(event, facts) if against else None


def _conclusion(event: DpiaEvent, facts: StepFacts) -> Refusal | None:
    """Refuse a conclusion without a confirmed screening, and one against the list of the authority."""
    if facts.screening is ScreeningStanding.MISSING:
        return Refusal(
            code="toets-niet-bevestigd",
            message="De voorafgaande toets is in deze ronde nog niet bevestigd.",
            remedy="Bevestig de criteria in één formulier en stel daarna vast.",
        )
    if facts.screening is ScreeningStanding.OUTDATED:
        return Refusal(
            code="toets-verouderd",
            message="De feiten onder de voorafgaande toets zijn veranderd sinds die is bevestigd.",
            remedy="Bekijk de criteria en bevestig de toets opnieuw.",
        )
    if event is not DpiaEvent.CONCLUDE_NOT_REQUIRED:
        return None
    if facts.ap_hits:
        return Refusal(
            code="ap-lijst-verplicht",
            message="Een treffer op de lijst van de AP maakt een DPIA verplicht: %(hits)s.",
            remedy="Klopt de treffer niet, beantwoord dan eerst dat criterium met een reden.",
            params=(("hits", ", ".join(facts.ap_hits)),),
        )
    if facts.unanswered:
        return Refusal(
            code="criteria-onbekend",
            message="Wat nog onbekend is, kan een DPIA verplicht maken: %(codes)s.",
            remedy="Beantwoord deze criteria met een reden en bevestig de toets.",
            params=(("codes", ", ".join(facts.unanswered)),),
        )
    return None


def _approval(_event: DpiaEvent, facts: StepFacts) -> Refusal | None:
    """Refuse approval of a risk that stays high before the authority was consulted; an unknown one only shows."""
    if facts.residual not in SEVERE or facts.consulted:
        return None
    return Refusal(
        code="restrisico-hoog",
        message="Na de maatregelen blijft een hoog risico over; raadpleeg dan eerst de AP (art. 36 lid 1 AVG).",
        remedy="Leg de beoordeling voor aan de AP, of verlaag het risico met een maatregel.",
    )


def _measures_done(_event: DpiaEvent, facts: StepFacts) -> Refusal | None:
    """Refuse that conditions are met while something is left for the board to do."""
    if not facts.open_measures:
        return None
    return Refusal(
        code="maatregelen-open",
        message="Nog niet alle maatregelen van het bestuur zijn afgerond; open: %(count)s.",
        remedy="Rond de maatregelen af met bewijs, of zet ze met een reden op ‘niet van toepassing’.",
        params=(("count", str(facts.open_measures)),),
    )


_AGAINST: dict[DpiaEvent, Callable[[DpiaEvent, StepFacts], Refusal | None]] = {
    DpiaEvent.CONCLUDE_NOT_REQUIRED: _conclusion,
    DpiaEvent.CONCLUDE_REQUIRED: _conclusion,
    DpiaEvent.APPROVE: _approval,
    DpiaEvent.APPROVE_WITH_CONDITIONS: _approval,
    DpiaEvent.ALL_MEASURES_DONE: _measures_done,
}
"""The rules of law and care beside the table, by step."""
